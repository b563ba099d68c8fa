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
