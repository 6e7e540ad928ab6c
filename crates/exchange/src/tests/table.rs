use parcours_journeys::JourneyDraft;
use parcours_kernel::Language;
use proptest::prelude::*;

use crate::table::{Sheet, is_ours, read, write};
use crate::testing;

/// What a table says of a map: no translations, no links, lanes and persona by name.
fn said_by_tables(map: &JourneyDraft) -> JourneyDraft {
    let mut map = map.clone();
    map.translations.clear();
    map.links.clear();
    map.review_days = None;
    map.status = Default::default();
    map.persona = map.persona.map(|persona| parcours_journeys::PersonaDraft {
        name: persona.name,
        ..Default::default()
    });
    for stage in &mut map.stages {
        stage.translations.clear();
        for touchpoint in &mut stage.touchpoints {
            touchpoint.translations.clear();
            let content = &mut touchpoint.content;
            content.pictures.iter_mut().for_each(|one| one.id.clear());
        }
    }
    // The ids of items are given anew, and lanes stand as usual with the free ones below.
    map.lanes.clear();
    map
}

fn sheet(bytes: &[u8]) -> Sheet {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    Sheet::read(text, true).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_map_comes_back_from_its_table(map in testing::map(), french in any::<bool>()) {
        let language = if french { Language::Fr } else { Language::En };
        let file = write(&map.journey, language);
        let sheet = sheet(&file);
        prop_assert!(is_ours(&sheet));
        let (back, unknown) = read(&sheet, "file").unwrap();
        prop_assert_eq!(unknown, Vec::<String>::new());
        let mut back = back.journey.checked().unwrap();
        let lanes: Vec<_> = back.lanes.iter().filter(|lane| lane.id.0.starts_with("free")).cloned().collect();
        prop_assert_eq!(lanes.len(), 3);
        let expected = said_by_tables(&map.journey);
        back.lanes.clear();
        for touchpoint in back.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
            touchpoint.content.pictures.iter_mut().for_each(|one| one.id.clear());
        }
        prop_assert_eq!(back, expected);
    }

    #[test]
    fn no_bytes_make_it_panic(text in "([,;\"\n']|étape|touchpoint|[a-z=]){0,60}") {
        if let Ok(sheet) = Sheet::read(&text, false) && is_ours(&sheet) {
            let _ = read(&sheet, "file");
        }
    }
}

fn fault(text: &str) -> String {
    let problem = read(&Sheet::read(text, true).unwrap(), "file").unwrap_err();
    problem.body(Language::En).detail
}

#[test]
fn a_fault_names_its_line_and_column() {
    assert_eq!(
        fault("Stage,Touchpoint,Felt (-2 to 2)\nA,\"b\nc\",1\nA,d,9\n"),
        "Line 4, column “Felt (-2 to 2)”: write a number from -2 to 2."
    );
    assert!(
        fault("étape;point de contact;signaux\nA;b;order\n")
            .starts_with("Line 2, column “signaux”")
    );
    assert!(fault("stage,touchpoint\n").contains("no rows below"));
}

#[test]
fn columns_of_both_languages_and_none_are_read() {
    let text = "ÉTAPE\tPoint de contact\thumeur\tbesoins\nA\tb\tx\tPrix\n\tc\t\t\nB\t\t\t\n";
    let sheet = Sheet::read(text, true).unwrap();
    let (map, unknown) = read(&sheet, "Achat").unwrap();
    assert_eq!(unknown, ["humeur"]);
    assert_eq!(map.journey.name, "Achat");
    let names: Vec<_> = map
        .journey
        .stages
        .iter()
        .map(|stage| (stage.name.as_str(), stage.touchpoints.len()))
        .collect();
    assert_eq!(names, [("A", 2), ("B", 0)]);
    assert_eq!(map.journey.stages[0].touchpoints[0].content.needs, "Prix");
}
