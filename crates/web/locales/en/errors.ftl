# Pages for what went wrong, and words at fields.
error-reference = Reference to give if you ask for help: { $reference }
error-back-to-orders = Back to order tracking
error-back-to-shop = Back to the shop
error-back-to-batches = Back to the batches
error-back-home = Back to the start
error-403-title = Not allowed
error-403 = Your role does not allow this page. Ask the site’s owner for the right.
error-404-title = Page not found
error-404 = There is nothing at this address. Check it, or start again from a page you know.
error-409-title = Changed in the meantime
error-409 = Somebody changed this while you were working on it. Nothing is saved; compare, then choose.
error-422-title = Request needs correcting
error-422 = The request cannot be carried out as it is. Correct it, then send it again.
error-429-title = Too many requests
error-429 = Too many requests in a short time. Wait a minute, then try again.
error-500-title = Fault
error-500 = A fault keeps us from answering. What you sent is not saved; try again in a moment.
error-503-title = Service unavailable
error-503 = The service is restarting or overloaded. Try again in a moment.

invalid-required = Fill in this field.
invalid-email = Write a complete address, for example name@example.org.
invalid-amount = Write an amount, for example 100.50.
invalid-date = Write a date, for example 01/03/2013.
invalid-choice = Choose one of the answers offered.
