//! A question as it comes over the API and from the command line, in words.

use parcours_journeys::{Journey, JourneyId, PersonaId};
use parcours_kernel::{Period, Problem, Text};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::cases::Cut;
use crate::figures::MapVersion;
use crate::question::{Activities, Question};
use crate::reports::words;

/// Minutes of silence after which a session has ended, unless a question says otherwise: the usual
/// convention of web analytics.
pub const SILENCE_MINUTES: u32 = 30;

/// What counts as one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The touchpoints of a journey.
    Touchpoint,
    /// The stages of a journey.
    Stage,
    /// The kind of an interaction.
    Kind,
    /// What happened, where and about what.
    Signature,
}

/// What one case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CaseOf {
    /// All that a customer did in the period.
    #[default]
    Customer,
    /// What a customer did until a silence.
    Session,
    /// What a customer did with one value of a property, such as an order or a ticket.
    Case,
}

/// What a report looks at, beside the period.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct QuestionQuery {
    /// What counts as one activity: `touchpoint` when a journey is named, else `kind`.
    #[param(inline)]
    pub by: Option<By>,
    /// The journey whose touchpoints or stages are looked at.
    pub journey: Option<JourneyId>,
    /// The map as it is drawn now (`draft`, when not said), or its newest published version; where
    /// customers stand goes by the published one when not said, if there is one.
    #[param(inline)]
    pub version: Option<MapVersion>,
    /// Only these channels, with commas between.
    pub channel: Option<String>,
    /// Only interactions with this property: `name=value`. What is not promoted has to be read from
    /// each interaction, which costs more.
    pub property: Option<String>,
    /// Only customers with all habits of this persona, whenever they had them.
    pub persona: Option<PersonaId>,
    /// What one case is: `customer` when not said, `session`, or `case`.
    #[param(inline)]
    pub cases: Option<CaseOf>,
    /// The property that makes a case: what one customer did with the same value of it is one, such as
    /// `order_id`. Interactions without it belong to no case.
    pub case_property: Option<String>,
    /// Minutes of silence that end a session; 30 when not said.
    pub silence: Option<u32>,
    /// Only cases that begin with this activity.
    pub starts: Option<String>,
    /// Only cases that end with this activity.
    pub ends: Option<String>,
    /// Only cases in which all of these happened, in whatever order, with commas between; each may be
    /// any of several with `|` between.
    pub through: Option<String>,
    /// Only cases in which none of these happened.
    pub not_through: Option<String>,
    /// Only cases in which these followed each other, whatever lies between.
    pub in_order: Option<String>,
}

impl QuestionQuery {
    /// The question meant, of a period and the journey that was named. Who the customers of a persona are,
    /// is for the caller to find out.
    pub fn question(self, period: Period, journey: Option<Journey>) -> Result<Question, Problem> {
        let by = self.by.unwrap_or(if journey.is_some() { By::Touchpoint } else { By::Kind });
        let activities = match (by, journey) {
            (By::Touchpoint, Some(journey)) => Activities::Touchpoints(Box::new(journey)),
            (By::Stage, Some(journey)) => Activities::Stages(Box::new(journey)),
            (By::Touchpoint | By::Stage, None) => return Err(journey_missing()),
            (By::Kind, _) => Activities::Kinds,
            (By::Signature, _) => Activities::Signatures,
        };
        let channels = self.channel.as_deref().unwrap_or_default();
        let cut = self.cut()?;
        let list = |said: Option<String>| words::list(said.as_deref().unwrap_or_default());
        Ok(Question {
            activities,
            period,
            channels: channels
                .split(',')
                .map(str::trim)
                .filter(|channel| !channel.is_empty())
                .map(ToOwned::to_owned)
                .collect(),
            property: self.property.as_deref().map(property).transpose()?,
            customers: None,
            cut,
            starts_with: self.starts,
            ends_with: self.ends,
            through: list(self.through),
            not_through: list(self.not_through),
            in_order: list(self.in_order),
        })
    }

    fn cut(&self) -> Result<Cut, Problem> {
        let silence = self.silence.unwrap_or(SILENCE_MINUTES);
        if silence == 0 {
            return Err(no_silence());
        }
        let property = self.case_property.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let implied = if property.is_some() { CaseOf::Case } else { CaseOf::Customer };
        match self.cases.unwrap_or(implied) {
            CaseOf::Customer => Ok(Cut::Customer),
            CaseOf::Session => Ok(Cut::Session(i64::from(silence) * 60_000_000)),
            CaseOf::Case => property.map(|name| Cut::Property(name.into())).ok_or_else(no_case),
        }
    }
}

fn property(said: &str) -> Result<(String, String), Problem> {
    let parts = said.split_once('=').filter(|(name, _)| !name.trim().is_empty());
    let (name, value) = parts.ok_or_else(|| {
        Problem::invalid(
            "property",
            "invalid_property",
            Text::new(
                format!("“{said}” names no property. Write name=value, such as device=mobile."),
                format!(
                    "«\u{202f}{said}\u{202f}» ne nomme pas de propriété. Écrivez nom=valeur, par exemple device=mobile."
                ),
            ),
        )
    })?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

fn journey_missing() -> Problem {
    Problem::invalid(
        "journey",
        "journey_missing",
        Text::new(
            "Touchpoints and stages are those of a journey: name one.",
            "Les points de contact et les étapes sont ceux d’un parcours\u{202f}: nommez-en un.",
        ),
    )
}

fn no_case() -> Problem {
    Problem::invalid(
        "case_property",
        "required",
        Text::new(
            "Name the property that makes a case, such as order_id.",
            "Nommez la propriété qui fait un cas, par exemple order_id.",
        ),
    )
}

fn no_silence() -> Problem {
    Problem::invalid(
        "silence",
        "out_of_range",
        Text::new(
            "A session ends after a minute of silence at least.",
            "Une session se termine après au moins une minute de silence.",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_question() {
        let query = QuestionQuery {
            channel: Some("web, email,".into()),
            property: Some("device = mobile".into()),
            cases: Some(CaseOf::Session),
            ..QuestionQuery::default()
        };
        let question = query.question(Period::ALL, None).unwrap();
        assert!(matches!(question.activities, Activities::Kinds));
        assert_eq!(question.channels, ["web", "email"]);
        assert_eq!(question.property, Some(("device".into(), "mobile".into())));
        assert_eq!(question.cut, Cut::Session(30 * 60_000_000));
        let query = QuestionQuery {
            case_property: Some("order_id".into()),
            through: Some("a|b, c".into()),
            ..QuestionQuery::default()
        };
        let question = query.question(Period::ALL, None).unwrap();
        assert_eq!(question.cut, Cut::Property("order_id".into()));
        assert_eq!(question.through, ["a|b", "c"]);
    }

    #[test]
    fn what_makes_no_question_is_named() {
        let refused = |query: QuestionQuery| {
            let problem = query.question(Period::ALL, None).unwrap_err();
            problem.body(parcours_kernel::Language::En).errors[0].code.clone()
        };
        let query = QuestionQuery::default;
        assert_eq!(refused(QuestionQuery { by: Some(By::Stage), ..query() }), "journey_missing");
        assert_eq!(
            refused(QuestionQuery { property: Some("=x".into()), ..query() }),
            "invalid_property"
        );
        assert_eq!(refused(QuestionQuery { silence: Some(0), ..query() }), "out_of_range");
        let nameless = QuestionQuery { cases: Some(CaseOf::Case), ..query() };
        assert_eq!(refused(nameless), "required");
    }
}
