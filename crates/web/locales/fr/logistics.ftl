# The logistician's workspace, and hand-offs in the back office.
logistics-title = Espace logisticien
logistics-handoffs = Lots
logistics-parcels = Colis
handoffs-title = Mises à disposition du logisticien
handoff-title = Lot n° { $number }
handoff-number = Lot
handoff-made-at = Mis à disposition
handoff-orders = Commandes
handoff-order-count =
    { $count ->
        [one] { $count } commande
       *[other] { $count } commandes
    }
handoff-reason = Motif des commandes non payées
handoff-reason-for =
    { $count ->
        [one] La commande { $orders } n’est pas payée. Sans motif, elle reste ; les autres partent.
       *[other] Ces { $count } commandes ne sont pas payées : { $orders }. Sans motif, elles restent ; les autres partent.
    }
handoff-reason-needed =
    { $count ->
        [one] Obligatoire : la commande { $orders } n’est pas payée et ne part qu’avec un motif.
       *[other] Obligatoire : ces { $count } commandes ne sont pas payées et ne partent qu’avec un motif : { $orders }.
    }
invalid-handoff-reason-required = Dites pourquoi ces commandes partent sans être payées.
handoff-empty-title = Aucun lot pour l’instant
handoff-empty = Sélectionnez des commandes dans leur suivi, puis « Mettre les commandes à disposition du logisticien ».
parcel-carrier = Transporteur
parcel-tracking = Numéro de suivi
parcel-ship = Enregistrer l’expédition
