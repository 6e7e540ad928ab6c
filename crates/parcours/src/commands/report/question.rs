//! A question from flags.

use parcours_paths::{By, CaseOf, Question, QuestionQuery};
use parcours_server::App;

use super::{find, query};
use crate::cli::{ByFlag, CasesFlag, QuestionFlags};

/// The question that flags ask; of all of time unless they name a period.
pub(super) async fn of(app: &App, flags: QuestionFlags) -> anyhow::Result<Question> {
    let journey = match &flags.journey {
        Some(name) => Some(find(app, name, false).await?),
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
        property: flags.property,
        cases: Some(match flags.cases {
            CasesFlag::Customer => CaseOf::Customer,
            CasesFlag::Session => CaseOf::Session,
        }),
        silence: Some(flags.silence),
        starts: flags.starts,
        ends: flags.ends,
    };
    Ok(asked.question(period, journey)?)
}
