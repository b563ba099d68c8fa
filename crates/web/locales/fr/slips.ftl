# What a batch has on paper.
slip-print = Imprimer le bordereau
packing-slips-print = Imprimer les bons de préparation
slip-title = Bordereau du lot n° { $number }
slip-order = Commande
slip-for = Destinataire
slip-to-fill = À remplir
slip-handed-by = Remis par
slip-received-by = Reçu par
slip-name = Nom :
slip-date = Date et heure :
slip-signature = Signature :
slip-back =
    { $count ->
        [one] { $count } commande du lot n’y est plus : rendue, arrêtée ou supprimée.
       *[other] { $count } commandes du lot n’y sont plus : rendues, arrêtées ou supprimées.
    }
packing-slips-title = Bons de préparation du lot n° { $number }
packing-slips-none = Plus rien n’est à préparer dans ce lot.
packing-slips-shipped =
    { $count ->
        [one] { $count } commande déjà expédiée n’est pas imprimée.
       *[other] { $count } commandes déjà expédiées ne sont pas imprimées.
    }
slip-stop = La boutique demande d’arrêter cette commande : ne l’expédiez pas, répondez d’abord.
packing-slips-bound =
    { $count ->
        [one] Cette page montre { $count } commande au plus.
       *[other] Cette page montre { $count } commandes au plus.
    }
packing-slips-next = Les suivants
print-hint = Seules les feuilles sont imprimées, en A4 (Ctrl+P dans le navigateur).
print = Imprimer
barcode-of = Code-barres de la commande { $number }
