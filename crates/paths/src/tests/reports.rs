//! Reports over a small log counted by hand, on both databases.

use parcours_kernel::Problem;

use super::*;
use crate::{
    Activities, AttributionQuery, CohortsQuery, CountsQuery, DurationsQuery, Every, FunnelQuery,
    Question, Touches, VariantsQuery,
};

/// A customer, days and hours before [`NOW`], what, on which channel, with which device, for how much.
pub(super) type Fact = (i64, i64, &'static str, &'static str, Option<&'static str>, Option<f64>);

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

impl Shop {
    pub(super) async fn tell_facts(&self, facts: &[Fact]) {
        let row = |(place, (customer, before, kind, channel, device, value)): (usize, &Fact)| {
            let at = self.env.now().plus_seconds(-before);
            let properties: BTreeMap<_, _> =
                device.iter().map(|value| ("device".to_owned(), (*value).to_owned())).collect();
            NewInteraction {
                customer: CustomerId(*customer),
                at,
                received_at: at,
                signature: SignatureParts::new(kind, channel, None, properties).into(),
                subject: None,
                value: *value,
                properties: None,
                source: SourceId(1),
                message_id: format!("fact-{place}"),
                derived: false,
                lasting: false,
            }
        };
        let batch: Vec<_> = facts.iter().enumerate().map(row).collect();
        let mut work = self.database.begin().await.unwrap();
        self.log.append(&mut work, &batch).await.unwrap();
        work.commit(&self.env).await.unwrap();
    }
}

fn kinds() -> Question {
    Question::of(Activities::Kinds)
}

/// Which field is at fault, why, and what is said of it.
fn fault<T: std::fmt::Debug>(result: Result<T, Problem>) -> (String, String, String) {
    let body = result.unwrap_err().body(parcours_kernel::Language::En);
    (body.errors[0].field.clone(), body.errors[0].code.clone(), body.detail)
}

/// Four who look; two put something into the basket, one from the list of wishes; two buy.
fn shopping() -> Vec<Fact> {
    let (mobile, desktop) = (Some("mobile"), Some("desktop"));
    vec![
        (1, 9 * DAY, "viewed", "web", mobile, None),
        (1, 8 * DAY, "added", "web", mobile, None),
        (1, 7 * DAY, "bought", "web", mobile, Some(30.0)),
        (2, 9 * DAY, "viewed", "app", desktop, None),
        (2, 9 * DAY - HOUR, "wished", "app", desktop, None),
        (2, 9 * DAY - 3 * HOUR, "bought", "app", desktop, Some(50.0)),
        // Too late for a week.
        (3, 12 * DAY, "viewed", "web", mobile, None),
        (3, 11 * DAY, "added", "web", None, None),
        (3, 2 * DAY, "bought", "web", mobile, Some(20.0)),
        (4, 3 * DAY, "viewed", "web", None, None),
        (4, 3 * DAY - HOUR, "viewed", "email", None, None),
        (5, DAY, "opened", "email", None, None),
    ]
}

#[tokio::test]
async fn a_funnel_counts_who_gets_how_far_and_apart_by_property() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_facts(&shopping()).await;
        let query = FunnelQuery {
            steps: "viewed, added|wished, bought".into(),
            split_by: Some("device".into()),
            ..FunnelQuery::default()
        };
        let report = shop.paths.funnel(&kinds(), &query).await.unwrap();
        assert_eq!((report.customers, report.cases, report.within_seconds), (5, 5, 604_800));
        let steps: Vec<_> =
            report.steps.iter().map(|step| (step.name.as_str(), step.customers)).collect();
        assert_eq!(steps, [("viewed", 4), ("added|wished", 3), ("bought", 2)]);
        let shares: Vec<_> =
            report.steps.iter().map(|step| (step.of_first, step.of_previous)).collect();
        assert_eq!(shares, [(None, None), (Some(0.75), Some(0.75)), (Some(0.5), Some(2.0 / 3.0))]);
        assert_eq!(report.steps[2].mean_seconds, Some(((24 + 2) * HOUR / 2) as f64));
        let groups: Vec<_> = report
            .groups
            .iter()
            .map(|group| {
                let customers: Vec<_> = group.steps.iter().map(|step| step.customers).collect();
                (group.value.as_deref(), customers)
            })
            .collect();
        assert_eq!(
            groups,
            [
                (Some("desktop"), vec![1, 1, 1]),
                (Some("mobile"), vec![2, 2, 1]),
                (None, vec![1, 0, 0])
            ]
        );

        // Wished comes between for the second customer, and the first has no wish.
        let strict = FunnelQuery {
            steps: "viewed,bought".into(),
            strict: Some(true),
            ..FunnelQuery::default()
        };
        let report = shop.paths.funnel(&kinds(), &strict).await.unwrap();
        assert_eq!(report.steps.iter().map(|step| step.cases).collect::<Vec<_>>(), [4, 0]);
        let long = FunnelQuery { within: Some("2w".into()), split_by: None, ..query };
        let report = shop.paths.funnel(&kinds(), &long).await.unwrap();
        assert_eq!(report.steps[2].customers, 3);
        // Only cases that begin with a view that has become several codes.
        let question = Question { starts_with: Some("viewed".into()), ..kinds() };
        let split = FunnelQuery { split_by: Some("device".into()), ..long };
        assert_eq!(shop.paths.funnel(&question, &split).await.unwrap().customers, 4);
    })
    .await;
}

