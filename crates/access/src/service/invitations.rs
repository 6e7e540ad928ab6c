//! Invitations: somebody is asked in, and makes an account of their own with the link.

use std::net::IpAddr;

use parcours_kernel::{Language, Problem};
use parcours_storage::{StorageError, UnitOfWork};
use serde_json::json;

use super::Begun;
use super::throttle::{self, ADDRESS};
use super::users::{above_your_role, email_taken};
use crate::access::{By, OneTimeLink};
use crate::audit;
use crate::model::{
    self, Email, Invitation, InvitationId, InvitationState, TeamId, invitation_is_over,
    invitation_not_found, unknown_team,
};
use crate::secret::Secret;
use crate::store::sessions::BeganWith;
use crate::store::{invitations, teams, users};
use crate::{Access, Role, User, UserId, password};

const VALID_SECONDS: i64 = 7 * 24 * 3600;
/// How long whoever opens an old link is told what became of it.
const TOLD_SECONDS: i64 = 90 * 24 * 3600;

/// Somebody about to be invited.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// What they will sign in with.
    pub email: String,
    /// What they will be allowed to do.
    pub role: Role,
    /// The language they are spoken to in.
    pub language: Language,
    /// The teams they will be in.
    pub team_ids: Vec<TeamId>,
}

impl Access {
    /// The invitations that nobody took or withdrew, also the expired ones; the newest first.
    pub async fn invitations(&self) -> Result<Vec<Invitation>, Problem> {
        Ok(invitations::waiting(&self.database, self.env.now()).await?)
    }

    /// Invites somebody, with a link good for seven days; an earlier one to the same address stops
    /// working.
    pub async fn invite(
        &self,
        by: &By,
        wish: NewInvitation,
    ) -> Result<(Invitation, OneTimeLink), Problem> {
        let email = Email::parse("email", &wish.email)?;
        if wish.role > by.role {
            return Err(above_your_role(wish.role));
        }
        if users::by_email(&self.database, &email.key).await?.is_some() {
            return Err(email_taken());
        }
        let (now, secret) = (self.env.now(), Secret::new(self.env.rng()));
        let work = self.database.begin().await?;
        let team_ids = known_teams(&work, wish.team_ids).await?;
        let invitation = Invitation {
            id: InvitationId::new(&self.env),
            email: email.text,
            role: wish.role,
            language: wish.language,
            team_ids,
            invited_by: by.actor.name().to_owned(),
            created_at: now,
            expires_at: now.plus_seconds(VALID_SECONDS),
            state: InvitationState::Pending,
        };
        invitations::revoke_for(&work, &email.key, now).await?;
        invitations::insert(&work, &invitation, &email.key, &secret.digest()).await?;
        let what = json!({ "role": invitation.role, "teams": invitation.team_ids });
        let actor = by.actor.clone();
        let (id, name) = (invitation.id, Some(invitation.email.as_str()));
        audit::record(&work, &self.env, actor, "invitation.created", id, name, what).await?;
        // A mail that takes the link to its reader belongs here, into this unit of work: no mail
        // without its invitation, and none that is lost.
        work.commit(&self.env).await?;
        let link = OneTimeLink { page: "/invitation", secret, expires_at: invitation.expires_at };
        Ok((invitation, link))
    }

    /// Takes an invitation back: its link stops working.
    pub async fn revoke_invitation(&self, by: &By, id: InvitationId) -> Result<(), Problem> {
        let now = self.env.now();
        let work = self.database.begin().await?;
        let found = invitations::get(&work, id, now).await?.ok_or_else(invitation_not_found)?;
        if found.role > by.role {
            return Err(above_your_role(found.role));
        }
        if !invitations::revoke(&work, id, now).await? {
            return Err(invitation_is_over());
        }
        if found.state != InvitationState::Revoked {
            let (by, name) = (by.actor.clone(), Some(found.email.as_str()));
            audit::record(&work, &self.env, by, "invitation.revoked", id, name, json!({})).await?;
        }
        Ok(work.commit(&self.env).await?)
    }

