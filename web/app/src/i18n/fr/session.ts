import type { session as en } from "../en/session";

export const session: Record<keyof typeof en, string> = {
  "signin.title": "Connexion",
  "signin.email": "Adresse e-mail",
  "signin.password": "Mot de passe",
  "signin.submit": "Se connecter",
  "signin.forgot":
    "Mot de passe oublié ? Un administrateur peut vous envoyer un lien à usage unique.",
  "signin.ended": "Votre session a pris fin. Connectez-vous pour reprendre où vous en étiez.",
  "link.title": "Connexion en cours…",
  "link.failed": "Ce lien ne fonctionne plus",
  "link.failed.text":
    "Chaque lien sert une seule fois et pour une durée limitée. Demandez-en un autre à un administrateur.",
  "link.to_signin": "Se connecter avec un mot de passe",
  "setup.title": "Bienvenue dans Parcours",
  "setup.lead": "Créez le compte du propriétaire. Vous inviterez votre équipe ensuite.",
  "setup.name": "Votre nom",
  "setup.password": "Mot de passe",
  "setup.password.hint": "12 caractères au moins. Une courte phrase se retient bien.",
  "setup.language": "Langue",
  "setup.submit": "Créer le compte",
  "setup.no_token": "Ouvrez le lien affiché par le serveur",
  "setup.no_token.text":
    "À son premier démarrage, Parcours affiche un lien à usage unique dans le terminal. C’est le seul moyen de créer le compte du propriétaire.",
  "picture.caption": "Le parcours de vos clients, relié à ce qu’ils font vraiment.",
};