#[tokio::test]
async fn what_makes_no_funnel_is_named() {
    let database = parcours_storage::testing::TestDatabase::of(parcours_storage::Backend::Sqlite);
    let database = database.await.unwrap();
    let shop = Shop::new(database.database());
    shop.tell_facts(&shopping()).await;
    let ask = async |steps: &str, within: Option<&str>, split: Option<&str>| {
        let query = FunnelQuery {
            steps: steps.into(),
            within: within.map(Into::into),
            split_by: split.map(Into::into),
            strict: None,
        };
        fault(shop.paths.funnel(&kinds(), &query).await)
    };
    let (field, code, said) = ask("viewed,bougth", None, None).await;
    assert_eq!((field.as_str(), code.as_str()), ("steps", "unknown_activity"));
    assert!(said.contains("bougth") && said.contains("Did you mean “bought”?"), "{said}");
    assert_eq!(ask("viewed", None, None).await.1, "number_of_steps");
    assert_eq!(ask(&["viewed"; 33].join(","), None, None).await.1, "number_of_steps");
    let (field, code, _) = ask("viewed,bought", Some("0d"), None).await;
    assert_eq!((field.as_str(), code.as_str()), ("within", "out_of_range"));
    assert_eq!(ask("viewed,bought", Some("a week"), None).await.1, "invalid_length");
    let (field, code, said) = ask("viewed,bought", None, Some("colour")).await;
    assert_eq!((field.as_str(), code.as_str()), ("split_by", "unknown_property"));
    assert!(said.contains("There are: device."), "{said}");
    let many: Vec<String> = (0..260).map(|number| number.to_string()).collect();
    let many: Vec<Fact> = many
        .into_iter()
        .map(|number| (6, DAY, "viewed", "web", Some(&*number.leak()), None))
        .collect();
    let other = parcours_storage::testing::TestDatabase::of(parcours_storage::Backend::Sqlite);
    let other = other.await.unwrap();
    let crowded = Shop::new(other.database());
    crowded.tell_facts(&many).await;
    let query = FunnelQuery {
        steps: "viewed,viewed".into(),
        split_by: Some("device".into()),
        ..FunnelQuery::default()
    };
    let (_, code, said) = fault(crowded.paths.funnel(&kinds(), &query).await);
    assert_eq!(code, "too_many_values");
    assert!(said.contains("260"), "{said}");
}

