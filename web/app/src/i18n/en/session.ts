export const session = {
  "signin.title": "Sign in",
  "signin.email": "E-mail",
  "signin.password": "Password",
  "signin.submit": "Sign in",
  "signin.forgot": "Forgotten password? An administrator can send you a one-time link.",
  "signin.ended": "Your session has ended. Sign in to go on where you were.",
  "link.title": "Signing you in…",
  "link.failed": "This link no longer works",
  "link.failed.text":
    "Each link works once and for a limited time. Ask an administrator for another.",
  "link.to_signin": "Sign in with a password",
  "setup.title": "Welcome to Parcours",
  "setup.lead": "Create the owner’s account. You can invite your team afterwards.",
  "setup.name": "Your name",
  "setup.password": "Password",
  "setup.password.hint": "At least 12 characters. A short sentence is easy to remember.",
  "setup.language": "Language",
  "setup.submit": "Create the account",
  "setup.no_token": "Open the link printed by the server",
  "setup.no_token.text":
    "At its first start, Parcours prints a one-time link in the terminal. It is the only way to create the owner’s account.",
  "picture.caption": "The journey your customers take, wired to what they really do.",
} as const;
