# The back office: the order grid and the order's pages.
nav-orders = Orders
nav-orders-tracking = Order tracking
nav-products = Products
nav-logistics = Logistics
nav-invoices = Invoices
nav-statistics = Statistics
nav-settings = Settings

orders-title = Order tracking
orders-region = Table of orders, can be scrolled
grid-count =
    { $count ->
        [one] ({ $count } item)
       *[other] ({ $count } items)
    }
grid-caption-page = page { $page } of { $pages }
grid-caption-sort = sorted by “{ $column }”, { $direction }

column-source = Src
column-number = Order
column-date = Date
column-time = Time
column-amount = Amount
column-invoice = Invoice
column-language = Language
column-customer = Customer
column-payment = Payment
column-payment-status = Status
column-progress = Progress
column-follow-up = Follow-up
column-actions = Actions

filters = Filters
filter-number = Order contains
filter-source = Source
filter-date-from = From
filter-date-to = to
filter-amount-from = From
filter-amount-to = to
filter-invoice = Invoice contains
filter-language = Language
filter-customer = Customer contains
filter-payment = Payment method
filter-payment-status = Payment status
filter-progress = Progress
filter-follow-up = Follow-up
filter-apply-hint = Apply the filters
filter-clear-hint = Clear the filters
filters-active = Active filters
filter-remove = Remove the filter { $filter }
filter-bad-amount = Write an amount, for example 100, >=100 or 100-200.
filter-bad-date = Write a date, for example 01/03/2013, 1/3 or March 2013.

toolbar = Table tools
toolbar-date = Date
toolbar-refresh = Refresh
toolbar-progress-states = Progress states
toolbar-billing = Billing settings
toolbar-statistics = Statistics

row-select = Select order { $number }
page-select = Select all orders on the page
row-properties = View the order’s properties
row-properties-word = Properties
row-progress-word = History
row-progress = Manage the progress history
flag-set = Flag order { $number } for follow-up
flag-unset = Stop following order { $number }
invoice-none = No invoice
follow-up-none = Not flagged

selection-bar = Actions on the selection
selection-none = No order selected
selection-page =
    { $count ->
        [one] { $count } order selected on this page
       *[other] { $count } orders selected on this page
    }
selection-all-filter =
    { $count ->
        [one] Select the order that matches the filter
       *[other] Select the { $count } orders that match the filter
    }
selection-filter =
    { $count ->
        [one] The order that matches the filter is selected
       *[other] The { $count } orders that match the filter are selected
    }
selection-nothing = Nothing is selected. Tick at least one order, then try again.
selection-action = Action on the selection
action-handoff = Make the orders available to the logistician
execute = Execute

orders-empty-title = No order yet
orders-empty = The first order placed in the storefront appears here.
orders-no-match-title = No order matches

payment-status-awaiting = Awaiting payment
payment-status-processing = Payment processing
payment-status-confirmed = Payment confirmed
payment-status-refused = Payment refused
payment-status-error = Technical error
payment-status-cancelled = Cancelled
progress-undefined = (Not set)

payment-method-card = Bank card
payment-method-cheque = Cheque
payment-method-transfer = Bank transfer

source-storefront = Shop

order-title = Order No. { $number }
order-tabs = Order pages
order-tab-summary = Order properties
order-tab-payment = Validate the order
order-tab-progress = Progress history
order-previous = Previous
order-next = Next
order-back = Back to order tracking
order-customer = Customer
order-email = E-mail
order-phone = Telephone
order-total = Total incl. VAT
order-payment-status = Status
order-progress = Progress
order-delivery-address = Delivery address
order-billing-address = Billing address
order-delivery-method = Delivery method
order-payment-method = Payment method
order-lines = Items
line-product = Item
line-quantity = Quantity
line-unit-price = Unit price incl. VAT
line-vat = VAT
line-total = Total incl. VAT
total-net = Total excl. VAT
total-vat = VAT
total-gross = Total incl. VAT

payment-expected = Expected
payment-received = Received
payment-difference = Difference
payment-amount-received = Amount received
payment-cheque-number = Cheque number
payment-reason = Reason
payment-validate = Validate the order
payment-awaiting-note = The payment is not confirmed yet. The invoice can be issued all the same.

progress-state = Progress state
progress-note = Note
progress-tell-customer = Tell the customer by e-mail
progress-generate-invoice = Generate an invoice
progress-generate-invoice-hint = An invoice that has been issued can be neither changed nor deleted; only a credit note can correct it.
progress-save = Save the new state
progress-history = Progress history
progress-when = Date
progress-who = By
progress-told = Customer told
progress-saved = The new state is saved.
