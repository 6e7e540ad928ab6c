//! Finds out who asks, once a request.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::Route;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use parcours_kernel::{Language, Problem, Text, Timestamp};
use parcours_storage::StorageError;
use tower::{Layer, Service};

use super::{Client, cookie, cross_site};
use crate::caller::sign_in_required;
use crate::secret::Secret;
use crate::service::TOKEN_PREFIX;
use crate::store::sessions::BeganWith;
use crate::store::{sessions, tokens};
use crate::{Access, Caller};

/// The session of a request.
#[derive(Debug, Clone)]
pub(crate) struct CurrentSession {
    /// What is stored of its secret.
    pub(crate) digest: String,
    /// What our pages must repeat.
    pub(crate) csrf: String,
    pub(crate) began_with: BeganWith,
    pub(crate) began_at: Timestamp,
}

impl<S: Send + Sync> FromRequestParts<S> for CurrentSession {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(sign_in_required)
    }
}

impl<S: Send + Sync> axum::extract::OptionalFromRequestParts<S> for CurrentSession {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Option<Self>, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned())
    }
}

/// The layer that finds out who asks. Without it every [`Can`](crate::Can) refuses.
pub fn layer(
    access: Access,
) -> impl Layer<
    Route,
    Service = impl Service<Request, Response = Response, Error = Infallible, Future: Send + 'static>
              + Clone
              + Send
              + Sync
              + 'static,
> + Clone
+ Send
+ Sync
+ 'static {
    from_fn_with_state(access, authenticate)
}

async fn authenticate(State(access): State<Access>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let client = Client::of(&parts, &access.config);
    let wanted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut language = wanted.and_then(Language::negotiate).unwrap_or_default();
    let found = identify(&access, &parts, &client).await;
    if let Ok(Some((caller, session))) = &found {
        language = caller.language();
        parts.extensions.insert(caller.clone());
        if let Some(session) = session {
            parts.extensions.insert(session.clone());
        }
    }
    parts.extensions.insert(client);
    parts.extensions.insert(language);
    let mut response = match found {
        Ok(_) => next.run(Request::from_parts(parts, body)).await,
        Err(problem) => problem.into_response(),
    };
    response.extensions_mut().insert(language);
    // What was answered to one person is nothing for a shared cache, nor for the next one here.
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

type Identity = (Caller, Option<CurrentSession>);

async fn identify(
    access: &Access,
    parts: &Parts,
    client: &Client,
) -> Result<Option<Identity>, Problem> {
    if let Some(secret) = bearer(&parts.headers) {
        // A browser never sends this by itself, so no other site can: neither check is needed.
        return by_token(access, &secret).await.map(|caller| Some((caller, None)));
    }
    let changes = cross_site::changes_something(&parts.method);
    if changes {
        cross_site::check_site(&parts.headers, client)?;
    }
    let Some(secret) = cookie::read(&parts.headers, client) else { return Ok(None) };
    let Some((caller, session)) = by_session(access, &secret).await? else { return Ok(None) };
    if changes {
        cross_site::check_token(&parts.method, parts.uri.path(), &parts.headers, &session.csrf)?;
    }
    Ok(Some((caller, Some(session))))
}

fn bearer(headers: &HeaderMap) -> Option<Secret> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Secret::of(secret.trim()))
}

async fn by_token(access: &Access, secret: &Secret) -> Result<Caller, Problem> {
    let found = match secret.expose().starts_with(TOKEN_PREFIX) {
        true => tokens::find(&access.database, &secret.digest(), access.env.now()).await?,
        false => None,
    };
    let found = found.ok_or_else(|| {
        Problem::new(
            StatusCode::UNAUTHORIZED,
            "invalid_token",
            Text::new(
                "This API token is unknown, expired or revoked.",
                "Ce jeton d’API est inconnu, expiré ou révoqué.",
            ),
        )
    })?;
    in_passing(access.token_used(&found)).await;
    Ok(Caller::token(found.caller))
}

async fn by_session(
    access: &Access,
    secret: &Secret,
) -> Result<Option<(Caller, CurrentSession)>, Problem> {
    let digest = secret.digest();
    let Some(found) = sessions::find(&access.database, &digest, access.env.now()).await? else {
        return Ok(None);
    };
    in_passing(access.session_seen(&digest, &found)).await;
    let session = CurrentSession {
        digest,
        csrf: secret.csrf(),
        began_with: found.began_with,
        began_at: found.began_at,
    };
    Ok(Some((Caller::user_session(found.user), session)))
}

/// Notes that somebody was seen. A request does not wait long for it, nor fail with it: the next
/// one will note it.
async fn in_passing(note: impl Future<Output = Result<(), StorageError>>) {
    match tokio::time::timeout(Duration::from_millis(250), note).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "it could not be noted that somebody was seen"),
        Err(_) => tracing::debug!("the database was too busy to note that somebody was seen"),
    }
}
