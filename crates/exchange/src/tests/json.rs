use parcours_kernel::{Language, Problem};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::json::{SCHEMA, read, write};
use crate::testing;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_map_comes_back_as_it_went(map in testing::pictured()) {
        let (back, left_out) = read(&write(&map)).unwrap();
        prop_assert_eq!(left_out, Vec::<String>::new());
        let checked = back.journey.clone().checked().unwrap();
        prop_assert_eq!(&checked, &map.journey);
        prop_assert_eq!(back, map);
    }

    #[test]
    fn what_is_written_keeps_to_the_schema(map in testing::pictured()) {
        let file: Value = serde_json::from_slice(&write(&map)).unwrap();
        let faults: Vec<_> = validator().iter_errors(&file).map(|e| format!("{}: {e}", e.instance_path())).collect();
        prop_assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }
}

fn refused(file: &Value) -> (String, String) {
    let problem = read(file.to_string().as_bytes()).unwrap_err();
    let body = problem.body(Language::En);
    (body.errors.first().map_or(body.code, |e| format!("{}: {}", e.field, e.code)), body.detail)
}

#[test]
fn what_cannot_be_read_says_where_and_what_to_do() {
    let (what, detail) = refused(&json!({ "format": "parcours-map", "version": 7, "journey": 1 }));
    assert_eq!(what, "version: newer_version");
    assert!(detail.contains("version 7") && detail.contains("up to version 1"), "{detail}");
    assert_eq!(refused(&json!({ "name": "x" })).0, "format: unknown_format");
    assert_eq!(
        refused(&json!({ "format": "parcours-map", "version": 0 })).0,
        "version: unknown_version"
    );
    let hue = json!({ "format": "parcours-map", "version": 1, "journey": {
        "name": "a", "stages": [{ "name": "b", "hue": "pink" }] } });
    assert_eq!(refused(&hue).0, "journey.stages[0].hue: unknown_value");
    let broken = read(b"{\n  \"format\": \"parcours-map\",\n  oops }").unwrap_err();
    assert!(broken.detail().get(Language::Fr).contains("ligne 3, colonne 3"), "{broken}");
    let picture = json!({ "format": "parcours-map", "version": 1, "journey": { "name": "a" },
        "pictures": [{ "address": "/pictures/1", "media_type": "image/png", "base64": "§" }] });
    assert_eq!(refused(&picture).0, "pictures[0].base64: invalid_base64");
}

#[test]
fn what_no_map_holds_is_named() -> Result<(), Problem> {
    let file = json!({ "format": "parcours-map", "version": 1, "colour": "red", "journey": {
        "name": "a", "stages": [{ "name": "b", "hue": "decision",
            "touchpoints": [{ "name": "c", "mood": "good", "channel": "web", "needs": "" }] }] } });
    let (map, left_out) = read(file.to_string().as_bytes())?;
    assert_eq!(left_out, ["colour", "journey.stages[0].touchpoints[0].mood"]);
    assert_eq!(map.journey.stages[0].touchpoints[0].content.channels, ["web"]);
    Ok(())
}
