//! A file as a journey.

use parcours_access::Actor;
use parcours_journeys::{Journey, JourneyId, TouchpointPatch};
use parcours_kernel::{Language, Problem, Text};
use serde::Serialize;
use utoipa::ToSchema;

use super::Exchange;
use crate::content::MapContent;
use crate::foreign::Mapping;
use crate::incoming::{self, FileKind, Incoming};
use crate::problems;
use crate::table::Sheet;

/// Rows of a table of another tool that are shown, and signs of a cell.
const SHOWN_ROWS: usize = 30;
const SHOWN_COLUMNS: usize = 60;
const SHOWN_SIGNS: usize = 120;

/// What is to be read.
#[derive(Debug, Clone, Default)]
pub struct ImportAsk {
    /// What the file is called; a journey without a name of its own takes it.
    pub file_name: String,
    /// The name of the journey, instead of that in the file.
    pub journey_name: Option<String>,
    /// What the columns or rows of a table of another tool are.
    pub mapping: Option<Mapping>,
}

/// What a file would become.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MapPreview {
    /// What the file is.
    pub kind: FileKind,
    /// The journey it would make; null while a table of another tool is not explained.
    pub journey: Option<Drawn>,
    /// A table of another tool, as it is read.
    pub table: Option<ForeignTable>,
    /// What its columns or rows are taken for.
    pub mapping: Option<Mapping>,
    /// What the file says and no map holds: fields by their path, columns by their head.
    pub left_out: Vec<String>,
    /// What else is to be known, in the caller's language.
    pub notes: Vec<String>,
}

/// A journey in outline.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = MapOutline)]
pub struct Drawn {
    /// What it would be called.
    pub name: String,
    /// Its persona, by name.
    pub persona: Option<String>,
    /// What becomes of the persona.
    pub persona_fate: PersonaFate,
    /// Its stages.
    pub stages: Vec<DrawnStage>,
    /// Pictures that come along.
    pub pictures: usize,
}

/// A stage in outline.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StageOutline)]
pub struct DrawnStage {
    /// What it is called.
    pub name: String,
    /// The names of its touchpoints.
    pub touchpoints: Vec<String>,
}

/// What becomes of the persona of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PersonaFate {
    /// There is none.
    None,
    /// One of this name is there: the journey becomes its journey.
    Found,
    /// It is made.
    Made,
}

/// The cells of a table of another tool.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ForeignTable {
    /// Its first rows, cells cut where they are long.
    pub rows: Vec<Vec<String>>,
    /// How many rows it has.
    pub total_rows: usize,
    /// How many columns.
    pub total_columns: usize,
}

/// What a file became.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ImportedMap)]
pub struct Imported {
    /// The journey that was made.
    pub journey_id: JourneyId,
    /// What it is called.
    pub name: String,
    /// How many stages it has.
    pub stages: usize,
    /// How many touchpoints.
    pub touchpoints: usize,
    /// Its persona, by name.
    pub persona: Option<String>,
    /// What became of the persona.
    pub persona_fate: PersonaFate,
    /// Pictures that came along.
    pub pictures: usize,
    /// What the file says and no map holds.
    pub left_out: Vec<String>,
    /// What else is to be known, in the caller's language.
    pub notes: Vec<String>,
}

impl Exchange {
    /// Reads a file and changes nothing.
    pub async fn preview(
        &self,
        bytes: Vec<u8>,
        ask: ImportAsk,
        language: Language,
    ) -> Result<MapPreview, Problem> {
        let Incoming { kind, map, left_out, notes, foreign } = read(bytes, &ask).await?;
        let journey = match (map, &foreign) {
            (Ok(map), _) => Some(self.outline(renamed(map, &ask)).await?),
            // It is there to be explained; that it is not yet is no fault.
            (Err(_), Some(_)) => None,
            (Err(problem), None) => return Err(problem),
        };
        let (table, mapping) = foreign.map(|(sheet, mapping)| (shown(&sheet), mapping)).unzip();
        Ok(MapPreview { kind, journey, table, mapping, left_out, notes: said(&notes, language) })
    }

