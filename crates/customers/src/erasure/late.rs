//! Which claims come late for somebody who was forgotten. Pure.
//!
//! - What is told with a forgotten key alone, from before the erasure, is nobody's.
//! - So is what also names a forgotten key, unless it is about a customer who is there: a device
//!   may have been somebody else's too. They keep it, without the key that was forgotten.

use std::collections::HashMap;

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;

use crate::model::{Claim, IdentityKind, Key, When};
use crate::rules::keys_of;

/// Forgotten keys: what names one and happened before its moment came late.
pub(crate) type Horizons = HashMap<Key, Timestamp>;

const EVER: Timestamp = Timestamp::from_micros(i64::MIN);

/// Whose a thing told is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A customer's.
    Customer(CustomerId),
    /// It came late for somebody who was forgotten: it is not kept.
    Forgotten,
    /// It names nobody.
    Nobody,
}

/// Whose claims are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The customer of each claim; `None` for one that names nobody, or only somebody forgotten.
    pub customers: Vec<Option<CustomerId>>,
    /// Since when a claim is about its customer; empty when all always were.
    pub(crate) since: Vec<Timestamp>,
}

impl Resolved {
    /// Whose it is that was told with a claim and happened then.
    pub fn owner(&self, claim: usize, at: Timestamp) -> Owner {
        match (self.since.get(claim), self.customers[claim]) {
            (Some(since), _) if at < *since => Owner::Forgotten,
            (_, Some(customer)) => Owner::Customer(customer),
            (_, None) => Owner::Nobody,
        }
    }
}

/// Claims without what came late.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sifted {
    /// What is left of each claim: one that came late altogether names nobody.
    pub(crate) claims: Vec<Claim>,
    /// For each claim, since when it is about somebody.
    pub(crate) since: Vec<Timestamp>,
}

impl Sifted {
    /// `is_known` tells whether a key is a customer's by now.
    pub(crate) fn of(
        claims: &[Claim],
        horizons: &Horizons,
        is_known: impl Fn(&Key) -> bool,
    ) -> Self {
        let sifted = claims.iter().map(|claim| sift(claim, horizons, &is_known));
        let (claims, since) = sifted.unzip();
        Self { claims, since }
    }
}

/// The claim's own key alone, when another of its keys makes it doubtful.
pub(crate) fn in_doubt(claim: &Claim, horizons: &Horizons) -> Option<Claim> {
    let when = claim.when?;
    (when.first < others(claim, horizons)?).then(|| Claim {
        anonymous: claim.anonymous.clone().filter(|_| claim.lasting.is_none()),
        lasting: claim.lasting.clone(),
        ..Claim::default()
    })
}

fn own(claim: &Claim) -> Option<&Key> {
    claim.lasting.as_ref().or(claim.anonymous.as_ref())
}

/// The last moment before which another key than its own was forgotten.
fn others(claim: &Claim, horizons: &Horizons) -> Option<Timestamp> {
    let others = keys_of(claim).filter(|key| Some(key) != own(claim));
    others.filter_map(|key| horizons.get(&key).copied()).max()
}

fn sift(claim: &Claim, horizons: &Horizons, is_known: impl Fn(&Key) -> bool) -> (Claim, Timestamp) {
    let (Some(When { first, last }), Some(own)) = (claim.when, own(claim)) else {
        return (claim.clone(), EVER);
    };
    let mut since = horizons.get(own).copied().unwrap_or(EVER);
    if let Some(others) = others(claim, horizons)
        && first < others
        && !is_known(own)
    {
        since = since.max(others);
    }
    if last < since {
        return (Claim::default(), since);
    }
    let stays = |key: &Key| horizons.get(key).is_none_or(|horizon| last >= *horizon);
    let before_stays = |value: &String| {
        let kinds = [IdentityKind::UserId, IdentityKind::AnonymousId];
        kinds.into_iter().all(|kind| stays(&Key { kind, value: value.clone() }))
    };
    let claim = Claim {
        anonymous: claim.anonymous.clone().filter(stays),
        previous: claim.previous.clone().filter(before_stays),
        also: claim.also.iter().filter(|key| stays(key)).cloned().collect(),
        ..claim.clone()
    };
    (claim, since)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(kind: IdentityKind, value: &str) -> Key {
        Key { kind, value: value.into() }
    }

    fn user(value: &str) -> Key {
        key(IdentityKind::UserId, value)
    }

    fn device(value: &str) -> Key {
        key(IdentityKind::AnonymousId, value)
    }

    fn at(second: i64) -> Timestamp {
        Timestamp::from_micros(second * 1_000_000)
    }

    fn when(first: i64, last: i64) -> Option<When> {
        Some(When { first: at(first), last: at(last) })
    }

    /// `léa` and her device were forgotten at second 10; `tom` is there.
    fn sifted(claim: &Claim) -> (Claim, Timestamp) {
        let email = key(IdentityKind::Email, "lea@example.org");
        let gone = [user("léa"), device("d"), email];
        let horizons: Horizons = gone.into_iter().map(|key| (key, at(10))).collect();
        sift(claim, &horizons, |key| *key == user("tom"))
    }

    #[test]
    fn what_was_told_of_the_forgotten_before_is_nobodys_and_after_is_somebodys() {
        let claim = |when| Claim { lasting: Some(user("léa")), when, ..Claim::default() };
        assert_eq!(sifted(&claim(when(1, 9))), (Claim::default(), at(10)));
        for later in [when(10, 10), when(1, 12), None] {
            let since = if later.is_some() { at(10) } else { EVER };
            assert_eq!(sifted(&claim(later)), (claim(later), since));
        }
        let other = Claim { lasting: Some(user("eve")), when: when(1, 2), ..Claim::default() };
        assert_eq!(sifted(&other), (other, EVER));
    }

    #[test]
    fn a_forgotten_device_takes_nobody_along_who_is_there() {
        let on_device = |who: &str, when| Claim {
            lasting: Some(user(who)),
            anonymous: Some(device("d")),
            when,
            ..Claim::default()
        };
        let (claim, since) = sifted(&on_device("tom", when(1, 2)));
        assert_eq!((claim.lasting, claim.anonymous, since), (Some(user("tom")), None, EVER));
        // Nobody knew her by this number yet: it is the one who was forgotten as a visitor.
        assert_eq!(sifted(&on_device("new", when(1, 2))), (Claim::default(), at(10)));
        assert_eq!(sifted(&on_device("new", when(11, 12))), (on_device("new", when(11, 12)), EVER));
    }

    #[test]
    fn an_alias_and_an_address_do_not_bring_forgotten_keys_back() {
        let claim = Claim {
            lasting: Some(user("tom")),
            previous: Some("léa".into()),
            also: vec![key(IdentityKind::Email, "lea@example.org"), user("tom-2")],
            when: when(1, 2),
            ..Claim::default()
        };
        let (left, since) = sifted(&claim);
        assert_eq!((left.previous, left.also, since), (None, vec![user("tom-2")], EVER));
        let later = Claim { when: when(10, 10), ..claim };
        assert_eq!(sifted(&later), (later, EVER));
    }

    #[test]
    fn one_claim_may_be_about_somebody_and_about_nobody() {
        let resolved =
            Resolved { customers: vec![Some(CustomerId(7)), None], since: vec![at(10), EVER] };
        assert_eq!(resolved.owner(0, at(9)), Owner::Forgotten);
        assert_eq!(resolved.owner(0, at(10)), Owner::Customer(CustomerId(7)));
        assert_eq!(resolved.owner(1, at(9)), Owner::Nobody);
    }
}
