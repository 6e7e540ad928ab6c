//! The first account: whoever opens the link that the server printed becomes the owner.

use std::net::IpAddr;

use parcours_kernel::{Language, Problem, Text};
use serde_json::json;

use super::Begun;
use super::sessions::link_not_found;
use super::throttle::{self, ADDRESS};
use crate::access::OneTimeLink;
use crate::audit::{self, Actor};
use crate::model::{self, Email};
use crate::secret::Secret;
use crate::store::sessions::BeganWith;
use crate::store::{links, users};
use crate::{Access, Role, User, UserId, password};

const VALID_SECONDS: i64 = 24 * 3600;

fn already_set_up() -> Problem {
    Problem::conflict(
        "already_set_up",
        Text::new(
            "Parcours has an owner already. Sign in instead.",
            "Parcours a déjà un propriétaire. Connectez-vous plutôt.",
        ),
    )
}

impl Access {
    /// Whether nobody has an account yet.
    pub async fn setup_needed(&self) -> Result<bool, Problem> {
        Ok(!users::any(&self.database).await?)
    }

    /// A link that creates the owner, good for a day; `None` when somebody has an account. For the
    /// server to print at its start.
    pub async fn setup_link_if_needed(&self) -> Result<Option<OneTimeLink>, Problem> {
        if !self.setup_needed().await? {
            return Ok(None);
        }
        let (now, secret) = (self.env.now(), Secret::new(self.env.rng()));
        let expires_at = now.plus_seconds(VALID_SECONDS);
        let work = self.database.begin().await?;
        links::insert(&work, &secret.digest(), None, now, expires_at).await?;
        work.commit(&self.env).await?;
        Ok(Some(OneTimeLink { page: "/setup", secret, expires_at }))
    }

    /// Creates the owner and signs them in.
    pub(crate) async fn set_up(
        &self,
        token: &str,
        owner: Owner<'_>,
        from: Option<IpAddr>,
    ) -> Result<Begun, Problem> {
        self.count_try(&[(throttle::address(from), ADDRESS)]).await?;
        if !self.setup_needed().await? {
            return Err(already_set_up());
        }
        let digest = Secret::of(token).digest();
        if !links::setup_is_open(&self.database, &digest, self.env.now()).await? {
            return Err(link_not_found());
        }
        let (user, email, hash) = self.owner(owner).await?;
        let work = self.database.begin().await?;
        if !links::claim_setup(&work, &digest, self.env.now()).await? {
            return Err(link_not_found());
        }
        if users::any_in(&work).await? {
            return Err(already_set_up());
        }
        users::insert(&work, &user, &email.key, Some(hash)).await?;
        let what = json!({ "role": user.role, "email": user.email });
        audit::record(&work, &self.env, &user, "user.created", user.id, Some(&user.name), what)
            .await?;
        let begun = self.begin_session(&work, user, BeganWith::Password, None).await?;
        work.commit(&self.env).await?;
        Ok(begun)
    }

    /// The owner of the demo: made when nobody has an account, found otherwise.
    pub async fn ensure_demo_owner(&self, owner: Owner<'_>) -> Result<User, Problem> {
        let key = Email::key(owner.email);
        if let Some(known) = users::by_email(&self.database, &key).await? {
            return Ok(known.user);
        }
        let (user, email, hash) = self.owner(owner).await?;
        let work = self.database.begin().await?;
        users::insert(&work, &user, &email.key, Some(hash)).await?;
        let what = json!({ "role": user.role, "email": user.email });
        audit::record(
            &work,
            &self.env,
            Actor::system(),
            "user.created",
            user.id,
            Some(&user.name),
            what,
        )
        .await?;
        work.commit(&self.env).await?;
        Ok(user)
    }

    async fn owner(&self, owner: Owner<'_>) -> Result<(User, Email, String), Problem> {
        let name = model::name("name", owner.name)?;
        let email = Email::parse("email", owner.email)?;
        password::check("password", owner.password, &name, &email.text)?;
        let hash = self.passwords.hash(&self.env, owner.password.to_owned()).await?;
        let user = User {
            id: UserId::new(&self.env),
            name,
            email: email.text.clone(),
            role: Role::Owner,
            language: owner.language,
            created_at: self.env.now(),
            last_seen_at: None,
            disabled: false,
        };
        Ok((user, email, hash))
    }
}

/// An owner about to be made.
#[derive(Clone, Copy)]
pub struct Owner<'a> {
    /// What colleagues call them.
    pub name: &'a str,
    /// What they sign in with.
    pub email: &'a str,
    /// In the clear; at least 12 characters.
    pub password: &'a str,
    /// The language they are spoken to in.
    pub language: Language,
}
