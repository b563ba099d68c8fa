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
legal-notice = Legal notice
legal-terms = Terms of sale
legal-privacy = Personal data
legal-accessibility = Accessibility
legal-by-post = by post, at the address of the legal notice
legal-notice-1 = { $seller } publishes this shop and is responsible for it. For any question: { $contact }.
legal-terms-1 = These terms govern the sales between { $seller } and its customers.
legal-terms-2 = Prices include tax. Delivery costs are shown from the basket on and again in the summary, before the order.
legal-terms-3 = The order is firm when you press “Order with obligation to pay”. You receive its number and the address of a page that follows it.
legal-terms-4 = Payment is made by the means offered with the order. A cheque or a transfer is awaited before dispatch.
legal-terms-5 = A consumer has 14 days from receipt to withdraw from the contract without giving a reason. They declare it under “Withdraw from the contract here”, at the foot of every page, or tell { $seller } ({ $contact }), and send the items back; the price and standard delivery are refunded.
legal-terms-6 = The legal guarantees of conformity and against hidden defects apply. Complaints: { $contact }.
legal-privacy-1 = { $seller } keeps what you enter for your order: name, address, e-mail, telephone if given. It serves to deliver, to invoice and to answer you, nothing else.
legal-privacy-2 = It is passed on to the logistician and the carrier as far as delivery needs it. It is neither sold nor rented.
legal-privacy-3 = This shop sets necessary cookies only: the basket, the number of your last order until the browser is closed, and your display preferences. None follows you.
legal-privacy-4 = You may ask to see, correct or erase your data: { $contact }. Invoices are kept as long as the law requires.
legal-accessibility-1 = { $seller } wants this shop to serve everybody: by keyboard, by screen reader, enlarged, light or dark, with or without JavaScript.
legal-accessibility-2 = The software aims at WCAG 2.2 level AA and RGAA 4.1. Tools check it at every version; texts and pictures are the shop’s. No audit of conformity is claimed here.
legal-accessibility-3 = If something stops you, say so: { $contact }. Orders can be taken that way too.
legal-accessibility-4 = Without a satisfying answer you may turn to the French Defender of Rights (Défenseur des droits).
pay-title = Your payment
pay-cheque = Send a cheque for { $amount } payable to { $seller }, with the number { $number } on the back, to this address:
pay-transfer = Make a transfer of { $amount } to { $seller }, with the reference “Order { $number }”. The account:
pay-transfer-ask = Make a transfer of { $amount } to { $seller }, with the reference “Order { $number }”. The shop ({ $contact }) gives you its IBAN.
pay-cash-on-delivery = You will pay { $amount } on delivery.
order-documents = Documents
order-follow-again = Back to the order
price-free = Free
checkout-change-contact = Change your details
checkout-change-delivery = Change delivery or payment
