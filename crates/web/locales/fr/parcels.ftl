# The parcels of an order, at the logistician's.
parcels-title = Expédition
shipped-whole = Commande { $number } expédiée.
shipped-part = Commande { $number } expédiée en partie.
shipped-unchecked = Elle n’a pas été contrôlée.
parcels-legend = Colis
parcels-hint = Un numéro de suivi par colis. Entrée ajoute un colis ; Entrée sans rien ajouter mène à l’enregistrement.
parcel-carrier-hint = Livraison choisie : { $delivery }
parcel-number-of = Numéro de suivi du colis { $number }
parcel-weight-of = Poids du colis { $number }, en kg (facultatif)
parcel-add = Ajouter un colis
parcels-more = Plusieurs colis, poids, envoi en partie
state-carrier = Transporteur
state-carrier-hint = Pour un état « Expédiée » ou « Expédiée en partie » : les colis de ce transporteur y mènent. Vide : ceux de tous les autres.
units-legend = Quantités qui partent
units-hint = Tout ce qui reste, sauf si vous en mettez moins. 0 : la ligne ne part pas.
units-of = { $title } (reste { $left })
line-of = (sur { $quantity })
to-collect = À encaisser
to-collect-amount = À encaisser : { $amount }
to-collect-nothing = Rien à encaisser
pickup-point = Point relais :
parcels-sent = Expédié par { $carrier } :
batch-back = Retour au lot n° { $number }
batch-state = État
batch-state-waiting = En attente
batch-state-acknowledged = Reçu
batch-state-partly =
    { $shipped ->
        [one] { $shipped } sur { $count } expédiée
       *[other] { $shipped } sur { $count } expédiées
    }
batch-state-given-back = Rendu
batch-state-shipped = Expédié
cancellation-waits = La boutique demande d’arrêter cette commande.
cancellation-answer = Répondre
cancellation-reason-hint = Demandé si la commande part quand même.
invalid-not-a-weight = Écrivez un poids en kilogrammes, par exemple 1,25.
