//! What customers write, in their words: a handful for each mood of each question.

/// Comments on a delivery that went well.
pub(super) const DELIVERY_GLAD: [&str; 6] = [
    "Livraison rapide, colis impeccable.",
    "Reçu en deux jours, je n’en demandais pas tant\u{202f}!",
    "Le livreur a appelé avant de passer, très bien.",
    "Bien emballé, et le petit mot dans la boîte fait plaisir.",
    "Rien à redire, tout est arrivé à l’heure.",
    "Point relais à côté de chez moi, pratique.",
];
/// Comments on a delivery that was neither good nor bad.
pub(super) const DELIVERY_SO_SO: [&str; 4] = [
    "Correct, mais le créneau annoncé n’était pas le bon.",
    "Colis un peu abîmé, les chaussures vont bien.",
    "Un jour de retard, sans gravité.",
    "J’aurais aimé choisir le point relais.",
];
/// Comments on a delivery that went wrong.
pub(super) const DELIVERY_CROSS: [&str; 6] = [
    "Plus d’une semaine d’attente et aucune nouvelle.",
    "Le suivi est resté bloqué trois jours, j’ai dû appeler.",
    "Cadeau de Noël arrivé après Noël…",
    "Annoncé en trois jours, reçu en neuf. Décevant.",
    "Personne ne savait où était mon colis.",
    "Bons produits, mais le transporteur est à changer.",
];
/// Reviews of a shoe that fits.
pub(super) const SHOE_GLAD: [&str; 6] = [
    "Très confortables dès la première sortie.",
    "Bon amorti, mes genoux disent merci.",
    "Légères et bien ajustées, je recommande.",
    "Première paire de running, aucun regret.",
    "Tient bien le talon, même en descente.",
    "Deuxième paire, toujours aussi bien.",
];
/// Reviews of a shoe that pleases half.
pub(super) const SHOE_SO_SO: [&str; 3] = [
    "Bien, mais un peu chères.",
    "Confortables, la couleur est plus terne que sur la photo.",
    "Correctes pour débuter, sans plus.",
];
/// Reviews of a shoe that disappoints.
pub(super) const SHOE_CROSS: [&str; 3] = [
    "La semelle s’est décollée au bout de deux mois.",
    "Trop rigides pour moi, ampoules garanties.",
    "Déçu par la finition.",
];
/// Reviews of the shoe that runs small.
pub(super) const SHOE_NARROW: [&str; 5] = [
    "Chausse beaucoup trop petit, prenez une taille de plus.",
    "Je fais du 39 partout, ici impossible d’entrer le pied.",
    "Trop étroites à l’avant, renvoyées aussitôt.",
    "La Cadence 2 m’allait parfaitement, celle-ci taille une pointure en dessous.",
    "Orteils comprimés au bout de deux kilomètres.",
];
