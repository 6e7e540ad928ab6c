//! A small HTTP client: somebody signed in, or an SDK.

use std::io::{BufRead as _, BufReader};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::Response;

/// Long enough for a busy machine; a hang fails instead of holding the run.
const PATIENCE: Duration = Duration::from_secs(30);
pub(crate) const PASSWORD: &str = "une phrase assez longue";

/// An answer, read whole.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) text: String,
    cookie: Option<String>,
}

impl Answer {
    fn read(mut response: Response<ureq::Body>) -> Self {
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok());
        let cookie = cookie.and_then(|value| value.split(';').next()).map(ToOwned::to_owned);
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string().unwrap_or_default();
        Self { status, text, cookie }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

pub(crate) fn agent() -> Agent {
    let config =
        Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
    config.into()
}

/// A browser that is signed in.
pub(crate) struct Browser {
    agent: Agent,
    url: String,
    cookie: String,
    csrf: String,
}

impl Browser {
    /// What following a one-time link answers: the set-up of the first owner, or a sign-in.
    pub(crate) fn follow(url: &str, link: &str) -> Answer {
        let (page, token) = link.split_once('#').expect("the secret stands after #");
        let (path, body) = if page.ends_with("/setup") {
            let owner = json!({
                "token": token, "name": "Léa", "email": "lea@example.org", "password": PASSWORD,
                "language": "fr"
            });
            ("/api/v1/setup", owner)
        } else {
            assert!(page.ends_with("/link"), "{link}");
            ("/api/v1/session/link", json!({ "token": token }))
        };
        let sent = agent().post(format!("{url}{path}")).send_json(body);
        Answer::read(sent.unwrap())
    }

    /// Signed in by a one-time link.
    pub(crate) fn sign_in(url: &str, link: &str) -> Self {
        let answer = Self::follow(url, link);
        assert!(answer.status < 300, "{answer:?}");
        let csrf = answer.json()["csrf_token"].as_str().expect("a token").to_owned();
        let cookie = answer.cookie.expect("a session");
        Self { agent: agent(), url: url.to_owned(), cookie, csrf }
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        let request = self.agent.get(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        Answer::read(request.call().unwrap())
    }

    pub(crate) fn post_as(&self, path: &str, content_type: &str, body: &[u8]) -> Answer {
        let request = self.agent.post(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        let request =
            request.header("x-csrf-token", &self.csrf).header("content-type", content_type);
        Answer::read(request.send(body).unwrap())
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        let request =
            self.agent.delete(format!("{}{path}", self.url)).header("cookie", &self.cookie);
        Answer::read(request.header("x-csrf-token", &self.csrf).call().unwrap())
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        let answer = self.post_as(path, "application/json", body.to_string().as_bytes());
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.json()
    }

    pub(crate) fn upload(&self, name: &str, content: &[u8]) -> Value {
        let path = format!("/api/v1/imports?name={name}");
        let answer = self.post_as(&path, "application/octet-stream", content);
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.json()
    }

    /// Makes a source; its write key.
    pub(crate) fn write_key(&self) -> String {
        let source = self.post("/api/v1/sources", &json!({ "name": "Test", "kind": "server" }));
        source["keys"][0]["key"].as_str().expect("a key").to_owned()
    }

    /// Opens the live updates; the lines as they come, until the server ends them.
    pub(crate) fn listen(&self) -> impl Iterator<Item = String> + use<> {
        let request = self.agent.get(format!("{}/live", self.url)).header("cookie", &self.cookie);
        let response = request.call().unwrap();
        assert_eq!(response.status(), 200);
        BufReader::new(response.into_body().into_reader()).lines().map_while(Result::ok)
    }
}
