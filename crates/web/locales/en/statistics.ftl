# Statistics: what was ordered in a period.
statistics-title = Statistics
statistics-heading = { $what } – { $period } (incl. tax, { $zone })
statistics-what = The orders as they are now, on the day they were placed. Each figure leads to its orders.
statistics-cancelled =
    { $count ->
        [one] One cancelled order is counted, for { $amount }.
       *[other] { $count } cancelled orders are counted, for { $amount }.
    }
statistics-cancelled-see = See the cancelled orders
statistics-period = Period
statistics-month = Month
statistics-quarter = Quarter
statistics-year = Year
statistics-all = All
statistics-all-name = since the first order
statistics-quarter-name =
    { $quarter ->
        [1] Q1 { $year }
       *[other] Q{ $quarter } { $year }
    }
statistics-days = { $from } to { $to }
statistics-since = since { $from }
statistics-until = until { $to }
statistics-beside = Neighbouring periods
statistics-show = Show
statistics-bad-period = Write dates, for example 01/03/2013 or March 2013.
statistics-none = No orders in this period
statistics-none-here = Choose another, or see the last month that has some.
statistics-none-yet = Orders that are placed appear here.
statistics-by-day = By day
statistics-by-month = By month
statistics-by-year = By year
statistics-by-method = By payment method
statistics-by-progress = By progress state
statistics-by-status = By payment status
statistics-highest = Highest: { $name }, { $amount }. All figures are in the table beside it.
