# The logistician's workspace, and hand-offs in the back office.
logistics-title = Espace logisticien
logistics-handoffs = Lots
logistics-parcels = Colis
handoffs-title = Mises à disposition du logisticien
handoff-title = Lot n° { $number }
handoff-number = Lot
handoff-made-at = Mis à disposition
handoff-made-by = Par
handoff-orders = Commandes
handoff-order-count =
    { $count ->
        [one] { $count } commande
       *[other] { $count } commandes
    }
handoff-reason = Motif
handoff-reason-hint = Demandé quand le paiement n’est ni confirmé ni dû à la livraison.
handoff-empty-title = Aucun lot pour l’instant
handoff-empty = Sélectionnez des commandes dans leur suivi, puis « Mettre les commandes à disposition du logisticien ».
handoff-slip = Bordereau
parcel-number = Colis
parcel-carrier = Transporteur
parcel-tracking = Numéro de suivi
parcel-ship = Enregistrer l’expédition
