//! What is folded elsewhere is what is folded here: every report over the same log, with its buckets
//! sent as bytes and without.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use parcours_interactions::{Parts, Snapshot};
use serde::Serialize;

use super::reports::Fact;
use super::*;
use crate::engine::{Answered, Engine, Known, NAMES, Work};
use crate::fold::{Folds, fold};
use crate::kernels::after_last::AfterLast;
use crate::plan::Plan;
use crate::positions::{EachPosition, places};
use crate::{
    Activities, AttributionQuery, CohortsQuery, CountsQuery, DriftQuery, DurationsQuery,
    FlowsQuery, FunnelQuery, GoalQuery, LifetimeQuery, NextQuery, Question, Touches, VariantsQuery,
};

/// Another machine, as far as bytes can tell.
#[derive(Debug, Default)]
struct Elsewhere {
    /// The kernels it was asked for.
    asked: Mutex<Vec<&'static str>>,
    answers: Answers,
}

/// How it behaves.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
enum Answers {
    #[default]
    Well,
    Nobody,
    Failing,
    WithRubbish,
    Never,
}

impl Engine for Elsewhere {
    fn wants(&self, _: &Snapshot, _: &Work) -> bool {
        true
    }

    fn fold<'a>(
        &'a self,
        view: &'a Snapshot,
        work: &'a Work,
    ) -> Pin<Box<dyn Future<Output = Answered> + Send + 'a>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).extend(work.kernel().names());
        Box::pin(async move {
            match self.answers {
                Answers::Well => {}
                Answers::Nobody => return Answered::Nobody,
                Answers::Failing => return Answered::Failed,
                Answers::WithRubbish => return Answered::Parts(vec![vec![0xff; 3]; Parts::COUNT]),
                Answers::Never => std::future::pending().await,
            }
            let bytes = work.to_bytes().unwrap();
            let there = Work::from_bytes(&bytes).unwrap();
            assert_eq!(&there, work);
            let parts = view.parts(&there.request().unwrap()).await.unwrap();
            // In whatever order they are done.
            let mut folded = vec![Vec::new(); Parts::COUNT];
            for bucket in (0..Parts::COUNT).rev() {
                folded[bucket] = there.fold(&parts, bucket).unwrap();
            }
            Answered::Parts(folded)
        })
    }

    fn deadline(&self) -> Duration {
        if self.answers == Answers::Never {
            Duration::from_millis(20)
        } else {
            Duration::from_secs(60)
        }
    }
}

/// Some hundred customers who look, buy, buy again and get their parcels, in ways of their own.
fn busy() -> Vec<Fact> {
    let kinds = ["product_viewed", "order_completed", "delivery_arrived", "newsletter_opened"];
    let channels = ["web", "email", "store"];
    let devices = [Some("mobile"), Some("desktop"), None];
    (0..6000_i64)
        .map(|n| {
            let mixed = (n * 7919 + (n * n) % 613) % 100_003;
            let customer = 1 + mixed % 397;
            let kind = usize::try_from((mixed / 7 + customer) % 4).unwrap();
            let by = usize::try_from(mixed % 3).unwrap();
            let value = (kind == 1).then_some((mixed % 200) as f64 + 0.1);
            (customer, 60 + mixed % 9000 * 1000, kinds[kind], channels[by], devices[by], value)
        })
        .collect()
}

struct Both {
    here: Paths,
    there: Paths,
}

impl Both {
    /// Asks both.
    async fn same<T: Serialize, F: Future<Output = Result<T, Problem>>>(
        &self,
        ask: impl Fn(Paths) -> F,
    ) {
        let json = async |paths: &Paths| {
            let answer = ask(paths.clone()).await.unwrap();
            serde_json::to_value(answer).unwrap()
        };
        assert_eq!(json(&self.here).await, json(&self.there).await);
    }
}

