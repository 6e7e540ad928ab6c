import type { log as en } from "../en/log";

export const log: Record<keyof typeof en, string> = {
  "log.lead":
    "Ce que vos clients ont fait, noté une fois pour toutes. Les interactions récentes sont dans la base de données ; les autres, dans des fichiers Parquet que d’autres outils savent lire.",
  "log.rows.one": "{count} interaction",
  "log.rows.other": "{count} interactions",
  "log.rows.millions": "{count} d’interactions",
  "log.health.mixed": "{rows}, dont {hot} pas encore dans des fichiers.",
  "log.health.hot": "{rows}, pas encore dans des fichiers.",
  "log.health.sealed.one": "{rows} dans {count} fichier.",
  "log.health.sealed.other": "{rows} dans {count} fichiers.",
  "log.verdict.fine": "Tout est en ordre.",
  "log.verdict.busy": "Rangement des fichiers en cours.",
  "log.verdict.faulty.one": "{count} fichier est absent ou abîmé.",
  "log.verdict.faulty.other": "{count} fichiers sont absents ou abîmés.",
  "log.empty.title": "Le journal est vide",
  "log.empty.text":
    "Il se remplit dès qu’une source envoie un événement ou qu’un fichier est importé.",
  "log.empty.source": "Relier une source",
  "log.empty.import": "Importer un fichier",

  "log.bar.label": "Dans des fichiers : {sealed}. Dans la base de données : {hot}.",
  "log.bar.sealed": "Dans des fichiers",
  "log.bar.hot": "Dans la base de données",
  "log.bar.next": "mises en fichiers au-delà de {count}",
  "log.figure.rows": "Interactions",
  "log.figure.rows.def":
    "Celles des fichiers et celles de la base de données. Ces dernières sont comptées à quelques-unes près.",
  "log.figure.files": "Fichiers",
  "log.figure.files.def": "Les fichiers Parquet qui contiennent des interactions.",
  "log.figure.size": "Taille",
  "log.figure.size.def":
    "Celle des fichiers d’interactions. Ce qui est encore dans la base de données s’y ajoute.",
  "log.figure.each": "Par interaction",
  "log.figure.each.def":
    "La taille des fichiers ÷ les interactions qu’ils contiennent, toutes propriétés comprises.",
  "log.figure.known": "Messages mémorisés",
  "log.figure.known.def":
    "Un message envoyé deux fois est reconnu et ne compte qu’une fois. S’en souvenir occupe {size}.",

  "log.place": "Emplacement",
  "log.place.label": "Emplacement des fichiers",
  "log.place.text":
    "DuckDB, Polars et pandas ouvrent ces fichiers tels quels. Pour tout le journal, y compris ce qui est encore dans la base de données, lancez `parcours export events`.",

  "log.pending": "En cours",
  "log.pending.none": "Rien en attente.",
  "log.pending.backlog.one": "{count} interaction attend d’être mise en fichiers.",
  "log.pending.backlog.other": "{count} interactions attendent d’être mises en fichiers.",
  "log.pending.backlog.why": "Si ce nombre ne baisse pas, voyez les travaux de fond.",
  "log.pending.erasures.one":
    "{count} client effacé : plus rien de lui n’est visible, et les fichiers où figuraient ses interactions sont en cours de réécriture.",
  "log.pending.erasures.other":
    "{count} clients effacés : plus rien d’eux n’est visible, et les fichiers où figuraient leurs interactions sont en cours de réécriture.",
  "log.pending.joins": "De petits fichiers vont être réunis en de plus grands.",
  "log.pending.merges.one":
    "{count} client fusionné, à reporter dans les fichiers. Les chiffres et les fiches en tiennent déjà compte.",
  "log.pending.merges.other":
    "{count} clients fusionnés, à reporter dans les fichiers. Les chiffres et les fiches en tiennent déjà compte.",
  "log.pending.replaced.one":
    "{count} fichier remplacé, gardé encore un peu pour les lectures en cours.",
  "log.pending.replaced.other":
    "{count} fichiers remplacés, gardés encore un peu pour les lectures en cours.",
  "log.pending.last": "Dernier changement dans les fichiers : {when}.",

  "log.check": "Vérification",
  "log.check.lead": "Chaque fichier est-il là, entier et lisible ?",
  "log.check.run": "Vérifier les fichiers",
  "log.check.again": "Vérifier de nouveau",
  "log.check.fine": "Tous les fichiers sont là, entiers et lisibles.",
  "log.check.at": "Vérifié à {time}.",
  "log.check.thorough":
    "Pour relire chaque octet, lancez `parcours log check --thorough` sur le serveur.",
  "log.check.faults.one": "{count} fichier a besoin de vous",
  "log.check.faults.other": "{count} fichiers ont besoin de vous",

  "log.retention": "Durée de conservation",
  "log.retention.lead":
    "Sans règle, les interactions sont gardées sans limite. Quand plusieurs règles s’appliquent, la plus courte l’emporte.",
  "log.retention.none": "Aucune règle : tout est gardé.",
  "log.retention.all": "Toutes les interactions",
  "log.retention.kept": "Durée : {days}",
  "log.retention.kept_span": "Durée : {days} ({span})",
  "log.retention.since": "depuis le {date}",
  "log.retention.remove": "Supprimer",
  "log.retention.remove_of": "Supprimer la règle : {name}",
  "log.retention.remove.question": "Supprimer cette règle ?",
  "log.retention.remove.text":
    "Ce qu’elle a effacé ne reviendra pas. Ce qui reste sera gardé, à moins qu’une autre règle ne le vise.",
  "log.retention.removed": "Règle supprimée",
  "log.retention.new": "Nouvelle règle",
  "log.retention.about": "La règle vise",
  "log.retention.about.kind": "un type d’interaction",
  "log.retention.about.all": "toutes les interactions",
  "log.retention.kind": "Type d’interaction",
  "log.retention.kind.placeholder": "page_viewed",
  "log.retention.kind.unseen": "Aucune interaction de ce type pour l’instant.",
  "log.retention.days": "Jours de conservation",
  "log.retention.span": "Soit {span}.",
  "log.retention.before":
    "Ce qui date d’avant le {date} sera effacé, puis le reste à mesure qu’il vieillira.",
  "log.retention.often": "Souvent choisi",
  "log.retention.add": "Ajouter la règle",
  "log.retention.add.question": "Effacer ce qui a plus de {days} ?",
  "log.retention.add.text":
    "« {name} », avant le {date} : tout sera effacé pour de bon d’ici une semaine, y compris dans les fiches et les chiffres. Cette action est définitive.",
  "log.retention.added": "Règle ajoutée : ce qui est plus ancien disparaîtra d’ici une semaine",

  "log.advanced": "Réglages avancés",
  "log.advanced.lead":
    "Les valeurs par défaut conviennent presque toujours. Les changements s’appliquent d’eux-mêmes.",
  "log.advanced.default": "Par défaut : {value}. De {least} à {most}.",
  "log.advanced.reset": "Revenir aux valeurs par défaut",
  "log.advanced.rows": "interactions",
  "log.advanced.days": "jours",
  "log.advanced.minutes": "minutes",
  "log.advanced.seal_rows": "Mettre en fichiers au-delà de",
  "log.advanced.seal_rows.hint":
    "Le nombre d’interactions que la base de données rassemble avant d’en faire des fichiers. Un nombre plus bas allège la base, mais donne plus de petits fichiers à réunir.",
  "log.advanced.segment_rows": "Taille maximale d’un fichier",
  "log.advanced.segment_rows.hint":
    "Le nombre d’interactions qu’un fichier contient au plus. De grands fichiers sont moins nombreux, mais plus longs à réécrire.",
  "log.advanced.remember_days": "Reconnaître les messages répétés pendant",
  "log.advanced.remember_days.hint":
    "Passé ce délai, un message renvoyé par une source compterait deux fois. Les lignes des fichiers importés sont reconnues sans limite.",
  "log.advanced.grace_minutes": "Garder les fichiers remplacés pendant",
  "log.advanced.grace_minutes.hint":
    "Le temps de finir pour qui les lit encore : un export, un carnet de calcul, une autre machine.",
};
