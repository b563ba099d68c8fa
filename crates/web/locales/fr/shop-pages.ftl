# The storefront, continued.
basket-empty-text = Choisissez un article, il vous attendra ici.
basket-quantity-of = Quantité de { $title }
basket-short = { $left } : { $title }.
basket-short-change = Changez la quantité dans le panier.
checkout-goods-total = Articles, TTC
checkout-total-with = Total TTC avec « { $delivery } »
checkout-number = Votre commande porte le numéro { $number }.
checkout-keep-link = Gardez l’adresse de cette page : elle montre où en est votre commande.
checkout-follow = Suivre votre commande
checkout-back-to-contact = Revenir aux coordonnées
price-net = { $amount } HT
prices-switch = Prix affichés
prices-gross = TTC
prices-net = TTC et HT
