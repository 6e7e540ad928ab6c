//! Which customers a persona stands for: those who have all of its habits, in all that is known of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use parcours_interactions::{CustomerSet, LogState, Signature};
use parcours_journeys::{Habit, Persona, SignalMatcher};
use parcours_kernel::{Period, Problem, Text};

use crate::Paths;
use crate::kernels::habits::Habits;
use crate::plan::Plan;
use crate::reports::BehindFigure;

/// What the customers of a persona depend on.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct PersonaKey {
    /// As they are stored.
    habits: String,
    log: LogState,
}

impl Paths {
    /// The customers a persona stands for. Refused when it does not say by what they are known. Cost: one
    /// scan of what the habits are about, unless nothing has happened since the last time.
    pub async fn customers_of(&self, persona: &Persona) -> Result<Arc<CustomerSet>, Problem> {
        let habits = &persona.profile.known_by;
        if habits.is_empty() {
            return Err(known_by_nothing(&persona.name));
        }
        let view = self.log().snapshot().await?;
        let key = PersonaKey {
            habits: serde_json::to_string(habits).expect("habits are plain data"),
            log: view.state().await?,
        };
        let compute = async {
            let signatures = self.log().signatures().await?;
            let (shown, codes) = coded(habits, &signatures);
            let plan = Plan::of_codes(Period::ALL, &codes);
            let figure = Habits::new(habits.clone(), shown);
            let found = BehindFigure::gather(&view, &plan, figure).await?;
            Ok::<_, Problem>(Arc::new(found.into_set()))
        };
        self.personas().get(key, compute).await
    }
}

/// The bits of each code, and the code of each signature that shows a habit.
fn coded(habits: &[Habit], signatures: &[Signature]) -> (Vec<u8>, BTreeMap<u32, u8>) {
    let matchers: Vec<SignalMatcher> =
        habits.iter().map(|habit| SignalMatcher::new(std::slice::from_ref(&habit.did))).collect();
    let mut shown: Vec<u8> = Vec::new();
    let mut codes = BTreeMap::new();
    for signature in signatures {
        let bits = matchers
            .iter()
            .enumerate()
            .filter(|(_, matcher)| matcher.matches(&signature.parts))
            .fold(0_u8, |bits, (habit, _)| bits | 1 << habit);
        if bits == 0 {
            continue;
        }
        // As many codes as there are sets of habits that some signature shows: 255 at most.
        let place = shown.iter().position(|known| *known == bits).unwrap_or_else(|| {
            shown.push(bits);
            shown.len() - 1
        });
        codes.insert(signature.id, u8::try_from(place).expect("eight bits make 255 sets"));
    }
    (shown, codes)
}

fn known_by_nothing(name: &str) -> Problem {
    Problem::invalid(
        "persona",
        "persona_known_by_nothing",
        Text::new(
            format!(
                "No customer of the log is tied to “{name}”. Say on its page by what these customers are known."
            ),
            format!(
                "Aucun client du journal n’est rattaché à «\u{202f}{name}\u{202f}». Indiquez sur sa fiche à quoi \
                 ces clients se reconnaissent."
            ),
        ),
    )
}
