# The customer's right of withdrawal.
withdrawal-intro = Vous pouvez renoncer au contrat sans dire pourquoi, jusqu’à 14 jours après la réception. Indiquez la commande ; l’accusé de réception vous parvient par courriel.
withdrawal-order-hint = Il figure sur la page de votre commande et dans nos courriels.
withdrawal-email-hint = Celui de la commande : l’accusé de réception y est envoyé.
withdrawal-statement = Je vous notifie par la présente ma rétractation du contrat portant sur la commande n° { $number } du { $date }.
withdrawal-declares = En confirmant, vous déclarez : « Je vous notifie par la présente ma rétractation du contrat portant sur cette commande. »
withdrawal-place = Le lien « Renoncer au contrat ici » est au bas de chaque page de la boutique et sur la page de votre commande.
withdrawal-received-title = Votre rétractation est enregistrée
withdrawal-received = Reçue le { $moment }. Un accusé de réception avec votre déclaration part vers { $email }.
withdrawal-received-erased = Reçue le { $moment }.
withdrawal-content = Votre déclaration
withdrawal-next = La boutique vous écrit au sujet du retour des articles et du remboursement.
withdrawal-unmatched = Nous n’avons pas pu rattacher cette déclaration à une commande : le numéro et l’e-mail ne vont pas ensemble. Rien n’est enregistré. Vérifiez les deux, ou écrivez à la boutique : votre courrier vaut aussi rétractation.
withdrawal-shop = Écrire à la boutique
withdrawal-of-order = Vous avez renoncé au contrat le { $moment }.
order-withdrawn = Le client a renoncé au contrat le { $moment }.
history-withdrawn = Le client a renoncé au contrat (rétractation)
problem-withdrawal-period-over = Le délai de rétractation, compté depuis le départ du dernier colis, a pris fin le { $ended }. Si vous avez reçu les articles plus tard, écrivez à la boutique.
