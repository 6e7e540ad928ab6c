//! What known kinds of interactions are called, and which stage they speak of.

use parcours_journeys::Hue::{self, Advocacy, Awareness, Consideration, Decision, Retention};
use parcours_kernel::Text;

use super::groups::Moment;

/// Kind, stage (none: its place decides), English, French. Kinds of Segment's specification, and of
/// shops, carriers and inboxes.
#[rustfmt::skip]
const KINDS: [(&str, Option<Hue>, &str, &str); 58] = [
    ("ad_clicked", Some(Awareness), "Advertisement", "Publicité"),
    ("ad_viewed", Some(Awareness), "Advertisement seen", "Publicité vue"),
    ("search_result_clicked", Some(Awareness), "Search engine", "Moteur de recherche"),
    ("referral_link_clicked", Some(Awareness), "A friend’s recommendation", "Recommandation d’un proche"),
    ("social_post_clicked", Some(Awareness), "Post on a social network", "Publication sur un réseau social"),
    ("event_attended", Some(Awareness), "Event", "Événement"),
    ("store_visited", None, "Visit to the store", "Passage en magasin"),
    ("email_delivered", None, "E-mail received", "E-mail reçu"),
    ("email_opened", None, "E-mail read", "E-mail lu"),
    ("email_link_clicked", None, "Click in an e-mail", "Clic dans un e-mail"),
    ("push_notification_tapped", None, "Notification", "Notification"),
    ("newsletter_subscribed", Some(Consideration), "Newsletter subscription", "Inscription à la lettre"),
    ("products_searched", Some(Consideration), "Search on the site", "Recherche sur le site"),
    ("product_list_viewed", Some(Consideration), "Product list", "Liste de produits"),
    ("product_list_filtered", Some(Consideration), "Sorting of products", "Tri des produits"),
    ("product_clicked", Some(Consideration), "Product chosen in a list", "Produit choisi dans une liste"),
    ("product_viewed", Some(Consideration), "Product page", "Fiche produit"),
    ("product_added_to_wishlist", Some(Consideration), "Wish list", "Liste d’envies"),
    ("product_shared", Some(Advocacy), "Product shared", "Produit partagé"),
    ("fitting_booked", Some(Consideration), "Appointment booked", "Rendez-vous pris"),
    ("fitting_done", Some(Consideration), "Fitting in the store", "Essayage en magasin"),
    ("appointment_booked", Some(Consideration), "Appointment booked", "Rendez-vous pris"),
    ("quote_requested", Some(Consideration), "Request for a quote", "Demande de devis"),
    ("trial_started", Some(Consideration), "Trial", "Essai"),
    ("product_added", Some(Decision), "Adding to the basket", "Ajout au panier"),
    ("product_removed", Some(Decision), "Removal from the basket", "Retrait du panier"),
    ("cart_viewed", Some(Decision), "Basket", "Panier"),
    ("cart_shared", Some(Decision), "Basket shared", "Panier partagé"),
    ("coupon_applied", Some(Decision), "Voucher", "Code promo"),
    ("checkout_started", Some(Decision), "Start of the order", "Début de commande"),
    ("checkout_step_viewed", Some(Decision), "Steps of the order", "Étapes de la commande"),
    ("checkout_step_completed", Some(Decision), "Steps of the order completed", "Étapes de la commande validées"),
    ("payment_info_entered", Some(Decision), "Payment", "Paiement"),
    ("order_completed", Some(Decision), "Order", "Commande"),
    ("subscription_started", Some(Decision), "Subscription", "Abonnement"),
    ("contract_signed", Some(Decision), "Signature", "Signature"),
    ("order_updated", Some(Retention), "Change of the order", "Modification de la commande"),
    ("order_cancelled", Some(Retention), "Cancellation", "Annulation"),
    ("order_refunded", Some(Retention), "Refund", "Remboursement"),
    ("delivery_shipped", Some(Retention), "Parcel sent", "Expédition du colis"),
    ("delivery_arrived", Some(Retention), "Delivery", "Livraison"),
    ("delivery_delayed", Some(Retention), "Late delivery", "Retard de livraison"),
    ("return_requested", Some(Retention), "Request for a return", "Demande de retour"),
    ("product_returned", Some(Retention), "Return", "Retour du produit"),
    ("survey_answered", Some(Retention), "Survey", "Enquête"),
    ("invoice_paid", Some(Retention), "Invoice", "Facture"),
    ("subscription_renewed", Some(Retention), "Renewal", "Renouvellement"),
    ("subscription_cancelled", Some(Retention), "Cancellation of the subscription", "Résiliation"),
    ("review_posted", Some(Advocacy), "Review", "Avis"),
    ("product_reviewed", Some(Advocacy), "Product review", "Avis sur un produit"),
    ("referral_link_shared", Some(Advocacy), "Recommending to friends", "Parrainage"),
    ("conversation_started", None, "Conversation with customer care", "Échange avec le service client"),
    ("message_received", None, "Message", "Message"),
    ("call_logged", None, "Call", "Appel"),
    ("signed_up", None, "Opening an account", "Création du compte"),
    ("signed_in", None, "Signing in", "Connexion au compte"),
    ("run_logged", Some(Retention), "Run logged", "Sortie enregistrée"),
    ("page_viewed", None, "Pages", "Pages"),
];

