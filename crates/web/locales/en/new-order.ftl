# « Nouvelle commande »: an order entered at the desk.
new-order = New order
new-order-customer = Customer
new-order-email-hint = For the confirmation. Without an address, no mail is sent.
new-order-elsewhere = Deliver to another address
new-order-elsewhere-hint = Leave it empty to deliver to the billing address.
new-order-delivery-field = Delivery, { $field }
new-order-product = Item
new-order-lines-hint = A reference, or a part of the name. Prices are those of the catalogue. A line left empty does not count.
new-order-line-sku = Line { $line }, item
new-order-line-quantity = Line { $line }, quantity
new-order-about = { $title } · { $price }
new-order-about-stock = { $title } · { $price } · stock { $left }
new-order-more-alike =
    { $count ->
        [one] and { $count } more. Say more to see it.
       *[other] and { $count } more. Say more to see them.
    }
new-order-add-line = Add a line
new-order-most-lines = An order entered here has at most { $count } lines.
new-order-check = Check
new-order-recap = Check the order
new-order-recap-hint = Read the order back to the customer. Nothing is saved yet.
new-order-total-changed = The total has changed since you checked: a price of the catalogue was just changed. Say the new total, then save.
new-order-place = Save the order
new-order-change = Change
new-order-short =
    { $left ->
        [0] None is left. Remove the line “{ $title }” or take another item.
       *[other] Only { $left } left. Reduce the quantity of “{ $title }”.
    }
invalid-unknown-product = No item on sale has this reference, or these words in its name. Try a single word, or the beginning of one.
invalid-several-products = Several items have these words. Choose yours below the field, or say more.
source-desk = Desk
done-order-placed = The order is saved.
