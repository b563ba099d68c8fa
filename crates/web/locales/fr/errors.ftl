# Pages for what went wrong, and words at fields.
error-reference = Référence à donner si vous demandez de l’aide : { $reference }
error-back-to-orders = Revenir au suivi des commandes
error-back-to-shop = Revenir à la boutique
error-back-to-batches = Revenir aux lots
error-back-home = Revenir à l’accueil
error-403-title = Accès non autorisé
error-403 = Votre rôle ne permet pas d’ouvrir cette page. Demandez-en le droit au propriétaire du site.
error-404-title = Page introuvable
error-404 = Rien ne se trouve à cette adresse. Vérifiez-la, ou repartez d’une page connue.
error-409-title = Modifié entre-temps
error-409 = Quelqu’un a modifié ces données pendant que vous y travailliez. Rien n’est enregistré ; comparez, puis choisissez.
error-422-title = Demande à corriger
error-422 = La demande ne peut pas être traitée telle quelle. Corrigez-la, puis envoyez-la de nouveau.
error-429-title = Trop de demandes
error-429 = Trop de demandes en peu de temps. Attendez une minute, puis réessayez.
error-500-title = Panne
error-500 = Une panne nous empêche de répondre. Ce que vous avez envoyé n’est pas enregistré ; réessayez dans un instant.
error-503-title = Service indisponible
error-503 = Le service redémarre ou est surchargé. Réessayez dans un instant.

invalid-required = Remplissez ce champ.
invalid-email = Écrivez une adresse complète, par exemple nom@exemple.fr.
invalid-amount = Écrivez un montant, par exemple 100,50.
invalid-date = Écrivez une date, par exemple 01/03/2013.
invalid-choice = Choisissez une des réponses proposées.
