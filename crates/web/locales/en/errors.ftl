# Pages for what went wrong, and words at fields.
error-reference = Reference to give if you ask for help: { $reference }
error-back-to-orders = Back to order tracking
error-back-to-shop = Back to the shop
error-back-to-batches = Back to the batches
error-back-home = Back to the start

invalid-required = Fill in this field.
invalid-email = Write a complete address, for example name@example.org.
invalid-amount = Write an amount, for example 100.50.
invalid-date = Write a date, for example 01/03/2013.
invalid-choice = Choose one of the answers offered.
