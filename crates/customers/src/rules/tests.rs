use proptest::prelude::*;

use super::*;

fn user(value: &str) -> Key {
    Key { kind: IdentityKind::UserId, value: value.into() }
}

fn device(value: &str) -> Key {
    Key { kind: IdentityKind::AnonymousId, value: value.into() }
}

fn both(lasting: &str, anonymous: &str) -> Claim {
    Claim { lasting: Some(user(lasting)), anonymous: Some(device(anonymous)), ..Claim::default() }
}

fn only(key: Key) -> Claim {
    if key.kind.is_lasting() {
        Claim { lasting: Some(key), ..Claim::default() }
    } else {
        Claim { anonymous: Some(key), ..Claim::default() }
    }
}

fn alias(previous: &str, lasting: &str) -> Claim {
    Claim { lasting: Some(user(lasting)), previous: Some(previous.into()), ..Claim::default() }
}

/// Plans from nothing; the customers of the claims, numbered in order of appearance.
fn groups(claims: &[Claim]) -> Vec<usize> {
    let plan = plan(State::default(), claims);
    let mut seen = Vec::new();
    plan.customers
        .iter()
        .map(|customer| {
            let customer = customer.expect("every claim names someone");
            seen.iter().position(|known| *known == customer).unwrap_or_else(|| {
                seen.push(customer);
                seen.len() - 1
            })
        })
        .collect()
}

#[test]
fn a_visitor_who_signs_in_is_one_customer_from_the_start() {
    assert_eq!(
        groups(&[only(device("d")), both("léa", "d"), only(user("léa")), only(device("d"))]),
        [0, 0, 0, 0]
    );
}

#[test]
fn a_second_device_joins_the_person() {
    assert_eq!(
        groups(&[both("léa", "phone"), only(device("laptop")), both("léa", "laptop")]),
        [0, 0, 0]
    );
}

#[test]
fn a_shared_device_never_joins_two_people() {
    let claims = [
        both("léa", "tablet"),
        both("tom", "tablet"),
        only(user("léa")),
        only(user("tom")),
        only(device("tablet")),
    ];
    assert_eq!(groups(&claims), [0, 1, 0, 1, 0]);
}

#[test]
fn an_alias_joins_a_visitor_and_a_person_and_two_numbers_of_one_person() {
    assert_eq!(groups(&[only(device("d")), alias("d", "léa"), only(user("léa"))]), [0, 0, 0]);
    assert_eq!(
        groups(&[only(user("17")), only(user("léa")), alias("17", "léa"), only(user("17"))]),
        [0, 0, 0, 0]
    );
    // A device that belongs to someone is no proof that two people are one.
    assert_eq!(
        groups(&[both("tom", "d"), only(user("léa")), alias("d", "léa"), only(user("tom"))]),
        [0, 1, 1, 0]
    );
}

#[test]
fn a_chain_of_aliases_stops_at_the_limit() {
    let mut claims = vec![only(user("n0"))];
    claims.extend((1..20).map(|n| alias(&format!("n{}", n - 1), &format!("n{n}"))));
    let groups = groups(&claims);
    for customer in 0..=*groups.iter().max().unwrap() {
        assert!(groups.iter().filter(|group| **group == customer).count() <= MOST_LASTING);
    }
}

#[test]
fn an_email_is_kept_but_never_merges() {
    let email = Key::from_client(IdentityKind::Email, " Lea@Exemple.FR ").unwrap();
    assert_eq!(email.value, "lea@exemple.fr");
    let with = |name: &str| Claim { also: vec![email.clone()], ..only(user(name)) };
    let plan = plan(State::default(), &[with("léa"), with("tom")]);
    assert_eq!(plan.made.len(), 2);
    assert_eq!(plan.attached[&email], plan.customers[0].unwrap());
}

#[test]
fn values_that_mean_nobody_are_blocked_from_clients_and_kept_from_files() {
    for value in [
        "null",
        "NULL",
        "-1",
        "0",
        "anonymous",
        "00000000-0000-0000-0000-000000000000",
        "undefined",
        "NaN",
    ] {
        assert_eq!(
            Key::from_client(IdentityKind::UserId, value),
            Err(KeyRefusal::Blocked),
            "{value}"
        );
        assert!(Key::from_file(IdentityKind::UserId, value).is_ok(), "{value}");
    }
    assert_eq!(Key::from_client(IdentityKind::UserId, " \t"), Err(KeyRefusal::Empty));
    assert_eq!(Key::from_client(IdentityKind::UserId, &"x".repeat(256)), Err(KeyRefusal::TooLong));
    assert!(Key::from_client(IdentityKind::UserId, "10").is_ok());
}

