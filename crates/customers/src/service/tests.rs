//! What is kept in memory never says anything but what is committed, and gives way to merges.

use std::sync::Arc;

use parcours_kernel::{ManualClock, Rng, Timestamp};
use parcours_storage::testing::{TestDatabase, on_both};
use parcours_storage::{Database, sql};

use super::*;
use crate::{IdentityKind, Key};

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

    /// Resolves claims, each list in one call, all in one unit of work.
    async fn tell(&self, calls: &[&[Claim]], commit: bool) -> Vec<CustomerId> {
        let mut work = self.database.begin().await.unwrap();
        let mut all = Vec::new();
        for claims in calls {
            all.extend(self.customers.resolve(&mut work, claims).await.unwrap());
        }
        if commit {
            work.commit(&self.env).await.unwrap();
        } else {
            work.rollback().await.unwrap();
        }
        all.into_iter().map(|customer| customer.expect("each claim names somebody")).collect()
    }

    async fn count(&self, query: &str) -> i64 {
        sql::number(self.database.read(), query, vec![]).await.unwrap()
    }

    /// Loses all identities behind everybody's back: whoever still knows them remembers them.
    async fn lose_identities(&self) {
        let work = self.database.begin().await.unwrap();
        sql::execute(work.conn(), "DELETE FROM identities", vec![]).await.unwrap();
        work.commit(&self.env).await.unwrap();
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

fn both(lasting: &str, anonymous: &str) -> Claim {
    Claim { anonymous: device(anonymous).anonymous, ..user(lasting) }
}

#[tokio::test]
async fn who_was_named_is_remembered_until_it_is_old_or_forgotten() {
    on_both(async |database| {
        let here = Process::on(database);
        let claims = [user("léa"), device("d"), both("tom", "t"), Claim::default()];
        let told = here.tell(&[&claims[..3]], true).await;
        here.lose_identities().await;
        assert_eq!(here.tell(&[&claims[..3]], true).await, told);
        here.clock.advance_seconds(10 * 60);
        let later = here.tell(&[&claims[..3]], true).await;
        assert!(later.iter().all(|customer| !told.contains(customer)), "{later:?} {told:?}");
        here.lose_identities().await;
        here.customers.forget_cached();
        let again = here.tell(&[&claims[..3]], true).await;
        assert!(again.iter().all(|customer| !later.contains(customer)));
        let mut work = here.database.begin().await.unwrap();
        let nobody = here.customers.resolve(&mut work, &claims[3..]).await.unwrap();
        assert_eq!(nobody, [None]);
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_is_not_remembered() {
    on_both(async |database| {
        let here = Process::on(database);
        // The second call only reads, but what it reads is not committed.
        here.tell(&[&[user("léa")], &[user("léa"), user("léa")]], false).await;
        let other = here.tell(&[&[user("tom")]], true).await;
        let léa = here.tell(&[&[user("léa")]], true).await;
        assert_ne!(léa, other);
        assert_eq!(here.count("SELECT count(*) FROM identities").await, 2);
        assert_eq!(here.tell(&[&[user("léa"), user("tom")]], true).await, [léa[0], other[0]]);
    })
    .await;
}

#[tokio::test]
async fn a_merge_takes_out_who_is_gone_and_nobody_else() {
    on_both(async |database| {
        let here = Process::on(database);
        let told = here.tell(&[&[device("d"), user("léa"), user("tom")]], true).await;
        // Remembered or not, the whole batch is about whom they are now.
        let merged = here.tell(&[&[device("d"), both("léa", "d"), device("d")]], true).await;
        assert_eq!(merged, [told[1]; 3]);
        assert_eq!(here.tell(&[&[device("d"), both("léa", "d")]], true).await, [told[1]; 2]);
        here.lose_identities().await;
        assert_eq!(here.tell(&[&[user("tom"), device("d")]], true).await, [told[2], told[1]]);
    })
    .await;
}

#[tokio::test]
async fn a_merge_that_was_taken_back_changes_nothing() {
    on_both(async |database| {
        let here = Process::on(database);
        let told = here.tell(&[&[device("d"), user("léa")]], true).await;
        here.tell(&[&[both("léa", "d")], &[device("d")]], false).await;
        assert_eq!(here.tell(&[&[device("d"), user("léa")]], true).await, told);
    })
    .await;
}

#[tokio::test]
async fn whom_another_process_merged_is_still_found_through_the_log() {
    for backend in [Backend::Sqlite, Backend::Postgres] {
        let Some(fresh) = TestDatabase::of(backend).await else { continue };
        let (here, there) = (Process::on(fresh.database()), Process::on(fresh.another().await));
        let told = here.tell(&[&[device("d"), user("léa")]], true).await;
        assert_eq!(there.tell(&[&[both("léa", "d")]], true).await, [told[1]]);
        let remembered = here.tell(&[&[device("d")]], true).await;
        assert_eq!(remembered, [told[0]], "{backend:?}");
        let view = here.customers.log().snapshot().await.unwrap();
        assert_eq!(view.resolve(remembered[0]), told[1]);
        drop(view);
        here.clock.advance_seconds(10 * 60);
        assert_eq!(here.tell(&[&[device("d")]], true).await, [told[1]]);
    }
}

/// Two units of work make the same customer at once: the second waits, takes back what it made and
/// finds whom the first made.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_make_one_customer_the_second_finds_them() {
    let Some(fresh) = TestDatabase::of(Backend::Postgres).await else { return };
    let (here, there) = (Process::on(fresh.database()), Process::on(fresh.another().await));
    let mut first = here.database.begin().await.unwrap();
    let made = here.customers.resolve(&mut first, &[user("léa"), device("x")]).await.unwrap();
    let pid = sql::number(first.conn(), "SELECT pg_backend_pid()::bigint", vec![]).await.unwrap();
    let waiting = tokio::spawn(async move {
        // A device of somebody else, and one that joins léa once she is there.
        there.tell(&[&[device("a"), user("léa"), both("léa", "z")]], true).await
    });
    let blocked =
        format!("SELECT count(*) FROM pg_stat_activity WHERE {pid} = ANY (pg_blocking_pids(pid))");
    while here.count(&blocked).await == 0 {}
    first.commit(&here.env).await.unwrap();
    let found = waiting.await.unwrap();
    assert_eq!([Some(found[1]), Some(found[2])], [made[0], made[0]]);
    assert_ne!(found[0], found[1]);
    assert_eq!(here.count("SELECT count(*) FROM customers").await, 3);
    assert_eq!(here.count("SELECT count(*) FROM identities").await, 4);
    assert_eq!(here.count("SELECT count(*) FROM customers WHERE known").await, 1);
}
