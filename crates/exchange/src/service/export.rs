//! A journey as a file.

use jiff::tz::TimeZone;
use parcours_journeys::{Journey, JourneyId, PictureId};
use parcours_kernel::{Language, PeriodQuery, Problem};
use parcours_paths::{JourneyFigures, MapVersion};
use tokio::sync::Semaphore;

use super::Exchange;
use crate::content::{MapContent, PictureFile};
use crate::format::{Exported, Format, file_name};
use crate::picture::{self, Drawing};
use crate::{cjml, excel, json, mermaid, problems, table, translated};

/// Maps that are drawn at once, over the whole process: a large one takes some hundred MB.
static DRAWING: Semaphore = Semaphore::const_new(2);
/// Bytes of pictures in one file; those beyond stay where they are, by their address.
const MOST_PICTURE_BYTES: usize = 14 << 20;
/// Before the id of a picture of this installation.
const PICTURES: &str = "/api/v1/pictures/";

/// What is to be written.
#[derive(Debug, Clone)]
pub struct ExportAsk {
    /// In which form.
    pub format: Format,
    /// The map as it is drawn now, or its newest published version.
    pub map: MapVersion,
    /// In which language; that of the journey when not said.
    pub language: Option<Language>,
    /// The period whose figures are drawn on the cards; none for a map without figures.
    pub figures: Option<PeriodQuery>,
}

impl Exchange {
    /// Writes a journey.
    pub async fn export(&self, id: JourneyId, ask: &ExportAsk) -> Result<Exported, Problem> {
        let draft = self.journeys.get(id).await?.ok_or_else(problems::journey_not_found)?;
        let journey = match ask.map {
            MapVersion::Draft => draft,
            MapVersion::Published => {
                self.journeys.published(id).await?.ok_or_else(problems::not_published)?
            }
        };
        let map = self.content(&journey, ask.format).await?;
        let language = ask.language.unwrap_or(journey.language);
        let mut drawing = Drawing { language, ..Default::default() };
        if let Some(period) = ask.figures.as_ref().filter(|_| ask.format.is_drawn()) {
            let period = self.paths.period(period).await?;
            let figures = self.paths.figures(&journey, &[], period).await?;
            tell(&figures, &mut drawing);
        }
        let format = ask.format;
        let turn = DRAWING.acquire().await.map_err(Problem::internal)?;
        let written = tokio::task::spawn_blocking(move || write(&map, format, &drawing)).await;
        drop(turn);
        let (name, bytes) = written.map_err(Problem::internal)??;
        Ok(Exported { file_name: file_name(&name, format, language), format, bytes })
    }

    async fn content(&self, journey: &Journey, format: Format) -> Result<MapContent, Problem> {
        let persona = match &journey.persona {
            Some(persona) => self.journeys.persona(persona.id).await?,
            None => None,
        };
        let mut map = MapContent::of(journey, persona.as_ref());
        if !format.has_pictures() {
            return Ok(map);
        }
        let addresses: Vec<String> = map.addresses().into_iter().map(|one| one.clone()).collect();
        let mut bytes = 0;
        for address in addresses {
            let Some(Ok(id)) = address.strip_prefix(PICTURES).map(str::parse::<PictureId>) else {
                continue;
            };
            if map.pictures.contains_key(&address) {
                continue;
            }
            // One that is gone is drawn as its words.
            let Ok(file) = self.journeys.picture(id).await else { continue };
            bytes += file.bytes.len();
            if bytes > MOST_PICTURE_BYTES {
                break;
            }
            let file = PictureFile { media_type: file.media_type, bytes: file.bytes };
            map.pictures.insert(address, file);
        }
        Ok(map)
    }
}

/// The name of the journey in its language, and the file.
fn write(
    map: &MapContent,
    format: Format,
    drawing: &Drawing,
) -> Result<(String, Vec<u8>), Problem> {
    let language = drawing.language;
    let shown = translated(&map.journey, language);
    let name = shown.name.clone();
    let drawn = |journey| MapContent { journey, ..map.clone() };
    let bytes = match format {
        Format::Json => json::write(map),
        Format::Cjml => cjml::write(map, &shown, language)?,
        Format::Csv => table::write(&shown, language),
        Format::Xlsx => excel::write(&shown, language)?,
        Format::Mermaid => mermaid::write(&shown, language).into_bytes(),
        Format::Svg => picture::svg(&drawn(shown), drawing).into_bytes(),
        Format::Png => picture::png(&drawn(shown), drawing)?,
        Format::Pdf => picture::pdf(&drawn(shown), drawing)?,
    };
    Ok((name, bytes))
}

/// The figures in words, for cards and head.
fn tell(figures: &JourneyFigures, drawing: &mut Drawing) {
    let language = drawing.language;
    let customers = |count: u64| match language {
        Language::En => {
            format!("{} {}", number(count, ","), if count == 1 { "customer" } else { "customers" })
        }
        Language::Fr => format!(
            "{}\u{a0}{}",
            number(count, "\u{202f}"),
            if count < 2 { "client" } else { "clients" }
        ),
    };
    let percent = |share: f64| match language {
        Language::En => format!("{:.0}%", share * 100.0),
        Language::Fr => format!("{:.0}\u{202f}%", share * 100.0),
    };
    let card = |one: &parcours_paths::TouchpointFigures| match one.lost {
        _ if one.signals == 0 => String::new(),
        // Less than one in two hundred is no loss to speak of.
        Some(lost) if lost >= 0.005 => format!("{} · −{}", customers(one.customers), percent(lost)),
        _ => customers(one.customers),
    };
    drawing.figures = figures.touchpoints.iter().map(card).collect();
    let mut head = vec![customers(figures.customers)];
    if let Some(share) = figures.goal_share {
        head.push(match language {
            Language::En => format!("{} reach the goal", percent(share)),
            Language::Fr => format!("{} atteignent l’objectif", percent(share)),
        });
    }
    let zone = TimeZone::get(&figures.time_zone);
    if let (Some(from), Some(to), Ok(zone)) = (figures.from, figures.to, zone) {
        let day = |at: parcours_kernel::Timestamp| {
            let day = at.to_jiff().to_zoned(zone.clone()).date();
            match language {
                Language::En => day.to_string(),
                Language::Fr => day.strftime("%d/%m/%Y").to_string(),
            }
        };
        head.push(format!("{} – {}", day(from), day(to.plus_seconds(-1))));
    }
    drawing.headline = head.join(" · ");
}

/// Digits in threes.
fn number(count: u64, between: &str) -> String {
    let digits = count.to_string();
    let threes: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|three| std::str::from_utf8(three).ok())
        .collect();
    threes.join(between)
}
