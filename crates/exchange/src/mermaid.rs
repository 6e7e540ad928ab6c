//! A map as a Mermaid `journey` diagram: stages are sections, touchpoints tasks with a score.

use parcours_journeys::JourneyDraft;
use parcours_kernel::Language;

/// The text of the diagram. Scores are 1 to 5, from how it feels; 3 where nobody said.
pub(crate) fn write(journey: &JourneyDraft, language: Language) -> String {
    let who = match (&journey.persona, language) {
        (Some(persona), _) => words(&persona.name),
        (None, Language::En) => "Customer".to_owned(),
        (None, Language::Fr) => "Client".to_owned(),
    };
    let mut lines = vec!["journey".to_owned(), format!("    title {}", words(&journey.name))];
    for stage in &journey.stages {
        lines.push(format!("    section {}", words(&stage.name)));
        for touchpoint in &stage.touchpoints {
            let felt = touchpoint.content.felt.map_or(0.0, parcours_journeys::Feeling::value);
            let score = (3.0 + felt).round();
            lines.push(format!(
                "      {}: {score}: {}",
                words(&touchpoint.name),
                who.replace(',', " ")
            ));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

/// Words without the signs that end them in Mermaid: they are replaced by signs that look alike.
fn words(text: &str) -> String {
    let sign = |sign: char| match sign {
        ':' => '\u{2236}',
        ';' => '\u{37e}',
        '#' => '\u{266f}',
        '%' => '\u{ff05}',
        sign if sign.is_control() => ' ',
        sign => sign,
    };
    let text: String = text.trim().chars().map(sign).collect();
    if text.is_empty() { "—".to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_a_journey_diagram() {
        let file = r#"{ "name": "Achat : vite", "persona": { "name": "Léa, 30" }, "stages": [
            { "hue": "decision", "name": "Décision", "touchpoints": [
                { "name": "Panier #1; suite", "felt": -1.6 }, { "name": "Chat" }] }] }"#;
        let journey = JourneyDraft::from_bilingual(file, Language::Fr).unwrap();
        assert_eq!(
            write(&journey, Language::Fr),
            "journey\n    title Achat ∶ vite\n    section Décision\n      Panier ♯1\u{37e} suite: 1: Léa  30\n      \
             Chat: 3: Léa  30\n"
        );
    }
}
