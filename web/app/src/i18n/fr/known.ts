/** À quoi se reconnaissent les clients d’un persona. */
export const known = {
  "known.title": "Dans les données",
  "known.lead":
    "Dites ce que ces clients ont fait, et combien de fois : les rapports montrent alors ce que ce persona fait vraiment.",
  "known.often": "Combien de fois",
  "known.least": "au moins",
  "known.most": "au plus",
  "known.exactly": "exactement",
  "known.never": "jamais",
  "known.how_many": "Nombre de fois",
  "known.time": "fois",
  "known.several": "fois",
  "known.times.one": "{count} fois",
  "known.times.other": "{count} fois",
  "known.add_first": "Dire ce qu’ils ont fait",
  "known.add": "Et aussi…",
  "known.incomplete": "Enregistré dès que chaque condition est remplie.",
  "known.nothing_done":
    "Dites au moins une chose qu’ils ont faite : ce qu’ils ne font jamais désigne presque tout le monde.",
  "known.see": "Voir ce qu’ils font vraiment",
  "known.edit": "Modifier",
  "known.first": "Ils ont fait",
  "known.close": "Terminé",
} as const;
