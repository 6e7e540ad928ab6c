use parcours_journeys::{Feeling, JourneyDraft};
use parcours_kernel::Language;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::MapContent;
use crate::picture::{Drawing, pdf, png, svg};
use crate::testing;

/// A map as wide as real ones are.
pub(crate) fn wide() -> MapContent {
    let text = include_str!("../../../journeys/templates/online-shop.json");
    let mut journey = JourneyDraft::from_bilingual(text, Language::Fr).unwrap();
    for lane in &mut journey.lanes {
        lane.hidden = false;
    }
    let touchpoints = journey.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints);
    for (place, touchpoint) in touchpoints.enumerate() {
        let value = [-2.0, -0.7, 1.2, 2.0][place % 4];
        touchpoint.content.felt = Some(Feeling::nearest(value));
        touchpoint.content.wished = Some(Feeling::nearest(1.5));
    }
    MapContent { journey, ..Default::default() }
}

#[test]
fn a_map_is_drawn_in_each_form() {
    let map = wide();
    let drawing = Drawing { language: Language::Fr, ..Default::default() };
    let picture = svg(&map, &drawing);
    assert!(picture.starts_with("<svg") && picture.contains("Émotion"));
    let bytes = png(&map, &drawing).unwrap();
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let document = pdf(&map, &drawing).unwrap();
    assert!(document.starts_with(b"%PDF-"));
    if let Ok(folder) = std::env::var("PARCOURS_PICTURES") {
        let folder = std::path::PathBuf::from(folder);
        std::fs::write(folder.join("map.svg"), picture).unwrap();
        std::fs::write(folder.join("map.png"), bytes).unwrap();
        std::fs::write(folder.join("map.pdf"), document).unwrap();
    }
}

#[test]
fn an_empty_map_is_a_picture_too() {
    let map = MapContent::default();
    assert!(png(&map, &Drawing::default()).is_ok() && pdf(&map, &Drawing::default()).is_ok());
}

#[test]
fn any_map_is_drawn() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..12 {
        let map = testing::map().new_tree(&mut runner).unwrap().current();
        let drawing = Drawing { language: Language::En, ..Default::default() };
        assert!(pdf(&map, &drawing).is_ok());
    }
}
