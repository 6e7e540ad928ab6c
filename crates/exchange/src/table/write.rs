//! A map as CSV.

use parcours_journeys::JourneyDraft;
use parcours_kernel::Language;

use super::cells::guarded;
use super::rows::{heads, rows};

/// The bytes of a CSV file in a language: what a spreadsheet of that language opens by a double
/// click, so with a mark of UTF-8 in front, and semicolons where the comma is the decimal sign.
pub(crate) fn write(journey: &JourneyDraft, language: Language) -> Vec<u8> {
    let separator = match language {
        Language::En => b',',
        Language::Fr => b';',
    };
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(&mut bytes);
    let all = std::iter::once(heads(journey, language)).chain(rows(journey, language));
    for row in all {
        writer
            .write_record(row.iter().map(|cell| guarded(cell)))
            .expect("memory takes what it is given");
    }
    writer.flush().expect("memory takes what it is given");
    drop(writer);
    bytes
}
