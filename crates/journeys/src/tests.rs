//! The promises of this crate, on both databases.

mod attention;
mod canvas;
mod journeys;
mod order;
mod personas;
mod races;
mod roles;
mod several;
mod sub_journeys;
mod teams;
mod touchpoints;
mod versions;

use std::sync::Arc;

use parcours_access::{Actor, Role, testing};
use parcours_kernel::{Env, Language, ManualClock, PageQuery, Problem, Rng, Timestamp};
use parcours_storage::testing::on_both;
use parcours_storage::{ChangeFeed, Database, sql, values};

use crate::Journeys;
use crate::model::{
    Journey, NewJourney, NewStage, NewTouchpoint, Reader, Signal, Stage, Touchpoint,
};

/// A workshop: journeys on a database, a clock that stands still, and someone who edits.
struct Workshop {
    journeys: Journeys,
    database: Database,
    env: Env,
    clock: Arc<ManualClock>,
    camille: Actor,
}

impl Workshop {
    fn on(database: Database) -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::parse("2026-05-01T10:00:00Z").unwrap()));
        let env = Env::new(clock.clone(), Rng::seeded(7));
        let camille = Actor::from(&testing::caller(Role::Editor));
        Self {
            journeys: Journeys::new(database.clone(), env.clone()),
            database,
            env,
            clock,
            camille,
        }
    }

    /// A journey with the five default stages.
    async fn journey(&self) -> Journey {
        let new = NewJourney { name: "Achat".into(), ..Default::default() };
        self.journeys.create(new, Language::Fr, &self.camille).await.unwrap()
    }

    async fn touchpoint(&self, stage: &Stage, name: &str) -> Touchpoint {
        let new = NewTouchpoint { name: name.into(), position: None, ..Default::default() };
        self.journeys.add_touchpoint(stage.id, new, &self.camille).await.unwrap()
    }

    async fn now(&self, journey: &Journey) -> Journey {
        self.journeys.get(journey.id).await.unwrap().unwrap()
    }

    /// The names of the stages as they are drawn now.
    async fn stages(&self, journey: &Journey) -> Vec<String> {
        let now = self.now(journey).await;
        let ranks: Vec<_> = now.stages.iter().map(|stage| stage.position).collect();
        assert_eq!(ranks, (0..now.stages.len()).collect::<Vec<_>>(), "ranks have no gaps");
        now.stages.into_iter().map(|stage| stage.name).collect()
    }

    /// The names of a stage's touchpoints as they are drawn now, as one text.
    async fn drawn(&self, journey: &Journey, stage: usize) -> String {
        let now = self.now(journey).await;
        let touchpoints = &now.stages[stage].touchpoints;
        for (rank, touchpoint) in touchpoints.iter().enumerate() {
            assert_eq!(touchpoint.position, rank, "ranks have no gaps");
        }
        touchpoints.iter().map(|touchpoint| touchpoint.name.as_str()).collect()
    }

    /// The actions in the audit trail, with who did them.
    async fn trail(&self) -> Vec<(String, String)> {
        #[derive(sql::Row)]
        struct Row {
            actor: String,
            action: String,
        }
        let rows: Vec<Row> = sql::all(
            self.database.read(),
            "SELECT actor, action FROM audit ORDER BY id",
            values![],
        )
        .await
        .unwrap();
        rows.into_iter().map(|row| (row.actor, row.action)).collect()
    }
}

fn named(name: &str) -> NewStage {
    NewStage { name: name.into(), hue: None, position: None }
}

fn kind(kind: &str) -> Signal {
    Signal { kind: Some(kind.into()), ..Default::default() }
}

/// The first field at fault and its code.
fn fault(problem: &Problem) -> (String, String) {
    let body = problem.body(Language::En);
    body.errors.first().map(|fault| (fault.field.clone(), fault.code.clone())).unwrap_or_default()
}

fn all() -> PageQuery {
    PageQuery::default()
}

async fn feed(database: &Database) -> ChangeFeed {
    ChangeFeed::open(database.clone(), None).await.unwrap()
}
