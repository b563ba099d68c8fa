# The storefront, continued.
basket-empty-text = Choisissez un article, il vous attendra ici.
basket-delivery-from = Livraison à partir de { $amount }, retrait en boutique gratuit.
basket-quantity-of = Quantité de { $title }
checkout-number = Votre commande porte le numéro { $number }.
checkout-keep-link = Gardez l’adresse de cette page : elle montre où en est votre commande.
checkout-follow = Suivre votre commande
checkout-back-to-contact = Revenir aux coordonnées
delivery-home = Livraison à domicile
delivery-mondial-relay = Point relais Mondial Relay
delivery-pickup = Retrait en boutique
country-fr = France
country-be = Belgique
country-ch = Suisse
country-lu = Luxembourg
country-de = Allemagne
country-mc = Monaco
