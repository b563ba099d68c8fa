# The storefront.
shop-products = Items
shop-basket = Basket
shop-basket-count =
    { $count ->
        [0] Basket empty
        [one] Basket, { $count } item
       *[other] Basket, { $count } items
    }
shop-add-to-basket = Add to basket
shop-price-note = incl. VAT
shop-in-stock = In stock
shop-few-left =
    { $count ->
        [one] Only { $count } left
       *[other] Only { $count } left
    }
shop-out-of-stock = Sold out
shop-no-products = Nothing is on sale for now.
shop-withdrawal = Withdraw from the contract here

basket-empty = Your basket is empty.
basket-quantity = Quantity
basket-update = Update
basket-delivery = Delivery
basket-total = Total incl. VAT
basket-checkout = Check out

checkout-title = Checkout
checkout-steps = Steps of the order
checkout-step-contact = Your details
checkout-step-delivery = Delivery and payment
checkout-step-recap = Summary
checkout-email = E-mail
checkout-email-hint = For the confirmation and news of the order.
checkout-name = Full name
checkout-company = Company
checkout-phone = Telephone
checkout-phone-hint = For the carrier, should the delivery meet a difficulty.
checkout-address = Address
checkout-address-more = Address, second line
checkout-postcode = Postcode
checkout-city = Town
checkout-country = Country
checkout-delivery-method = Delivery method
checkout-pickup-point = Pick-up point
checkout-pickup-point-hint = The name or number of the point, and its town. The carrier’s site has a map of its points.
checkout-payment-method = Payment method
checkout-recap-goods = Items ordered
checkout-withdrawal-title = Right of withdrawal
checkout-withdrawal = You have 14 days from receipt to withdraw from the contract, without having to say why.
checkout-place = Order with obligation to pay
checkout-thanks-title = Thank you, your order is placed

withdrawal-title = Withdraw from the contract
withdrawal-name = Full name
withdrawal-order = Order number
withdrawal-email = E-mail
withdrawal-confirm = Confirm withdrawal
