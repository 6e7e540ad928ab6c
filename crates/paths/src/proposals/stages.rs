//! Which stage a moment belongs to.
//!
//! What is known to be of a stage by its kind goes there: an advertisement is awareness, a checkout
//! decision, a delivery retention, a review advocacy. Anything else (pages, messages, what a shop
//! made up itself) goes by its place among customers' paths, measured against the decision: before
//! the first half of the way to it is awareness, the second half consideration; after the last
//! moment of decision comes retention; moments of decision that hardly anybody meets draw no such
//! lines. Where nothing decides, thirds of the path are awareness,
//! consideration and retention.

use parcours_journeys::Hue;

use super::words;

/// A moment with so many times fewer customers than the most frequent of its stage is rare.
const RARE: u64 = 10;

/// Where the decision lies in customers' paths: from its first moment to its last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Decision {
    from: f64,
    to: f64,
}

impl Decision {
    /// From the kinds, places and customers of all moments.
    pub(super) fn among<'a>(moments: impl Iterator<Item = (&'a str, f64, u64)>) -> Option<Self> {
        let decisive: Vec<_> =
            moments.filter(|(kind, ..)| words::hue(kind) == Some(Hue::Decision)).collect();
        let most = decisive.iter().map(|(.., customers)| *customers).max()?;
        decisive
            .into_iter()
            .filter(|(.., customers)| customers.saturating_mul(RARE) >= most)
            .map(|(_, place, _)| Self { from: place, to: place })
            .reduce(|all, one| Self { from: all.from.min(one.from), to: all.to.max(one.to) })
    }
}

/// The stage of a moment.
pub(super) fn stage(kind: &str, place: f64, decision: Option<Decision>) -> Hue {
    if let Some(hue) = words::hue(kind) {
        return hue;
    }
    match decision {
        Some(Decision { to, .. }) if place > to => Hue::Retention,
        Some(Decision { from, .. }) if place >= from => Hue::Decision,
        Some(Decision { from, .. }) if place >= from / 2.0 => Hue::Consideration,
        None if place >= 2.0 / 3.0 => Hue::Retention,
        None if place >= 1.0 / 3.0 => Hue::Consideration,
        _ => Hue::Awareness,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_say_it_and_places_say_the_rest() {
        let moments = [
            ("ad_clicked", 0.0, 900),
            ("cart_viewed", 0.4, 500),
            ("order_completed", 0.6, 50),
            ("contract_signed", 0.9, 49),
        ];
        let decision = Decision::among(moments.into_iter());
        for (kind, place, hue) in [
            ("ad_clicked", 0.9, Hue::Awareness),
            ("delivery_arrived", 0.1, Hue::Retention),
            ("review_posted", 0.2, Hue::Advocacy),
            ("page_viewed", 0.1, Hue::Awareness),
            ("page_viewed", 0.2, Hue::Consideration),
            ("page_viewed", 0.4, Hue::Decision),
            ("page_viewed", 0.6, Hue::Decision),
            ("machine_started", 0.61, Hue::Retention),
        ] {
            assert_eq!(stage(kind, place, decision), hue, "{kind} {place}");
        }
        assert_eq!(Decision::among([("page_viewed", 0.4, 9)].into_iter()), None);
        let thirds = [0.0, 0.34, 0.7].map(|place| stage("page_viewed", place, None));
        assert_eq!(thirds, [Hue::Awareness, Hue::Consideration, Hue::Retention]);
    }
}
