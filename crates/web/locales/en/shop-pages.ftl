# The storefront, continued.
basket-empty-text = Choose a product, it will wait for you here.
basket-quantity-of = Quantity of { $title }
basket-short = { $left }: { $title }.
basket-short-change = Change the quantity in the basket.
checkout-goods-total = Items, incl. VAT
checkout-total-with = Total incl. VAT with “{ $delivery }”
checkout-number = Your order has number { $number }.
checkout-keep-link = Keep this page’s address: it shows how your order is getting on.
checkout-follow = Follow your order
checkout-back-to-contact = Back to your details
price-net = { $amount } excl. VAT
prices-switch = Prices shown
prices-gross = Incl. VAT
prices-net = Incl. and excl. VAT
