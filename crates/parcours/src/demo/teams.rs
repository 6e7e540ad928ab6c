//! Foulée's people and teams: who answers for the touchpoints of its maps.

use parcours_access::{By, NewUser, Role, TeamHue};
use parcours_kernel::Language;
use parcours_server::App;

/// A team, its colour, and its people by name and the first part of their address.
type DemoTeam = (&'static str, TeamHue, &'static [(&'static str, &'static str)]);

/// Named as the maps name them, which is how these find their teams.
const TEAMS: [DemoTeam; 4] = [
    ("Support", TeamHue::Teal, &[("Karim Diallo", "karim"), ("Nora Benali", "nora")]),
    ("Logistique", TeamHue::Orange, &[("Yann Rousseau", "yann"), ("Maud Petit", "maud")]),
    ("Web", TeamHue::Blue, &[("Hugo Lemaire", "hugo"), ("Lina Moreau", "lina")]),
    ("Boutique", TeamHue::Violet, &[("Sofia Nguyen", "sofia"), ("Paul Girard", "paul")]),
];

/// Makes the teams and their people that are not there yet.
pub(super) async fn gather(app: &App) -> anyhow::Result<()> {
    let by = By::system();
    for (name, hue, people) in TEAMS {
        let team = match app.access.team_by_name(name).await? {
            Some(there) => there,
            None => app.access.create_team(&by, name, Some(hue)).await?,
        };
        for (person, address) in people {
            let email = format!("{address}@foulee.example");
            let user = match app.access.user_by_email(&email).await? {
                Some(there) => there,
                None => {
                    let role = Role::Editor;
                    let (name, language) = ((*person).to_owned(), Language::Fr);
                    let wish = NewUser { name, email, role, language };
                    app.access.create_user(&by, wish).await?.0
                }
            };
            app.access.add_member(&by, team.id, user.id).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::foulee::JOURNEYS;
    use super::*;

    #[test]
    fn every_team_answers_for_something() {
        for (name, ..) in TEAMS {
            let said = format!("\"owning_team\": {{ \"fr\": \"{name}\"");
            assert!(JOURNEYS.iter().any(|journey| journey.contains(&said)), "{name}");
        }
    }
}
