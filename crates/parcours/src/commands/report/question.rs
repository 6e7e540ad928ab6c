//! A question from flags.

use anyhow::Context as _;
use parcours_journeys::Persona;
use parcours_paths::{By, CaseOf, Question, QuestionQuery};
use parcours_server::App;

use super::{find, query};
use crate::cli::{ByFlag, CasesFlag, MapFlag, QuestionFlags};

/// The question that flags ask; of all of time unless they name a period.
pub(super) async fn of(app: &App, flags: QuestionFlags) -> anyhow::Result<Question> {
    let journey = match &flags.journey {
        Some(name) => Some(find(app, name, flags.map == Some(MapFlag::Published)).await?),
        None => None,
    };
    let persona = match &flags.persona {
        Some(name) => Some(persona_named(app, name).await?),
        None => None,
    };
    let period = app.paths.period(&query(flags.period, "all")).await?;
    let asked = QuestionQuery {
        by: flags.by.map(|by| match by {
            ByFlag::Touchpoint => By::Touchpoint,
            ByFlag::Stage => By::Stage,
            ByFlag::Kind => By::Kind,
            ByFlag::Signature => By::Signature,
        }),
        journey: journey.as_ref().map(|journey| journey.id),
        channel: flags.channel,
        version: None,
        property: flags.property,
        persona: persona.as_ref().map(|persona| persona.id),
        cases: flags.cases.map(|cases| match cases {
            CasesFlag::Customer => CaseOf::Customer,
            CasesFlag::Session => CaseOf::Session,
            CasesFlag::Case => CaseOf::Case,
        }),
        case_property: flags.case_property,
        silence: Some(flags.silence),
        starts: flags.starts,
        ends: flags.ends,
        through: flags.through,
        not_through: flags.not_through,
        in_order: flags.in_order,
    };
    let mut question = asked.question(period, journey)?;
    if let Some(persona) = persona {
        question.customers = Some(app.paths.customers_of(&persona).await?.as_ref().clone());
    }
    Ok(question)
}

async fn persona_named(app: &App, name: &str) -> anyhow::Result<Persona> {
    let found = app.journeys.find_persona(name).await?;
    found.with_context(|| {
        format!("there is not one persona “{name}”; its page in Parcours has its id at the end of its address")
    })
}
