//! Reports over the API: what cannot be asked is named, what is asked is answered.

use std::collections::BTreeMap;

use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use parcours_access::Role;
use parcours_access::testing::Browser;
use parcours_interactions::{CustomerId, NewInteraction, SignatureParts, SourceId};
use serde_json::{Value, json};

use crate::test_app::{Answer, TestApp};

/// Three who view, of whom two buy, and the one of them twice; each purchase has a number.
async fn shop(app: &TestApp) {
    let facts =
        [(1, "viewed"), (1, "bought"), (1, "bought"), (2, "viewed"), (2, "bought"), (3, "viewed")];
    let fact = |(place, (customer, kind)): (i64, (i64, &str))| {
        let at = app.app.env.now().plus_seconds(-86_400 + 60 * place);
        NewInteraction {
            customer: CustomerId(customer),
            at,
            received_at: at,
            signature: SignatureParts::new(kind, "web", None, BTreeMap::new()).into(),
            subject: None,
            value: None,
            properties: (kind == "bought").then(|| format!(r#"{{"order_id":{place}}}"#)),
            source: SourceId(1),
            message_id: place.to_string(),
            derived: false,
            lasting: false,
        }
    };
    let batch: Vec<_> = (0..).zip(facts).map(fact).collect();
    let mut work = app.app.database.begin().await.unwrap();
    app.app.log.append(&mut work, &batch).await.unwrap();
    work.commit(&app.app.env).await.unwrap();
}

/// A map of viewing and buying.
async fn map(app: &TestApp, owner: &Browser) -> String {
    let wish = json!({ "name": "Achat", "language": "fr" });
    let made = app.ask_as(owner, Method::POST, "/api/v1/journeys", Some(wish)).await.json();
    for kind in ["viewed", "bought"] {
        let path =
            format!("/api/v1/stages/{}/touchpoints", made["stages"][0]["id"].as_str().unwrap());
        let wish = json!({ "name": kind, "signals": [{ "kind": kind }] });
        let answer = app.ask_as(owner, Method::POST, &path, Some(wish)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }
    made["id"].as_str().unwrap().to_owned()
}

/// Every report and every list of customers behind one, with what it needs to be asked; the map's id
/// stands for `MAP`.
const ALL: [(&str, &str); 23] = [
    ("transitions", ""),
    ("funnel", "steps=viewed,bought"),
    ("variants", ""),
    ("flows", ""),
    ("changes", "journey=MAP"),
    ("cohorts", ""),
    ("attribution", "goal=bought"),
    ("durations", "start=viewed&goal=bought"),
    ("counts", ""),
    ("lifetime-value", "orders=bought"),
    ("position", "by=kind"),
    ("next", "after=viewed"),
    ("goal", "goal=bought"),
    ("drift", "journey=MAP"),
    ("transitions/customers", "edge=viewed,bought"),
    ("funnel/customers", "steps=viewed,bought&step=1"),
    ("variants/customers", "path=viewed,bought"),
    ("flows/customers", "step=1&at=viewed"),
    ("cohorts/customers", "cohort=2026-05-25"),
    ("durations/customers", "start=viewed&goal=bought"),
    ("attribution/customers", "goal=bought"),
    ("lifetime-value/customers", "orders=bought"),
    ("drift/customers", "journey=MAP&kind=repeated&touchpoint=bought&after=bought"),
];

/// An owner who is spoken to in English; others are in French.
async fn english(app: &TestApp) -> Browser {
    let owner = app.browser(Role::Owner).await;
    let wish = json!({ "language": "en" });
    let answer = app.ask_as(&owner, Method::PATCH, "/api/v1/me", Some(wish)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    owner
}

async fn ask(app: &TestApp, browser: &Browser, path: &str) -> Answer {
    app.ask_as(browser, Method::GET, &format!("/api/v1/reports/{path}"), None).await
}

#[tokio::test]
async fn what_cannot_be_reported_names_the_field() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    let many = vec!["x"; 33].join(",");
    let asked = [
        ("funnel?steps=seen,bought", "steps", "unknown_activity"),
        ("funnel?steps=seen", "steps", "number_of_steps"),
        (&*format!("funnel?steps={many}"), "steps", "number_of_steps"),
        ("funnel?within=7d", "steps", "required"),
        ("variants?top=0", "top", "out_of_range"),
        ("variants?representatives=51", "representatives", "out_of_range"),
        ("flows?steps=1", "steps", "out_of_range"),
        ("flows?top=51", "top", "out_of_range"),
        ("flows?after=seen", "after", "unknown_activity"),
        ("flows?after=seen&before=seen", "before", "one_direction"),
        ("changes", "journey", "journey_missing"),
        ("cohorts?every=fortnight", "every", "unknown_value"),
        ("cohorts?by_first=true&split_by=device", "split_by", "one_of_both"),
        ("attribution?goal=", "goal", "required"),
        ("durations?start=a&goal=b", "start", "unknown_activity"),
        ("lifetime-value?months=121", "months", "out_of_range"),
        ("lifetime-value", "orders", "unknown_activity"),
        ("counts?by=stage", "journey", "journey_missing"),
        ("drift", "journey", "journey_missing"),
        ("transitions/customers", "edge", "one_figure"),
        ("transitions/customers?edge=seen", "edge", "one_figure"),
        ("transitions/customers?node=seen&start=seen", "edge", "one_figure"),
        ("transitions/customers?node=seen", "node", "unknown_activity"),
        ("variants/customers?path=,", "path", "one_figure"),
        ("flows/customers?step=1&at=", "at", "one_figure"),
        ("flows/customers?step=6&at=seen", "step", "out_of_range"),
        ("flows/customers?step=1&at=seen", "at", "unknown_activity"),
        ("cohorts/customers?cohort=2020-01-01", "cohort", "unknown_figure"),
    ];
    for (path, field, code) in asked {
        let answer =
            app.ask_as(&owner, Method::GET, &format!("/api/v1/reports/{path}"), None).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.text);
        let error = &answer.json()["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&field.into(), &code.into()), "{path}");
    }
}

#[tokio::test]
async fn an_empty_log_is_reported_and_a_fit_can_be_asked_for() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    for report in ["variants", "cohorts", "counts", "transitions"] {
        let path = format!("/api/v1/reports/{report}?period=all");
        let answer = app.ask_as(&owner, Method::GET, &path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{report}: {}", answer.text);
    }
    let customer = parcours_interactions::CustomerId(1);
    let path = format!("/api/v1/customers/{customer}/lifetime-value");
    let early = app.ask_as(&owner, Method::GET, &path, None).await;
    assert_eq!(
        (early.status, early.json()["code"].clone()),
        (StatusCode::CONFLICT, "not_fitted".into())
    );
    let wish = json!({ "model": "mbg-nbd" });
    let asked = app.ask_as(&owner, Method::POST, "/api/v1/lifetime-fits", Some(wish)).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text);
    assert_eq!(app.app.queue().counts().await.unwrap().waiting, 1);
}

#[tokio::test]
async fn every_report_answers_and_names_what_is_wrong_in_both_languages() {
    let app = TestApp::start().await;
    shop(&app).await;
    let owner = app.browser(Role::Owner).await;
    let english = english(&app).await;
    let map = map(&app, &owner).await;
    let nowhere = map.replace(&map[map.len() - 4..], "0000");
    // What is said wrong, the field at fault and why.
    let wrong = [
        ("period=7x", "period", "unknown_period"),
        ("from=2026-31-31", "from", "invalid_day"),
        ("by=galaxy", "by", "unknown_value"),
        ("property=red", "property", "invalid_property"),
        ("property=colour%3Dred", "property", "unknown_property"),
        ("cases=case", "case_property", "required"),
        ("cases=case&case_property=colour", "case_property", "unknown_property"),
        ("cases=session&silence=0", "silence", "out_of_range"),
        ("starts=dreamt", "starts", "unknown_activity"),
        ("ends=dreamt", "ends", "unknown_activity"),
        ("through=dreamt", "through", "unknown_activity"),
        ("not_through=dreamt", "not_through", "unknown_activity"),
        ("in_order=viewed,dreamt", "in_order", "unknown_activity"),
    ];
    for (report, needed) in ALL {
        let needed = needed.replace("MAP", &map);
        let path = |said: &str| format!("{report}?{needed}&{said}");
        let answer = ask(&app, &owner, &path("")).await;
        // Of three customers no model is learned.
        let expected =
            if report == "lifetime-value" { StatusCode::CONFLICT } else { StatusCode::OK };
        assert!([StatusCode::OK, expected].contains(&answer.status), "{report}: {}", answer.text);
        for (said, field, code) in wrong {
            let one_case = said.contains("case_property") && report.starts_with("lifetime-value");
            // Changes are of all cases, and of promoted properties alone.
            let of_all = said.contains("property=colour") && report == "changes";
            // Drift goes by touchpoints whatever is said, and no customer's worth by cases.
            if one_case || of_all || said.starts_with("by=") && needed.starts_with("by=") {
                continue;
            }
            let [en, fr] =
                [ask(&app, &english, &path(said)).await, ask(&app, &owner, &path(said)).await];
            assert_eq!(en.status, StatusCode::UNPROCESSABLE_ENTITY, "{report} {said}: {}", en.text);
            let error = |answer: &Answer| answer.json()["errors"][0].clone();
            assert_eq!(
                (&error(&en)["field"], &error(&en)["code"]),
                (&field.into(), &code.into()),
                "{report} {said}"
            );
            assert_ne!(error(&en)["message"], error(&fr)["message"], "{report} {said}");
        }
        let elsewhere =
            needed.replace(&format!("journey={map}&"), "").replace(&format!("journey={map}"), "");
        let unknown = format!("{report}?{elsewhere}&journey={nowhere}");
        let answer = ask(&app, &owner, &unknown).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{report}: {}", answer.text);
        assert_eq!(answer.json()["code"], "journey_not_found");
        let unpublished = format!("{report}?{elsewhere}&journey={map}&version=published");
        let answer = ask(&app, &owner, &unpublished).await;
        assert_eq!(answer.json()["code"], "journey_not_published", "{report}: {}", answer.text);
    }
}

#[tokio::test]
async fn who_may_see_customers_and_who_only_figures() {
    let app = TestApp::start().await;
    shop(&app).await;
    let owner = app.browser(Role::Owner).await;
    let map = map(&app, &owner).await;
    let viewer = app.browser(Role::Viewer).await;
    for (report, needed) in ALL {
        let path = format!("{report}?{}", needed.replace("MAP", &map));
        let stranger = app.get(&format!("/api/v1/reports/{path}")).await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED, "{report}");
        let names_customers =
            report.ends_with("/customers") || ["drift", "lifetime-value"].contains(&report);
        let refused = ask(&app, &viewer, &path).await.status == StatusCode::FORBIDDEN;
        assert_eq!(refused, names_customers, "{report}");
    }
}

#[tokio::test]
async fn ways_are_asked_for_by_name_and_only_by_those_who_may_see_customers() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    let viewer = app.browser(Role::Viewer).await;
    let map = map(&app, &owner).await;
    let ways = async |who: &Browser, customers: &str| {
        let path = format!("/api/v1/journeys/{map}/ways?customers={customers}");
        app.ask_as(who, Method::GET, &path, None).await
    };
    let id = CustomerId(1).to_string();
    assert_eq!(ways(&viewer, &id).await.status, StatusCode::FORBIDDEN);
    let many = vec![id.clone(); 51].join(",");
    for (said, code) in
        [(",", "out_of_range"), (many.as_str(), "out_of_range"), ("x", "invalid_id")]
    {
        let answer = ways(&owner, said).await;
        let error = &answer.json()["errors"][0];
        assert_eq!((&error["field"], &error["code"]), (&"customers".into(), &code.into()));
    }
    // Positions are found behind the first drawing of a map.
    let answer = ways(&owner, &id).await;
    assert!([StatusCode::OK, StatusCode::CONFLICT].contains(&answer.status), "{}", answer.text);
}

