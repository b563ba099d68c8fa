# The customer's right of withdrawal.
withdrawal-intro = You may withdraw from the contract without saying why, until 14 days after receiving the goods. Name the order; the acknowledgement reaches you by mail.
withdrawal-order-hint = It is on the page of your order and in our mails.
withdrawal-email-hint = The order’s: the acknowledgement is sent there.
withdrawal-statement = I hereby give notice that I withdraw from the contract of sale of order no. { $number } of { $date }.
withdrawal-declares = By confirming you declare: “I hereby give notice that I withdraw from the contract of sale of this order.”
withdrawal-place = The link “Withdraw from the contract here” is at the foot of every page of the shop and on the page of your order.
withdrawal-received-title = Your withdrawal is recorded
withdrawal-received = Received on { $moment }. An acknowledgement with your statement is on its way to { $email }.
withdrawal-received-erased = Received on { $moment }.
withdrawal-content = Your statement
withdrawal-next = The shop writes to you about returning the goods and the refund.
withdrawal-unmatched = We could not match this statement with an order: number and e-mail do not belong together. Nothing is recorded. Check both, or write to the shop: your letter counts as a withdrawal too.
withdrawal-shop = Write to the shop
withdrawal-of-order = You withdrew from the contract on { $moment }.
order-withdrawn = The customer withdrew from the contract on { $moment }.
history-withdrawn = The customer withdrew from the contract
problem-withdrawal-period-over = The withdrawal period, counted from when the last parcel left, ended on { $ended }. If you received the goods later, write to the shop.
