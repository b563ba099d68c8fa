# The grid: its filters in words, its selection, what keeps it up to date, and the keys.
search-label = Rechercher une commande
search-hint = N°, client, e-mail, montant
search-submit = Rechercher
pending = Enregistrement…

filtered = { $column } : { $value }
filtered-search = Recherche
filtered-source = Src
filtered-number = Commande
filtered-from = Date, du
filtered-to = Date, au
filtered-amount-min = Montant, de
filtered-amount-max = Montant, à
filtered-invoice = Facture
filtered-language = Langue
filtered-customer = Client
filtered-payment-method = Paiement
filtered-payment-status = État
filtered-progress = Avancement
filtered-follow-up = À suivre
filter-bad-text = Raccourcissez le texte : 255 caractères au plus.

orders-empty-act = Voir la boutique
orders-no-match-filters = Aucune commande ne répond à ces filtres : { $filters }.
print-filters = Filtres : { $filters }
print-no-filter = Toutes les commandes
sorted-up = croissant
sorted-down = décroissant
page-size = Lignes par page
density = Densité
density-normal = normale
density-compact = compacte

selection-none-yet = Aucune commande sélectionnée : cochez-en au moins une
selection-cleared = La sélection a été effacée.
selection-moved =
    { $changed ->
        [0] { $shown } affichées, { $now } maintenant. Relisez la liste avant de continuer.
        [one] { $shown } affichées, { $now } maintenant, dont { $changed } nouvelle ou modifiée. Relisez la liste avant de continuer.
       *[other] { $shown } affichées, { $now } maintenant, dont { $changed } nouvelles ou modifiées. Relisez la liste avant de continuer.
    }
selection-changed =
    { $count ->
        [one] { $count } commande a changé depuis que vous l’avez cochée. Relisez-la avant de continuer.
       *[other] { $count } commandes ont changé depuis que vous les avez cochées. Relisez-les avant de continuer.
    }
selection-gone =
    { $count ->
        [one] { $count } commande n’existe plus. Elle est laissée de côté.
       *[other] { $count } commandes n’existent plus. Elles sont laissées de côté.
    }
selection-order-changed = (modifiée entre-temps)

result-title = Résultat de la mise à disposition, lot n° { $number }
result-done =
    { $count ->
        [one] { $count } réussie
       *[other] { $count } réussies
    }
result-skipped =
    { $count ->
        [one] { $count } ignorée
       *[other] { $count } ignorées
    }
result-failed =
    { $count ->
        [one] { $count } échec
       *[other] { $count } échecs
    }
result-outcome = Résultat
result-reason = Pourquoi elle est restée
result-no-reason = Elle est partie
result-batch = Voir le lot
result-csv = Télécharger le résultat (CSV)
result-retry = Réessayer les échecs
result-file = resultat-lot
fate-done = Mise à disposition
fate-skipped = Ignorée
fate-failed = Échec
stayed-handed-off = Elle est déjà entre les mains du logisticien.
stayed-stale-version = Conflit : elle a changé pendant que vous confirmiez. Relisez-la, puis réessayez.
stayed-payment-not-confirmed = Son paiement n’est pas confirmé. Validez-le ou donnez un motif, puis réessayez.

live-updated = Dernière mise à jour :
live-suspend = Suspendre
live-resume = Reprendre
live-off = La mise à jour est suspendue.
live-lost = Mise à jour interrompue – Réessayer
live-ended = Votre session est terminée – Se reconnecter
live-pending =
    { $count ->
        [one] { $count } commande nouvelle ou modifiée – Afficher
       *[other] { $count } commandes nouvelles ou modifiées – Afficher
    }
live-shown =
    { $count ->
        [one] { $count } commande nouvelle ou modifiée est affichée.
       *[other] { $count } commandes nouvelles ou modifiées sont affichées.
    }
grid-shown = Le tableau est à jour.

keys-title = Raccourcis clavier
key-shift = Maj
key-escape = Échap
keys-are-on = Une touche suffit, ou deux l’une après l’autre, hors d’un champ. Tout ce qu’elles font se fait aussi à la souris ; aucune ne fait rien d’irréversible.
keys-are-off = Les raccourcis sont désactivés dans ce navigateur.
keys-turn-off = Désactiver les raccourcis
keys-turn-on = Activer les raccourcis
keys-everywhere = Partout
keys-grid = Suivi des commandes
keys-order = Une commande
keys-help = Cette aide
keys-search = Rechercher une commande
keys-orders = Aller aux commandes
keys-logistics = Aller à la logistique
keys-statistics = Aller aux statistiques
keys-settings = Aller aux réglages
keys-next-row = Commande suivante
keys-previous-row = Commande précédente
keys-tick = Cocher ou décocher la commande
keys-range = Cocher jusqu’à la commande
keys-page = Cocher toute la page
keys-untick = Effacer la sélection
keys-filter = Aller aux filtres
keys-show-new = Afficher les commandes nouvelles ou modifiées
keys-previous = Commande précédente
keys-next = Commande suivante
keys-tabs = Propriétés, validation, avancement
