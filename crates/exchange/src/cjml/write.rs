//! A map as CJML.

use parcours_journeys::{JourneyDraft, TouchpointDraft};
use parcours_kernel::{Language, Problem};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{MAP, OURS};
use crate::content::MapContent;
use crate::json;

const CUSTOMER: &str = "customer";
const COMPANY: &str = "company";

/// The bytes of the file, with `read`'s words in `language`.
pub(crate) fn write(
    map: &MapContent,
    shown: &JourneyDraft,
    language: Language,
) -> Result<Vec<u8>, Problem> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    document(&mut xml, map, shown, language).map_err(Problem::internal)?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

type Xml = Writer<Vec<u8>>;

fn document(
    xml: &mut Xml,
    map: &MapContent,
    journey: &JourneyDraft,
    language: Language,
) -> std::io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root =
        xml.create_element("CJML").with_attributes([("version", "2.0"), ("xmlns:parcours", OURS)]);
    root.write_inner_content(|xml| {
        xml.create_element("plannedJourney").write_inner_content(|xml| {
            leaf(xml, "journeyID", "J1")?;
            leaf(xml, "journeyTitle", &journey.name)?;
            phases(xml, journey)?;
            leaf(xml, "journeyShortSummary", &journey.scenario)?;
            actors(xml, journey, language)?;
            touchpoints(xml, journey)?;
            // Pictures make a file ten times as large and are no part of CJML.
            let bare = MapContent { pictures: Default::default(), ..map.clone() };
            let ours = String::from_utf8(json::write(&bare)).unwrap_or_default();
            leaf(xml, MAP, &ours)
        })?;
        Ok(())
    })?;
    Ok(())
}

fn phases(xml: &mut Xml, journey: &JourneyDraft) -> std::io::Result<()> {
    xml.create_element("journeyPhases").write_inner_content(|xml| {
        for (number, stage) in (1..).zip(&journey.stages) {
            let phase = xml
                .create_element("journeyPhase")
                .with_attribute(("phaseID", &*format!("P{number}")));
            phase.write_inner_content(|xml| leaf(xml, "phaseName", &stage.name))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn actors(xml: &mut Xml, journey: &JourneyDraft, language: Language) -> std::io::Result<()> {
    let (somebody, company) = match language {
        Language::En => ("Customer", "Company"),
        Language::Fr => ("Client", "Entreprise"),
    };
    let persona = journey.persona.as_ref().map_or(somebody, |persona| persona.name.as_str());
    xml.create_element("actors").write_inner_content(|xml| {
        let end_user = xml.create_element("endUser").with_attribute(("actorID", CUSTOMER));
        end_user.write_inner_content(|xml| leaf(xml, "actorName", persona))?;
        let provider = xml.create_element("serviceProvider").with_attribute(("actorID", COMPANY));
        provider.write_inner_content(|xml| leaf(xml, "companyName", company))?;
        Ok(())
    })?;
    Ok(())
}

fn touchpoints(xml: &mut Xml, journey: &JourneyDraft) -> std::io::Result<()> {
    xml.create_element("touchpoints").write_inner_content(|xml| {
        let mut number = 0;
        for (phase, stage) in (1..).zip(&journey.stages) {
            for touchpoint in &stage.touchpoints {
                number += 1;
                let point = xml.create_element("plannedCommunicationPoint");
                point.write_inner_content(|xml| {
                    communication_point(xml, number, phase, touchpoint)
                })?;
            }
        }
        Ok(())
    })?;
    Ok(())
}

fn communication_point(
    xml: &mut Xml,
    number: usize,
    phase: usize,
    touchpoint: &TouchpointDraft,
) -> std::io::Result<()> {
    let content = &touchpoint.content;
    leaf(xml, "touchpointID", &format!("T{number}"))?;
    xml.create_element("belongsTo")
        .with_attribute(("phaseIDref", &*format!("P{phase}")))
        .write_empty()?;
    xml.create_element("initiator").write_inner_content(|xml| {
        xml.create_element("refersTo").with_attribute(("actorIDref", CUSTOMER)).write_empty()?;
        leaf(xml, "initiatorLabel", &touchpoint.name)
    })?;
    xml.create_element("receiver").write_inner_content(|xml| {
        xml.create_element("refersTo").with_attribute(("actorIDref", COMPANY)).write_empty()?;
        leaf(xml, "receiverLabel", content.actions.first().map_or("", |action| &action.text))
    })?;
    xml.create_element("channel").write_inner_content(|xml| {
        leaf(xml, "channelName", content.channels.first().map_or("other", String::as_str))
    })?;
    if !content.key_moment.is_empty() {
        leaf(xml, "comment", &content.key_moment)?;
    }
    Ok(())
}

fn leaf(xml: &mut Xml, name: &str, text: &str) -> std::io::Result<()> {
    // What no XML 1.0 may hold; the JSON of our own element has it escaped.
    let allowed = |sign: &char| !sign.is_control() || matches!(sign, '\n' | '\t');
    let text: String = text
        .chars()
        .filter(allowed)
        .filter(|sign| !matches!(sign, '\u{fffe}' | '\u{ffff}'))
        .collect();
    xml.create_element(name).write_text_content(BytesText::new(&text))?;
    Ok(())
}
