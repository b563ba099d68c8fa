# Statistics: what was ordered in a period.
statistics-title = Statistiques
statistics-heading = { $what } – { $period } (TTC, { $zone })
statistics-what = Les commandes telles qu’elles sont maintenant, au jour où elles ont été passées. Chaque chiffre mène à ses commandes.
statistics-cancelled =
    { $count ->
        [one] Une commande annulée y est comptée, pour { $amount }.
       *[other] { $count } commandes annulées y sont comptées, pour { $amount }.
    }
statistics-cancelled-see = Voir les commandes annulées
statistics-period = Période
statistics-month = Mois
statistics-quarter = Trimestre
statistics-year = Année
statistics-all = Tout
statistics-all-name = depuis la première commande
statistics-quarter-name =
    { $quarter ->
        [1] 1er trimestre { $year }
       *[other] { $quarter }e trimestre { $year }
    }
statistics-days = du { $from } au { $to }
statistics-since = depuis le { $from }
statistics-until = jusqu’au { $to }
statistics-beside = Périodes voisines
statistics-show = Afficher
statistics-bad-period = Écrivez des dates, par exemple 01/03/2013 ou mars 2013.
statistics-none = Aucune commande dans cette période
statistics-none-here = Choisissez-en une autre, ou regardez le dernier mois qui en a.
statistics-none-yet = Les commandes passées apparaissent ici.
statistics-by-day = Par jour
statistics-by-month = Par mois
statistics-by-year = Par année
statistics-by-method = Par mode de paiement
statistics-by-progress = Par état d’avancement
statistics-by-status = Par état du paiement
statistics-highest = Le plus haut : { $name }, { $amount }. Tous les chiffres sont dans le tableau de ce graphique.
