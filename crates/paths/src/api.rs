//! Figures over the API: one endpoint, one file.

mod atlas;
mod customer_lifetime;
mod customer_next_step;
mod customer_positions;
mod figures;
mod findings;
mod fit_lifetime;
mod new_map;
mod persona_customers;
mod positions;
mod preview;
mod proposals;
mod reports;
mod saved_views;
mod team_touchpoints;
mod unclaimed;
mod vocabulary;
mod ways;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::FromRef;
use parcours_access::Caller;
use parcours_interactions::CustomerSet;
use parcours_journeys::{Journey, JourneyId, JourneySummary, Journeys, PersonaId, Reader};
use parcours_kernel::{Problem, Text};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{MapVersion, Paths, Positions};

/// What the endpoints need.
#[derive(Debug, Clone)]
pub struct Api {
    /// The kernels.
    pub paths: Paths,
    /// The maps.
    pub journeys: Journeys,
    /// Where customers stand.
    pub positions: Positions,
}

impl FromRef<Api> for Journeys {
    fn from_ref(api: &Api) -> Self {
        api.journeys.clone()
    }
}

impl Api {
    /// A journey in one of its two states, for somebody who may see it: without the names of others
    /// that they may not see.
    async fn journey(
        &self,
        asks: &Caller,
        id: JourneyId,
        version: MapVersion,
    ) -> Result<Journey, Problem> {
        self.journeys.viewable(asks, id).await?;
        let journey = self.in_state(id, version).await?;
        self.journeys.as_seen_by(Reader::of(asks), journey).await
    }

    async fn in_state(&self, id: JourneyId, version: MapVersion) -> Result<Journey, Problem> {
        let draft = self.journeys.get(id).await?.ok_or_else(no_such_journey)?;
        match version {
            MapVersion::Draft => Ok(draft),
            MapVersion::Published => self.journeys.published(id).await?.ok_or_else(|| {
                Problem::conflict(
                    "journey_not_published",
                    Text::new(
                        "This journey has not been published yet. Publish it, or ask for its draft.",
                        "Ce parcours n’est pas encore publié. Publiez-le, ou demandez son brouillon.",
                    ),
                )
            }),
        }
    }

    /// The journeys that changed last, of those that somebody may see.
    async fn newest(&self, asks: &Caller) -> Result<Vec<(JourneySummary, Journey)>, Problem> {
        let reader = Reader::of(asks);
        let mut journeys = self.journeys.newest(reader, crate::atlas::MOST).await?;
        let hidden = self.journeys.hidden_from(reader).await?;
        for (_, journey) in &mut journeys {
            journey.hide(&hidden);
        }
        Ok(journeys)
    }

    /// The state of a journey by which customers stand somewhere in it.
    async fn journey_that_counts(
        &self,
        asks: &Caller,
        id: JourneyId,
    ) -> Result<MapVersion, Problem> {
        self.journeys.viewable(asks, id).await?;
        let draft = self.journeys.get(id).await?.ok_or_else(no_such_journey)?;
        Ok(MapVersion::that_counts(&draft))
    }

    /// The customers a persona stands for.
    async fn customers_of(&self, id: PersonaId) -> Result<Arc<CustomerSet>, Problem> {
        let persona = self.journeys.persona(id).await?.ok_or_else(no_such_persona)?;
        self.paths.customers_of(&persona).await
    }

    /// The journeys that touchpoints of a journey open into, at any depth, as they are drawn now.
    /// One that is removed is not there; none is there twice, whichever way they lead.
    async fn opened_by(&self, journey: &Journey) -> Result<Vec<Journey>, Problem> {
        let mut opened: Vec<Journey> = Vec::new();
        let mut seen = BTreeSet::from([journey.id]);
        let mut ahead = inner(journey);
        while let Some(next) = ahead.pop() {
            if seen.len() > MOST_OPENED || !seen.insert(next) {
                continue;
            }
            if let Some(journey) = self.journeys.get(next).await? {
                ahead.extend(inner(&journey));
                opened.push(journey);
            }
        }
        Ok(opened)
    }
}

fn inner(journey: &Journey) -> Vec<JourneyId> {
    journey.touchpoints().filter_map(|t| t.sub_journey.as_ref()).map(|inner| inner.id).collect()
}

/// Journeys within one journey, at any depth: more than anybody draws, and few enough to read.
const MOST_OPENED: usize = 60;

/// The routes of this crate.
pub fn router(api: Api) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(figures::get_journey_figures))
        .routes(routes!(atlas::get_atlas))
        .routes(routes!(team_touchpoints::list_team_touchpoints))
        .routes(routes!(preview::preview_signals))
        .routes(routes!(unclaimed::list_unclaimed_interactions))
        .routes(routes!(proposals::propose_touchpoints))
        .routes(routes!(new_map::propose_map))
        .routes(routes!(vocabulary::get_vocabulary))
        .routes(routes!(customer_lifetime::get_customer_lifetime_value))
        .routes(routes!(fit_lifetime::fit_lifetime_value))
        .routes(routes!(positions::list_positions))
        .routes(routes!(ways::list_customer_ways))
        .routes(routes!(persona_customers::list_persona_customers))
        .routes(routes!(customer_positions::get_customer_positions))
        .routes(routes!(customer_next_step::get_customer_next_step))
        .routes(routes!(findings::list::list_findings, findings::decide::decide_finding))
        .routes(routes!(saved_views::list::list_saved_views, saved_views::create::save_view))
        .routes(routes!(
            saved_views::update::update_saved_view,
            saved_views::delete::delete_saved_view
        ))
        .merge(reports::router())
        .with_state(api)
}

pub(crate) fn no_such_journey() -> Problem {
    Problem::not_found(
        "journey_not_found",
        Text::new("There is no such journey.", "Ce parcours n’existe pas."),
    )
}

fn no_such_persona() -> Problem {
    Problem::not_found(
        "persona_not_found",
        Text::new("There is no such persona.", "Ce persona n’existe pas."),
    )
}
