//! What Foulée sells, the pages it shows, and the names in its town.

/// One article.
#[derive(Debug, PartialEq)]
pub(super) struct Product {
    /// As in addresses: the subject of its interactions.
    pub(super) slug: &'static str,
    /// The address of its page.
    pub(super) page: &'static str,
    pub(super) name: &'static str,
    /// Euros, VAT included.
    pub(super) price: f64,
    /// Its share of interest among its like.
    pub(super) appeal: f64,
}

/// The shoe whose batch runs small in one of the stories.
pub(crate) const NARROW_SHOE: &str = "cadence-3";
/// The carrier that is late in one of the stories.
pub(crate) const LATE_CARRIER: &str = "Mistral Colis";
/// The Instagram campaign that brings window-shoppers.
pub(crate) const SHOPLESS_CAMPAIGN: &str = "printemps-en-forme";

const fn product(
    slug: &'static str,
    page: &'static str,
    name: &'static str,
    price: f64,
    appeal: f64,
) -> Product {
    Product { slug, page, name, price, appeal }
}

/// Running shoes.
pub(super) const SHOES: [Product; 12] = [
    product("aube", "/produits/aube", "Aube", 99.0, 18.0),
    product(NARROW_SHOE, "/produits/cadence-3", "Cadence 3", 129.0, 15.0),
    product("brume-2", "/produits/brume-2", "Brume 2", 119.0, 13.0),
    product("bitume", "/produits/bitume", "Bitume", 109.0, 11.0),
    product("rosee", "/produits/rosee", "Rosée", 89.0, 10.0),
    product("galet-trail", "/produits/galet-trail", "Galet Trail", 139.0, 8.0),
    product("lisiere", "/produits/lisiere", "Lisière", 125.0, 6.0),
    product("tempo", "/produits/tempo", "Tempo", 149.0, 6.0),
    product("sillage", "/produits/sillage", "Sillage", 159.0, 4.0),
    product("garrigue", "/produits/garrigue", "Garrigue", 135.0, 4.0),
    product("estran", "/produits/estran", "Estran", 145.0, 3.0),
    product("volte-carbone", "/produits/volte-carbone", "Volte Carbone", 219.0, 2.0),
];

/// What goes with them.
pub(super) const ACCESSORIES: [Product; 5] = [
    product(
        "chaussettes-ampoule",
        "/produits/chaussettes-ampoule",
        "Chaussettes anti-ampoules",
        14.0,
        5.0,
    ),
    product("brassard", "/produits/brassard", "Brassard pour téléphone", 19.0, 3.0),
    product("ceinture", "/produits/ceinture", "Ceinture porte-gourde", 29.0, 2.0),
    product("gilet-visible", "/produits/gilet-visible", "Gilet réfléchissant", 24.0, 2.0),
    product("collant", "/produits/collant", "Collant de course", 49.0, 2.0),
];

/// Departments of the shop.
pub(super) const DEPARTMENTS: [(&str, f64); 5] = [
    ("/chaussures/debuter", 5.0),
    ("/chaussures/route", 4.0),
    ("/chaussures/trail", 2.0),
    ("/chaussures/competition", 1.0),
    ("/accessoires", 1.5),
];
/// Articles of the blog.
pub(super) const ARTICLES: [(&str, f64); 6] = [
    ("/blog/debuter-la-course-en-8-semaines", 6.0),
    ("/blog/choisir-ses-premieres-chaussures", 5.0),
    ("/blog/pronateur-ou-supinateur", 3.0),
    ("/blog/eviter-les-ampoules", 2.0),
    ("/blog/quand-changer-de-chaussures", 2.0),
    ("/blog/courir-en-hiver", 1.0),
];
/// What is typed into the shop's search box.
pub(super) const SEARCHES: [(&str, f64); 8] = [
    ("chaussures débutant", 5.0),
    ("cadence", 3.0),
    ("pieds larges", 3.0),
    ("trail femme", 2.0),
    ("amorti genoux", 2.0),
    ("promo", 2.0),
    ("chaussettes", 1.0),
    ("carbone", 1.0),
];
/// Carriers and their share of the parcels.
pub(super) const CARRIERS: [(&str, f64); 3] =
    [(LATE_CARRIER, 4.0), ("Alizé Express", 3.5), ("Relais Galet", 2.5)];
/// Instagram campaigns that run all year.
pub(super) const CAMPAIGNS: [(&str, f64); 2] =
    [("premieres-foulees", 3.0), ("coureurs-du-dimanche", 2.0)];
/// The newsletter of each month.
pub(super) const LETTERS: [&str; 12] = [
    "lettre-janvier",
    "lettre-fevrier",
    "lettre-mars",
    "lettre-avril",
    "lettre-mai",
    "lettre-juin",
    "lettre-juillet",
    "lettre-aout",
    "lettre-septembre",
    "lettre-octobre",
    "lettre-novembre",
    "lettre-decembre",
];

/// First names, and the level of the runner is not in them.
pub(super) const FIRST_NAMES: [&str; 24] = [
    "Camille", "Karim", "Léa", "Thomas", "Inès", "Hugo", "Manon", "Nicolas", "Chloé", "Mehdi",
    "Sarah", "Julien", "Fatou", "Antoine", "Élodie", "Mathieu", "Aïcha", "Romain", "Lucie",
    "Yanis", "Claire", "Bastien", "Noémie", "Olivier",
];
/// Family names.
pub(super) const LAST_NAMES: [&str; 24] = [
    "Moreau",
    "Benali",
    "Lefèvre",
    "Garnier",
    "Diallo",
    "Rousseau",
    "Fontaine",
    "Mercier",
    "Nguyen",
    "Chevalier",
    "Perrin",
    "Traoré",
    "Gauthier",
    "Barbier",
    "Lemoine",
    "Roche",
    "Haddad",
    "Colin",
    "Marchand",
    "Guérin",
    "Da Silva",
    "Aubry",
    "Leclercq",
    "Pichon",
];
/// Towns; the first three have a Foulée shop.
pub(super) const TOWNS: [(&str, f64); 10] = [
    ("Lyon", 4.0),
    ("Nantes", 3.0),
    ("Lille", 3.0),
    ("Paris", 7.0),
    ("Bordeaux", 2.5),
    ("Rennes", 2.0),
    ("Marseille", 3.0),
    ("Strasbourg", 1.5),
    ("Annecy", 1.0),
    ("Clermont-Ferrand", 1.0),
];
/// Whether a town has a shop.
pub(super) fn has_shop(town: &str) -> bool {
    TOWNS[..3].iter().any(|(name, _)| *name == town)
}
