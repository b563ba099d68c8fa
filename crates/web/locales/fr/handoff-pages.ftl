# Hand-offs, at the desk and at the logistician's.
handoff-confirm = Mettre à disposition
handoff-confirm-count =
    { $count ->
        [one] { $count } commande choisie. Peuvent partir sans motif : { $ready }.
       *[other] { $count } commandes choisies. Peuvent partir sans motif : { $ready }.
    }
handoff-verdict = Peut partir ?
handoff-can-leave = Oui
handoff-needs-reason = Pas encore payée : avec un motif
handoff-instructions = Consignes au logisticien
handoff-release = Pas avant le
handoff-release-hint = Une date, par exemple 01/03/2013. Rien : tout de suite.
handoff-shipped = Expédiées
handoff-acknowledged-at = Accusé de réception
handoff-not-acknowledged = En attente
handoff-never-acknowledged = Pas d’accusé de réception
handoff-acknowledge = Accuser réception du lot
handoff-sha256 = Empreinte du fichier (SHA-256)
handoff-file = Télécharger le lot (CSV)
handoff-refuse = Rendre la commande
handoff-refusal-reason = Motif
handoff-refused-count =
    { $count ->
        [one] { $count } commande est restée
       *[other] { $count } commandes sont restées
    }
handoff-refused-text = Ces commandes avaient été choisies aussi ; elles ne font pas partie du lot.
handoff-since-count =
    { $count ->
        [one] { $count } commande restée alors, mise à disposition depuis
       *[other] { $count } commandes restées alors, mises à disposition depuis
    }
batch-stops-asked =
    { $count ->
        [one] { $count } annulation demandée
       *[other] { $count } annulations demandées
    }
batch-left-it =
    { $count ->
        [one] { $count } n’y est plus
       *[other] { $count } n’y sont plus
    }
handoff-state-submitted = À disposition
handoff-state-acknowledged = Reçue par le logisticien
handoff-state-shipped = Expédiée
handoff-state-refused = Rendue
handoff-state-cancel-requested = Annulation demandée
handoff-state-cancel-accepted = Arrêtée
handoff-state-cancel-refused = Annulation refusée
cancellation-asked = Motif de la boutique :
cancellation-accept = Arrêter la commande
cancellation-decline = Répondre qu’elle part quand même
logistics-empty = Les lots que la boutique met à disposition apparaissent ici.