#[tokio::test]
async fn every_report_and_kernel_says_the_same_wherever_buckets_are_folded() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let map = shop.map().await;
        shop.tell_facts(&busy()).await;
        let engine = Arc::new(Elsewhere::default());
        let there = shop.paths.clone().with_engine(engine.clone());
        let both = Both { here: shop.paths.clone(), there };
        let text = ToOwned::to_owned;
        let kinds = &Question::of(Activities::Kinds);
        let sessions =
            &Question { cut: crate::cases::Cut::Session(3_600_000_000_000), ..kinds.clone() };
        let some = &Question {
            customers: Some((1..200_u64).collect()),
            channels: vec!["web".to_owned()],
            starts_with: Some("product_viewed".to_owned()),
            ..kinds.clone()
        };
        let journey = &Question::of(Activities::Touchpoints(Box::new(map.clone())));
        for question in [kinds, sessions, some, journey] {
            both.same(async |paths| paths.transitions(question).await).await;
        }
        let steps = text("product_viewed,order_completed,delivery_arrived");
        for (strict, split_by) in [(false, None), (true, None), (false, Some(text("device")))] {
            let query = &FunnelQuery {
                steps: steps.clone(),
                strict: Some(strict),
                split_by,
                ..FunnelQuery::default()
            };
            both.same(async |paths| paths.funnel(kinds, query).await).await;
        }
        for fold_loops in [false, true] {
            let query = &VariantsQuery {
                fold_loops: Some(fold_loops),
                median: Some(true),
                representatives: Some(2),
                ..VariantsQuery::default()
            };
            both.same(async |paths| paths.variants(sessions, query).await).await;
        }
        for after in [None, Some(text("product_viewed"))] {
            let query = &FlowsQuery { after, ..FlowsQuery::default() };
            both.same(async |paths| paths.flows(kinds, query).await).await;
        }
        both.same(async |paths| paths.position(journey).await).await;
        for by_first in [false, true] {
            let query = &CohortsQuery { by_first: Some(by_first), ..CohortsQuery::default() };
            both.same(async |paths| paths.cohorts(kinds, query).await).await;
        }
        let next = &NextQuery { after: Some(text("product_viewed")) };
        both.same(async |paths| paths.next(kinds, next).await).await;
        let goal = &GoalQuery { goal: text("order_completed"), ..GoalQuery::default() };
        both.same(async |paths| paths.goal(kinds, goal).await).await;
        for customers in [false, true] {
            let query = DriftQuery { customers: Some(customers) };
            both.same(async |paths| paths.drift(journey, query).await).await;
        }
        for touches in [Touches::Activity, Touches::Channel] {
            let query = &AttributionQuery {
                goal: text("order_completed"),
                touches: Some(touches),
                ..AttributionQuery::default()
            };
            both.same(async |paths| paths.attribution(kinds, query).await).await;
        }
        let durations =
            &DurationsQuery { start: text("product_viewed"), goal: text("order_completed") };
        both.same(async |paths| paths.durations(kinds, durations).await).await;
        both.same(async |paths| paths.counts(kinds, &CountsQuery::default()).await).await;
        let value = &LifetimeQuery { top: Some(50), ..LifetimeQuery::default() };
        both.same(async |paths| paths.lifetime_value(kinds, value, Language::Fr).await).await;

        // Kernels that no report uses, or none that a scan answers.
        let [here, there] = found(&shop, journey, AfterLast::new(3, 2).unwrap(), &engine).await;
        assert_eq!(here, there);
        let positions = EachPosition(places(&map));
        let [mut here, mut there] = found(&shop, journey, positions, &engine).await;
        here.sort_by_key(|(customer, _)| *customer);
        there.sort_by_key(|(customer, _)| *customer);
        assert!(here.len() > 300 && here == there);
        let asked: BTreeSet<_> = engine.asked.lock().unwrap().iter().copied().collect();
        assert_eq!(asked, BTreeSet::from_iter(NAMES.iter().copied()), "every kernel there is");
    })
    .await;
}

/// What a kernel finds here and elsewhere.
async fn found<K: Known + Clone>(
    shop: &Shop,
    question: &Question,
    kernel: K,
    engine: &Arc<Elsewhere>,
) -> [K::Partial; 2] {
    let view = shop.log.snapshot().await.unwrap();
    let signatures = shop.log.signatures().await.unwrap();
    let plan = Plan::new(question, &signatures, &view).await.unwrap();
    let here = fold(&view, &plan, Arc::new(kernel.clone())).await.unwrap();
    let there = Folds::with(engine.clone());
    let there = there.fold(&view, &plan, Arc::new(kernel)).await;
    [here.partial, there.unwrap_or_else(|problem| panic!("{problem:?}")).partial]
}

#[tokio::test]
async fn without_an_answer_from_elsewhere_there_is_one_from_here_or_a_clear_failure() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_facts(&busy()).await;
        let question = Question::of(Activities::Kinds);
        let due = shop.paths.transitions(&question).await.unwrap();
        for answers in [Answers::Nobody, Answers::Failing, Answers::WithRubbish] {
            let engine = Arc::new(Elsewhere { answers, ..Elsewhere::default() });
            let paths = shop.paths.clone().with_engine(engine.clone());
            assert_eq!(paths.transitions(&question).await.unwrap(), due, "{answers:?}");
            assert_eq!(*engine.asked.lock().unwrap(), ["Transitions"]);
        }
        let engine = Elsewhere { answers: Answers::Never, ..Elsewhere::default() };
        let paths = shop.paths.clone().with_engine(Arc::new(engine));
        let problem = paths.transitions(&question).await.unwrap_err();
        assert_eq!(problem.code(), "cluster_too_slow");
    })
    .await;
}

#[test]
fn work_of_another_version_is_refused() {
    let bytes = postcard::to_stdvec(&("0.0.1+1", 7)).unwrap();
    let said = Work::from_bytes(&bytes).unwrap_err().to_string();
    assert!(said.contains("0.0.1+1") && said.contains(Work::VERSION), "{said}");
    assert!(Work::from_bytes(&[]).is_err());
}
