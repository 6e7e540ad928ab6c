import type { customers as enCustomers, journeys as enJourneys } from "../en/journeys";

export const journeys: Record<keyof typeof enJourneys, string> = {
  "journeys.new": "Nouveau parcours",
  "journeys.first.title": "Dessinez votre premier parcours",
  "journeys.first.text":
    "Partez d’un modèle que vous adapterez, ou d’une carte vide. Reliez ensuite chaque étape à ce que les clients font vraiment.",
  "journeys.none.viewer": "Aucun parcours. Un éditeur peut créer le premier.",
  "journeys.stages.one": "{count} étape",
  "journeys.stages.other": "{count} étapes",
  "journeys.touchpoints.one": "{count} point de contact",
  "journeys.touchpoints.other": "{count} points de contact",
  "new.title": "Nouveau parcours",
  "new.name": "Nom du parcours",
  "new.name.example": "Acheter des chaussures de course en ligne",
  "new.persona": "Persona",
  "new.start_from": "Partir de",
  "new.blank": "Cinq étapes vides",
  "new.blank.text":
    "De la sensibilisation à la recommandation, sans point de contact : vous dessinez le reste.",
  "new.language": "Langue du modèle",
  "new.create": "Créer le parcours",
};

export const customers: Record<keyof typeof enCustomers, string> = {
  "customers.title": "Clients",
  "customers.lead": "Toutes les personnes vues jusqu’ici, connues ou anonymes.",
  "customers.search": "Nom, e-mail, téléphone, numéro de client…",
  "customers.anonymous": "Anonyme {id}",
  "customers.first.title": "Aucun client pour l’instant",
  "customers.first.text": "Les clients apparaissent avec leur première interaction.",
  "customers.none": "Personne ne correspond à « {query} »",
  "customers.last_seen": "Vu {when}",
  "customers.first_seen": "Vu pour la première fois le {date}",
  "customers.identities": "Identités",
  "customers.traits": "Caractéristiques",
  "customers.timeline": "Interactions",
  "customers.timeline.none": "Aucune interaction",
  "customers.properties": "Propriétés",
};
