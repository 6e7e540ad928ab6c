//! What is exported: everything, or what a journey's touchpoints claim.

use std::collections::HashMap;

use parcours_journeys::{Journey, Reader, bind};
use parcours_kernel::PageQuery;
use parcours_server::App;
use parcours_tracking::exports::Names;

use super::words;

/// Which interactions, and what their numbers stand for.
#[derive(Debug)]
pub(super) struct Scope {
    /// Only these signatures; all when `None`.
    pub(super) signatures: Option<Vec<u32>>,
    pub(super) names: Names,
}

impl Scope {
    /// The scope of a journey, or of everything.
    pub(super) async fn of(app: &App, journey: Option<&str>) -> anyhow::Result<Self> {
        let sources = app.tracking.sources().await?;
        let sources = sources.into_iter().map(|source| (source.number.0, source.name)).collect();
        let Some(name) = journey else {
            return Ok(Self { signatures: None, names: Names { sources, places: None } });
        };
        let journey = find(app, name).await?;
        let binding = bind(&journey, &app.log.signatures().await?);
        let signatures = binding.signatures();
        let place = |signature: &u32| {
            let touchpoint = journey.touchpoint(binding.touchpoint(*signature)?)?;
            let stage = journey.stage(touchpoint.stage_id)?;
            Some((*signature, (stage.name.clone(), touchpoint.name.clone())))
        };
        let places: HashMap<_, _> = signatures.iter().filter_map(place).collect();
        Ok(Self { signatures: Some(signatures), names: Names { sources, places: Some(places) } })
    }
}

/// A journey as its newest version shows it, or as it is drawn while it has none.
async fn find(app: &App, name: &str) -> anyhow::Result<Journey> {
    let Some(draft) = app.journeys.find(name).await? else {
        let all = app
            .journeys
            .list(Reader::of_all(), &PageQuery { limit: Some(words::LISTED), cursor: None })
            .await?;
        return Err(words::unknown_journey(name, &all));
    };
    Ok(app.journeys.published(draft.id).await?.unwrap_or(draft))
}
