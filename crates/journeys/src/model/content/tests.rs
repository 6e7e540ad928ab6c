//! Content is read in its short forms, and every item has an id of its own.

use super::*;

fn checked(json: &str) -> TouchpointContent {
    let mut content: TouchpointContent = serde_json::from_str(json).unwrap();
    let mut checks = Checks::default();
    content.check("", &mut checks);
    checks.finish().unwrap();
    content
}

#[test]
fn one_text_is_a_list_of_one() {
    let content = checked(
        r#"{"channel":"web","key_moment_image":"https://a.fr/x.png","actions":"Répondre","frictions":"","strengths":null}"#,
    );
    assert_eq!(content.channels, ["web"]);
    assert_eq!(content.pictures[0].address, "https://a.fr/x.png");
    assert_eq!(
        (content.actions[0].text.as_str(), content.actions[0].id.as_str()),
        ("Répondre", "i1")
    );
    assert!(content.frictions.is_empty() && content.strengths.is_empty());
    assert!(checked(r#"{"channel":null}"#).channels.is_empty());
    let written = serde_json::to_string(&content).unwrap();
    assert_eq!(checked(&written), content, "what is written is read again");
}

#[test]
fn items_keep_their_ids_and_get_one_of_their_own() {
    let content = checked(
        r#"{"frictions":[{"text":"a"},{"id":"x1","text":"b"},{"text":" "},{"id":"x1","text":"c"},{"id":"é","text":"d"}]}"#,
    );
    let ids: Vec<_> = content.frictions.iter().map(|finding| finding.id.as_str()).collect();
    assert_eq!(ids, ["i1", "x1", "i2", "i3"]);
    assert_eq!(content.frictions[0].severity, Severity::Medium);
}

#[test]
fn every_fault_names_its_item() {
    let mut content: TouchpointContent = serde_json::from_str(
        r#"{"pictures":[{"address":"javascript:alert(1)"}],"actions":[{"text":"a","team":"b\nc"}],"free":{"f":{"address":"data:x"}}}"#,
    )
    .unwrap();
    let mut checks = Checks::default();
    content.check("", &mut checks);
    let problem = checks.finish().unwrap_err().body(parcours_kernel::Language::Fr);
    let fields: Vec<_> = problem.errors.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["pictures[0].address", "actions[0].team", "free.f.address"]);
}

#[test]
fn feelings_have_one_scale() {
    assert_eq!(Feeling::nearest(1.234).value(), 1.2);
    assert_eq!(Feeling::nearest(-7.0).value(), -2.0);
    assert!(serde_json::from_str::<Feeling>("2.1").is_err());
    assert_eq!(serde_json::to_string(&Feeling::nearest(-0.5)).unwrap(), "-0.5");
}
