# What every page shares.
product-name = Comptoir
skip-to-content = Skip to content
title-error = Error: { $title }
nav-main = Main menu
nav-secondary = Submenu
signed-in-as = { $name } · { $role }
sign-out = Sign out
help = Help
accessibility = Accessibility
footer = Footer
language-switch = Interface language
theme-switch = Theme
theme-auto = Automatic
theme-light = Light
theme-dark = Dark

time-summer = summer time
time-winter = winter time
date-and-time = { $date } at { $time }

yes = Yes
no = No
all = All
none-value = No value
optional = (optional)
file-choose = Choose a file
error-prefix = Error:
error-summary-title =
    { $count ->
        [one] One field needs correcting
       *[other] { $count } fields need correcting
    }

save = Save
cancel = Cancel
continue = Continue
back = Back
search = Search
filter = Filter
apply = OK
clear = X
add = Add
remove = Remove
undo = Undo
close = Close

pager = Pages
pager-first = First page
pager-previous = Previous page
pager-next = Next page
pager-last = Last page
pager-position = page { $page } of { $pages }

status-success = Success
status-info = Information
status-attention = Warning
status-danger = Failure

role-owner = Owner
role-clerk = Clerk
role-accountant = Accountant
role-logistician = Logistician

lang-fr = French
lang-en = English

sign-in-title = Sign in
sign-in-intro = Sign in to follow your shop’s orders.
sign-in-site = Site name
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-failed = The site name, e-mail or password does not match. Check all three, then try again.

sites-title = Shops
sites-empty = No shop is published here.
