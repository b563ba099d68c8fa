# What every page shares.
product-name = Comptoir
skip-to-content = Aller au contenu
title-error = Erreur : { $title }
nav-main = Menu principal
nav-secondary = Sous-menu
signed-in-as = { $name } · { $role }
sign-out = Se déconnecter
help = Aide
accessibility = Accessibilité
footer = Pied de page
language-switch = Langue de l’interface
theme-switch = Thème
theme-auto = Automatique
theme-light = Clair
theme-dark = Sombre

time-summer = heure d’été
time-winter = heure d’hiver
date-and-time = { $date } à { $time }

yes = Oui
no = Non
all = Tous
none-value = Aucune valeur
optional = (facultatif)
file-choose = Choisir un fichier
error-prefix = Erreur :
error-summary-title =
    { $count ->
        [one] Un champ est à corriger
       *[other] { $count } champs sont à corriger
    }

save = Enregistrer
cancel = Annuler
continue = Continuer
back = Retour
search = Rechercher
filter = Filtrer
apply = OK
clear = X
add = Ajouter
remove = Retirer
undo = Annuler
close = Fermer

pager = Pagination
pager-first = Première page
pager-previous = Page précédente
pager-next = Page suivante
pager-last = Dernière page
pager-position = page { $page } sur { $pages }

status-success = Réussite
status-info = Information
status-attention = Attention
status-danger = Échec

role-owner = Propriétaire
role-clerk = Employé
role-accountant = Comptable
role-logistician = Logisticien

lang-fr = français
lang-en = anglais

sign-in-title = Connexion
sign-in-intro = Connectez-vous pour suivre les commandes de votre boutique.
sign-in-site = Nom du site
sign-in-email = E-mail
sign-in-password = Mot de passe
sign-in-submit = Se connecter
sign-in-failed = Le nom du site, l’e-mail ou le mot de passe ne correspond pas. Vérifiez les trois, puis réessayez.

sites-title = Boutiques
sites-empty = Aucune boutique n’est publiée ici.
