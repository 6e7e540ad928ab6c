//! Signing in and out; how long a session lasts.

use std::net::IpAddr;

use http::StatusCode;
use parcours_kernel::{Problem, Text, Timestamp};
use parcours_storage::{StorageError, UnitOfWork};
use serde_json::json;

use super::throttle::{self, ACCOUNT, ADDRESS};
use crate::audit::{self, Actor};
use crate::model::Email;
use crate::password::Verdict;
use crate::secret::Secret;
use crate::store::sessions::{self, BeganWith};
use crate::store::{links, throttles, users};
use crate::{Access, User};

const DAY: i64 = 24 * 3600;
/// A session ends when it was not used for so long …
const IDLE_SECONDS: i64 = 30 * DAY;
/// … and at this age in any case.
pub(crate) const LONGEST_SECONDS: i64 = 90 * DAY;
/// Being seen is noted to this precision, so that reading stays reading.
const SEEN_EVERY_SECONDS: i64 = 60;

/// A session that has just begun.
#[derive(Debug)]
pub(crate) struct Begun {
    pub(crate) secret: Secret,
    pub(crate) user: User,
}

fn wrong_credentials() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "wrong_credentials",
        Text::new(
            "The e-mail address or the password is wrong.",
            "L’adresse e-mail ou le mot de passe est incorrect.",
        ),
    )
}

/// One answer for links unknown, used, expired, or of someone kept out: it tells guessers nothing.
pub(super) fn link_not_found() -> Problem {
    Problem::not_found(
        "link_not_found",
        Text::new(
            "This link has expired or was used already. Ask for a new one.",
            "Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.",
        ),
    )
}

/// When a session that began and was last seen at these moments ends.
fn expiry(began_at: Timestamp, seen_at: Timestamp) -> Timestamp {
    seen_at.plus_seconds(IDLE_SECONDS).min(began_at.plus_seconds(LONGEST_SECONDS))
}

impl Access {
    /// Signs in by e-mail address and password. `previous` is the session this browser had: it ends,
    /// so that nobody goes on under a session that was planted.
    pub(crate) async fn sign_in(
        &self,
        email: &str,
        password: &str,
        from: Option<IpAddr>,
        previous: Option<&str>,
    ) -> Result<Begun, Problem> {
        let key = Email::key(email);
        let (account, address) = (throttle::account(&key), throttle::address(from));
        self.count_try(&[(address.clone(), ADDRESS), (account.clone(), ACCOUNT)]).await?;
        // Unknown, without a password or kept out: the comparison takes as long, and the answer is one.
        let known =
            users::by_email(&self.database, &key).await?.filter(|known| !known.user.disabled);
        let stored = known.as_ref().and_then(|known| known.password.clone());
        let verdict = self.passwords.verify(password.to_owned(), stored).await?;
        let (Some(known), Verdict::Right { stale }) = (known, verdict) else {
            metrics::counter!("parcours_sign_ins_total", "ok" => "false").increment(1);
            tracing::warn!(address, "a sign-in failed");
            return Err(wrong_credentials());
        };
        let rehashed = match stale {
            true => Some(self.passwords.hash(&self.env, password.to_owned()).await?),
            false => None,
        };
        let work = self.database.begin().await?;
        if let Some(hash) = rehashed {
            users::set_password(&work, known.user.id, &hash).await?;
        }
        throttles::clear(&work, &account).await?;
        throttles::give_back(&work, &address, ADDRESS).await?;
        let begun = self.begin_session(&work, known.user, BeganWith::Password, previous).await?;
        work.commit(&self.env).await?;
        Ok(begun)
    }

    /// Signs in with a one-time link.
    pub(crate) async fn sign_in_with_link(
        &self,
        token: &str,
        from: Option<IpAddr>,
        previous: Option<&str>,
    ) -> Result<Begun, Problem> {
        self.count_try(&[(throttle::address(from), ADDRESS)]).await?;
        let work = self.database.begin().await?;
        let digest = Secret::of(token).digest();
        let claimed = links::claim_sign_in(&work, &digest, self.env.now())
            .await?
            .ok_or_else(link_not_found)?;
        let user = users::hold(&work, claimed)
            .await?
            .filter(|user| !user.disabled)
            .ok_or_else(link_not_found)?;
        let begun = self.begin_session(&work, user, BeganWith::Link, previous).await?;
        work.commit(&self.env).await?;
        Ok(begun)
    }

    pub(super) async fn begin_session(
        &self,
        work: &UnitOfWork,
        mut user: User,
        began_with: BeganWith,
        previous: Option<&str>,
    ) -> Result<Begun, StorageError> {
        let (now, secret) = (self.env.now(), Secret::new(self.env.rng()));
        if let Some(previous) = previous {
            sessions::end(work, previous).await?;
        }
        sessions::insert(work, &secret.digest(), user.id, began_with, now, expiry(now, now))
            .await?;
        users::seen(work, user.id, now).await?;
        user.last_seen_at = Some(now);
        let how = json!({ "with": began_with.name() });
        audit::record(work, &self.env, &user, "user.signed_in", user.id, Some(&user.name), how)
            .await?;
        metrics::counter!("parcours_sign_ins_total", "ok" => "true").increment(1);
        Ok(Begun { secret, user })
    }

    /// Ends a session.
    pub(crate) async fn sign_out(&self, digest: &str, user: &User) -> Result<(), Problem> {
        let work = self.database.begin().await?;
        sessions::end(&work, digest).await?;
        let by = Actor::from(user);
        audit::record(
            &work,
            &self.env,
            by,
            "user.signed_out",
            user.id,
            Some(&user.name),
            json!({}),
        )
        .await?;
        Ok(work.commit(&self.env).await?)
    }

    /// Notes that a session is in use, if that was not noted within the minute; prolongs it.
    pub(crate) async fn session_seen(
        &self,
        digest: &str,
        found: &sessions::Found,
    ) -> Result<(), StorageError> {
        let now = self.env.now();
        if now < found.last_seen_at.plus_seconds(SEEN_EVERY_SECONDS) {
            return Ok(());
        }
        let work = self.database.begin().await?;
        sessions::extend(&work, digest, now, expiry(found.began_at, now)).await?;
        users::seen(&work, found.user.id, now).await?;
        work.commit(&self.env).await
    }
}