    /// Makes a journey of a file.
    pub async fn import(
        &self,
        bytes: Vec<u8>,
        ask: ImportAsk,
        language: Language,
        actor: &Actor,
    ) -> Result<Imported, Problem> {
        let Incoming { kind, map, left_out, mut notes, .. } = read(bytes, &ask).await?;
        if kind == FileKind::ForeignTable && ask.mapping.is_none() {
            return Err(problems::mapping_needed());
        }
        let mut map = renamed(map?, &ask);
        // Before anything is written: what no journey takes is told while nothing has happened.
        map.journey = map.journey.checked()?;
        let outline = self.outline(map.clone()).await?;
        let pictures = self.keep_pictures(&mut map, actor).await?;
        if outline.persona_fate == PersonaFate::Found
            && let Some(persona) = &map.journey.persona
        {
            map.journey.persona_id =
                self.journeys.find_persona(&persona.name).await?.map(|known| known.id);
        }
        let opens_into = std::mem::take(&mut map.opens_into);
        let journey = self.journeys.create_from(map.journey, actor).await?;
        for opening in opens_into {
            if !self.open(&journey, opening.touchpoint, &opening.journey, actor).await? {
                notes.push(not_opened(&opening.journey));
            }
        }
        Ok(Imported {
            journey_id: journey.id,
            stages: journey.stages.len(),
            touchpoints: journey.touchpoints().count(),
            name: journey.name,
            persona: outline.persona,
            persona_fate: outline.persona_fate,
            pictures,
            left_out,
            notes: said(&notes, language),
        })
    }

    async fn outline(&self, map: MapContent) -> Result<Drawn, Problem> {
        let persona = map.journey.persona.map(|persona| persona.name);
        let persona_fate = match &persona {
            None => PersonaFate::None,
            Some(name) if self.journeys.find_persona(name).await?.is_some() => PersonaFate::Found,
            Some(_) => PersonaFate::Made,
        };
        let stage = |stage: parcours_journeys::StageDraft| DrawnStage {
            name: stage.name,
            touchpoints: stage.touchpoints.into_iter().map(|touchpoint| touchpoint.name).collect(),
        };
        let stages = map.journey.stages.into_iter().map(stage).collect();
        Ok(Drawn {
            name: map.journey.name,
            persona,
            persona_fate,
            stages,
            pictures: map.pictures.len(),
        })
    }

    /// Keeps the pictures of a file, and says in the journey where they are now.
    async fn keep_pictures(&self, map: &mut MapContent, actor: &Actor) -> Result<usize, Problem> {
        let files = std::mem::take(&mut map.pictures);
        let count = files.len();
        for (address, file) in files {
            let kept = self.journeys.keep_picture(file.bytes, actor).await;
            let kept = kept.map_err(|why| problems::refused_picture(&address, &why))?;
            for there in map.addresses() {
                if *there == address {
                    there.clone_from(&kept.address);
                }
            }
        }
        Ok(count)
    }

    /// Has a touchpoint open into the journey of a name, if there is one; whether it does.
    async fn open(
        &self,
        journey: &Journey,
        place: usize,
        name: &str,
        actor: &Actor,
    ) -> Result<bool, Problem> {
        let Some(touchpoint) = journey.touchpoints().nth(place) else { return Ok(false) };
        // Several of the name are as good as none: nobody says which.
        let Ok(Some(inner)) = self.journeys.find(name).await else { return Ok(false) };
        let patch = TouchpointPatch { sub_journey_id: Some(Some(inner.id)), ..Default::default() };
        match self.journeys.update_touchpoint(touchpoint.id, patch, actor).await {
            Ok(_) => Ok(true),
            Err(problem) if problem.status().is_client_error() => Ok(false),
            Err(problem) => Err(problem),
        }
    }
}

async fn read(bytes: Vec<u8>, ask: &ImportAsk) -> Result<Incoming, Problem> {
    let (name, mapping) = (ask.file_name.clone(), ask.mapping.clone());
    let reading = tokio::task::spawn_blocking(move || incoming::read(&bytes, &name, mapping));
    reading.await.map_err(Problem::internal)?
}

fn renamed(mut map: MapContent, ask: &ImportAsk) -> MapContent {
    if let Some(name) = ask.journey_name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        name.clone_into(&mut map.journey.name);
        map.journey.translations.values_mut().for_each(|texts| {
            texts.remove("name");
        });
    }
    map
}

fn shown(sheet: &Sheet) -> ForeignTable {
    let cell = |cell: &String| cell.chars().take(SHOWN_SIGNS).collect();
    let width = sheet.width().min(SHOWN_COLUMNS);
    let row = |row: &Vec<String>| {
        let mut cells: Vec<String> = row.iter().take(width).map(cell).collect();
        cells.resize(width, String::new());
        cells
    };
    ForeignTable {
        rows: sheet.rows.iter().take(SHOWN_ROWS).map(row).collect(),
        total_rows: sheet.rows.len(),
        total_columns: sheet.width(),
    }
}

fn said(notes: &[Text], language: Language) -> Vec<String> {
    notes.iter().map(|note| note.get(language).to_owned()).collect()
}

fn not_opened(journey: &str) -> Text {
    Text::new(
        format!(
            "A touchpoint opens into the journey “{journey}”, which is not here (or more than once). Import that journey, \
             then choose it in the touchpoint."
        ),
        format!(
            "Un point de contact s’ouvre sur le parcours «\u{202f}{journey}\u{202f}», qui n’est pas ici (ou l’est plusieurs \
             fois). Importez ce parcours, puis choisissez-le dans le point de contact."
        ),
    )
}
