# Checking the orders of a batch with a scanner.
scan-title = Check
scan-code = Order number
scan-hint = Scan the code on the packing slip, or type the number and press Enter.
scan-submit = Check
scan-done = Order { $number } checked.
scan-parcels = Enter its parcels
scan-count =
    { $scanned ->
        [one] { $scanned } of { $count } checked
       *[other] { $scanned } of { $count } checked
    }
scan-lost = No answer from the server. Not checked yet: { $codes }. Press Enter to try again.
scan-ended = Your session has ended. Not checked yet: { $codes }. Note them down, then reload the page to sign in again.
scan-sound-on = Sound on
scan-sound-off = Sound off
check-at = Checked on { $at }.
check-by = Checked on { $at } by { $name }.
check-none = Not checked
check-column = Checked
problem-scan-unknown = Unknown code: { $code }. No order has this number.
problem-scan-not-handed-over = Order { $number } is in no batch. Do not ship it; ask the shop.
problem-scan-other-batch = Order { $number } is not in this batch: it is in batch { $batch }.
problem-scan-twice = Order { $number } is checked already.
problem-scan-cancellation-asked = The shop asks to stop order { $number }: do not ship it, answer first.
problem-scan-cancelled = Order { $number } is cancelled: do not ship it.
problem-scan-given-back = Order { $number } was given back to the shop: do not ship it.
problem-scan-shipped = Order { $number } is shipped already.
