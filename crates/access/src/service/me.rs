//! One's own account.

use parcours_kernel::{Language, Problem, Text};
use serde_json::json;

use super::throttle::{self, ACCOUNT};
use crate::access::By;
use crate::audit::{self, Actor};
use crate::layers::CurrentSession;
use crate::model::Email;
use crate::password::{self, Verdict};
use crate::store::sessions::BeganWith;
use crate::store::{links, sessions, throttles, users};
use crate::{Access, User, UserChanges};

/// For so long after coming in by a link one may set a password without knowing the old one: the
/// link stood for it.
const LINK_STANDS_FOR_SECONDS: i64 = 3600;

impl Access {
    /// Changes one's own name or language.
    pub(crate) async fn change_me(
        &self,
        user: &User,
        name: Option<String>,
        language: Option<Language>,
    ) -> Result<User, Problem> {
        let by = By { actor: Actor::from(user), role: user.role };
        self.change_user(&by, user.id, UserChanges { name, language, ..Default::default() }).await
    }

    /// Sets one's own password; all other sessions and open links of the account end.
    pub(crate) async fn change_password(
        &self,
        user: &User,
        session: &CurrentSession,
        current: Option<String>,
        new: String,
    ) -> Result<(), Problem> {
        password::check("new", &new, &user.name, &user.email)?;
        self.prove_current(user, session, current).await?;
        let hash = self.passwords.hash(&self.env, new).await?;
        let work = self.database.begin().await?;
        users::set_password(&work, user.id, &hash).await?;
        sessions::has_password(&work, &session.digest).await?;
        let ended = sessions::end_others(&work, user.id, &session.digest).await?;
        links::withdraw(&work, user.id).await?;
        throttles::clear(&work, &throttle::account(&Email::key(&user.email))).await?;
        let what = json!({ "ended_sessions": ended });
        audit::record(
            &work,
            &self.env,
            user,
            "user.password_changed",
            user.id,
            Some(&user.name),
            what,
        )
        .await?;
        Ok(work.commit(&self.env).await?)
    }

    async fn prove_current(
        &self,
        user: &User,
        session: &CurrentSession,
        current: Option<String>,
    ) -> Result<(), Problem> {
        let fresh_link = session.began_with == BeganWith::Link
            && self.env.now() < session.began_at.plus_seconds(LINK_STANDS_FOR_SECONDS);
        let stored = users::password(&self.database, user.id).await?;
        if stored.is_none() || fresh_link {
            return Ok(());
        }
        let Some(current) = current.filter(|current| !current.is_empty()) else {
            let text =
                Text::new("Enter your current password.", "Saisissez votre mot de passe actuel.");
            return Err(Problem::invalid("current", "required", text));
        };
        // The same count as signing in: a borrowed browser is no place to guess from.
        self.count_try(&[(throttle::account(&Email::key(&user.email)), ACCOUNT)]).await?;
        match self.passwords.verify(current, stored).await? {
            Verdict::Right { .. } => Ok(()),
            Verdict::Wrong => {
                let text = Text::new(
                    "This is not your current password.",
                    "Ce n’est pas votre mot de passe actuel.",
                );
                Err(Problem::invalid("current", "wrong_password", text))
            }
        }
    }
}