#[tokio::test]
async fn variants_are_whole_paths_and_some_stand_for_all() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_facts(&shopping()).await;
        let query = VariantsQuery {
            top: Some(2),
            fold_loops: Some(true),
            representatives: Some(1),
            median: Some(true),
        };
        let report = shop.paths.variants(&kinds(), &query).await.unwrap();
        assert_eq!((report.customers, report.cases, report.variants), (5, 5, 4));
        assert!(report.exact);
        assert_eq!(report.top.len(), 2);
        let first = &report.top[0];
        assert_eq!(first.path, ["viewed", "added", "bought"]);
        assert_eq!((first.count, first.share), (2, 0.4));
        assert_eq!(first.mean_seconds, (6 * DAY) as f64);
        let chosen = report.representatives.unwrap();
        assert_eq!((chosen.chosen[0].cases, chosen.chosen[0].variants), (5, 4));
        assert_eq!(chosen.chosen[0].path, first.path);
        let plain = VariantsQuery::default();
        let report = shop.paths.variants(&kinds(), &plain).await.unwrap();
        assert!(report.top.iter().any(|variant| variant.path == ["viewed", "viewed"]));
        assert_eq!(report.representatives, None);
        let none = VariantsQuery { top: Some(0), ..plain };
        assert_eq!(fault(shop.paths.variants(&kinds(), &none).await).1, "out_of_range");
    })
    .await;
}

/// NOW is Sunday 31 May 2026: the 25th, the 18th and the 11th are Mondays.
#[tokio::test]
async fn cohorts_come_back_in_weeks_of_the_time_zone() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let work = shop.database.begin().await.unwrap();
        assert!(parcours_storage::Settings::set_time_zone(&work, "Europe/Paris").await.unwrap());
        work.commit(&shop.env).await.unwrap();
        shop.tell_facts(&shopping()).await;
        let report = shop.paths.cohorts(&kinds(), &CohortsQuery::default()).await.unwrap();
        let days: Vec<_> =
            report.periods.iter().map(|one| (one.first_day.as_str(), one.complete)).collect();
        assert_eq!(days, [("2026-05-18", false), ("2026-05-25", false)]);
        assert_eq!((report.customers, report.outside, report.never), (5, 0, 0));
        let told: Vec<_> = report
            .cohorts
            .iter()
            .map(|cohort| {
                let retained: Vec<_> =
                    cohort.retained.iter().map(|one| (one.customers, one.of)).collect();
                (cohort.name.as_deref().unwrap(), cohort.customers, retained)
            })
            .collect();
        // 1, 2 and 3 began in the first week; 3 bought in the second (29 May).
        assert_eq!(
            told,
            [("2026-05-18", 3, vec![(3, 3), (1, 3)]), ("2026-05-25", 2, vec![(2, 2)])]
        );
        let bought = CohortsQuery {
            start: Some("viewed".into()),
            back: Some("bought".into()),
            split_by: Some("device".into()),
            ..CohortsQuery::default()
        };
        let report = shop.paths.cohorts(&kinds(), &bought).await.unwrap();
        assert_eq!(report.never, 1);
        let told: Vec<_> = report
            .cohorts
            .iter()
            .map(|cohort| {
                let back: Vec<_> = cohort.retained.iter().map(|one| one.customers).collect();
                (cohort.name.as_deref(), cohort.customers, back)
            })
            .collect();
        assert_eq!(
            told,
            [(Some("desktop"), 1, vec![1, 0]), (Some("mobile"), 2, vec![1, 1]), (None, 1, vec![0])]
        );
        let first = CohortsQuery { by_first: Some(true), ..CohortsQuery::default() };
        let report = shop.paths.cohorts(&kinds(), &first).await.unwrap();
        let names: Vec<_> = report.cohorts.iter().map(|cohort| cohort.name.clone()).collect();
        assert_eq!(names, [Some("opened".into()), Some("viewed".into())]);
        let both = CohortsQuery { by_first: Some(true), ..bought };
        assert_eq!(fault(shop.paths.cohorts(&kinds(), &both).await).1, "one_of_both");
    })
    .await;
}

