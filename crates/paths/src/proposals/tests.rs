//! Proposals keep their promises whatever the log holds, and read well for a small shop.

use parcours_interactions::{Bucket, SignatureParts};
use parcours_journeys::{Signal, SignalMatcher};
use proptest::prelude::*;

use super::*;

const ALL: Thresholds = Thresholds { least_customers: 1, least_share: 0.0 };

fn signature(id: u32, kind: &str, channel: &str, subject: Option<&str>) -> Signature {
    Signature { id, parts: SignatureParts::new(kind, channel, subject, BTreeMap::new()) }
}

fn propose_from(
    signatures: &[Signature],
    rows: &[(i64, u32)],
    thresholds: Thresholds,
) -> Proposals {
    let mut bucket = Bucket::default();
    for (number, (customer, signature)) in rows.iter().enumerate() {
        if bucket.customers.last() != Some(customer) {
            bucket.customers.push(*customer);
            bucket.offsets.push(u32::try_from(number).unwrap());
        }
        bucket.at.push(i64::try_from(number).unwrap());
        bucket.signature.push(*signature);
    }
    bucket.offsets.push(u32::try_from(rows.len()).unwrap());
    let ask =
        Ask { map: None, signatures, period: Period::ALL, thresholds, language: Language::Fr };
    let (groups, group_of) = groups::group(signatures, None);
    let mut order = Order::default();
    order.add(&bucket, Period::ALL, &group_of, groups.len());
    assemble(&ask, &groups, &order)
}

fn shop() -> Vec<Signature> {
    vec![
        signature(1, "ad_clicked", "instagram", None),
        signature(2, "page_viewed", "web", Some("/blog/debuter")),
        signature(3, "page_viewed", "web", Some("/blog")),
        signature(4, "page_viewed", "web", Some("/")),
        signature(5, "order_completed", "web", None),
        signature(6, "order_completed", "store", None),
        signature(7, "delivery_arrived", "carrier", None),
        signature(8, "machine_started", "", Some("x")),
    ]
}

