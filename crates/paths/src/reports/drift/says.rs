//! Drift in sentences, ready for people.

use super::{DriftTouchpoint, NamedDeviation, NamedInsertion};
use crate::kernels::fitness::Kind;
use crate::reports::sentence::{Sentence, customers};

/// Sentences at the top of a report.
const TOP: usize = 5;

/// One way to deviate.
pub(super) fn deviation(
    kind: Kind,
    touchpoint: Option<&str>,
    after: Option<&str>,
    count: u64,
) -> Sentence {
    let who = customers(count);
    let at = touchpoint.unwrap_or("—");
    let (en, fr) = match (kind, after) {
        (Kind::StartsLate, _) => (format!("{at} comes first"), format!("{at} vient en premier")),
        (Kind::Skipped, Some(after)) => {
            (format!("{at} is missing after {after}"), format!("{at} manque après {after}"))
        }
        (Kind::Skipped, None) => (format!("{at} is missing"), format!("{at} manque")),
        (Kind::OutOfOrder, Some(after)) => (
            format!("{at} comes after {after}, against the order of the map"),
            format!("{at} arrive après {after}, contre l’ordre de la carte"),
        ),
        (Kind::OutOfOrder, None) => (
            format!("{at} comes before the map expects it"),
            format!("{at} arrive avant que la carte ne le prévoie"),
        ),
        (Kind::Repeated, _) => (
            format!("{at} comes again, and the map does not say so"),
            format!("{at} revient, et la carte ne le dit pas"),
        ),
        (Kind::Unclaimed, _) => (
            format!("{at}, which no touchpoint claims"),
            format!("{at}, qu’aucun point de contact ne revendique"),
        ),
        (Kind::EndsEarly, _) if touchpoint.is_some() => {
            (format!("nothing of the map follows {at}"), format!("rien de la carte ne suit {at}"))
        }
        (Kind::EndsEarly, _) => (
            "nothing that the map expects".to_owned(),
            "rien de ce que la carte prévoit".to_owned(),
        ),
    };
    Sentence::new(format!("{}: {en}.", who.en), format!("{}\u{202f}: {fr}.", who.fr))
}

/// Something unclaimed between touchpoints.
pub(super) fn insertion(
    kind: &str,
    before: Option<&str>,
    after: Option<&str>,
    count: u64,
) -> Sentence {
    let who = customers(count);
    let (en, fr) = match (before, after) {
        (Some(before), Some(after)) => (
            format!("{kind} between {before} and {after}"),
            format!("{kind} entre {before} et {after}"),
        ),
        (Some(before), None) => (
            format!("{kind} after {before}, and nothing of the map follows"),
            format!("{kind} après {before}, et rien de la carte ne suit"),
        ),
        (None, Some(after)) => (format!("{kind} before {after}"), format!("{kind} avant {after}")),
        (None, None) => (format!("{kind} alone"), format!("{kind} seulement")),
    };
    Sentence::new(
        format!("{}: {en}; no touchpoint claims it.", who.en),
        format!("{}\u{202f}: {fr}\u{202f}; aucun point de contact ne le revendique.", who.fr),
    )
}

/// What is worth saying first: the findings with most customers, and touchpoints nobody reaches.
pub(super) fn most_important(
    unreached: &[DriftTouchpoint],
    deviations: &[NamedDeviation],
    unclaimed: &[NamedInsertion],
) -> Vec<Sentence> {
    let mut findings: Vec<(u64, &Sentence)> = deviations
        .iter()
        .map(|one| (one.behind.customers, &one.says))
        .chain(unclaimed.iter().map(|one| (one.behind.customers, &one.says)))
        .collect();
    findings.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut says: Vec<Sentence> =
        findings.into_iter().take(TOP).map(|(_, sentence)| sentence.clone()).collect();
    if !unreached.is_empty() {
        let names: Vec<&str> = unreached.iter().map(|one| one.name.as_str()).collect();
        let names = names.join(", ");
        says.push(Sentence::new(
            format!("Nobody reaches {names}."),
            format!("Personne n’atteint {names}."),
        ));
    }
    says
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_said_as_people_say_them() {
        let said = insertion("support_called", Some("Payment"), Some("Delivery"), 312);
        assert_eq!(
            said.en,
            "312 customers: support_called between Payment and Delivery; no touchpoint claims it."
        );
        assert_eq!(
            said.fr,
            "312 clients\u{202f}: support_called entre Payment et Delivery\u{202f}; aucun point de contact ne le revendique."
        );
        let said = deviation(Kind::Skipped, Some("Panier"), Some("Voir"), 1);
        assert_eq!(said.en, "1 customer: Panier is missing after Voir.");
    }
}