fn claims() -> impl Strategy<Value = Vec<Claim>> {
    let claim = (0..4_u8, 0..6_u8, 0..6_u8).prop_map(|(form, a, b)| match form {
        0 => only(user(&format!("u{a}"))),
        1 => only(device(&format!("d{b}"))),
        2 => both(&format!("u{a}"), &format!("d{b}")),
        _ => alias(&if b % 2 == 0 { format!("u{b}") } else { format!("d{b}") }, &format!("u{a}")),
    });
    proptest::collection::vec(claim, 1..40)
}

/// Carries a plan out on a state, as the store does on the tables.
fn apply(mut state: State, plan: &Plan, next: &mut Reference) -> (State, Vec<Reference>) {
    let base = *next;
    let real = |customer: Reference| if customer < 0 { base - customer } else { customer };
    *next += plan.made.first().map_or(0, |lowest| -lowest);
    for (gone, kept) in &plan.merges {
        let (gone, kept) = (real(*gone), real(*kept));
        state.owners.values_mut().filter(|owner| **owner == gone).for_each(|owner| *owner = kept);
    }
    for (key, owner) in &plan.attached {
        state.owners.insert(key.clone(), real(*owner));
    }
    state.counts.clear();
    for (key, owner) in &state.owners {
        *state.counts.entry(*owner).or_default().entry(key.kind).or_default() += 1;
    }
    (state, plan.customers.iter().map(|customer| real(customer.unwrap())).collect())
}

proptest! {
    /// However a stream is cut into batches, every key ends up with the same company of keys.
    #[test]
    fn batches_do_not_matter(claims in claims(), cut in 1..10_usize) {
        let whole = plan(State::default(), &claims);
        let (at_once, _) = apply(State::default(), &whole, &mut 0);
        let (mut state, mut next) = (State::default(), 0);
        for batch in claims.chunks(cut) {
            let part = plan(state.clone(), batch);
            state = apply(state, &part, &mut next).0;
        }
        for (a, owner_a) in &at_once.owners {
            prop_assert!(state.owners.contains_key(a));
            for (b, owner_b) in &at_once.owners {
                prop_assert_eq!(owner_a == owner_b, state.owners[a] == state.owners[b], "{:?} {:?}", a, b);
            }
        }
    }

    /// The counts that are left unread are those that the rules do not look at.
    #[test]
    fn unread_counts_are_not_missed(before in claims(), claims in claims()) {
        let (mut state, _) = apply(State::default(), &plan(State::default(), &before), &mut 0);
        let whole = plan(state.clone(), &claims);
        let counted = counted(&state.owners, &claims);
        state.counts.retain(|customer, _| counted.contains(customer));
        prop_assert_eq!(plan(state, &claims), whole);
    }

    /// Settled claims change nothing, whatever came after them, until somebody is merged.
    #[test]
    fn settled_claims_are_answered_alike(before in claims(), after in claims()) {
        let first = plan(State::default(), &before);
        let (state, told) = apply(State::default(), &first, &mut 0);
        let next = plan(state.clone(), &after);
        let (state, _) = apply(state, &next, &mut 1000);
        let gone: BTreeSet<_> = next.merges.iter().map(|(gone, _)| *gone).collect();
        for ((claim, settled), customer) in before.iter().zip(&first.settled).zip(told) {
            if *settled && !gone.contains(&customer) {
                let again = plan(state.clone(), [claim]);
                prop_assert!(again.is_reading_only(), "{:?}", claim);
                prop_assert_eq!(again.customers, [Some(customer)]);
            }
        }
    }

    /// No customer collects more numbers than allowed, and said twice is said once.
    #[test]
    fn limits_hold_and_repeats_change_nothing(claims in claims()) {
        let first = plan(State::default(), &claims);
        let (state, _) = apply(State::default(), &first, &mut 0);
        for counts in state.counts.values() {
            prop_assert!(counts.get(&IdentityKind::UserId).copied().unwrap_or(0) <= MOST_LASTING);
        }
        let lasting: Vec<_> = claims.iter().filter(|claim| claim.previous.is_none()).cloned().collect();
        let again = plan(state.clone(), &lasting);
        prop_assert!(again.made.is_empty());
    }
}
