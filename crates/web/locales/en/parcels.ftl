# The parcels of an order, at the logistician's.
parcels-title = Shipment
shipped-whole = Order { $number } shipped.
shipped-part = Order { $number } shipped in part.
shipped-unchecked = It was not checked.
parcels-legend = Parcels
parcels-hint = A tracking number for each parcel. Enter adds a parcel; Enter without adding one leads to the recording.
parcel-carrier-hint = Delivery chosen: { $delivery }
parcel-number-of = Tracking number of parcel { $number }
parcel-weight-of = Weight of parcel { $number }, in kg (optional)
parcel-add = Add a parcel
parcels-more = Several parcels, weights, part of the order
state-carrier = Carrier
state-carrier-hint = For a state that is “Shipped” or “Partially shipped”: this carrier’s parcels lead to it. Empty: those of all others.
units-legend = Quantities that leave
units-hint = Everything that remains, unless you put less. 0: the line does not leave.
units-of = { $title } ({ $left } remaining)
line-of = (of { $quantity })
to-collect = To collect
to-collect-amount = To collect: { $amount }
to-collect-nothing = Nothing to collect
pickup-point = Pick-up point:
parcels-sent = Shipped by { $carrier }:
batch-back = Back to batch No. { $number }
batch-state = State
batch-state-waiting = Waiting
batch-state-acknowledged = Received
batch-state-partly =
    { $shipped ->
        [one] { $shipped } of { $count } shipped
       *[other] { $shipped } of { $count } shipped
    }
batch-state-given-back = Given back
batch-state-shipped = Shipped
cancellation-waits = The shop asks to stop this order.
cancellation-answer = Answer
cancellation-reason-hint = Needed if the order goes on.
invalid-not-a-weight = Write a weight in kilograms, for example 1.25.
