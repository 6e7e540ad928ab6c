//! Maps out and in, with the journeys and figures they are made of.

mod export;
mod import;

use parcours_journeys::Journeys;
use parcours_paths::Paths;

pub use export::ExportAsk;
pub use import::{Drawn, DrawnStage, ForeignTable, ImportAsk, Imported, MapPreview, PersonaFate};

/// Brings maps out and in; cheap to clone.
#[derive(Debug, Clone)]
pub struct Exchange {
    pub(crate) journeys: Journeys,
    paths: Paths,
}

impl Exchange {
    /// Over these journeys and figures.
    pub fn new(journeys: Journeys, paths: Paths) -> Self {
        Self { journeys, paths }
    }
}
