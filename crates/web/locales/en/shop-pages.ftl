# The storefront, continued.
basket-empty-text = Choose a product, it will wait for you here.
basket-delivery-from = Delivery from { $amount }, free collection in the shop.
basket-quantity-of = Quantity of { $title }
checkout-number = Your order has number { $number }.
checkout-keep-link = Keep this page’s address: it shows how your order is getting on.
checkout-follow = Follow your order
checkout-back-to-contact = Back to your details
delivery-home = Home delivery
delivery-mondial-relay = Mondial Relay pick-up point
delivery-pickup = Collection in the shop
country-fr = France
country-be = Belgium
country-ch = Switzerland
country-lu = Luxembourg
country-de = Germany
country-mc = Monaco
