# What the shop sells, in the desk; the catalogue, the legal pages and the customer's order, in the storefront.
products-count =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
products-below-zero =
    { $count ->
        [one] { $count } article a un stock sous zéro : il s’en est vendu plus qu’il n’y en avait. Réassort ou inventaire à faire.
       *[other] { $count } articles ont un stock sous zéro : il s’en est vendu plus qu’il n’y en avait. Réassort ou inventaire à faire.
    }
product-below-zero = Stock sous zéro
product-below-zero-text = Il s’en est vendu plus qu’il n’y en avait, par un canal qui avait déjà vendu. Corrigez le stock quand la marchandise est là.
product-stock-hint = Ce qui se vend pendant que vous modifiez cette page reste décompté.
product-stock-changed = Stock au moment de l’ouverture : { $opened } ; maintenant : { $now }. Seule votre différence sera appliquée.
product-stock-empty-hint = Laissez vide pour ne pas suivre le stock.
problem-product-sku = Un article porte déjà cette référence. Choisissez-en une autre, ou modifiez cet article depuis la liste.
shop-search = Chercher un article
shop-search-button = Chercher
shop-search-count =
    { $count ->
        [one] { $count } article pour « { $words } »
       *[other] { $count } articles pour « { $words } »
    }
shop-search-none-title = Aucun article ne correspond
shop-search-none = Rien ne contient « { $words } ». Essayez un seul mot, ou regardez tous les articles.
shop-search-all = Voir tous les articles
legal-notice = Mentions légales
legal-terms = Conditions générales de vente
legal-privacy = Données personnelles
legal-accessibility = Accessibilité
legal-by-post = par courrier, à l’adresse des mentions légales
legal-notice-1 = { $seller } édite cette boutique et en est responsable. Pour toute question : { $contact }.
legal-terms-1 = Ces conditions règlent les ventes entre { $seller } et ses clients.
legal-terms-2 = Les prix sont indiqués toutes taxes comprises (TTC). Les frais de livraison sont annoncés dès le panier et repris dans le récapitulatif, avant la commande.
legal-terms-3 = La commande est ferme quand vous cliquez sur « Commander avec obligation de paiement ». Vous en recevez le numéro et l’adresse d’une page qui en montre le suivi.
legal-terms-4 = Le paiement se fait par les moyens proposés à la commande. Un chèque ou un virement est attendu avant l’expédition.
legal-terms-5 = Un consommateur dispose de 14 jours à compter de la réception pour renoncer au contrat, sans avoir à dire pourquoi. Il le déclare à « Renoncer au contrat ici », au bas de chaque page, ou prévient { $seller } ({ $contact }), et renvoie les articles ; le prix et la livraison standard sont remboursés.
legal-terms-6 = Les garanties légales de conformité et des vices cachés s’appliquent. Réclamations : { $contact }.
legal-privacy-1 = { $seller } garde ce que vous saisissez pour votre commande : nom, adresse, e-mail, téléphone s’il est donné. Ces données servent à livrer, à facturer et à vous répondre, à rien d’autre.
legal-privacy-2 = Elles sont transmises au logisticien et au transporteur, dans la mesure où la livraison le demande. Elles ne sont ni vendues ni louées.
legal-privacy-3 = Cette boutique ne dépose que des cookies nécessaires : le panier, le numéro de votre dernière commande jusqu’à la fermeture du navigateur, et vos préférences d’affichage. Aucun ne vous suit.
legal-privacy-4 = Vous pouvez demander à voir, à corriger ou à faire effacer vos données : { $contact }. Les factures sont conservées le temps que la loi impose.
legal-accessibility-1 = { $seller } veut que cette boutique serve à tout le monde : au clavier, au lecteur d’écran, agrandie, en clair ou en sombre, avec ou sans JavaScript.
legal-accessibility-2 = Le logiciel vise les règles WCAG 2.2 de niveau AA et le RGAA 4.1. Il est vérifié par des outils à chaque version ; les textes et les images sont ceux de la boutique. Aucun audit de conformité n’est déclaré ici.
legal-accessibility-3 = Si quelque chose vous arrête, dites-le : { $contact }. La commande peut aussi être prise ainsi.
legal-accessibility-4 = Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.
pay-title = Votre paiement
pay-cheque = Envoyez un chèque de { $amount } à l’ordre de { $seller }, avec le numéro { $number } au dos, à cette adresse :
pay-transfer = Faites un virement de { $amount } à { $seller }, avec le motif « Commande { $number } ». Le compte :
pay-transfer-ask = Faites un virement de { $amount } à { $seller }, avec le motif « Commande { $number } ». La boutique ({ $contact }) vous donne son IBAN.
pay-cash-on-delivery = Vous réglerez { $amount } à la livraison.
order-documents = Documents
order-follow-again = Revenir à la commande
price-free = Gratuit
checkout-change-contact = Modifier les coordonnées
checkout-change-delivery = Modifier la livraison ou le paiement