#[tokio::test]
async fn the_customers_behind_a_figure_come_in_pages_or_as_a_table() {
    let app = TestApp::start().await;
    shop(&app).await;
    let owner = app.browser(Role::Agent).await;
    let ids = |numbers: &[i64]| {
        numbers.iter().map(|number| CustomerId(*number).to_string()).collect::<Vec<_>>()
    };
    let behind = async |path: &str| -> (u64, Vec<String>, Value) {
        let answer = ask(&app, &owner, path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        let page = answer.json();
        let items = page["items"].as_array().unwrap().iter();
        let items = items.map(|one| one["customer_id"].as_str().unwrap().to_owned()).collect();
        (page["total"].as_u64().unwrap(), items, page["next"].clone())
    };
    let all = [
        ("transitions/customers?edge=viewed,bought", ids(&[1, 2])),
        ("transitions/customers?edge=bought,bought", ids(&[1])),
        ("transitions/customers?end=viewed", ids(&[3])),
        ("transitions/customers?cases=case&case_property=order_id&start=bought", ids(&[1, 2])),
        ("transitions/customers?node=viewed&not_through=bought", ids(&[3])),
        ("funnel/customers?steps=viewed,bought&step=2", ids(&[1, 2])),
        ("funnel/customers?steps=viewed,bought&step=1&lost=true", ids(&[3])),
        ("funnel/customers?steps=bought,bought&split_by=order_id&step=1&group=4", ids(&[2])),
        ("variants/customers?path=viewed,bought", ids(&[2])),
        ("variants/customers?path=viewed,bought&fold_loops=true", ids(&[1, 2])),
        ("flows/customers?step=2&at=bought", ids(&[1, 2])),
        ("flows/customers?step=1&at=viewed&next=bought", ids(&[1, 2])),
        ("flows/customers?step=1&at=viewed|bought&ended=true", ids(&[3])),
        ("flows/customers?before=bought&step=2&at=viewed", ids(&[1, 2])),
        ("flows/customers?after=bought&fold_loops=false&step=2&at=bought", ids(&[1])),
        ("cohorts/customers?cohort=2026-05-25", ids(&[1, 2, 3])),
        ("cohorts/customers?cohort=viewed&by_first=true&back=bought&offset=0&lost=true", ids(&[3])),
        ("durations/customers?start=viewed&goal=bought", ids(&[1, 2])),
        (
            "durations/customers?start=bought&goal=bought&from_seconds=60&under_seconds=300",
            ids(&[1]),
        ),
        ("durations/customers?start=viewed&goal=bought&lost=true", ids(&[3])),
        ("attribution/customers?goal=bought", ids(&[1, 2])),
        ("attribution/customers?goal=bought&credited=viewed&place=last", ids(&[1, 2])),
        ("attribution/customers?goal=bought&untouched=true", ids(&[1])),
        ("attribution/customers?goal=bought&unconverted=true", ids(&[3])),
        ("lifetime-value/customers?orders=bought", ids(&[1, 2])),
    ];
    for (path, due) in all {
        let (total, items, next) = behind(path).await;
        assert_eq!((total, &items, next), (due.len() as u64, &due, Value::Null), "{path}");
        let answer = ask(&app, &owner, &format!("{path}&format=csv")).await;
        assert_eq!(answer.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8", "{path}");
        assert_eq!(answer.text, format!("customer_id\n{}\n", due.join("\n")), "{path}");
    }
    let path = "transitions/customers?node=viewed&limit=2";
    let (total, first, next) = behind(path).await;
    assert_eq!((total, first), (3, ids(&[1, 2])));
    let (_, second, next) = behind(&format!("{path}&cursor={}", next.as_str().unwrap())).await;
    assert_eq!((second, next), (ids(&[3]), Value::Null));
    let request = Request::get("/api/v1/reports/variants/customers?path=viewed")
        .header(header::COOKIE, &owner.cookie)
        .header(header::ACCEPT, "text/csv");
    let answer = app.ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.text, format!("customer_id\n{}\n", CustomerId(3)));
    let faults = [
        ("funnel/customers?steps=viewed,bought&step=3", "step", "out_of_range"),
        ("funnel/customers?steps=viewed,bought&step=1&group=red", "group", "unknown_figure"),
        ("flows/customers?step=1&at=viewed&next=bought&ended=true", "next", "one_figure"),
        ("cohorts/customers?cohort=2026-05-25&offset=99", "offset", "out_of_range"),
        (
            "durations/customers?start=viewed&goal=bought&from_seconds=-1",
            "from_seconds",
            "out_of_range",
        ),
        (
            "durations/customers?start=viewed&goal=bought&under_seconds=9&lost=true",
            "lost",
            "one_figure",
        ),
        ("attribution/customers?goal=bought&credited=seen", "credited", "unknown_activity"),
        ("attribution/customers?goal=bought&credited=bought", "credited", "unknown_figure"),
        (
            "attribution/customers?goal=bought&credited=viewed&untouched=true",
            "credited",
            "one_figure",
        ),
        ("lifetime-value/customers?orders=bought&group=best", "group", "unknown_value"),
        ("variants/customers?path=viewed&cursor=*", "cursor", "invalid_cursor"),
        ("variants/customers?path=viewed&format=xml", "format", "unknown_value"),
    ];
    for (path, field, code) in faults {
        let error = ask(&app, &owner, path).await.json()["errors"][0].clone();
        assert_eq!((&error["field"], &error["code"]), (&field.into(), &code.into()), "{path}");
    }
}

#[tokio::test]
async fn a_persona_is_asked_for_by_what_its_customers_did() {
    let app = TestApp::start().await;
    let owner = app.browser(Role::Owner).await;
    shop(&app).await;
    let persona = async |known_by: Value| {
        let wish = json!({
            "name": "Inès", "quotes": [], "channels": [], "segment": "", "language": "fr",
            "known_by": known_by,
        });
        let made = app.ask_as(&owner, Method::POST, "/api/v1/personas", Some(wish)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        made.json()["id"].as_str().unwrap().to_owned()
    };
    let did = |kind: &str| json!({ "kind": kind });
    let again = persona(json!([{ "did": did("bought"), "at_least": 2 }])).await;
    let looks =
        json!([{ "did": did("viewed") }, { "did": did("bought"), "at_least": 0, "at_most": 0 }]);
    let looks = persona(looks).await;
    for (id, customer, interactions) in [(&again, 1, 3), (&looks, 3, 1)] {
        let report = ask(&app, &owner, &format!("transitions?persona={id}")).await.json();
        assert_eq!(
            (&report["customers"], &report["interactions"]),
            (&json!(1), &json!(interactions))
        );
        let path = format!("/api/v1/personas/{id}/customers");
        let found = app.ask_as(&owner, Method::GET, &path, None).await.json();
        assert_eq!(found["total"], 1);
        let whom = CustomerId(customer).to_string();
        assert_eq!(found["items"][0]["customer_id"], whom);
        let behind =
            ask(&app, &owner, &format!("transitions/customers?node=viewed&persona={id}")).await;
        assert_eq!(behind.json()["items"][0]["customer_id"], whom);
    }
    // Who shops on moves on.
    let path = format!("/api/v1/personas/{again}");
    let wish = json!({ "known_by": [{ "did": did("bought"), "at_least": 1, "at_most": 1 }] });
    app.ask_as(&owner, Method::PATCH, &path, Some(wish)).await;
    let report = ask(&app, &owner, &format!("counts?persona={again}")).await.json();
    assert_eq!(report["total"]["interactions"], 2);

    let nobody = persona(json!([])).await;
    let refused = ask(&app, &owner, &format!("transitions?persona={nobody}")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["errors"][0]["code"], "persona_known_by_nothing");
    let gone = format!("transitions?persona={}", nobody.replace(char::is_numeric, "0"));
    assert_eq!(ask(&app, &owner, &gone).await.status, StatusCode::NOT_FOUND);
    let wish = json!({ "known_by": [{ "did": {}, "at_least": 0 }] });
    let path = format!("/api/v1/personas/{nobody}");
    let refused = app.ask_as(&owner, Method::PATCH, &path, Some(wish)).await.json();
    assert_eq!(refused["errors"][0]["field"], "known_by[0].did");
}
