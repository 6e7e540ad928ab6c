//! `parcours user`

use anyhow::Context as _;
use parcours_access::{By, NewInvitation, NewUser, OneTimeLink, Role, User as Person, UserChanges};
use parcours_kernel::{Language, Text};
use parcours_server::App;

use crate::cli::{RoleName, User};
use crate::config::Configuration;
use crate::output;

pub(crate) async fn run(configuration: &Configuration, command: User) -> anyhow::Result<()> {
    let app = match command {
        // Whoever prepares an installation may add people before it first serves.
        User::Add { .. } => super::open_or_begin(configuration).await?,
        _ => super::open(configuration).await?,
    };
    let by = By::system();
    match command {
        User::List { json } => {
            let users = app.access.users().await?;
            if json {
                return output::json(&users);
            }
            for user in users {
                let state = if user.disabled { "  (disabled)" } else { "" };
                output::line(format!(
                    "{:<8} {:<32} {}{state}",
                    user.role.name(),
                    user.email,
                    user.name
                ));
            }
            Ok(())
        }
        User::Add { email, name, role, language } => {
            let language = Language::from_tag(&language).context("the language is fr or en")?;
            let wish = NewUser { name, email, role: role.into(), language };
            let (user, link) = app.access.create_user(&by, wish).await?;
            show_link(configuration, &user, &link);
            Ok(())
        }
        User::Invite { email, role, teams, language } => {
            let language = Language::from_tag(&language).context("the language is fr or en")?;
            let mut team_ids = Vec::new();
            for team in teams {
                team_ids.push(super::team::find(&app, &team).await?.id);
            }
            let wish = NewInvitation { email, role: role.into(), language, team_ids };
            let (invitation, link) = app.access.invite(&by, wish).await?;
            output::note(&Text::new(
                format!("With this link {} makes an account:", invitation.email),
                format!("Avec ce lien, {} crée son compte\u{202f}:", invitation.email),
            ));
            output::line(link.url(&configuration.base_url()));
            Ok(())
        }
        User::Link { email } => {
            let user = find(&app, &email).await?;
            let link = app.access.sign_in_link(&by, user.id).await?;
            show_link(configuration, &user, &link);
            Ok(())
        }
        User::Role { email, role } => {
            change(&app, &email, UserChanges { role: Some(role.into()), ..Default::default() })
                .await
        }
        User::Disable { email } => {
            change(&app, &email, UserChanges { disabled: Some(true), ..Default::default() }).await
        }
        User::Enable { email } => {
            change(&app, &email, UserChanges { disabled: Some(false), ..Default::default() }).await
        }
    }
}

async fn find(app: &App, email: &str) -> anyhow::Result<Person> {
    let user = app.access.user_by_email(email).await?;
    user.with_context(|| format!("nobody has the address {email}; see `parcours user list`"))
}

async fn change(app: &App, email: &str, changes: UserChanges) -> anyhow::Result<()> {
    let user = find(app, email).await?;
    let user = app.access.change_user(&By::system(), user.id, changes).await?;
    output::line(format!(
        "{} {} {}",
        user.role.name(),
        user.email,
        if user.disabled { "disabled" } else { "enabled" }
    ));
    Ok(())
}

fn show_link(configuration: &Configuration, user: &Person, link: &OneTimeLink) {
    output::note(&Text::new(
        format!("This link signs {} in once:", user.name),
        format!("Ce lien connecte {} une seule fois\u{202f}:", user.name),
    ));
    output::line(link.url(&configuration.base_url()));
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Self {
        match name {
            RoleName::Owner => Self::Owner,
            RoleName::Admin => Self::Admin,
            RoleName::Editor => Self::Editor,
            RoleName::Agent => Self::Agent,
            RoleName::Viewer => Self::Viewer,
        }
    }
}
