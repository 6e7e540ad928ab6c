//! The promises of this crate, on both databases.

use std::collections::BTreeSet;

use parcours_interactions::{CustomerId, Log};
use parcours_kernel::{Env, Period};
use parcours_storage::testing::{TestDatabase, on_both};
use parcours_storage::{Backend, Database, sql};
use serde_json::json;

use crate::store;
use crate::{Claim, Customer, Customers, IdentityKind, Key};

fn customers(database: &Database) -> Customers {
    Customers::new(Log::new(database.clone(), Env::system()), Env::system())
}

fn user(value: &str) -> Option<Key> {
    Some(Key { kind: IdentityKind::UserId, value: value.into() })
}

fn device(value: &str) -> Option<Key> {
    Some(Key { kind: IdentityKind::AnonymousId, value: value.into() })
}

async fn resolve(database: &Database, claims: &[Claim]) -> Vec<CustomerId> {
    let mut work = database.begin().await.unwrap();
    let found = customers(database).resolve(&mut work, claims).await.unwrap();
    work.commit(&Env::system()).await.unwrap();
    found.into_iter().map(Option::unwrap).collect()
}

async fn read(database: &Database, id: CustomerId) -> Customer {
    customers(database).find(id).await.unwrap().expect("the customer is there")
}

#[tokio::test]
async fn a_visitor_becomes_a_known_customer_and_old_ids_still_lead_there() {
    on_both(async |database| {
        let visitor =
            resolve(&database, &[Claim { anonymous: device("d"), ..Claim::default() }]).await[0];
        let person =
            resolve(&database, &[Claim { lasting: user("léa"), ..Claim::default() }]).await[0];
        assert_ne!(visitor, person);
        let traits = json!({"firstName": "Léa", "lastName": "Martin"}).as_object().cloned();
        let both =
            Claim { lasting: user("léa"), anonymous: device("d"), traits, ..Claim::default() };
        assert_eq!(resolve(&database, std::slice::from_ref(&both)).await, [person]);
        assert_eq!(resolve(&database, &[both]).await, [person]);
        let read = read(&database, visitor).await;
        assert_eq!((read.id, read.known, read.name.as_deref()), (person, true, Some("Léa Martin")));
        assert_eq!(read.identities.len(), 2);
        let log = Log::new(database.clone(), Env::system());
        assert_eq!(log.snapshot().await.unwrap().resolve(visitor), person);
    })
    .await;
}

#[tokio::test]
async fn traits_are_laid_over_each_other_and_null_removes() {
    on_both(async |database| {
        let say = |traits: serde_json::Value| Claim {
            lasting: user("léa"),
            traits: traits.as_object().cloned(),
            ..Claim::default()
        };
        let id = resolve(&database, &[say(json!({"city": "Lyon", "plan": "free"}))]).await[0];
        resolve(&database, &[say(json!({"plan": "club"})), say(json!({"city": null}))]).await;
        assert_eq!(read(&database, id).await.traits, json!({"plan": "club"}));
    })
    .await;
}

#[tokio::test]
async fn a_search_finds_by_the_beginning_of_a_key_and_pages() {
    on_both(async |database| {
        for n in 0..5 {
            resolve(&database, &[Claim { lasting: user(&format!("léa-{n}")), ..Claim::default() }])
                .await;
        }
        resolve(&database, &[Claim { lasting: user("tom"), ..Claim::default() }]).await;
        let first = store::list(&database, Some("léa"), None, 3).await.unwrap();
        assert_eq!(first.len(), 4, "one more than asked tells that there is a next page");
        let rest = store::list(&database, Some("léa"), Some(first[2].id), 3).await.unwrap();
        assert_eq!(rest.len(), 2);
    })
    .await;
}

/// 16 processes tell the same stories at once: each person is made once, nobody is lost, and the
/// rows that could tell of a double are counted, not assumed.
#[tokio::test(flavor = "multi_thread")]
async fn racing_writers_neither_lose_nor_double_a_customer() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let mut writers = Vec::new();
        for writer in 0..16_usize {
            let database = fresh.another().await;
            writers.push(tokio::spawn(async move {
                for round in 0..10_usize {
                    let person = (writer + round) % 20;
                    let claims = [
                        Claim { anonymous: device(&format!("d{person}")), ..Claim::default() },
                        Claim { lasting: user(&format!("u{person}")), ..Claim::default() },
                        Claim {
                            lasting: user(&format!("u{person}")),
                            anonymous: device(&format!("d{person}")),
                            ..Claim::default()
                        },
                    ];
                    // In another order for each writer, as the network would have it.
                    let claims: Vec<_> = (0..3).map(|n| claims[(n + writer) % 3].clone()).collect();
                    resolve(&database, &claims).await;
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
        let database = fresh.database();
        let mut people = BTreeSet::new();
        for person in 0..20 {
            let pair = resolve(
                &database,
                &[
                    Claim { lasting: user(&format!("u{person}")), ..Claim::default() },
                    Claim { anonymous: device(&format!("d{person}")), ..Claim::default() },
                ],
            )
            .await;
            assert_eq!(pair[0], pair[1], "{backend:?}: person {person} is one customer");
            people.insert(pair[0]);
        }
        assert_eq!(people.len(), 20);
        let count = async |query: &str| sql::number(database.read(), query, vec![]).await.unwrap();
        assert_eq!(count("SELECT count(*) FROM identities").await, 40);
        assert_eq!(count("SELECT count(*) FROM customers WHERE merged_into IS NULL").await, 20);
        let orphans = "SELECT count(*) FROM identities i JOIN customers c ON c.id = i.customer WHERE c.merged_into IS NOT NULL";
        assert_eq!(count(orphans).await, 0);
        let log = Log::new(database.clone(), Env::system());
        assert_eq!(
            log.snapshot().await.unwrap().summary(Period::ALL).await.unwrap().interactions,
            0
        );
    }
}
