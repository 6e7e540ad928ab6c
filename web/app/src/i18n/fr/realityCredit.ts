import type { realityCredit as en } from "../en/realityCredit";

export const realityCredit: Record<keyof typeof en, string> = {
  "reality.choose": "Choisissez…",
  "reality.credit.part": "Ce que l’on regarde",
  "reality.credit.part.attribution": "Ce qui y mène",
  "reality.credit.part.lifetime": "Valeur vie client",
  "reality.credit.goal": "Le but",
  "reality.credit.window": "Un contact compte pendant",
  "reality.credit.window.7d": "7 jours",
  "reality.credit.window.30d": "30 jours",
  "reality.credit.window.90d": "90 jours",
  "reality.credit.window.all": "toujours",
  "reality.credit.touches": "À qui va le mérite",
  "reality.credit.touches.channel": "Canaux",
  "reality.credit.conversions.one": "{count} conversion",
  "reality.credit.conversions.other": "{count} conversions",
  "reality.credit.none.title": "Personne n’a atteint {goal} sur ces jours",
  "reality.credit.none.text":
    "Choisissez un autre but, élargissez la période ou retirez un filtre.",
  "reality.credit.few":
    "Seulement {count} précédées d’un contact : à moins de {least}, le mérite en dirait plus sur le hasard que sur les contacts. Élargissez la période, ou choisissez un but que plus de clients atteignent.",
  "reality.credit.no_goal.title": "Quelle étape est le but ?",
  "reality.credit.no_goal.text":
    "Choisissez-la ci-dessus. Un point de contact marqué comme but sur la carte est choisi d’office.",
  "reality.credit.rests":
    "Classé selon {model}. Cliquez sur un autre modèle pour classer selon lui.",
  "reality.credit.rests.conversions": "conversions",
  "reality.credit.rests.conversions.why":
    "Combien de fois {goal} a été atteint sur ces jours ; plusieurs fois par un même client comptent chacune.",
  "reality.credit.rests.untouched": "sans contact avant",
  "reality.credit.rests.untouched.why":
    "Conversions que rien n’a précédées : personne n’en reçoit le mérite.",
  "reality.credit.rests.paths": "chemins avec un contact",
  "reality.credit.rests.paths.why":
    "Un chemin est ce qu’un client a fait depuis sa conversion précédente. Ceux qui n’ont pas abouti comptent aussi : ils montrent ce qui ne mène pas au but.",
  "reality.credit.rests.rate": "aboutissent",
  "reality.credit.rests.rate.why":
    "La part des chemins avec un contact qui finissent par une conversion.",
  "reality.credit.agree": "Les modèles s’accordent à dix points près : on peut les croire.",
  "reality.credit.apart": "{model} donne {share} à « {name} », {other} {rest}.",
  "reality.credit.apart.why":
    "C’est là que les modèles divergent le plus : regardez ce contact de près avant d’en décider.",
  "reality.credit.opens": "Il ouvre les chemins plus qu’il ne les conclut.",
  "reality.credit.closes": "Il vient juste avant le but, qu’il ait pesé ou non.",
  "reality.credit.cause":
    "Aucun de ces chiffres ne prouve une cause : ceux qui seraient venus de toute façon donnent aussi du mérite. Délai pendant lequel un contact compte : {window}.",
  "reality.credit.picture": "Ce qui mène à {goal}",
  "reality.credit.of.activity": "Contact",
  "reality.credit.of.channel": "Canal",
  "reality.credit.unit": "En quoi",
  "reality.credit.unit.share": "Part",
  "reality.credit.unit.conversions": "Conversions",
  "reality.credit.unit.value": "Valeur",
  "reality.credit.removal": "Perdu sans lui",
  "reality.credit.removal.why":
    "La part des conversions qui serait perdue si tout chemin s’arrêtait à ce contact (modèle de Markov). Ces parts se recoupent : elles ne s’additionnent pas.",
  "reality.credit.all": "Montrer les {count}",
  "reality.model.first": "Premier",
  "reality.model.last": "Dernier",
  "reality.model.linear": "Linéaire",
  "reality.model.time_decay": "Récence",
  "reality.model.markov": "Markov",
  "reality.model.shapley": "Shapley",
  "reality.model.first.begins": "Le premier contact",
  "reality.model.last.begins": "Le dernier contact",
  "reality.model.linear.begins": "Le modèle linéaire",
  "reality.model.time_decay.begins": "Le modèle de récence",
  "reality.model.markov.begins": "Le modèle de Markov",
  "reality.model.shapley.begins": "Le modèle de Shapley",
  "reality.model.first.within": "le premier contact",
  "reality.model.last.within": "le dernier contact",
  "reality.model.linear.within": "le modèle linéaire",
  "reality.model.time_decay.within": "le modèle de récence",
  "reality.model.markov.within": "le modèle de Markov",
  "reality.model.shapley.within": "le modèle de Shapley",
  "reality.model.first.why":
    "Tout le mérite au premier contact du chemin. Montre ce qui ouvre, mais ignore la suite.",
  "reality.model.last.why":
    "Tout le mérite au dernier contact avant le but. Montre ce qui conclut, mais ignore ce qui précède.",
  "reality.model.linear.why":
    "Autant à chaque contact du chemin. Ce qui arrive souvent reçoit beaucoup.",
  "reality.model.time_decay.why":
    "Davantage aux derniers contacts : un contact pèse moitié moins {half} plus tôt.",
  "reality.model.markov.why":
    "Selon ce qui serait perdu si tout chemin s’arrêtait à ce contact. Il suit l’ordre des contacts, y compris sur les chemins sans suite.",
  "reality.model.shapley.why":
    "Selon ce que le contact ajoute, en moyenne, à chaque combinaison des autres. Il ignore leur ordre.",
  "reality.lifetime.orders": "Ce qui est une commande",
  "reality.lifetime.horizon": "Regarder jusqu’à",
  "reality.lifetime.months.one": "{count} mois",
  "reality.lifetime.months.other": "{count} mois",
  "reality.lifetime.order.one": "{count} commande",
  "reality.lifetime.order.other": "{count} commandes",
  "reality.lifetime.says":
    "{customers} qui ont déjà acheté devraient passer {orders} d’ici {months}.",
  "reality.lifetime.doubted":
    "{customers} qui ont déjà acheté passeraient {orders} d’ici {months}, mais le modèle n’en est pas sûr.",
  "reality.lifetime.always":
    "Toutes les commandes depuis le début comptent, quelle que soit la période : qui achète une fois l’an semblerait sinon parti.",
  "reality.lifetime.stages": "Les filtres par étape ne s’appliquent pas ici.",
  "reality.lifetime.few":
    "Seulement {count} ont déjà acheté : à moins de {least}, une prévision en dirait plus sur le hasard que sur eux.",
  "reality.lifetime.bought": "ont déjà acheté",
  "reality.lifetime.bought.why": "Les clients qui ont passé au moins une commande.",
  "reality.lifetime.alive": "sont encore clients",
  "reality.lifetime.alive.why":
    "La somme des chances que chacun soit encore client. Un modèle les estime d’après la fréquence et l’ancienneté de ses achats.",
  "reality.lifetime.expected": "commandes d’ici {months}",
  "reality.lifetime.expected.why":
    "Les jours de commande à attendre de ceux qui ont déjà acheté. Les nouveaux clients viennent en plus.",
  "reality.lifetime.value": "valeur aujourd’hui",
  "reality.lifetime.value.why":
    "Ce que les commandes de {months} valent aujourd’hui, dans la monnaie de vos commandes : {rate} de moins par mois d’attente.",
  "reality.lifetime.trusted": "Rien à redire au modèle",
  "reality.lifetime.careful": "À prendre avec prudence",
  "reality.lifetime.rests": "Il a appris de {customers}, dont {repeaters} ont racheté.",
  "reality.lifetime.remedy.few_repeaters":
    "Que faire : importez des commandes plus anciennes, ou attendez d’autres rachats. D’ici là, fiez-vous aux groupes ci-dessous.",
  "reality.lifetime.remedy.value_follows_frequency":
    "Que faire : gardez les commandes attendues, et la valeur moyenne de chaque groupe plutôt que celle d’un client.",
  "reality.lifetime.remedy.no_mean_value":
    "Que faire : regardez les plus grosses commandes ; celles d’entreprises sont peut-être à part.",
  "reality.lifetime.remedy.unsettled":
    "Que faire : importez des commandes plus anciennes, pour que des clients aient eu le temps de partir et de revenir. D’ici là, fiez-vous aux groupes et aux calculs simples ci-dessous.",
  "reality.lifetime.parameters": "Paramètres du modèle",
  "reality.lifetime.models":
    "{model} pour le moment des achats, Gamma-Gamma pour le montant d’une commande ; ± une erreur type. Temps en semaines.",
  "reality.lifetime.flat": "Les erreurs types ne se calculent pas : la vraisemblance est plate.",
  "reality.lifetime.likelihood": "log-vraisemblance",
  "reality.lifetime.correlation": "montant et fréquence",
  "reality.lifetime.beside": "À côté de calculs simples",
  "reality.lifetime.way": "Par client, en moyenne",
  "reality.lifetime.way.model": "Modèle, {months} à venir",
  "reality.lifetime.way.model.why":
    "Ce qui reste à venir d’ici {months}, y compris de ceux qui sont peut-être partis. L’argent est actualisé.",
  "reality.lifetime.way.past": "Valeur moyenne × commandes à ce jour",
  "reality.lifetime.way.past.why":
    "Ce qu’un client a rapporté à ce jour, première commande comprise. Comme prévision, cela suppose que tous recommencent.",
  "reality.lifetime.way.again": "Valeur moyenne × commandes suivantes",
  "reality.lifetime.way.again.why":
    "Ce qui a suivi la première commande. Comme prévision, cela suppose que personne n’est parti, et autant de temps qu’il s’en est passé.",
  "reality.lifetime.per.orders": "Commandes",
  "reality.lifetime.per.order": "Valeur d’une commande",
  "reality.lifetime.per.customer": "Valeur d’un client",
  "reality.lifetime.money.why": "Dans la monnaie de vos commandes.",
  "reality.lifetime.groups": "Qui sont-ils",
  "reality.lifetime.groups.why":
    "Selon l’ancienneté et la fréquence de leurs achats, sans aucun modèle.",
  "reality.lifetime.group": "Groupe",
  "reality.lifetime.col.customers": "Clients",
  "reality.lifetime.col.customers.why": "Combien, et quelle part de ceux qui ont déjà acheté.",
  "reality.lifetime.col.orders": "Commandes par client",
  "reality.lifetime.col.orders.why": "Jours de commande, à ce jour, par client.",
  "reality.lifetime.col.value": "Valeur à ce jour",
  "reality.lifetime.col.value.why":
    "Ce que valaient leurs commandes, et quelle part du tout, dans la monnaie de vos commandes.",
  "reality.lifetime.top": "De qui on attend le plus",
  "reality.lifetime.still": "encore client : {share}",
  "reality.lifetime.worth": "valeur aujourd’hui : {value}",
  "reality.lifetime.none.title": "Rien à apprendre pour l’instant",
  "reality.lifetime.none.text":
    "Importez des commandes plus anciennes, choisissez ci-dessus ce qui est une commande, ou retirez un filtre.",
  "reality.lifetime.none.action": "Importer des commandes",
  "reality.lifetime.no_orders.title": "Quel point de contact est une commande ?",
  "reality.lifetime.no_orders.text":
    "Choisissez-le ci-dessus. Un point de contact qui compte les commandes est choisi d’office.",
  "reality.group.champions": "Champions",
  "reality.group.champions.why": "Ont acheté récemment, et plus souvent que la plupart.",
  "reality.group.loyal": "Fidèles",
  "reality.group.loyal.why": "Achètent plus souvent que la plupart, mais pas tout récemment.",
  "reality.group.promising": "Prometteurs",
  "reality.group.promising.why": "Ont acheté récemment, pas encore souvent.",
  "reality.group.new": "Nouveaux",
  "reality.group.new.why": "Ont acheté récemment, presque jamais avant.",
  "reality.group.need_attention": "À surveiller",
  "reality.group.need_attention.why":
    "Au milieu : ni récemment, ni souvent. Ils peuvent s’éloigner.",
  "reality.group.at_risk": "En danger",
  "reality.group.at_risk.why": "Achetaient souvent, mais plus depuis longtemps.",
  "reality.group.lost": "Perdus",
  "reality.group.lost.why": "Ont peu acheté, il y a longtemps.",
};
