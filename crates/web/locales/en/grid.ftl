# The grid: its filters in words, its selection, what keeps it up to date, and the keys.
search-label = Search for an order
search-hint = No., customer, e-mail, amount
search-submit = Search
pending = Saving…

filtered = { $column }: { $value }
filtered-search = Search
filtered-source = Src
filtered-number = Order
filtered-from = Date from
filtered-to = Date to
filtered-amount-min = Amount from
filtered-amount-max = Amount to
filtered-invoice = Invoice
filtered-language = Language
filtered-customer = Customer
filtered-payment-method = Payment
filtered-payment-status = Status
filtered-progress = Progress
filtered-follow-up = Follow-up
filter-bad-text = Shorten the text: 255 characters at most.

orders-empty-act = See the storefront
orders-no-match-filters = No order matches these filters: { $filters }.
print-filters = Filters: { $filters }
print-no-filter = All orders
sorted-up = ascending
sorted-down = descending
page-size = Rows per page
density = Density
density-normal = normal
density-compact = compact

selection-none-yet = No order selected: tick at least one
selection-cleared = The selection has been cleared.
selection-moved =
    { $changed ->
        [0] { $shown } shown, { $now } now. Read the list again before you go on.
       *[other] { $shown } shown, { $now } now, of which { $changed } new or changed. Read the list again before you go on.
    }
selection-changed =
    { $count ->
        [one] { $count } order has changed since you ticked it. Read it again before you go on.
       *[other] { $count } orders have changed since you ticked them. Read them again before you go on.
    }
selection-gone =
    { $count ->
        [one] { $count } order no longer exists. It is left out.
       *[other] { $count } orders no longer exist. They are left out.
    }
selection-order-changed = (changed meanwhile)

result-title = Orders made available: result of batch No. { $number }
result-done = { $count } done
result-skipped = { $count } skipped
result-failed = { $count } failed
result-outcome = Outcome
result-reason = Why it stayed behind
result-no-reason = It has left
result-batch = See the batch
result-csv = Download the result (CSV)
result-retry = Try the failed ones again
result-file = batch-result
fate-done = Made available
fate-skipped = Skipped
fate-failed = Failed
stayed-handed-off = It is already in the logistician’s hands.
stayed-stale-version = Conflict: it changed while you were confirming. Read it again, then retry.
stayed-payment-not-confirmed = Its payment is not confirmed. Validate it or give a reason, then retry.

live-updated = Last updated:
live-suspend = Suspend
live-resume = Resume
live-off = Updating is suspended.
live-lost = Updating interrupted – Try again
live-ended = Your session has ended – Sign in again
live-pending =
    { $count ->
        [one] { $count } order new or changed – Show
       *[other] { $count } orders new or changed – Show
    }
live-shown =
    { $count ->
        [one] { $count } order new or changed is shown.
       *[other] { $count } orders new or changed are shown.
    }
grid-shown = The table is up to date.

keys-title = Keyboard shortcuts
key-shift = Shift
key-escape = Esc
keys-are-on = One key does it, or two one after the other, outside a field. Whatever they do can be done with the mouse too; none does anything irreversible.
keys-are-off = The shortcuts are off in this browser.
keys-turn-off = Turn the shortcuts off
keys-turn-on = Turn the shortcuts on
keys-everywhere = Everywhere
keys-grid = Order tracking
keys-order = One order
keys-help = This help
keys-search = Search for an order
keys-orders = Go to orders
keys-logistics = Go to logistics
keys-statistics = Go to statistics
keys-settings = Go to settings
keys-next-row = Next order
keys-previous-row = Previous order
keys-tick = Tick or untick the order
keys-range = Tick up to the order
keys-page = Tick the whole page
keys-untick = Clear the selection
keys-filter = Go to the filters
keys-show-new = Show new and changed orders
keys-previous = Previous order
keys-next = Next order
keys-tabs = Properties, validation, progress
