# A form that needs correction.
error-at-field = { $label } : { $text }
invalid-not-a-quantity = Écrivez un nombre entier, de 0 à 999.
