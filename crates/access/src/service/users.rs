//! Users: making, changing, keeping out, and the links by which they come in.
//!
//! The rules, whoever asks: nobody hands out or touches a role above their own; there is always an
//! owner who can sign in; who is kept out has no session, token or link left.

use parcours_kernel::{Language, Page, PageQuery, Problem, Text};
use parcours_storage::{StorageError, UnitOfWork};
use serde_json::{Map, Value, json};

use crate::access::{By, OneTimeLink};
use crate::audit::{self, AuditEntry};
use crate::caller::not_allowed;
use crate::model::{self, Email, Person};
use crate::secret::Secret;
use crate::store::{links, sessions, tokens, users};
use crate::{Access, Role, User, UserId, store};

const LINK_VALID_SECONDS: i64 = 7 * 24 * 3600;

/// A user about to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// What colleagues call them.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// The language they are spoken to in.
    pub language: Language,
}

/// What changes of a user; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct UserChanges {
    /// What colleagues call them.
    pub name: Option<String>,
    /// What they may do.
    pub role: Option<Role>,
    /// The language they are spoken to in.
    pub language: Option<Language>,
    /// Whether they are kept out.
    pub disabled: Option<bool>,
}

pub(super) fn user_not_found() -> Problem {
    Problem::not_found(
        "user_not_found",
        Text::new("There is no such user.", "Cet utilisateur n’existe pas."),
    )
}

pub(super) fn above_your_role(role: Role) -> Problem {
    let label = role.label();
    let (en, fr) = (label.get(Language::En), label.get(Language::Fr));
    not_allowed(Text::new(
        format!("Nobody manages a role above their own: for this you need the role “{en}”."),
        format!(
            "Nul ne gère un rôle supérieur au sien\u{202f}: il vous faut pour cela le rôle «\u{202f}{fr}\u{202f}»."
        ),
    ))
}

pub(super) fn email_taken() -> Problem {
    let text = Text::new(
        "This e-mail address has an account already.",
        "Cette adresse e-mail a déjà un compte.",
    );
    Problem::conflict("email_conflict", text.clone()).and_field("email", "email_conflict", text)
}

impl Access {
    /// What happened to a journey and all that is in it, newest first.
    pub async fn activity(
        &self,
        journey: &str,
        query: &PageQuery,
    ) -> Result<Page<AuditEntry>, Problem> {
        store::audit::page(&self.database, Some(journey), query).await
    }

    /// All users, the oldest account first.
    pub async fn users(&self) -> Result<Vec<User>, Problem> {
        Ok(users::list(&self.database).await?)
    }

    /// Everybody who may sign in, by name, the oldest account first.
    pub async fn people(&self) -> Result<Vec<Person>, Problem> {
        let users = users::list(&self.database).await?;
        let may = users.into_iter().filter(|user| !user.disabled);
        Ok(may.map(|user| Person { id: user.id, name: user.name }).collect())
    }

    /// The user of an id.
    pub async fn user(&self, id: UserId) -> Result<Option<User>, StorageError> {
        users::get(self.database.read(), id).await
    }

