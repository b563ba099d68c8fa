# The storefront.
shop-products = Articles
shop-basket = Panier
shop-basket-count =
    { $count ->
        [0] Panier vide
        [one] Panier, { $count } article
       *[other] Panier, { $count } articles
    }
shop-add-to-basket = Ajouter au panier
shop-price-note = TTC
shop-in-stock = En stock
shop-few-left =
    { $count ->
        [one] Plus que { $count } exemplaire
       *[other] Plus que { $count } exemplaires
    }
shop-out-of-stock = Épuisé
shop-no-products = Aucun article n’est en vente pour l’instant.
shop-withdrawal = Renoncer au contrat ici

basket-empty = Votre panier est vide.
basket-quantity = Quantité
basket-update = Mettre à jour
basket-delivery = Livraison
basket-total = Total TTC
basket-checkout = Passer commande

checkout-title = Commande
checkout-steps = Étapes de la commande
checkout-step-contact = Coordonnées
checkout-step-delivery = Livraison et paiement
checkout-step-recap = Récapitulatif
checkout-email = E-mail
checkout-email-hint = Pour la confirmation et le suivi de la commande.
checkout-name = Nom et prénom
checkout-company = Société
checkout-phone = Téléphone
checkout-phone-hint = Pour le transporteur, en cas de difficulté à la livraison.
checkout-address = Adresse
checkout-address-more = Complément d’adresse
checkout-postcode = Code postal
checkout-city = Ville
checkout-country = Pays
checkout-delivery-method = Mode de livraison
checkout-pickup-point = Point relais
checkout-pickup-point-hint = Le nom ou le numéro du point, et sa ville. La carte des points est sur le site du transporteur.
checkout-payment-method = Mode de paiement
checkout-recap-goods = Articles commandés
checkout-withdrawal-title = Droit de rétractation
checkout-withdrawal = Vous disposez de 14 jours à compter de la réception pour renoncer au contrat, sans avoir à dire pourquoi.
checkout-place = Commander avec obligation de paiement
checkout-thanks-title = Merci, votre commande est enregistrée

withdrawal-title = Renoncer au contrat
withdrawal-name = Nom et prénom
withdrawal-order = Numéro de commande
withdrawal-email = E-mail
withdrawal-confirm = Confirmer la rétractation
