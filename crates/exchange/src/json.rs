//! `parcours-map`: a whole map as JSON, documented by a JSON Schema and numbered.
//!
//! A file says its format and version before anything else, so that one of a later Parcours gets an
//! answer of its own instead of a fault somewhere inside. Pictures travel within it. What the file
//! says and no map holds is named, not dropped in silence.

mod left_out;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use parcours_journeys::JourneyDraft;
use parcours_kernel::Problem;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::content::{MapContent, Opening, PictureFile};
use crate::problems;

/// What the file calls itself.
pub const FORMAT: &str = "parcours-map";
/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// Its JSON Schema.
pub const SCHEMA: &str = include_str!("json/parcours-map-1.schema.json");

/// Before the name of a picture that lies in the file.
const WITHIN: &str = "/pictures/";

#[derive(Serialize, Deserialize)]
struct File {
    format: String,
    version: u64,
    journey: JourneyDraft,
    #[serde(default)]
    opens_into: Vec<Opening>,
    #[serde(default)]
    pictures: Vec<Picture>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Picture {
    /// Its address in the journey: `/pictures/1`.
    address: String,
    media_type: String,
    base64: String,
}

#[derive(Deserialize)]
struct Head {
    format: Option<Value>,
    version: Option<Value>,
}

/// A map as a file.
pub fn write(map: &MapContent) -> Vec<u8> {
    let mut map = map.clone();
    let files = std::mem::take(&mut map.pictures);
    let mut pictures: Vec<Picture> = Vec::new();
    for (number, (known, file)) in (1..).zip(&files) {
        let address = format!("{WITHIN}{number}");
        for there in map.addresses() {
            if *there == *known {
                there.clone_from(&address);
            }
        }
        let base64 = STANDARD.encode(&file.bytes);
        pictures.push(Picture { address, media_type: file.media_type.clone(), base64 });
    }
    let file = File {
        format: FORMAT.to_owned(),
        version: VERSION,
        journey: map.journey,
        opens_into: map.opens_into,
        pictures,
    };
    let mut bytes = serde_json::to_vec_pretty(&file).expect("a map is plain JSON");
    bytes.push(b'\n');
    bytes
}

/// Reads a file; also the paths of what it says that maps do not hold.
pub fn read(bytes: &[u8]) -> Result<(MapContent, Vec<String>), Problem> {
    let head: Head =
        serde_json::from_slice(bytes).map_err(|cause| problems::broken_json(&cause))?;
    match head.format.as_ref().and_then(Value::as_str) {
        Some(FORMAT) => {}
        other => return Err(problems::foreign_json(other)),
    }
    match head.version.as_ref().and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => {
            return Err(problems::newer_version(version, VERSION));
        }
        _ => return Err(problems::unknown_version(VERSION)),
    }
    let mut input = serde_json::Deserializer::from_slice(bytes);
    let file: File = serde_path_to_error::deserialize(&mut input).map_err(|error| {
        problems::unreadable_field(&error.path().to_string(), &error.into_inner())
    })?;
    let given: Value =
        serde_json::from_slice(bytes).map_err(|cause| problems::broken_json(&cause))?;
    let left_out = left_out::paths(&given, &serde_json::to_value(&file).unwrap_or_default());
    let mut map = MapContent {
        journey: JourneyDraft { persona_id: None, ..file.journey },
        opens_into: file.opens_into,
        ..Default::default()
    };
    for (place, picture) in file.pictures.into_iter().enumerate() {
        let bytes = STANDARD
            .decode(picture.base64.trim())
            .map_err(|_| problems::broken_picture(&format!("pictures[{place}].base64")))?;
        let file = PictureFile { media_type: picture.media_type, bytes };
        map.pictures.insert(picture.address, file);
    }
    Ok((map, left_out))
}
