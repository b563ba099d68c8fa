# What the shop sells, in the desk; the catalogue, the legal pages and the customer's order, in the storefront.
products-count =
    { $count ->
        [one] { $count } product
       *[other] { $count } products
    }
products-below-zero =
    { $count ->
        [one] { $count } product has a stock below zero: more was sold than there was. Restock or count it.
       *[other] { $count } products have a stock below zero: more was sold than there was. Restock or count them.
    }
product-below-zero = Stock below zero
product-below-zero-text = More was sold than there was, by a channel that had already sold. Correct the stock when the goods are there.
product-stock-hint = What is sold while you edit this page stays taken off.
product-stock-changed = Stock when you opened the page: { $opened }; now: { $now }. Only your difference will be applied.
product-stock-empty-hint = Leave it empty not to follow the stock.
problem-product-sku = A product already has this reference. Choose another, or change that product from the list.
shop-search = Search for an item
shop-search-button = Search
shop-search-count =
    { $count ->
        [one] { $count } item for “{ $words }”
       *[other] { $count } items for “{ $words }”
    }
shop-search-none-title = No item matches
shop-search-none = Nothing contains “{ $words }”. Try a single word, or look at all items.
shop-search-all = See all items
