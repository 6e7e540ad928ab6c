//! API tokens.

use parcours_kernel::{Problem, Text};
use parcours_storage::StorageError;
use serde_json::json;

use crate::audit::{self, Actor};
use crate::model::{self, ApiToken};
use crate::permission::Scope;
use crate::secret::Secret;
use crate::store::tokens;
use crate::{Access, Caller, TokenId, User};

/// What every API token begins with, so that people and scanners of leaked keys know one.
pub(crate) const PREFIX: &str = "prc_";
const LONGEST_DAYS: u32 = 3650;
const USED_EVERY_SECONDS: i64 = 60;

/// A token about to be made.
#[derive(Debug)]
pub(crate) struct TokenWish {
    pub(crate) name: String,
    pub(crate) scopes: Vec<Scope>,
    pub(crate) expires_in_days: Option<u32>,
}

impl Access {
    /// All tokens, the newest first.
    pub(crate) async fn tokens(&self) -> Result<Vec<ApiToken>, Problem> {
        Ok(tokens::list(&self.database).await?)
    }

    /// Makes a token for a user, within that user's own rights. Its secret is told this once.
    pub(crate) async fn create_token(
        &self,
        maker: &User,
        wish: TokenWish,
    ) -> Result<(ApiToken, Secret), Problem> {
        let secret = Secret::prefixed(PREFIX, self.env.rng());
        let now = self.env.now();
        let days = lifetime(wish.expires_in_days)?;
        let token = ApiToken {
            id: TokenId::new(&self.env),
            name: model::name("name", &wish.name)?,
            scopes: scopes(maker, wish.scopes)?,
            created_by: maker.name.clone(),
            created_at: now,
            last_used_at: None,
            expires_at: days.map(|days| now.plus_seconds(i64::from(days) * 24 * 3600)),
        };
        let work = self.database.begin().await?;
        tokens::insert(&work, &token, &secret.digest(), maker.id).await?;
        let what = json!({ "scopes": token.scopes, "expires_at": token.expires_at });
        audit::record(&work, &self.env, maker, "token.created", token.id, Some(&token.name), what)
            .await?;
        work.commit(&self.env).await?;
        Ok((token, secret))
    }

    /// Revokes a token, whoever made it: taking a right away is never raising oneself.
    pub(crate) async fn revoke_token(&self, by: &Caller, id: TokenId) -> Result<(), Problem> {
        let work = self.database.begin().await?;
        let gone = tokens::revoke(&work, id).await?.ok_or_else(|| {
            Problem::not_found(
                "token_not_found",
                Text::new("There is no such API token.", "Ce jeton d’API n’existe pas."),
            )
        })?;
        let what = json!({ "scopes": gone.scopes });
        audit::record(
            &work,
            &self.env,
            Actor::from(by),
            "token.revoked",
            id,
            Some(&gone.name),
            what,
        )
        .await?;
        Ok(work.commit(&self.env).await?)
    }

    /// Notes that a token is in use, if that was not noted within the minute.
    pub(crate) async fn token_used(&self, found: &tokens::Found) -> Result<(), StorageError> {
        let now = self.env.now();
        if found.last_used_at.is_some_and(|last| now < last.plus_seconds(USED_EVERY_SECONDS)) {
            return Ok(());
        }
        let work = self.database.begin().await?;
        tokens::used(&work, found.caller.id, now).await?;
        work.commit(&self.env).await
    }
}

fn lifetime(days: Option<u32>) -> Result<Option<u32>, Problem> {
    match days {
        Some(days) if days == 0 || days > LONGEST_DAYS => Err(Problem::invalid(
            "expires_in_days",
            "out_of_range",
            Text::new(
                "Write a number of days from 1 to 3,650, or leave it out.",
                "Écrivez un nombre de jours de 1 à 3\u{202f}650, ou laissez vide.",
            ),
        )),
        days => Ok(days),
    }
}

fn scopes(maker: &User, mut scopes: Vec<Scope>) -> Result<Vec<Scope>, Problem> {
    if scopes.is_empty() {
        let text = Text::new("Choose at least one scope.", "Choisissez au moins une portée.");
        return Err(Problem::invalid("scopes", "required", text));
    }
    if let Some((index, scope)) =
        scopes.iter().enumerate().find(|(_, scope)| maker.role < scope.role())
    {
        let name = scope.name();
        let text = Text::new(
            format!("You may not do what {name} allows, so your token may not either."),
            format!(
                "Vous n’avez pas les droits de {name}\u{202f}: votre jeton ne peut pas les avoir non plus."
            ),
        );
        return Err(Problem::invalid(format!("scopes[{index}]"), "scope_not_yours", text));
    }
    scopes.sort_unstable();
    scopes.dedup();
    Ok(scopes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;
    use crate::testing::user;

    #[test]
    fn a_token_has_no_right_that_its_maker_lacks() {
        let ask = |role, wish: &[Scope]| scopes(&user(role), wish.to_vec());
        assert_eq!(ask(Role::Viewer, &[Scope::JourneysRead]).unwrap(), [Scope::JourneysRead]);
        assert!(ask(Role::Viewer, &[Scope::JourneysRead, Scope::JourneysWrite]).is_err());
        assert!(ask(Role::Editor, &[Scope::UsersManage]).is_err());
        assert_eq!(ask(Role::Admin, &[Scope::AuditRead; 2]).unwrap(), [Scope::AuditRead]);
        assert!(ask(Role::Owner, &[]).is_err());
    }
}
