import type { signals as en } from "../en/signals";

export const signals: Record<keyof typeof en, string> = {
  "signals.lead": "Une interaction a lieu ici si elle remplit toutes les conditions d’un signal.",
  "signals.none": "Aucun signal : rien ne dit quelles interactions ont lieu ici.",
  "signals.add_first": "Ajouter un signal",
  "signals.or": "ou",
  "signals.and": "et",
  "signals.add_condition": "Ajouter une condition",
  "signals.add_or": "Ajouter un autre signal",
  "signals.remove_condition": "Retirer la condition « {field} »",
  "signals.field": "Ce qui est comparé",
  "signals.value": "Valeur de {field}",
  "signals.kind": "Type",
  "signals.channel": "Canal",
  "signals.subject": "Sujet",
  "signals.is": "est",
  "signals.like": "ressemble à",
  "signals.subject.hint":
    "« * » remplace n’importe quoi, « ? » un caractère, « {a,b} » vaut a ou b.",
  "signals.preview": "Correspond à",
  "signals.preview.none": "Ne correspond à rien sur cette période",
  "signals.preview.waiting": "Remplissez chaque condition pour voir ce qui correspond.",
  "signals.preview.examples": "Exemples",
  "signals.preview.elsewhere": "Aussi revendiquées par {name} : {interactions}",
  "signals.save": "Enregistrer les signaux",
  "signals.saved": "Signaux enregistrés",
  "signals.reset": "Abandonner",
};
