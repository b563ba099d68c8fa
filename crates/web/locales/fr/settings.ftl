# Settings and invoices.
settings-title = Réglages
settings-progress-states = États d’avancement
settings-billing = Propriétés de facturation
settings-people = Personnes
settings-billing-next-number = Prochain numéro de facture
settings-saved = Les réglages sont enregistrés.
invoices-title = Factures
invoice-title = Facture { $number }
invoice-number = Facture
invoice-issued-on = Émise le