    /// What an invitation says to whoever holds its link.
    pub(crate) async fn read_invitation(
        &self,
        token: &str,
        from: Option<IpAddr>,
    ) -> Result<Invitation, Problem> {
        self.count_try(&[(throttle::address(from), ADDRESS)]).await?;
        self.invited(token).await
    }

    /// Makes the account that an invitation is for, puts it into its teams and signs it in.
    pub(crate) async fn accept_invitation(
        &self,
        token: &str,
        guest: Guest<'_>,
        from: Option<IpAddr>,
        previous: Option<&str>,
    ) -> Result<Begun, Problem> {
        self.count_try(&[(throttle::address(from), ADDRESS)]).await?;
        let invitation = self.invited(token).await?;
        let name = model::name("name", guest.name)?;
        password::check("password", guest.password, &name, &invitation.email)?;
        let hash = self.passwords.hash(&self.env, guest.password.to_owned()).await?;
        let now = self.env.now();
        let user = User {
            id: UserId::new(&self.env),
            name,
            email: invitation.email.clone(),
            role: invitation.role,
            language: guest.language.unwrap_or(invitation.language),
            created_at: now,
            last_seen_at: None,
            disabled: false,
        };
        let work = self.database.begin().await?;
        if !invitations::accept(&work, invitation.id, now).await? {
            // Somebody was faster while the password was hashed: what became of it is told.
            let digest = Secret::of(token).digest();
            let late = invitations::by_digest(work.conn(), &digest, now).await?;
            late.ok_or_else(invitation_not_found)?.open()?;
            return Err(invitation_not_found());
        }
        let key = Email::key(&user.email);
        users::insert(&work, &user, &key, Some(hash)).await.map_err(|error| match error {
            StorageError::Taken(_) => email_taken(),
            other => other.into(),
        })?;
        for team in &invitation.team_ids {
            // One that was removed since is passed over.
            if teams::hold(&work, *team).await? {
                teams::add(&work, *team, user.id).await?;
            }
        }
        let what = json!({ "role": user.role, "email": user.email, "invitation": invitation.id, "teams": invitation.team_ids });
        audit::record(&work, &self.env, &user, "user.joined", user.id, Some(&user.name), what)
            .await?;
        let begun = self.begin_session(&work, user, BeganWith::Password, previous).await?;
        work.commit(&self.env).await?;
        Ok(begun)
    }

    async fn invited(&self, token: &str) -> Result<Invitation, Problem> {
        let digest = Secret::of(token).digest();
        let found = invitations::by_digest(self.database.read(), &digest, self.env.now()).await?;
        let invitation = found.ok_or_else(invitation_not_found)?;
        invitation.open()?;
        Ok(invitation)
    }

    /// The moment before which ended invitations are forgotten.
    pub(crate) fn forget_invitations_before(&self) -> parcours_kernel::Timestamp {
        self.env.now().plus_seconds(-TOLD_SECONDS)
    }
}

/// Who takes an invitation.
#[derive(Clone, Copy)]
pub(crate) struct Guest<'a> {
    /// What colleagues will call them.
    pub(crate) name: &'a str,
    /// In the clear; at least 12 characters.
    pub(crate) password: &'a str,
    /// The language to be spoken to in; that of the invitation when left out.
    pub(crate) language: Option<Language>,
}

async fn known_teams(work: &UnitOfWork, mut wanted: Vec<TeamId>) -> Result<Vec<TeamId>, Problem> {
    let known = teams::list(work.conn()).await?;
    wanted.sort_unstable();
    wanted.dedup();
    match wanted.iter().all(|id| known.iter().any(|team| team.id == *id)) {
        true => Ok(wanted),
        false => Err(unknown_team("team_ids")),
    }
}
