use parcours_kernel::Language;
use proptest::prelude::*;

use crate::cjml::{read, write};
use crate::testing;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_map_comes_back_whole(map in testing::map()) {
        let file = write(&map, &map.journey, Language::Fr).unwrap();
        let (back, left_out, notes) = read(std::str::from_utf8(&file).unwrap(), "file").unwrap();
        prop_assert_eq!(left_out, Vec::<String>::new());
        prop_assert!(notes.is_empty());
        prop_assert_eq!(back, map);
    }

    #[test]
    fn no_bytes_make_it_panic(text in "(<|>|/|&|CJML|plannedJourney|touchpoints| |\"|=|[a-z;]){0,40}") {
        let _ = read(&text, "file");
    }
}

const FOREIGN: &str = r#"<?xml version="1.0"?>
<CJML version="2.0"><actualJourney><journeyID>AJ1</journeyID>
  <journeyPhases><journeyPhase phaseID="p1"><phaseName>Join &amp; go</phaseName></journeyPhase></journeyPhases>
  <actors><endUser actorID="Carl"/><serviceProvider actorID="B"><companyName>Shop</companyName></serviceProvider></actors>
  <touchpoints>
    <actualCommunicationPoint><touchpointID>TP1</touchpointID><belongsTo phaseIDref="p1"></belongsTo>
      <initiator><refersTo actorIDref="Carl"/><initiatorLabel>Makes an account</initiatorLabel></initiator>
      <receiver><receiverLabel>Account is there</receiverLabel></receiver>
      <channel><channelName>Web</channelName></channel>
      <touchpointExperience><experienceDescription>Easy</experienceDescription></touchpointExperience>
    </actualCommunicationPoint>
    <actualAction><touchpointID>TP2</touchpointID></actualAction>
  </touchpoints></actualJourney><plannedJourney/></CJML>"#;

#[test]
fn files_of_other_programs_are_read_by_their_words() {
    let (map, _, notes) = read(FOREIGN, "file").unwrap();
    let journey = map.journey.checked().unwrap();
    assert_eq!((journey.name.as_str(), journey.persona.unwrap().name.as_str()), ("AJ1", "Carl"));
    assert_eq!(journey.stages[0].name, "Join & go");
    let [first, second] = journey.stages[0].touchpoints.as_slice() else { panic!("two of them") };
    assert_eq!(
        (first.name.as_str(), first.content.channels[0].as_str()),
        ("Makes an account", "Web")
    );
    assert_eq!(
        (first.content.feels.as_str(), first.content.actions[0].text.as_str()),
        ("Easy", "Account is there")
    );
    assert_eq!(second.name, "TP2");
    assert!(notes[0].get(Language::En).contains("1 more"));
}

#[test]
fn what_is_no_cjml_says_so() {
    let code = |text: &str| read(text, "file").unwrap_err().code();
    assert_eq!(code("<log/>"), "not_cjml");
    assert_eq!(code("<CJML version=\"3.1\"/>"), "unknown_cjml_version");
    assert_eq!(code("<CJML version=\"2.0\"/>"), "no_journey");
    assert_eq!(code("<CJML><a></b></CJML>"), "invalid_xml");
    assert_eq!(code("<CJML><a>"), "invalid_xml");
    assert_eq!(code(&"<a>".repeat(10_000)), "invalid_xml");
}