#[test]
fn a_small_shop_reads_as_a_journey() {
    let rows: Vec<_> = (1..=30)
        .flat_map(|customer| {
            let order = if customer % 3 == 0 { 6 } else { 5 };
            let path = [1, 4, 2, 3, order, 7, 8].map(|signature| (customer, signature));
            path.into_iter().take(if customer > 20 { 3 } else { 7 })
        })
        .collect();
    let found = propose_from(&shop(), &rows, Thresholds { least_customers: 5, least_share: 0.0 });
    let told: Vec<_> = found
        .stages
        .iter()
        .map(|stage| {
            let names = stage.touchpoints.iter().map(|found| found.touchpoint.name.as_str());
            (stage.name.as_str(), names.collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Sensibilisation", vec!["Publicité", "Page d’accueil"]),
            ("Considération", vec!["Blog"]),
            ("Décision", vec!["Commande (magasin)", "Commande (site)"]),
            ("Fidélisation", vec!["Livraison", "Machine started"]),
        ]
    );
    assert_eq!((found.customers, found.left_out), (30, 0));
    assert_eq!(found.explained, found.interactions);
    let goals: Vec<_> = found
        .stages
        .iter()
        .flat_map(|stage| &stage.touchpoints)
        .filter(|t| t.touchpoint.goal)
        .collect();
    assert_eq!(goals.len(), 1, "the goal is the more frequent of the two orders");
    assert_eq!(goals[0].channel, "web");
    let blog = &found.stages[1].touchpoints[0];
    assert_eq!((blog.customers, blog.share, blog.lost), (30, 1.0, 10.0 / 30.0));
    assert_eq!(blog.touchpoint.translations[&Language::En]["name"], "Blog");
    // It is the body of the endpoint that makes touchpoints, as it is.
    let json = serde_json::to_string(&blog.touchpoint).unwrap();
    assert_eq!(serde_json::from_str::<NewTouchpoint>(&json).unwrap(), blog.touchpoint);
}

#[test]
fn what_is_rare_is_left_out() {
    let rows: Vec<_> =
        (1..=300).map(|customer| (customer, if customer == 1 { 7 } else { 5 })).collect();
    let found = propose_from(&shop(), &rows, Thresholds::default());
    assert_eq!((found.stages.len(), found.left_out), (1, 1));
    assert_eq!((found.interactions, found.explained), (300, 299));
}

#[test]
fn signals_stay_off_what_is_claimed() {
    let signatures = [
        signature(1, "call_logged", "phone", Some("tailles")),
        signature(2, "call_logged", "phone", Some("suivi*")),
        signature(3, "call_logged", "phone", Some("suivi-mobile")),
    ];
    let group = Group {
        moment: groups::Moment::of(&signatures[0].parts),
        claimed: false,
        signatures: vec![&signatures[0], &signatures[1]],
    };
    let claimed = [&signatures[2]];
    let signals = groups::signals(&group, &claimed, &[0, 3, 9]);
    let subjects: Vec<_> =
        signals.iter().map(|signal| signal.subject.as_deref().unwrap()).collect();
    assert_eq!(
        subjects,
        ["suivi\\*", "tailles"],
        "the frequent one first, and no pattern by accident"
    );
}

proptest! {
    /// Whatever was seen: each proposed touchpoint claims its group and nothing of another, each
    /// interaction is proposed once, and figures are those of the log.
    #[test]
    fn every_signature_is_claimed_by_its_own_proposal(
        parts in proptest::collection::vec(("[ab]_x|page_viewed|order_completed", "web|chat", proptest::option::of("/|/[ab]|/[ab]/c|/[ab]\\*|[ab*]")), 1..12),
        visits in proptest::collection::vec((0..6_i64, 0..12_usize), 0..60),
    ) {
        let mut signatures: Vec<Signature> = Vec::new();
        for (number, (kind, channel, subject)) in (1..).zip(&parts) {
            let new = signature(number, kind, channel, subject.as_deref());
            if signatures.iter().all(|known| known.parts != new.parts) { signatures.push(new); }
        }
        let mut rows: Vec<_> = visits.into_iter()
            .map(|(customer, place)| (customer, signatures[place % signatures.len()].id)).collect();
        rows.sort_by_key(|(customer, _)| *customer);
        let found = propose_from(&signatures, &rows, ALL);
        prop_assert_eq!(found.interactions, rows.len() as u64);
        // A page without any path or name cannot be told from other pages.
        let nameless = |signature: u32| signatures.iter().any(|known| {
            known.id == signature && known.parts.kind == "page_viewed" && known.parts.subject.is_none()
        });
        prop_assert!(found.explained >= rows.iter().filter(|row| !nameless(row.1)).count() as u64);
        let proposed: Vec<_> = found.stages.iter().flat_map(|stage| &stage.touchpoints).collect();
        for signature in &signatures {
            let seen = rows.iter().any(|row| row.1 == signature.id);
            let claims = |signals: &[Signal]| SignalMatcher::new(signals).matches(&signature.parts);
            let by: Vec<_> = proposed.iter().filter(|one| claims(&one.touchpoint.signals)).collect();
            let key = groups::Moment::of(&signature.parts).key();
            prop_assert!(by.iter().all(|one| one.key == key), "{by:?} claims {signature:?}");
            prop_assert!(!seen || nameless(signature.id) || by.len() == 1, "{signature:?} is claimed {} times", by.len());
        }
        for stage in &found.stages {
            prop_assert!(stage.touchpoints.is_sorted_by(|a, b| a.place <= b.place));
            for one in &stage.touchpoints {
                prop_assert!((0.0..=1.0).contains(&one.share) && (0.0..=1.0).contains(&one.lost));
            }
        }
    }
}
