//! A whole application over a throw-away database, asked without a network.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::{Method, Request, Response, StatusCode, header};
use parcours_access::Role;
use parcours_access::testing::{Browser, sign_in};
use parcours_kernel::{Env, ManualClock, Rng, Timestamp};
use parcours_outbound::Mailer;
use parcours_server::{App, Config};
use parcours_storage::Backend;
use parcours_storage::testing::TestDatabase;
use serde_json::Value;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// When tests happen.
pub(crate) const NOW: &str = "2026-05-31T10:00:00Z";

/// An application that is asked through its router.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) router: Router,
    pub(crate) stop: CancellationToken,
    pub(crate) clock: Arc<ManualClock>,
    _database: TestDatabase,
}

/// An answer, read whole.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }
}

impl TestApp {
    /// On SQLite.
    pub(crate) async fn start() -> Self {
        Self::on(Backend::Sqlite).await.unwrap()
    }

    /// On a chosen database; `None` where it is not to be had.
    pub(crate) async fn on(backend: Backend) -> Option<Self> {
        Self::mailing(backend, Mailer::default()).await
    }

    /// The same, whose mail goes out.
    pub(crate) async fn mailing(backend: Backend, mailer: Mailer) -> Option<Self> {
        let database = TestDatabase::of(backend).await?;
        let clock = Arc::new(ManualClock::new(Timestamp::parse(NOW).unwrap()));
        let env = Env::new(clock.clone(), Rng::seeded(11));
        let app = App::new(
            database.database(),
            Config {
                largest_upload: 1 << 20,
                base_url: "https://parcours.example.org".to_owned(),
                mailer,
                ..Config::default()
            },
            env,
        )
        .unwrap();
        let stop = CancellationToken::new();
        let router = parcours_server::router(&app, stop.clone());
        Some(Self { app, router, stop, clock, _database: database })
    }

    /// Somebody with a role, signed in.
    pub(crate) async fn browser(&self, role: Role) -> Browser {
        sign_in(&self.app.access, role).await
    }

    /// Sends a request as it is.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Response<Body> {
        let peer: std::net::SocketAddr = "127.0.0.1:40000".parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(peer));
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Sends a request and reads the answer whole.
    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.send(request).await;
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Asks as a signed-in person.
    pub(crate) async fn ask_as(
        &self,
        browser: &Browser,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, &browser.cookie)
            .header("x-csrf-token", &browser.csrf)
            .header(header::CONTENT_TYPE, "application/json");
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        self.ask(request.body(body).unwrap()).await
    }

    /// Asks as nobody.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }
}
