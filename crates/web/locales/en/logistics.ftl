# The logistician's workspace, and hand-offs in the back office.
logistics-title = Logistician’s workspace
logistics-handoffs = Batches
logistics-parcels = Parcels
handoffs-title = Orders made available to the logistician
handoff-title = Batch No. { $number }
handoff-number = Batch
handoff-made-at = Made available
handoff-made-by = By
handoff-orders = Orders
handoff-order-count =
    { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }
handoff-reason = Reason
handoff-reason-hint = Asked when the payment is neither confirmed nor due on delivery.
handoff-empty-title = No batch yet
handoff-empty = Select orders in order tracking, then “Make the orders available to the logistician”.
handoff-slip = Packing list
parcel-number = Parcel
parcel-carrier = Carrier
parcel-tracking = Tracking number
parcel-ship = Record the shipment
