# The logistician's workspace, and hand-offs in the back office.
logistics-title = Logistician’s workspace
logistics-handoffs = Batches
logistics-parcels = Parcels
handoffs-title = Orders made available to the logistician
handoff-title = Batch No. { $number }
handoff-number = Batch
handoff-made-at = Made available
handoff-orders = Orders
handoff-order-count =
    { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }
handoff-reason = Reason for the unpaid orders
handoff-reason-for =
    { $count ->
        [one] Order { $orders } is not paid. Without a reason it stays behind; the others go.
       *[other] These { $count } orders are not paid: { $orders }. Without a reason they stay behind; the others go.
    }
handoff-reason-needed =
    { $count ->
        [one] Required: order { $orders } is not paid and goes with a reason only.
       *[other] Required: these { $count } orders are not paid and go with a reason only: { $orders }.
    }
invalid-handoff-reason-required = Say why these orders leave without being paid.
handoff-empty-title = No batch yet
handoff-empty = Select orders in order tracking, then “Make the orders available to the logistician”.
parcel-carrier = Carrier
parcel-tracking = Tracking number
parcel-ship = Record the shipment
