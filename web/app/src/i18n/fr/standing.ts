import type { standing as en } from "../en/standing";

export const standing: Record<keyof typeof en, string> = {
  "standing.title": "Où en est ce client",
  "standing.here": "ici",
  "standing.nowhere":
    "Sur aucun parcours : rien de ce qu’il a fait n’appartient à un point de contact.",
  "standing.state.active": "en chemin",
  "standing.state.waiting": "en attente, vu {when}",
  "standing.state.quiet": "silencieux, vu {when}",
  "standing.state.reached_goal": "objectif atteint le {date}",
  "outlook.next": "La suite probable",
  "outlook.few": "Trop peu de clients sur un chemin semblable pour se prononcer.",
  "outlook.end": "Plus rien",
  "outlook.next.def":
    "Part des clients sur le même chemin qui ont fait cela ensuite : {support} sur {all}.",
  "outlook.cases.one": "{count} cas",
  "outlook.cases.other": "{count} cas",
  "outlook.customers.one": "{count} client",
  "outlook.customers.other": "{count} clients",
  "outlook.goal": "Chances d’atteindre l’objectif",
  "outlook.goal.none": "Aucun point de contact de ce parcours n’est son objectif.",
  "outlook.goal.few": "Pas assez de clients dans cette situation pour se prononcer.",
  "outlook.goal.def":
    "Part de ceux qui étaient au même point et ont ensuite atteint l’objectif, parmi {customers}. La fourchette est un intervalle à 95 %.",
  "outlook.goal.between": "entre {low} et {high}",
  "outlook.goal.in": "la moitié en {time} ou moins",
  "outlook.goal.more":
    "Après « {name} », ils sont plus nombreux à l’atteindre : {share} ({customers}).",
  "outlook.goal.less":
    "Après « {name} », ils sont moins nombreux à l’atteindre : {share} ({customers}).",
  "standing.way": "Voir son chemin",
};