#[tokio::test]
async fn conversions_are_owed_to_channels_or_to_activities() {
    on_both(async |database| {
        let shop = Shop::new(database);
        // The toy case: A, A B, A B B convert; B alone does not.
        let mut facts = Vec::new();
        for (customer, path) in [(1, "ab"), (2, "ba"), (3, "b-")] {
            for (place, touch) in (1..).zip(path.chars()) {
                let channel = match touch {
                    'a' => "search",
                    'b' => "email",
                    _ => continue,
                };
                facts.push((customer, DAY - place * HOUR, "visited", channel, None, None));
            }
        }
        facts.push((1, HOUR, "bought", "web", None, Some(40.0)));
        facts.push((2, HOUR, "bought", "web", None, Some(60.0)));
        facts.push((4, HOUR, "bought", "web", None, Some(5.0)));
        shop.tell_facts(&facts).await;
        let query = AttributionQuery {
            goal: "bought".into(),
            touches: Some(Touches::Channel),
            ..AttributionQuery::default()
        };
        let report = shop.paths.attribution(&kinds(), &query).await.unwrap();
        assert_eq!((report.conversions, report.untouched, report.unconverted), (3, 1, 1));
        assert_eq!((report.value, report.untouched_value), (105.0, 5.0));
        assert!((report.conversion_rate - 2.0 / 3.0).abs() < 1e-12);
        let touch = |name: &str| report.touches.iter().find(|touch| touch.name == name).unwrap();
        let (search, email) = (touch("search"), touch("email"));
        assert_eq!(report.touches.len(), 2, "the channel of the goal alone is no touch");
        assert_eq!((search.first.value, search.last.value), (40.0, 60.0));
        assert_eq!((email.linear.conversions, email.linear.value), (1.0, 50.0));
        let credited = search.markov.conversions + email.markov.conversions;
        assert!((credited - 2.0).abs() < 1e-9 && search.removal_effect > 0.5);

        let by_kind = AttributionQuery { touches: None, ..query.clone() };
        let report = shop.paths.attribution(&kinds(), &by_kind).await.unwrap();
        assert_eq!(report.touches[0].name, "visited");
        assert_eq!(report.touches[0].linear.conversions, 2.0);
        // A touch that is older than the window counts for nothing.
        let short = AttributionQuery { window: Some("1h".into()), ..query.clone() };
        let report = shop.paths.attribution(&kinds(), &short).await.unwrap();
        assert_eq!(report.untouched, 3);
        let itself = AttributionQuery { touch: Some("bought".into()), ..query.clone() };
        assert_eq!(fault(shop.paths.attribution(&kinds(), &itself).await).1, "goal_as_touch");
        let none = AttributionQuery { goal: " ".into(), ..query.clone() };
        assert_eq!(fault(shop.paths.attribution(&kinds(), &none).await).1, "required");
        let ends = Question { ends_with: Some("bought".into()), ..kinds() };
        let refused = shop.paths.attribution(&ends, &query).await;
        assert_eq!(fault(refused).1, "filter_with_channels");
    })
    .await;
}

#[tokio::test]
async fn times_and_amounts_are_those_counted_by_hand() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_facts(&shopping()).await;
        let query = DurationsQuery { start: "viewed".into(), goal: "bought".into() };
        let report = shop.paths.durations(&kinds(), &query).await.unwrap();
        assert_eq!((report.customers_from, report.customers), (4, 3));
        // Two days, three hours, ten days.
        assert_eq!(report.mean_seconds, Some(((2 * DAY + 3 * HOUR + 10 * DAY) / 3) as f64));
        assert_eq!(report.bars.iter().map(|bar| bar.count).sum::<u64>(), 3);
        let nothing = DurationsQuery { goal: String::new(), ..query };
        assert_eq!(fault(shop.paths.durations(&kinds(), &nothing).await).0, "goal");

        let query = CountsQuery { every: Some(Every::Month) };
        let report = shop.paths.counts(&kinds(), &query).await.unwrap();
        assert_eq!((report.total.interactions, report.total.customers), (12, 5));
        assert_eq!((report.total.values, report.total.value), (3, 100.0));
        assert_eq!(report.activities[0].name, "viewed");
        assert_eq!((report.activities[0].counted.interactions, report.periods.len()), (5, 1));
        assert_eq!(report.periods[0].period.first_day, "2026-05-01");
    })
    .await;
}

#[tokio::test]
async fn an_empty_log_has_empty_reports() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let cohorts = shop.paths.cohorts(&kinds(), &CohortsQuery::default()).await.unwrap();
        assert_eq!((cohorts.customers, cohorts.periods.len()), (0, 0));
        let variants = shop.paths.variants(&kinds(), &VariantsQuery::default()).await.unwrap();
        assert_eq!((variants.cases, variants.top.len()), (0, 0));
        let counts = shop.paths.counts(&kinds(), &CountsQuery::default()).await.unwrap();
        assert_eq!((counts.total.interactions, counts.periods.len()), (0, 0));
    })
    .await;
}
