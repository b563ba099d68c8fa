# « Nouvelle commande »: an order entered at the desk.
new-order = Nouvelle commande
new-order-customer = Client
new-order-email-hint = Pour la confirmation. Sans adresse, aucun courriel ne part.
new-order-elsewhere = Livrer à une autre adresse
new-order-elsewhere-hint = Laissez vide pour livrer à l’adresse de facturation.
new-order-delivery-field = Livraison, { $field }
new-order-product = Article
new-order-lines-hint = Une référence, ou une partie du nom. Les prix sont ceux du catalogue. Une ligne laissée vide ne compte pas.
new-order-line-sku = Ligne { $line }, article
new-order-line-quantity = Ligne { $line }, quantité
new-order-about = { $title } · { $price }
new-order-about-stock = { $title } · { $price } · stock { $left }
new-order-more-alike =
    { $count ->
        [one] et { $count } autre. Précisez pour le voir.
       *[other] et { $count } autres. Précisez pour les voir.
    }
new-order-add-line = Ajouter une ligne
new-order-most-lines = Une commande saisie ici a { $count } lignes au plus.
new-order-check = Vérifier
new-order-recap = Vérifier la commande
new-order-recap-hint = Relisez la commande au client. Rien n’est encore enregistré.
new-order-total-changed = Le total a changé depuis votre vérification : un prix du catalogue vient d’être modifié. Annoncez le nouveau total, puis enregistrez.
new-order-place = Enregistrer la commande
new-order-change = Modifier
new-order-short =
    { $left ->
        [0] Il n’en reste plus. Retirez la ligne « { $title } » ou prenez un autre article.
       *[other] Il en reste { $left }. Réduisez la quantité de « { $title } ».
    }
invalid-unknown-product = Aucun article en vente n’a cette référence ni ces mots dans son nom. Essayez un seul mot, ou le début d’un mot.
invalid-several-products = Plusieurs articles ont ces mots. Choisissez le vôtre sous le champ, ou précisez.
source-desk = Bureau
done-order-placed = La commande est enregistrée.
