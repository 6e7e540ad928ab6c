//! Cases of one order, properties of any interaction, and cases chosen by what happened in them; hot and
//! sealed, on both databases.

use super::*;
use crate::cases::Cut;
use crate::{
    Activities, CohortsQuery, CountsQuery, FunnelQuery, LifetimeQuery, NextQuery, Question,
    VariantsQuery,
};

/// A customer, hours before [`NOW`], what, and its properties.
type Fact = (i64, i64, &'static str, &'static str);

impl Shop {
    async fn tell_with(&self, facts: &[Fact]) {
        let row = |(place, (customer, hours, kind, properties)): (usize, &Fact)| {
            let at = self.env.now().plus_seconds(-hours * 3600);
            NewInteraction {
                customer: CustomerId(*customer),
                at,
                received_at: at,
                signature: SignatureParts::new(kind, "web", None, BTreeMap::new()).into(),
                subject: None,
                value: Some(10.0).filter(|_| *kind == "ordered"),
                properties: Some((*properties).to_owned()).filter(|text| !text.is_empty()),
                source: SourceId(1),
                message_id: format!("with-{place}"),
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

/// Two orders of one customer that overlap, one of another with the same number, and a look around.
const ORDERS: [Fact; 9] = [
    (1, 99, "viewed", r#"{"plan":"gold"}"#),
    (1, 50, "ordered", r#"{"order_id":10,"plan":"gold"}"#),
    (1, 45, "ordered", r#"{"plan":"gold","order_id":"11"}"#),
    (1, 40, "paid", r#"{"order_id":"10"}"#),
    (1, 30, "arrived", r#"{"order_id":"11"}"#),
    (1, 20, "arrived", r#"{"order_id":"10"}"#),
    (2, 60, "viewed", r#"{"plan":"basic"}"#),
    (2, 50, "ordered", r#"{"order_id":"10","plan":"basic"}"#),
    (2, 49, "paid", r#"{"order_id":"10"}"#),
];

fn kinds() -> Question {
    Question::of(Activities::Kinds)
}

fn by_order() -> Question {
    Question { cut: Cut::Property("order_id".into()), ..kinds() }
}

fn names(said: &[&str]) -> Vec<String> {
    said.iter().map(|name| (*name).to_owned()).collect()
}

/// Field, code, and what is said in both languages.
fn fault<T: std::fmt::Debug>(result: Result<T, Problem>) -> (String, String, String, String) {
    let problem = result.unwrap_err();
    let [en, fr] = [Language::En, Language::Fr].map(|language| problem.body(language));
    (en.errors[0].field.clone(), en.errors[0].code.clone(), en.detail, fr.detail)
}

#[tokio::test]
async fn one_order_is_one_case() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_with(&ORDERS).await;
        for sealed in [false, true] {
            if sealed {
                shop.log.seal_all().await.unwrap();
            }
            let report = shop.paths.transitions(&by_order()).await.unwrap();
            assert_eq!((report.customers, report.cases, report.interactions), (2, 3, 7));
            assert_eq!(report.left_out.without_case, 2);
            let mut edges: Vec<_> = report
                .edges
                .iter()
                .map(|edge| (edge.from.as_str(), edge.to.as_str(), edge.count, edge.mean_seconds))
                .collect();
            edges.sort_by_key(|edge| (edge.0, edge.1));
            let hours = |hours: f64| hours * 3600.0;
            assert_eq!(
                edges,
                [
                    ("ordered", "arrived", 1, hours(15.0)),
                    ("ordered", "paid", 2, hours(5.5)),
                    ("paid", "arrived", 1, hours(20.0)),
                ]
            );
            let variants =
                shop.paths.variants(&by_order(), &VariantsQuery::default()).await.unwrap();
            assert_eq!((variants.variants, variants.left_out.without_case), (3, 2));
            let query =
                FunnelQuery { steps: "ordered,paid,arrived".into(), ..FunnelQuery::default() };
            let funnel = shop.paths.funnel(&by_order(), &query).await.unwrap();
            let cases: Vec<_> = funnel.steps.iter().map(|step| step.cases).collect();
            assert_eq!(cases, [3, 2, 1]);
            let counts = shop.paths.counts(&by_order(), &CountsQuery::default()).await.unwrap();
            assert_eq!((counts.total.interactions, counts.total.value), (7, 30.0));
            let next = NextQuery { after: Some("ordered".into()) };
            assert_eq!(shop.paths.next(&by_order(), &next).await.unwrap().left_out.without_case, 2);
            // What somebody is worth is that of all their orders.
            let query =
                LifetimeQuery { orders: Some("ordered".into()), ..LifetimeQuery::default() };
            let of_orders = shop.paths.lifetime_value(&by_order(), &query, Language::En).await;
            let of_all = shop.paths.lifetime_value(&kinds(), &query, Language::En).await;
            assert_eq!(format!("{of_orders:?}"), format!("{of_all:?}"));
        }
    })
    .await;
}

#[tokio::test]
async fn any_property_chooses_and_splits() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_with(&ORDERS).await;
        shop.log.seal_all().await.unwrap();
        // Promoted for one, told with the others: the same property.
        shop.tell_facts(&[(3, 7200, "ordered", "web", None, None)]).await;
        let gold = Question { property: Some(("plan".into(), "gold".into())), ..kinds() };
        let report = shop.paths.transitions(&gold).await.unwrap();
        assert_eq!((report.customers, report.interactions), (1, 3));
        let mut promoted = shop.facts(&[(4, 1, "ordered")]);
        let parts = BTreeMap::from([("plan".to_owned(), "gold".to_owned())]);
        promoted[0].signature = SignatureParts::new("ordered", "web", None, parts).into();
        let mut work = shop.database.begin().await.unwrap();
        shop.log.append(&mut work, &promoted).await.unwrap();
        work.commit(&shop.env).await.unwrap();
        let report = shop.paths.transitions(&gold).await.unwrap();
        assert_eq!((report.customers, report.interactions), (2, 4));

        let query = FunnelQuery {
            steps: "ordered,paid".into(),
            split_by: Some("plan".into()),
            ..FunnelQuery::default()
        };
        let funnel = shop.paths.funnel(&kinds(), &query).await.unwrap();
        let groups: Vec<_> = funnel
            .groups
            .iter()
            .map(|group| {
                let customers: Vec<_> = group.steps.iter().map(|step| step.customers).collect();
                (group.value.as_deref(), customers)
            })
            .collect();
        assert_eq!(
            groups,
            [(Some("basic"), vec![1, 1]), (Some("gold"), vec![2, 1]), (None, vec![1, 0])]
        );
        assert_eq!(funnel.steps[0].customers, 4);
        let query = CohortsQuery {
            start: Some("ordered".into()),
            split_by: Some("plan".into()),
            ..CohortsQuery::default()
        };
        let cohorts = shop.paths.cohorts(&kinds(), &query).await.unwrap();
        let told: Vec<_> =
            cohorts.cohorts.iter().map(|one| (one.name.as_deref(), one.customers)).collect();
        assert_eq!(told, [(Some("basic"), 1), (Some("gold"), 2), (None, 1)]);
    })
    .await;
}

#[tokio::test]
async fn a_property_that_nothing_has_is_said_with_those_there_are() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_with(&ORDERS).await;
        shop.log.seal_all().await.unwrap();
        let colour = Question { property: Some(("colour".into(), "red".into())), ..kinds() };
        let (field, code, en, fr) = fault(shop.paths.transitions(&colour).await);
        assert_eq!((field.as_str(), code.as_str()), ("property", "unknown_property"));
        assert!(en.contains("“colour”. There are: order_id, plan."), "{en}");
        assert!(fr.contains("Il y a\u{202f}: order_id, plan."), "{fr}");
        let ticket = Question { cut: Cut::Property("ticket".into()), ..kinds() };
        let (field, code, ..) = fault(shop.paths.transitions(&ticket).await);
        assert_eq!((field.as_str(), code.as_str()), ("case_property", "unknown_property"));
        let query = FunnelQuery {
            steps: "ordered,paid".into(),
            split_by: Some("colour".into()),
            ..FunnelQuery::default()
        };
        assert_eq!(fault(shop.paths.funnel(&kinds(), &query).await).0, "split_by");
        // A value that nothing has is an answer, and so is an empty period.
        let red = Question { property: Some(("plan".into(), "red".into())), ..kinds() };
        assert_eq!(shop.paths.transitions(&red).await.unwrap().customers, 0);
        let empty = Question { period: shop.period("1d").await, ..by_order() };
        assert_eq!(shop.paths.transitions(&empty).await.unwrap().cases, 0);
    })
    .await;
}

#[tokio::test]
async fn cases_are_chosen_by_what_happened_in_them() {
    on_both(async |database| {
        let shop = Shop::new(database);
        shop.tell_with(&ORDERS).await;
        let cases = async |question: Question| {
            let report = shop.paths.transitions(&question).await;
            report.map(|report| (report.cases, report.customers))
        };
        let through = Question { through: names(&["paid|viewed", "arrived"]), ..kinds() };
        assert_eq!(cases(through).await.unwrap(), (1, 1));
        let without = Question { not_through: names(&["paid"]), ..by_order() };
        assert_eq!(cases(without).await.unwrap(), (1, 1));
        let order = |said: &[&str]| Question { in_order: names(said), ..by_order() };
        assert_eq!(cases(order(&["ordered", "arrived"])).await.unwrap(), (2, 1));
        assert_eq!(cases(order(&["paid", "ordered"])).await.unwrap(), (0, 0));
        let (field, code, ..) = fault(cases(order(&["payed"])).await);
        assert_eq!((field.as_str(), code.as_str()), ("in_order", "unknown_activity"));
        // The first step has become several codes by then.
        let query = FunnelQuery {
            steps: "ordered,paid".into(),
            split_by: Some("plan".into()),
            ..FunnelQuery::default()
        };
        let question = Question { through: names(&["ordered"]), ..by_order() };
        let funnel = shop.paths.funnel(&question, &query).await.unwrap();
        assert_eq!((funnel.cases, funnel.groups.len()), (3, 2));
    })
    .await;
}

#[tokio::test]
async fn a_promoted_property_that_nothing_looked_at_has_is_nobody_s_and_not_unknown() {
    on_both(async |database| {
        let shop = Shop::new(database);
        let facts = [
            (1, 7200, "viewed", "web", Some("mobile"), None),
            (2, 3600, "viewed", "web", None, None),
        ];
        shop.tell_facts(&facts).await;
        let asked = |value: &str| Question {
            property: Some(("device".to_owned(), value.to_owned())),
            ..kinds()
        };
        let of = async |value| shop.paths.transitions(&asked(value)).await.unwrap().interactions;
        assert_eq!((of("mobile").await, of("toaster").await), (1, 0));
    })
    .await;
}
