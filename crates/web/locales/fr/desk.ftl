# The back office: the order grid and the order's pages.
nav-orders = Commandes
nav-orders-tracking = Gérez et organisez le suivi de vos commandes
nav-products = Articles
nav-logistics = Logistique
nav-invoices = Factures
nav-statistics = Statistiques
nav-settings = Réglages

orders-title = Suivi des commandes
orders-region = Tableau des commandes, défilable
grid-count =
    { $count ->
        [one] ({ $count } élément)
       *[other] ({ $count } éléments)
    }
    .many = ({ $count } d’éléments)
grid-caption-page = page { $page } sur { $pages }
grid-caption-sort = triées par « { $column } », ordre { $direction }

column-source = Src
column-number = Commande
column-date = Date
column-time = Heure
column-amount = Montant
column-invoice = Facture
column-language = Langue
column-customer = Client
column-payment = Paiement
column-payment-status = État
column-progress = Avancement
column-follow-up = À suivre
column-actions = Actions

filters = Filtres
filter-number = Commande contient
filter-source = Source
filter-date-from = Du
filter-date-to = au
filter-amount-from = De
filter-amount-to = à
filter-invoice = Facture contient
filter-language = Langue
filter-customer = Client contient
filter-payment = Mode de paiement
filter-payment-status = État du paiement
filter-progress = Avancement
filter-follow-up = À suivre
filter-apply-hint = Appliquer les filtres
filter-clear-hint = Effacer les filtres
filters-active = Filtres actifs
filter-remove = Retirer le filtre { $filter }
filter-bad-amount = Écrivez un montant, par exemple 100, >=100 ou 100-200.
filter-bad-date = Écrivez une date, par exemple 01/03/2013, 1/3 ou mars 2013.

toolbar = Outils du tableau
toolbar-date = Date
toolbar-refresh = Rafraîchir
toolbar-progress-states = États d’avancement
toolbar-billing = Propriétés de facturation
toolbar-statistics = Statistiques

row-select = Sélectionner la commande { $number }
page-select = Sélectionner toutes les commandes de la page
row-properties = Visualiser les propriétés de la commande
row-properties-word = Propriétés
row-progress-word = Historique
row-progress = Gestion des historiques des états d’avancement
flag-set = Mettre à suivre la commande { $number }
flag-unset = Ne plus suivre la commande { $number }
invoice-none = Pas de facture
follow-up-none = Pas à suivre

selection-bar = Actions sur la sélection
selection-none = Aucune commande sélectionnée
selection-page =
    { $count ->
        [one] { $count } commande sélectionnée sur cette page
       *[other] { $count } commandes sélectionnées sur cette page
    }
selection-all-filter =
    { $count ->
        [one] Sélectionner la commande du filtre
       *[other] Sélectionner les { $count } commandes du filtre
    }
    .many = Sélectionner les { $count } de commandes du filtre
selection-filter =
    { $count ->
        [one] La commande du filtre est sélectionnée
       *[other] Les { $count } commandes du filtre sont sélectionnées
    }
    .many = Les { $count } de commandes du filtre sont sélectionnées
selection-nothing = Rien n’est sélectionné. Cochez au moins une commande, puis recommencez.
selection-action = Action sur la sélection
action-handoff = Mettre les commandes à disposition du logisticien
execute = Exécuter

orders-empty-title = Aucune commande pour l’instant
orders-empty = La première commande passée dans la boutique apparaît ici.
orders-no-match-title = Aucune commande ne correspond

payment-status-awaiting = En attente du paiement
payment-status-processing = Paiement en cours de traitement
payment-status-confirmed = Paiement confirmé
payment-status-refused = Paiement refusé
payment-status-error = Erreur technique
payment-status-cancelled = Annulé
progress-undefined = (Non défini)

payment-method-card = Carte bancaire
payment-method-cheque = Chèque
payment-method-transfer = Virement

source-storefront = Boutique

order-title = Commande n° { $number }
order-tabs = Pages de la commande
order-tab-summary = Propriétés de la commande
order-tab-payment = Valider la commande
order-tab-progress = Gestion des historiques des états d’avancement
order-previous = Précédente
order-next = Suivante
order-back = Retour au suivi des commandes
order-customer = Client
order-email = E-mail
order-phone = Téléphone
order-total = Total TTC
order-payment-status = État
order-progress = Avancement
order-delivery-address = Adresse de livraison
order-billing-address = Adresse de facturation
order-delivery-method = Mode de livraison
order-payment-method = Mode de paiement
order-lines = Articles
line-product = Article
line-quantity = Quantité
line-unit-price = Prix unitaire TTC
line-vat = TVA
line-total = Total TTC
total-net = Total HT
total-vat = TVA
total-gross = Total TTC

payment-expected = Attendu
payment-received = Reçu
payment-difference = Différence
payment-amount-received = Montant reçu
payment-cheque-number = Numéro du chèque
payment-reason = Motif
payment-validate = Valider la commande
payment-awaiting-note = Le paiement n’est pas encore confirmé. La facture peut être émise quand même.

progress-state = État d’avancement
progress-note = Commentaire
progress-tell-customer = Prévenir le client par courriel
progress-generate-invoice = Générer une facture
progress-generate-invoice-hint = Une facture émise ne peut être ni modifiée ni supprimée ; seul un avoir peut la corriger.
progress-save = Enregistrer le nouvel état
progress-history = Historique des états d’avancement
progress-when = Date
progress-who = Par
progress-told = Client prévenu
progress-saved = Le nouvel état est enregistré.