/// Beginnings of kinds that nobody listed.
const FAMILIES: [(&str, Hue); 10] = [
    ("ad_", Awareness),
    ("campaign_", Awareness),
    ("product_list_", Consideration),
    ("cart_", Decision),
    ("checkout_", Decision),
    ("payment_", Decision),
    ("delivery_", Retention),
    ("return_", Retention),
    ("review_", Advocacy),
    ("referral_", Advocacy),
];

/// First parts of paths that many sites share.
const PARTS: [(&str, &str, &str); 16] = [
    ("", "Home page", "Page d’accueil"),
    ("blog", "Blog", "Blog"),
    ("aide", "Help pages", "Pages d’aide"),
    ("help", "Help pages", "Pages d’aide"),
    ("faq", "Questions and answers", "Questions fréquentes"),
    ("contact", "Contact page", "Page de contact"),
    ("compte", "Customer account", "Compte client"),
    ("account", "Customer account", "Compte client"),
    ("panier", "Basket", "Panier"),
    ("cart", "Basket", "Panier"),
    ("checkout", "Checkout", "Tunnel de commande"),
    ("paiement", "Payment page", "Page de paiement"),
    ("produits", "Pages of products", "Pages produit"),
    ("products", "Pages of products", "Pages produit"),
    ("suivi-de-commande", "Order tracking", "Suivi de commande"),
    ("guide-des-tailles", "Size guide", "Guide des tailles"),
];

const CHANNELS: [(&str, &str, &str); 11] = [
    ("web", "site", "site"),
    ("email", "e-mail", "e-mail"),
    ("chat", "chat", "chat"),
    ("phone", "phone", "téléphone"),
    ("store", "store", "magasin"),
    ("carrier", "carrier", "transporteur"),
    ("review_site", "review site", "site d’avis"),
    ("whatsapp", "WhatsApp", "WhatsApp"),
    ("messenger", "Messenger", "Messenger"),
    ("instagram", "Instagram", "Instagram"),
    ("app", "app", "application"),
];

/// The stage that a kind speaks of; `None` when its place has to say.
pub(super) fn hue(kind: &str) -> Option<Hue> {
    match KINDS.iter().find(|(known, ..)| *known == kind) {
        Some((_, hue, ..)) => *hue,
        None => FAMILIES.iter().find(|(start, _)| kind.starts_with(start)).map(|(_, hue)| *hue),
    }
}

/// What a moment is called. `beside_others`: whether the same happens on other channels too.
pub(super) fn name(moment: &Moment, beside_others: bool) -> Text {
    let (en, fr) = match &moment.part {
        Some(part) => page(part),
        None => match KINDS.iter().find(|(known, ..)| *known == moment.kind) {
            Some((_, _, en, fr)) => ((*en).to_owned(), (*fr).to_owned()),
            None => (spoken(&moment.kind), spoken(&moment.kind)),
        },
    };
    if !beside_others || moment.channel.is_empty() {
        return Text::new(en, fr);
    }
    let channel = CHANNELS.iter().find(|(known, ..)| *known == moment.channel);
    let (of, de) = channel.map_or((&*moment.channel, &*moment.channel), |(_, of, de)| (*of, *de));
    Text::new(format!("{en} ({of})"), format!("{fr} ({de})"))
}

fn page(part: &str) -> (String, String) {
    if let Some((_, en, fr)) = PARTS.iter().find(|(known, ..)| *known == part) {
        return ((*en).to_owned(), (*fr).to_owned());
    }
    let spoken = spoken(part);
    (format!("Page “{spoken}”"), format!("Page «\u{202f}{spoken}\u{202f}»"))
}

/// `machine_started` as a person would write it.
fn spoken(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use parcours_kernel::Language;

    use super::*;

    fn named(kind: &str, channel: &str, part: Option<&str>, beside: bool) -> (String, String) {
        let moment =
            Moment { kind: kind.into(), channel: channel.into(), part: part.map(Into::into) };
        let name = name(&moment, beside);
        (name.get(Language::En).to_owned(), name.get(Language::Fr).to_owned())
    }

    #[test]
    fn names_are_those_of_people() {
        for (found, en, fr) in [
            (named("call_logged", "phone", None, false), "Call", "Appel"),
            (named("order_completed", "store", None, true), "Order (store)", "Commande (magasin)"),
            (
                named("machine_started", "iot", None, true),
                "Machine started (iot)",
                "Machine started (iot)",
            ),
            (named("page_viewed", "web", Some(""), false), "Home page", "Page d’accueil"),
            (
                named("page_viewed", "web", Some("nos-engagements"), false),
                "Page “Nos engagements”",
                "Page «\u{202f}Nos engagements\u{202f}»",
            ),
        ] {
            assert_eq!(found, (en.to_owned(), fr.to_owned()));
        }
    }

    #[test]
    fn no_word_is_listed_twice() {
        let kinds: BTreeSet<_> = KINDS.iter().map(|(kind, ..)| kind).collect();
        let parts: BTreeSet<_> = PARTS.iter().map(|(part, ..)| part).collect();
        assert_eq!((kinds.len(), parts.len()), (KINDS.len(), PARTS.len()));
        assert_eq!(hue("payment_failed"), Some(Decision));
        assert_eq!(hue("call_logged"), None);
        assert_eq!(hue("whatever"), None);
    }
}
