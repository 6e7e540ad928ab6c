//! Who was forgotten stays so, in every process, and nobody else is.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Body;
use http::Request;
use parcours_access::{Caller, Role, Scope, testing};
use parcours_interactions::{Log, NewInteraction, SignatureParts, SourceId};
use parcours_kernel::{ManualClock, Rng};
use parcours_storage::testing::{TestDatabase, on_both, traces};
use parcours_storage::{Backend, Database, sql};
use tower::ServiceExt as _;

use super::*;
use crate::model::When;
use crate::{Customer, IdentityKind};

/// The customers of one process.
struct Process {
    customers: Customers,
    database: Database,
    env: Env,
    clock: Arc<ManualClock>,
}

impl Process {
    fn on(database: Database) -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::from_micros(1_700_000_000_000_000)));
        let env = Env::new(clock.clone(), Rng::system());
        let log = Log::new(database.clone(), env.clone());
        Self { customers: Customers::new(log, env.clone()), database, env, clock }
    }

    async fn tell(&self, claims: &[Claim]) -> Resolved {
        let mut work = self.database.begin().await.unwrap();
        let resolved = self.customers.resolve_told(&mut work, claims).await.unwrap();
        work.commit(&self.env).await.unwrap();
        resolved
    }

    async fn tell_one(&self, claim: Claim) -> Option<CustomerId> {
        self.tell(&[claim]).await.customers[0]
    }

    async fn forget(&self, id: CustomerId) -> Option<Forgotten> {
        self.customers.forget_for(id, Actor::system()).await.unwrap()
    }

    async fn find(&self, id: CustomerId) -> Option<Customer> {
        self.customers.find(id).await.unwrap()
    }

    /// Some seconds from now, or before.
    fn at(&self, seconds: i64) -> Option<When> {
        Some(When::at(self.env.now().plus_seconds(seconds)))
    }

    async fn count(&self, query: &str) -> i64 {
        sql::number(self.database.read(), query, vec![]).await.unwrap()
    }
}

fn key(kind: IdentityKind, value: &str) -> Option<Key> {
    Some(Key { kind, value: value.into() })
}

fn user(value: &str) -> Claim {
    Claim { lasting: key(IdentityKind::UserId, value), ..Claim::default() }
}

fn device(value: &str) -> Claim {
    Claim { anonymous: key(IdentityKind::AnonymousId, value), ..Claim::default() }
}

/// All that can be said of one person.
fn léa() -> Claim {
    Claim {
        anonymous: key(IdentityKind::AnonymousId, "léas-browser"),
        also: key(IdentityKind::Email, "lea@example.org").into_iter().collect(),
        traits: json!({ "city": "Perpignan" }).as_object().cloned(),
        ..user("léa-4711")
    }
}

const OF_LÉA: [&str; 4] = ["léa-4711", "léas-browser", "lea@example.org", "Perpignan"];

