# What a batch has on paper.
slip-print = Print the batch slip
packing-slips-print = Print the packing slips
slip-title = Slip of batch No. { $number }
slip-order = Order
slip-for = For
slip-to-fill = To be filled in
slip-handed-by = Given by
slip-received-by = Received by
slip-name = Name:
slip-date = Date and time:
slip-signature = Signature:
slip-back =
    { $count ->
        [one] { $count } order of the batch is no longer in it: given back, stopped or deleted.
       *[other] { $count } orders of the batch are no longer in it: given back, stopped or deleted.
    }
packing-slips-title = Packing slips of batch No. { $number }
packing-slips-none = Nothing is left to pack in this batch.
packing-slips-shipped =
    { $count ->
        [one] { $count } order that is shipped already is not printed.
       *[other] { $count } orders that are shipped already are not printed.
    }
slip-stop = The shop asks to stop this order: do not ship it, answer first.
packing-slips-bound =
    { $count ->
        [one] This page shows at most { $count } order.
       *[other] This page shows at most { $count } orders.
    }
packing-slips-next = The next ones
print-hint = Only the sheets are printed, on A4 (Ctrl+P in the browser).
print = Print
barcode-of = Barcode of order { $number }
