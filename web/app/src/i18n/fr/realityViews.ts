import type { realityViews as en } from "../en/realityViews";

export const realityViews: Record<keyof typeof en, string> = {
  "reality.visits.one": "{count} visite",
  "reality.visits.other": "{count} visites",
  "reality.places.few.title": "Il faut au moins deux points sur la carte",
  "reality.places.few.text":
    "Une durée va d’un point à un autre : ajoutez un deuxième point de contact à la carte.",
  "reality.csv.over": "À partir de (s)",
  "reality.csv.under": "Moins de (s)",
  "reality.csv.cases": "Combien",
  "reality.csv.share": "Part",
  "reality.times.from": "De",
  "reality.times.to": "À",
  "reality.times.swap": "Dans l’autre sens",
  "reality.times.says": "La moitié met moins de {median} ; un sur dix met plus de {p90}.",
  "reality.times.skewed":
    "La moyenne, {mean}, est tirée vers le haut par quelques longues durées : la médiane dit mieux ce que vit le plus grand nombre.",
  "reality.times.median": "médiane",
  "reality.times.median.why": "La moitié ne met pas plus longtemps, à 1,6 % près.",
  "reality.times.mean": "moyenne",
  "reality.times.mean.why":
    "La somme des durées divisée par leur nombre. Quelques longues durées y pèsent beaucoup.",
  "reality.times.p90": "neuf sur dix",
  "reality.times.p90.why": "Neuf sur dix ne mettent pas plus longtemps, à 1,6 % près.",
  "reality.times.arrive": "y arrivent, sur {base}",
  "reality.times.arrive.why":
    "Ceux qui atteignent le second point après le premier, sur ces jours, parmi tous ceux qui atteignent le premier. Certains des autres sont peut-être encore en chemin.",
  "reality.times.time": "Durée",
  "reality.times.share": "Part",
  "reality.times.range": "de {from} à {to}",
  "reality.times.over": "{from} et plus",
  "reality.times.mark.median": "médiane {time}",
  "reality.times.mark.p90": "neuf sur dix {time}",
  "reality.times.picture": "Temps pour aller de {from} à {to}",
  "reality.times.note":
    "Le temps court de la première fois au premier point à la première fois qui suit à l’autre. Plus on va vers la droite, plus une barre couvre de temps.",
  "reality.times.none.title": "Personne ne va de {from} à {to}",
  "reality.times.none.text":
    "{base} atteignent {from} sur ces jours, mais aucun {to} ensuite. Regardez dans l’autre sens, ou élargissez la période.",
  "reality.times.few":
    "Seulement {count} vont jusqu’au bout : à moins de {least}, les durées en disent plus sur le hasard que sur eux. Élargissez la période ou retirez un filtre.",
};