#[tokio::test]
async fn a_customer_is_forgotten_by_any_of_their_numbers_and_leaves_nothing_behind() {
    on_both(async |database| {
        let here = Process::on(database.clone());
        let visitor = here.tell_one(device("léas-browser")).await.unwrap();
        let léas = here.tell_one(user("léa-4711")).await.unwrap();
        assert_eq!(here.tell_one(léa()).await, Some(léas));
        let tom = here.tell_one(user("tom")).await.unwrap();
        let forgotten = here.forget(visitor).await.unwrap();
        assert_eq!((forgotten.customers.as_slice(), forgotten.keys), (&[visitor, léas][..], 3));
        assert_eq!(traces(&database, &OF_LÉA).await, Vec::<String>::new());
        assert_eq!(
            (here.find(léas).await.map(drop), here.find(visitor).await.map(drop)),
            (None, None)
        );
        assert_eq!(here.forget(léas).await, None, "once");
        assert!(here.find(tom).await.is_some());
        assert_eq!(here.count("SELECT count(*) FROM erased_keys").await, 3);
        assert_eq!(here.count("SELECT count(*) FROM log_erased").await, 2);
        let audited = "SELECT count(*) FROM audit WHERE action = 'customer.forgotten'";
        assert_eq!(here.count(audited).await, 1);
        let told = "SELECT count(*) FROM jobs WHERE kind = 'customer_forgotten'";
        assert_eq!(here.count(told).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_comes_late_makes_nobody_and_who_comes_back_is_somebody_new() {
    on_both(async |database| {
        let here = Process::on(database.clone());
        let before = here.tell_one(léa()).await.unwrap();
        here.forget(before).await.unwrap();
        let late = here.at(-1);
        for claim in [user("léa-4711"), device("léas-browser"), léa()] {
            let told = here.tell(&[Claim { when: late, ..claim }]).await;
            assert_eq!(told.owner(0, late.unwrap().first), Owner::Forgotten);
            assert_eq!(told.customers, [None]);
        }
        assert_eq!(traces(&database, &OF_LÉA).await, Vec::<String>::new());
        assert_eq!(here.count("SELECT count(*) FROM customers").await, 0);

        // What happened at the moment itself, and half of what one claim tells, is hers again.
        let both = When { first: here.env.now().plus_seconds(-60), last: here.env.now() };
        let told = here.tell(&[Claim { when: Some(both), ..user("léa-4711") }]).await;
        let again = told.customers[0].expect("she came back");
        assert_ne!(again, before);
        assert_eq!(told.owner(0, both.first), Owner::Forgotten);
        assert_eq!(told.owner(0, both.last), Owner::Customer(again));
        // What is late stays late, whoever she is now.
        let told = here.tell(&[Claim { when: late, ..user("léa-4711") }]).await;
        assert_eq!(told.owner(0, late.unwrap().first), Owner::Forgotten);
        here.clock.advance_seconds(60);
        here.forget(again).await.unwrap();
        let told = here.tell(&[Claim { when: here.at(-30), ..user("léa-4711") }]).await;
        assert_eq!(told.customers, [None], "each time anew");
    })
    .await;
}

#[tokio::test]
async fn a_file_of_many_customers_is_sifted_like_a_handful() {
    on_both(async |database| {
        let here = Process::on(database);
        let gone = here.tell(&[user("u7"), user("u4000"), léa()]).await.customers;
        for customer in gone.into_iter().flatten() {
            here.forget(customer).await.unwrap();
        }
        let when = here.at(-1);
        let claims: Vec<_> = (0..5000).map(|n| Claim { when, ..user(&format!("u{n}")) }).collect();
        let told = here.tell(&claims).await;
        let nobodys: Vec<_> = (0..5000).filter(|n| told.customers[*n].is_none()).collect();
        assert_eq!(nobodys, [7, 4000]);
    })
    .await;
}

#[tokio::test]
async fn a_device_that_was_forgotten_with_somebody_does_not_cost_another_their_facts() {
    on_both(async |database| {
        let here = Process::on(database);
        let léas = here.tell_one(léa()).await.unwrap();
        let tom = here.tell_one(user("tom")).await.unwrap();
        here.forget(léas).await.unwrap();
        let when = here.at(-1);
        let on_her_device = Claim { when, ..léa() };
        let toms = Claim { lasting: user("tom").lasting, traits: None, ..on_her_device.clone() };
        let told = here.tell(&[toms, on_her_device, Claim { when, ..user("eve") }]).await;
        assert_eq!((told.customers[0], told.customers[1]), (Some(tom), None));
        assert!(told.customers[2].is_some(), "late, and never forgotten");
        assert_eq!(here.find(tom).await.unwrap().identities.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn no_process_goes_on_with_whom_another_forgot() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let (here, there) = (Process::on(fresh.database()), Process::on(fresh.another().await));
        let before = here.tell_one(user("léa-4711")).await.unwrap();
        assert_eq!(here.tell_one(user("léa-4711")).await, Some(before), "remembered");
        there.forget(before).await.unwrap();
        let after = here.tell_one(Claim { when: here.at(1), ..user("léa-4711") }).await.unwrap();
        assert_ne!(after, before, "{backend:?}");
        assert_eq!(there.tell_one(user("léa-4711")).await, Some(after));
        assert_eq!(here.count("SELECT count(*) FROM customers").await, 1);
    }
}

/// Who is being written about cannot be forgotten half-way: no row is left that an erasure missed.
#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_waits_for_what_is_being_written() {
    let Some(fresh) = TestDatabase::of(Backend::Postgres).await else { return };
    let (here, there) = (Process::on(fresh.database()), Process::on(fresh.another().await));
    let léas = here.tell_one(user("léa-4711")).await.unwrap();
    let mut work = here.database.begin().await.unwrap();
    let told = here.customers.resolve(&mut work, &[léa()]).await.unwrap();
    assert_eq!(told, [Some(léas)]);
    let pid = sql::number(work.conn(), "SELECT pg_backend_pid()::bigint", vec![]).await.unwrap();
    let forgetting = tokio::spawn(async move { there.forget(léas).await });
    let blocked =
        format!("SELECT count(*) FROM pg_stat_activity WHERE {pid} = ANY (pg_blocking_pids(pid))");
    while here.count(&blocked).await == 0 {}
    here.customers.log().append(&mut work, &[fact(léas)]).await.unwrap();
    work.commit(&here.env).await.unwrap();
    assert_eq!(forgetting.await.unwrap().unwrap().keys, 3, "also those of a moment ago");
    assert_eq!(traces(&here.database, &OF_LÉA).await, Vec::<String>::new());
    assert_eq!(here.count("SELECT count(*) FROM interactions").await, 0);
    assert_eq!(here.tell_one(Claim { when: here.at(-1), ..léa() }).await, None);
}

#[tokio::test]
async fn only_an_administrator_in_person_forgets_somebody() {
    let fresh = TestDatabase::of(Backend::Sqlite).await.unwrap();
    let here = Process::on(fresh.database());
    let id = here.tell_one(léa()).await.unwrap();
    let ask = async |caller: Caller| {
        let path = format!("/api/v1/customers/{id}");
        let mut request = Request::delete(path).body(Body::empty()).unwrap();
        request.extensions_mut().insert(caller);
        let api = crate::Api { customers: here.customers.clone() };
        let router: axum::Router = crate::router(api).into();
        router.oneshot(request).await.unwrap().status().as_u16()
    };
    let scopes = [Scope::InteractionsRead, Scope::UsersManage, Scope::SourcesManage];
    for caller in [
        testing::caller(Role::Agent),
        testing::caller(Role::Editor),
        testing::token(Role::Owner, &scopes),
    ] {
        assert_eq!(ask(caller).await, 403);
    }
    assert!(here.find(id).await.is_some());
    assert_eq!(ask(testing::caller(Role::Admin)).await, 204);
    assert_eq!(ask(testing::caller(Role::Owner)).await, 404);
}

fn fact(customer: CustomerId) -> NewInteraction {
    let at = Timestamp::from_micros(1_600_000_000_000_000);
    NewInteraction {
        customer,
        at,
        received_at: at,
        signature: SignatureParts::new("page_viewed", "web", None, BTreeMap::new()).into(),
        subject: None,
        value: None,
        properties: Some(r#"{"note":"Perpignan"}"#.into()),
        source: SourceId(1),
        message_id: "m".into(),
        derived: false,
        lasting: false,
    }
}
