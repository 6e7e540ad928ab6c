//! The application under test, and short ways to ask it.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use http::{HeaderMap, Method, Request, header};
use parcours_kernel::{Env, Language, ManualClock, Rng, Timestamp};
use parcours_storage::Database;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::testing::Browser;
use crate::{Access, Config, Owner};

pub(super) const PASSWORD: &str = "trois petits chats";

pub(super) struct App {
    pub(super) access: Access,
    pub(super) clock: Arc<ManualClock>,
    router: Router,
}

impl App {
    pub(super) fn new(database: Database) -> Self {
        Self::with(database, Config { version: "1.2.3".into(), ..Default::default() })
    }

    pub(super) fn with(database: Database, config: Config) -> Self {
        let clock = Arc::new(ManualClock::new(Timestamp::parse("2026-05-01T10:00:00Z").unwrap()));
        let access = Access::new(database, Env::new(clock.clone(), Rng::system()), config);
        let (router, _) = crate::router(access.clone()).split_for_parts();
        let router = router.layer(crate::layer(access.clone())).layer(crate::localize());
        Self { access, clock, router }
    }

    /// An application whose owner is `owner@example.org` with [`PASSWORD`].
    pub(super) async fn with_owner(database: Database) -> Self {
        let app = Self::new(database);
        let owner = Owner {
            name: "Odile Owner",
            email: "owner@example.org",
            password: PASSWORD,
            language: Language::En,
        };
        app.access.ensure_demo_owner(owner).await.unwrap();
        app
    }

    pub(super) async fn send(&self, ask: Ask) -> Answer {
        let mut request = ask.request.header(header::HOST, "parcours.test").body(ask.body).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from((ask.from, 4000))));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        let json =
            if bytes.is_empty() { Value::Null } else { serde_json::from_slice(&bytes).unwrap() };
        Answer { status: parts.status.as_u16(), headers: parts.headers, json }
    }

    pub(super) async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.send(Ask::post("/api/v1/session", json!({ "email": email, "password": password })))
            .await
    }

    pub(super) fn after_days(&self, days: i64) {
        self.clock.advance_seconds(days * 24 * 3600);
    }
}

pub(super) struct Ask {
    request: http::request::Builder,
    body: Body,
    from: [u8; 4],
}

#[expect(clippy::needless_pass_by_value, reason = "json!(…) reads best without a &")]
impl Ask {
    fn new(method: Method, path: &str) -> Self {
        let request = Request::builder().method(method).uri(path);
        Self { request, body: Body::empty(), from: [192, 0, 2, 1] }
    }

    fn json(self, body: &Value) -> Self {
        self.body_as("application/json", body)
    }

    fn body_as(self, kind: &str, body: &Value) -> Self {
        Self { body: Body::from(body.to_string()), ..self.header("content-type", kind) }
    }

    pub(super) fn post_as(kind: &str, path: &str, body: Value) -> Self {
        Self::new(Method::POST, path).body_as(kind, &body)
    }

    pub(super) fn get(path: &str) -> Self {
        Self::new(Method::GET, path)
    }

    pub(super) fn delete(path: &str) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(super) fn post(path: &str, body: Value) -> Self {
        Self::new(Method::POST, path).json(&body)
    }

    pub(super) fn patch(path: &str, body: Value) -> Self {
        Self::new(Method::PATCH, path).json(&body)
    }

    pub(super) fn put(path: &str, body: Value) -> Self {
        Self::new(Method::PUT, path).json(&body)
    }

    pub(super) fn header(self, name: &str, value: &str) -> Self {
        Self { request: self.request.header(name, value), ..self }
    }

    /// As a page of ours in this browser would ask.
    pub(super) fn by(self, browser: &Browser) -> Self {
        self.header("cookie", &browser.cookie).header("x-csrf-token", &browser.csrf)
    }

    pub(super) fn bearer(self, secret: &str) -> Self {
        self.header("authorization", &format!("Bearer {secret}"))
    }

    pub(super) fn from(self, from: [u8; 4]) -> Self {
        Self { from, ..self }
    }
}

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) json: Value,
}

impl Answer {
    /// Status and code of a problem, or status and "" of anything else.
    pub(super) fn verdict(&self) -> (u16, &str) {
        (self.status, self.json["code"].as_str().unwrap_or_default())
    }

    /// Field and code of the first field at fault.
    pub(super) fn fault(&self) -> (&str, &str) {
        let first = &self.json["errors"][0];
        (first["field"].as_str().unwrap_or_default(), first["code"].as_str().unwrap_or_default())
    }

    pub(super) fn set_cookie(&self) -> &str {
        self.headers.get("set-cookie").map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// The browser that a session began in.
    pub(super) fn browser(&self) -> Browser {
        assert!(self.status < 300, "{self:?}");
        Browser {
            user: crate::testing::user(crate::Role::Viewer),
            cookie: self.set_cookie().split(';').next().unwrap().to_owned(),
            csrf: self.json["csrf_token"].as_str().unwrap().to_owned(),
        }
    }
}

/// The token after the `#` of a link.
pub(super) fn token(link: &Value) -> Value {
    json!(link.as_str().unwrap().split_once('#').unwrap().1)
}
