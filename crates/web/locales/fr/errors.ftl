# Pages for what went wrong, and words at fields.
error-reference = Référence à donner si vous demandez de l’aide : { $reference }
error-back-to-orders = Revenir au suivi des commandes
error-back-to-shop = Revenir à la boutique
error-back-to-batches = Revenir aux lots
error-back-home = Revenir à l’accueil

invalid-required = Remplissez ce champ.
invalid-email = Écrivez une adresse complète, par exemple nom@exemple.fr.
invalid-amount = Écrivez un montant, par exemple 100,50.
invalid-date = Écrivez une date, par exemple 01/03/2013.
invalid-choice = Choisissez une des réponses proposées.
