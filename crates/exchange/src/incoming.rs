//! Files that come in: what they are, and the map they hold.

use parcours_kernel::{Problem, Text};
use serde::Serialize;
use utoipa::ToSchema;

use crate::content::MapContent;
use crate::foreign::{self, Mapping};
use crate::table::{self, Sheet};
use crate::{MAX_BYTES, cjml, json, plain, problems};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MapFileKind)]
pub enum FileKind {
    /// `parcours-map` as JSON.
    Json,
    /// A table in the columns that Parcours writes.
    Table,
    /// A table of another tool.
    ForeignTable,
    /// CJML 2.0.
    Cjml,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) kind: FileKind,
    /// None for a table of another tool of which nothing can be drawn as it is mapped.
    pub(crate) map: Result<MapContent, Problem>,
    /// What the file says and no map holds: paths of fields, heads of columns.
    pub(crate) left_out: Vec<String>,
    pub(crate) notes: Vec<Text>,
    /// Of a table of another tool.
    pub(crate) foreign: Option<(Sheet, Mapping)>,
}

/// Reads a file, whatever it is; `mapping` explains a table of another tool and is guessed when left out.
pub(crate) fn read(
    bytes: &[u8],
    file_name: &str,
    mapping: Option<Mapping>,
) -> Result<Incoming, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(problems::too_large());
    }
    let text = decode(bytes)?;
    let name = title(file_name);
    let start = text.trim_start();
    if start.is_empty() {
        return Err(problems::empty_file());
    }
    if start.starts_with(['{', '[']) {
        let (map, left_out) = json::read(text.as_bytes())?;
        return Ok(Incoming {
            kind: FileKind::Json,
            map: Ok(map),
            left_out,
            notes: Vec::new(),
            foreign: None,
        });
    }
    if start.starts_with('<') {
        if is_web_page(start) {
            return Err(problems::web_page());
        }
        let (map, left_out, notes) = cjml::read(start, &name)?;
        return Ok(Incoming { kind: FileKind::Cjml, map: Ok(map), left_out, notes, foreign: None });
    }
    table(&text, &name, mapping)
}

fn table(text: &str, name: &str, mapping: Option<Mapping>) -> Result<Incoming, Problem> {
    let sheet = Sheet::read(text, true)?;
    if mapping.is_none() && table::is_ours(&sheet) {
        let (map, left_out) = table::read(&sheet, name)?;
        return Ok(Incoming {
            kind: FileKind::Table,
            map: Ok(map),
            left_out,
            notes: Vec::new(),
            foreign: None,
        });
    }
    let sheet = Sheet::read(text, false)?;
    if sheet.rows.len() < 2 {
        return Err(if sheet.width() > 1 { problems::no_rows() } else { problems::unknown_file() });
    }
    let mapping = mapping.unwrap_or_else(|| foreign::guess(&sheet));
    let mut notes = Vec::new();
    if sheet.had_html {
        notes.push(Text::new(
            "Some cells hold HTML: their words were kept, without colours and links.",
            "Certaines cellules contiennent du HTML\u{202f}: leur texte est gardé, sans couleurs ni liens.",
        ));
    }
    if sheet.was_cut {
        notes.push(Text::new(
            "Some cells were longer than 5,000 characters and were cut there.",
            "Certaines cellules dépassaient 5\u{202f}000 caractères et ont été coupées.",
        ));
    }
    let map = foreign::draw(&sheet, &mapping, name).map(|(journey, said)| {
        notes.extend(said.into_iter().take(20));
        MapContent { journey, ..Default::default() }
    });
    let foreign = Some((sheet, mapping));
    Ok(Incoming { kind: FileKind::ForeignTable, map, left_out: Vec::new(), notes, foreign })
}

/// The text of a file: UTF-8, UTF-16 with its mark, or what old spreadsheets write.
fn decode(bytes: &[u8]) -> Result<String, Problem> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(problems::spreadsheet());
    }
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    if bytes.contains(&0) {
        return Err(problems::not_text());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => {
            let text = encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned();
            // Bytes of a picture, not of letters.
            let strange =
                text.chars().filter(|sign| sign.is_control() && !sign.is_whitespace()).count();
            if strange > 0 { Err(problems::not_text()) } else { Ok(text) }
        }
    }
}

fn is_web_page(start: &str) -> bool {
    let head: String = start.chars().take(4000).collect::<String>().to_ascii_lowercase();
    !head.contains("<cjml") && (head.starts_with("<!doctype html") || plain::has_html(&head))
}

/// What a file is called, without folder and ending: the name of a journey that has none.
fn title(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name).trim();
    let name: String = name.chars().filter(|sign| !sign.is_control()).take(200).collect();
    if name.is_empty() { "Import".to_owned() } else { name }
}
