# Settings and invoices.
settings-title = Settings
settings-progress-states = Progress states
settings-billing = Billing settings
settings-people = People
settings-billing-next-number = Next invoice number
settings-saved = The settings are saved.
invoices-title = Invoices
invoice-title = Invoice { $number }
invoice-number = Invoice
invoice-issued-on = Issued on