    /// The user of an e-mail address, whatever its case.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>, Problem> {
        Ok(users::by_email(&self.database, &Email::key(email)).await?.map(|known| known.user))
    }

    /// Makes a user and the link by which they first come in, good for seven days.
    pub async fn create_user(
        &self,
        by: &By,
        wish: NewUser,
    ) -> Result<(User, OneTimeLink), Problem> {
        let name = model::name("name", &wish.name)?;
        let email = Email::parse("email", &wish.email)?;
        if wish.role > by.role {
            return Err(above_your_role(wish.role));
        }
        let user = User {
            id: UserId::new(&self.env),
            name,
            email: email.text,
            role: wish.role,
            language: wish.language,
            created_at: self.env.now(),
            last_seen_at: None,
            disabled: false,
        };
        let work = self.database.begin().await?;
        users::insert(&work, &user, &email.key, None).await.map_err(|error| match error {
            StorageError::Taken(_) => email_taken(),
            other => other.into(),
        })?;
        let what = json!({ "role": user.role, "email": user.email });
        let by = by.actor.clone();
        audit::record(&work, &self.env, by, "user.created", user.id, Some(&user.name), what)
            .await?;
        let link = self.new_link(&work, user.id).await?;
        work.commit(&self.env).await?;
        Ok((user, link))
    }

    /// Makes a link by which a user comes in without a password; links before it stop working.
    pub async fn sign_in_link(&self, by: &By, id: UserId) -> Result<OneTimeLink, Problem> {
        let work = self.database.begin().await?;
        let user = touchable(&work, by, id).await?;
        if user.disabled {
            return Err(Problem::conflict(
                "user_disabled",
                Text::new(
                    "This user is disabled. Enable the account first.",
                    "Cet utilisateur est désactivé. Réactivez d’abord son compte.",
                ),
            ));
        }
        links::withdraw(&work, id).await?;
        let link = self.new_link(&work, id).await?;
        let by = by.actor.clone();
        audit::record(&work, &self.env, by, "user.link_created", id, Some(&user.name), json!({}))
            .await?;
        work.commit(&self.env).await?;
        Ok(link)
    }

    async fn new_link(&self, work: &UnitOfWork, id: UserId) -> Result<OneTimeLink, StorageError> {
        let (now, secret) = (self.env.now(), Secret::new(self.env.rng()));
        let expires_at = now.plus_seconds(LINK_VALID_SECONDS);
        links::insert(work, &secret.digest(), Some(id), now, expires_at).await?;
        Ok(OneTimeLink { page: "/link", secret, expires_at })
    }

    /// Changes a user.
    pub async fn change_user(
        &self,
        by: &By,
        id: UserId,
        wish: UserChanges,
    ) -> Result<User, Problem> {
        let work = self.database.begin().await?;
        let before = touchable(&work, by, id).await?;
        let after = changed(&before, wish)?;
        if after.role > by.role {
            return Err(above_your_role(after.role));
        }
        users::update(&work, &after).await?;
        if before.role == Role::Owner && users::owners(&work).await? == 0 {
            return Err(last_owner());
        }
        let mut changes = difference(&before, &after);
        if after.disabled && !before.disabled {
            changes.insert("ended_sessions".into(), json!(sessions::end_all(&work, id).await?));
            changes.insert("revoked_tokens".into(), json!(tokens::revoke_all(&work, id).await?));
            links::withdraw(&work, id).await?;
        }
        if !changes.is_empty() {
            let (by, changes) = (by.actor.clone(), Value::Object(changes));
            audit::record(&work, &self.env, by, "user.changed", id, Some(&after.name), changes)
                .await?;
        }
        work.commit(&self.env).await?;
        Ok(after)
    }
}

/// The user, held until the unit of work ends; 403 when their role is above that of who asks.
async fn touchable(work: &UnitOfWork, by: &By, id: UserId) -> Result<User, Problem> {
    let user = users::hold(work, id).await?.ok_or_else(user_not_found)?;
    if user.role > by.role { Err(above_your_role(user.role)) } else { Ok(user) }
}

fn changed(before: &User, wish: UserChanges) -> Result<User, Problem> {
    let mut after = before.clone();
    if let Some(name) = wish.name {
        after.name = model::name("name", &name)?;
    }
    after.role = wish.role.unwrap_or(after.role);
    after.language = wish.language.unwrap_or(after.language);
    after.disabled = wish.disabled.unwrap_or(after.disabled);
    Ok(after)
}

fn difference(before: &User, after: &User) -> Map<String, Value> {
    let fields = |user: &User| {
        [
            ("name", json!(user.name)),
            ("role", json!(user.role)),
            ("language", json!(user.language)),
            ("disabled", json!(user.disabled)),
        ]
    };
    let pairs = fields(before).into_iter().zip(fields(after));
    pairs
        .filter(|((_, from), (_, to))| from != to)
        .map(|((field, from), (_, to))| (field.to_owned(), json!({ "from": from, "to": to })))
        .collect()
}

fn last_owner() -> Problem {
    Problem::conflict(
        "last_owner",
        Text::new(
            "This is the last owner. Make someone else an owner first.",
            "C’est le dernier propriétaire. Nommez d’abord un autre propriétaire.",
        ),
    )
}
