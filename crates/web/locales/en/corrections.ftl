# A form that needs correction.
error-at-field = { $label }: { $text }
invalid-not-a-quantity = Write a whole number, from 0 to 999.
