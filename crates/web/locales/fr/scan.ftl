# Checking the orders of a batch with a scanner.
scan-title = Contrôle
scan-code = Numéro de commande
scan-hint = Scannez le code du bon de préparation, ou tapez le numéro puis Entrée.
scan-submit = Contrôler
scan-done = Commande { $number } contrôlée.
scan-parcels = Saisir ses colis
scan-count =
    { $scanned ->
        [one] { $scanned } contrôlée sur { $count }
       *[other] { $scanned } contrôlées sur { $count }
    }
scan-lost = Pas de réponse du serveur. Pas encore contrôlées : { $codes }. Appuyez sur Entrée pour réessayer.
scan-ended = Votre session a pris fin. Pas encore contrôlées : { $codes }. Notez-les, puis rechargez la page pour vous reconnecter.
scan-sound-on = Son activé
scan-sound-off = Son coupé
check-at = Contrôlée le { $at }.
check-by = Contrôlée le { $at } par { $name }.
check-none = Pas contrôlée
check-column = Contrôlées
problem-scan-unknown = Code inconnu : { $code }. Aucune commande n’a ce numéro.
problem-scan-not-handed-over = La commande { $number } n’est dans aucun lot. Ne l’expédiez pas ; demandez à la boutique.
problem-scan-other-batch = La commande { $number } n’est pas dans ce lot : elle est dans le lot { $batch }.
problem-scan-twice = La commande { $number } est déjà contrôlée.
problem-scan-cancellation-asked = La boutique demande d’arrêter la commande { $number } : ne l’expédiez pas, répondez d’abord.
problem-scan-cancelled = La commande { $number } est annulée : ne l’expédiez pas.
problem-scan-given-back = La commande { $number } a été rendue à la boutique : ne l’expédiez pas.
problem-scan-shipped = La commande { $number } est déjà expédiée.
