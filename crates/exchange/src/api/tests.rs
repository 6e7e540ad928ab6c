//! The endpoints, as a client meets them.

use axum::body::{Body, to_bytes};
use axum::{Extension, Router};
use http::{Request, header};
use parcours_access::{Caller, Role, testing};
use parcours_interactions::Log;
use parcours_journeys::{Journey, Journeys};
use parcours_kernel::{Env, Language};
use parcours_paths::Paths;
use parcours_storage::testing::TestDatabase;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::{Api, router};
use crate::tests::picture::wide;
use crate::{Exchange, MAX_BYTES};

struct Client {
    router: Router,
    journeys: Journeys,
    // Held for its drop.
    _database: TestDatabase,
}

impl Client {
    async fn new(database: TestDatabase, caller: Caller) -> Self {
        let env = Env::system();
        let journeys = Journeys::new(database.database(), env.clone());
        let paths = Paths::new(Log::new(database.database(), env.clone()), env);
        let exchange = Exchange::new(journeys.clone(), paths);
        let (router, _) = router(Api { exchange }).split_for_parts();
        let router = router.layer(Extension(Language::Fr)).layer(Extension(caller));
        Self { router, journeys, _database: database }
    }

    async fn editor() -> Self {
        Self::new(TestDatabase::sqlite().await, testing::caller(Role::Editor)).await
    }

    async fn call(
        &self,
        method: &str,
        path: &str,
        body: Vec<u8>,
    ) -> (u16, http::HeaderMap, Vec<u8>) {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/v1{path}"))
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
    }

    async fn send(&self, path: &str, body: impl Into<Vec<u8>>, expected: u16) -> Value {
        let (status, _, answer) = self.call("POST", path, body.into()).await;
        let answer = serde_json::from_slice(&answer).unwrap_or(Value::Null);
        assert_eq!(status, expected, "{path}: {answer}");
        answer
    }

    async fn drawn(&self) -> Journey {
        let actor = parcours_access::Actor::system();
        self.journeys.create_from(wide().journey, &actor).await.unwrap()
    }
}

#[tokio::test]
async fn a_map_goes_out_in_every_form_and_back_in() {
    let databases = [Some(TestDatabase::sqlite().await), TestDatabase::postgres().await];
    for database in databases.into_iter().flatten() {
        let client = Client::new(database, testing::caller(Role::Editor)).await;
        let journey = client.drawn().await;
        for format in crate::Format::ALL {
            let path =
                format!("/journeys/{}/export?format={}&language=fr", journey.id, format.name());
            let (status, headers, bytes) = client.call("GET", &path, Vec::new()).await;
            assert_eq!((status, bytes.is_empty()), (200, false), "{format:?}");
            let name = headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert!(name.starts_with("attachment; filename=\"Boutique en ligne."), "{name}");
            if !["json", "cjml", "csv"].contains(&format.name()) {
                continue;
            }
            let made =
                client.send("/journeys/import?name=x.csv&journey_name=Again", bytes, 201).await;
            assert_eq!(
                (&made["name"], &made["persona_fate"]),
                (&json!("Again"), &json!("found")),
                "{format:?}"
            );
            let id = made["journey_id"].as_str().unwrap().parse().unwrap();
            let again = client.journeys.get(id).await.unwrap().unwrap();
            assert_eq!(again.touchpoints().count(), journey.touchpoints().count());
            let wired =
                |of: &Journey| of.touchpoints().map(|one| one.signals.clone()).collect::<Vec<_>>();
            assert_eq!(wired(&again), wired(&journey), "{format:?}");
        }
        let path = format!("/journeys/{}/export?format=png&map=published", journey.id);
        assert_eq!(client.call("GET", &path, Vec::new()).await.0, 409);
    }
}

#[tokio::test]
async fn a_viewer_takes_maps_out_and_brings_none_in() {
    let viewer = Client::new(TestDatabase::sqlite().await, testing::caller(Role::Viewer)).await;
    let journey = viewer.drawn().await;
    let path = format!("/journeys/{}/export?format=mermaid", journey.id);
    assert_eq!(viewer.call("GET", &path, Vec::new()).await.0, 200);
    assert_eq!(viewer.call("GET", "/map-format/schema", Vec::new()).await.0, 200);
    viewer.send("/journeys/import", "{}", 403).await;
    viewer.send("/journeys/import/preview", "{}", 403).await;
}

