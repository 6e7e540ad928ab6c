import type { proposals as en } from "../en/proposals";

export const proposals: Record<keyof typeof en, string> = {
  "proposals.title": "Ce que proposent les données",
  "proposals.lead":
    "Ce que font les clients et qu’aucun point de contact ne montre encore, dans l’ordre où ils le font. Prenez ce qui sert, changez-en le nom ou l’étape, refusez le reste.",
  "proposals.name": "Nom du point de contact",
  "proposals.stage": "Étape de {name}",
  "proposals.accept": "Ajouter",
  "proposals.accept.of": "Ajouter {name}",
  "proposals.accept.all.one": "L’ajouter",
  "proposals.accept.all.other": "Ajouter les {count}",
  "proposals.refuse": "Refuser",
  "proposals.refuse.of": "Refuser {name}",
  "proposals.take_back": "Reprendre",
  "proposals.take_back.of": "Reprendre {name}",
  "proposals.refused.one": "{count} refusé",
  "proposals.refused.other": "{count} refusés",
  "proposals.refused.show": "Les revoir",
  "proposals.refused.hide": "Les masquer",
  "proposals.customers.one": "{count} client",
  "proposals.customers.other": "{count} clients",
  "proposals.share": "{share} des clients",
  "proposals.share.why": "Part de tous les clients de la période qui l’ont fait au moins une fois.",
  "proposals.lost": "{share} s’arrêtent là",
  "proposals.lost.why": "Part de ces clients qui n’ont plus rien fait ensuite.",
  "proposals.explained":
    "Ils réuniraient {share} des {interactions} interactions qu’aucun point de contact ne montre.",
  "proposals.left_out.one": "{count} moment plus rare a été laissé de côté.",
  "proposals.left_out.other": "{count} moments plus rares ont été laissés de côté.",
  "proposals.nothing.title": "Rien à proposer",
  "proposals.nothing.text":
    "Soit la carte montre déjà ce que font les clients, soit ils sont trop peu : il en faut 20 au moins, et un sur cent.",
  "proposals.no_data.title": "Aucune interaction pour l’instant",
  "proposals.no_data.text":
    "Branchez une source ou importez un fichier : une carte pourra alors être proposée d’après ce que font les clients.",
  "proposals.no_data.sources": "Brancher une source",
  "proposals.no_data.import": "Importer un fichier",
  "fromData.title": "Une carte à partir des données",
  "fromData.lead":
    "Dessinée d’après tout ce que les clients ont fait jusqu’ici. Renommez, déplacez ou écartez à votre gré ; le reste devient une carte déjà reliée.",
  "fromData.name": "Nom du parcours",
  "fromData.name.example": "Ce que font vraiment les clients",
  "fromData.persona": "Persona",
  "fromData.leave": "Écarter",
  "fromData.leave.of": "Écarter {name}",
  "fromData.create.one": "Créer la carte avec {count} point de contact",
  "fromData.create.other": "Créer la carte avec {count} points de contact",
  "fromData.making": "Point de contact {done} sur {count}…",
  "fromData.partly":
    "Le parcours est créé, mais pas tous ses points de contact. Réessayez : seul ce qui manque sera ajouté.",
};
