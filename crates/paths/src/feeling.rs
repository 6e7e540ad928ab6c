//! What a score says of how something felt, on the scale of the emotion curve: −2 (awful) to +2
//! (wonderful).
//!
//! A signature tells the scale its values are on:
//!
//! | interaction | values | feeling |
//! |---|---|---|
//! | `review_posted`, `product_reviewed`, kinds that end with `_rated` | 1 to 5 stars | v − 3 |
//! | `survey_answered` about CSAT | 1 to 5 | v − 3 |
//! | `survey_answered` about CES | 1 to 7, 7 is easy | (v − 4) × 2⁄3 |
//! | `survey_answered` about NPS, or that says nothing of it | 0 to 10 | (v − 5) ÷ 2.5 |
//!
//! What a survey is about is the promoted property `metric`, `survey` or `type`, else a word of its
//! subject. One that says nothing is read as 0 to 10, the scale of the question asked most; whoever
//! asks on another one sends `metric`. A value outside of its scale is no answer. Values of other
//! kinds are money or distances, and say nothing here.

use parcours_interactions::SignatureParts;
use serde::Serialize;
use utoipa::ToSchema;

/// Properties that may name the question of a survey, the most telling first.
const QUESTION: [&str; 3] = ["metric", "survey", "type"];

/// The scale that the values of a signature are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// 1 to 5: stars, satisfaction.
    Five,
    /// 1 to 7: effort, 7 is easy.
    Seven,
    /// 0 to 10: recommendation.
    Ten,
}

impl Scale {
    /// The scale of a signature's values; `None` when they are no scores.
    pub fn of(parts: &SignatureParts) -> Option<Self> {
        match parts.kind.as_str() {
            "review_posted" | "product_reviewed" => Some(Self::Five),
            "survey_answered" => Some(Self::of_survey(parts)),
            kind if kind.ends_with("_rated") => Some(Self::Five),
            _ => None,
        }
    }

    fn of_survey(parts: &SignatureParts) -> Self {
        let named = QUESTION.iter().filter_map(|name| parts.properties.get(*name));
        let said = named.chain(&parts.subject).find_map(|text| Self::of_question(text));
        said.unwrap_or(Self::Ten)
    }

    fn of_question(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).find_map(|word| match word {
            "nps" => Some(Self::Ten),
            "csat" => Some(Self::Five),
            "ces" => Some(Self::Seven),
            _ => None,
        })
    }

    /// How a value on this scale feels; `None` when it is not on it.
    pub fn feeling(self, value: f64) -> Option<f64> {
        let (least, most) = match self {
            Self::Five => (1.0, 5.0),
            Self::Seven => (1.0, 7.0),
            Self::Ten => (0.0, 10.0),
        };
        let on_scale = (least..=most).contains(&value);
        on_scale.then(|| (value - least) / (most - least) * 4.0 - 2.0)
    }
}

/// How something felt to those who said so.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Felt {
    /// The weighted mean of their scores: −2 (awful) to +2 (wonderful).
    pub mean: f64,
    /// How many answers it comes from.
    pub answers: u64,
}

/// Scores on their way to a mean.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    /// Feelings times their weights.
    pub sum: f64,
    /// All weights together. Each answer weighs 1 until there are sources that weigh more or less.
    pub weight: f64,
    /// How many.
    pub answers: u64,
}

impl Scores {
    /// Adds an answer.
    pub fn add(&mut self, feeling: f64, weight: f64) {
        self.sum += feeling * weight;
        self.weight += weight;
        self.answers += 1;
    }

    /// Adds the answers of other customers.
    pub fn merge(&mut self, other: Self) {
        self.sum += other.sum;
        self.weight += other.weight;
        self.answers += other.answers;
    }

    /// Their mean; `None` without any.
    pub fn felt(self) -> Option<Felt> {
        let Self { sum, weight, answers } = self;
        (weight > 0.0).then(|| Felt { mean: (sum / weight).clamp(-2.0, 2.0), answers })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn parts(kind: &str, subject: &str, property: Option<(&str, &str)>) -> SignatureParts {
        let properties: BTreeMap<_, _> =
            property.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        SignatureParts::new(kind, "email", Some(subject), properties)
    }

    #[test]
    fn each_scale_runs_from_awful_to_wonderful() {
        let cases = [
            (parts("review_posted", "cadence-3", None), 1.0, 3.0, 5.0),
            (parts("product_reviewed", "cadence-3", None), 1.0, 3.0, 5.0),
            (parts("conversation_rated", "", None), 1.0, 3.0, 5.0),
            (parts("survey_answered", "livraison", None), 0.0, 5.0, 10.0),
            (parts("survey_answered", "x", Some(("metric", "NPS"))), 0.0, 5.0, 10.0),
            (parts("survey_answered", "x", Some(("survey", "csat-2026"))), 1.0, 3.0, 5.0),
            (parts("survey_answered", "x", Some(("type", "ces"))), 1.0, 4.0, 7.0),
            (parts("survey_answered", "csat-livraison", None), 1.0, 3.0, 5.0),
            (parts("survey_answered", "csat", Some(("metric", "nps"))), 0.0, 5.0, 10.0),
            // "access" and "process" hold these letters, and are no questions.
            (parts("survey_answered", "access-process", None), 0.0, 5.0, 10.0),
        ];
        for (parts, awful, so_so, wonderful) in cases {
            let scale = Scale::of(&parts).unwrap();
            let feel = |value| scale.feeling(value);
            assert_eq!(
                (feel(awful), feel(so_so), feel(wonderful)),
                (Some(-2.0), Some(0.0), Some(2.0)),
                "{parts:?}"
            );
            for off in [awful - 1.0, wonderful + 1.0, f64::NAN, f64::INFINITY] {
                assert_eq!(feel(off), None, "{parts:?} {off}");
            }
        }
    }

    #[test]
    fn steps_are_those_of_the_definition() {
        assert_eq!(Scale::Ten.feeling(9.0).map(|feeling| (feeling * 10.0).round()), Some(16.0));
        assert_eq!(Scale::Five.feeling(4.0), Some(1.0));
        let ces = Scale::Seven.feeling(5.0).unwrap();
        assert!((ces - 2.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn money_and_distances_are_no_scores() {
        for kind in ["order_completed", "run_logged", "message_received", "survey_sent", "rated"] {
            assert_eq!(Scale::of(&parts(kind, "nps", None)), None, "{kind}");
        }
    }

    #[test]
    fn a_mean_is_weighted() {
        let mut scores = Scores::default();
        assert_eq!(scores.felt(), None);
        scores.add(2.0, 1.0);
        let mut others = Scores::default();
        others.add(-1.0, 2.0);
        scores.merge(others);
        assert_eq!(scores.felt(), Some(Felt { mean: 0.0, answers: 2 }));
    }
}