#[tokio::test]
async fn what_is_no_map_gets_a_clear_answer() {
    let client = Client::editor().await;
    let newer =
        json!({ "format": "parcours-map", "version": 9, "journey": { "name": "a" } }).to_string();
    let page = "<!DOCTYPE html><html><body><table><tr><td>Étape</td></tr></table></body></html>";
    let clipboard = "<meta charset='utf-8'><div><b>Étape</b></div>";
    for (body, code) in [
        (newer.as_bytes(), "invalid_input"),
        (page.as_bytes(), "web_page"),
        (clipboard.as_bytes(), "web_page"),
        (b"PK\x03\x04xlsx", "spreadsheet_file"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_text"),
        (b" \n", "empty_file"),
        (b"hello", "unknown_file"),
        (b"{ \"format\": ", "invalid_json"),
        (b"<log/>", "not_cjml"),
        (b"Phase;Step;Pain points\nA;b;c\n", "mapping_needed"),
    ] {
        let answer = client.send("/journeys/import", body, 422).await;
        assert_eq!(answer["code"], code, "{answer}");
    }
    let answer = client.send("/journeys/import", vec![b' '; MAX_BYTES + 1], 413).await;
    assert_eq!(answer["code"], "map_file_too_large");
    let answer = client
        .send("/journeys/import?mapping=%7B%22layout%22:%22heap%22%7D", "a,b\nc,d\n", 422)
        .await;
    assert_eq!(answer["errors"][0]["field"], "mapping.layout");
    assert!(
        client
            .journeys
            .list(parcours_journeys::Reader::of_all(), &Default::default())
            .await
            .unwrap()
            .items
            .is_empty(),
        "nothing was made"
    );
}

#[tokio::test]
async fn a_table_of_another_tool_is_explained_and_drawn() {
    let client = Client::editor().await;
    let matrix = ",Awareness,,Purchase\nUser steps,Sees an ad,Visits,Pays\nPain points,\"<ul><li>Slow</li><li>Dear&nbsp;!</li></ul>\",,\
                  Fees\nExperience,🙂,,-2\nKPI,12 %,,\n";
    let seen = client.send("/journeys/import/preview?name=UXPressia.csv", matrix, 200).await;
    assert_eq!(seen["kind"], "foreign_table");
    assert_eq!(seen["mapping"]["layout"], "matrix");
    assert_eq!(
        seen["mapping"]["fields"],
        json!(["stage", "touchpoint", "frictions", "felt", "lane"])
    );
    assert_eq!(seen["journey"]["stages"][0]["touchpoints"], json!(["Sees an ad", "Visits"]));
    assert!(seen["notes"][0].as_str().unwrap().contains("HTML"));
    let mapping: String =
        seen["mapping"].to_string().bytes().map(|byte| format!("%{byte:02X}")).collect();
    let made = client
        .send(&format!("/journeys/import?name=UXPressia.csv&mapping={mapping}"), matrix, 201)
        .await;
    assert_eq!((&made["name"], &made["touchpoints"]), (&json!("UXPressia"), &json!(3)));
    let id = made["journey_id"].as_str().unwrap().parse().unwrap();
    let journey = client.journeys.get(id).await.unwrap().unwrap();
    let first = &journey.stages[0].touchpoints[0].content;
    assert_eq!(
        first.frictions.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        ["Slow", "Dear\u{a0}!"]
    );
    assert_eq!(first.felt.map(parcours_journeys::Feeling::value), Some(1.0));
    assert!(first.free.values().any(|value| value.text == "12 %"));

    let steps = ";A;;B\nÉtapes;x;y;z\nPhases de test;1;2;3\n";
    let seen = client.send("/journeys/import/preview?name=s.csv", steps, 200).await;
    assert_eq!(seen["mapping"]["fields"], json!(["stage", "touchpoint", "lane"]));
    assert_eq!(seen["journey"]["stages"][1]["touchpoints"], json!(["z"]));

    let rows = "Frame,Text,Notes\nDecide,Basket,x\n,Chat,\nBuy,Pay,y\n";
    let seen = client.send("/journeys/import/preview?name=miro.csv", rows, 200).await;
    assert_eq!(seen["mapping"]["fields"], json!(["stage", "touchpoint", "lane"]));
    assert_eq!(seen["journey"]["stages"][0]["touchpoints"], json!(["Basket", "Chat"]));
}
