//! `parcours team`

use anyhow::Context as _;
use parcours_access::{Actor, By, Team as Known};
use parcours_kernel::Text;
use parcours_server::App;

use crate::cli::Team;
use crate::config::Configuration;
use crate::output;

pub(crate) async fn run(configuration: &Configuration, command: Team) -> anyhow::Result<()> {
    let app = super::open(configuration).await?;
    match command {
        Team::List { json } => {
            let teams = app.access.teams().await?;
            if json {
                return output::json(&teams);
            }
            for team in teams {
                let members: Vec<_> =
                    team.members.iter().map(|member| member.name.as_str()).collect();
                output::line(format!("{:<24} {}", team.name, members.join(", ")));
            }
            Ok(())
        }
        Team::Create { name } => {
            let team = app.access.create_team(&By::system(), &name, None).await?;
            let taken = app.journeys.take_over(team.id, &Actor::system()).await?;
            output::note(&Text::new(
                format!("Made the team {}; touchpoints that named it already: {taken}.", team.name),
                format!(
                    "Équipe {} créée\u{202f}; points de contact qui la nommaient déjà\u{202f}: {taken}.",
                    team.name
                ),
            ));
            output::line(team.id.to_string());
            Ok(())
        }
        Team::Add { team, email } => {
            let found = find(&app, &team).await?;
            let user = app.access.user_by_email(&email).await?;
            let user = user.with_context(|| {
                format!("nobody has the address {email}; see `parcours user list`")
            })?;
            let team = app.access.add_member(&By::system(), found.id, user.id).await?;
            output::line(format!("{} {}", team.name, user.email));
            Ok(())
        }
    }
}

/// The team of a name, in whatever case.
pub(super) async fn find(app: &App, name: &str) -> anyhow::Result<Known> {
    let team = app.access.team_by_name(name).await?;
    team.with_context(|| format!("there is no team called {name}; see `parcours team list`"))
}
