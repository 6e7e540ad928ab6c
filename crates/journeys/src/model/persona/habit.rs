//! Habits: what customers did, and how often, by which a persona is known in the log.

use parcours_kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::{Checks, Signal};

/// Habits of one persona at most: the bits of a byte, in which a row says which of them it shows.
pub const MAX_HABITS: usize = 8;
/// More often than that nobody is asked for.
const MOST_TIMES: u32 = 10_000;

/// How often somebody did something, in all that is known of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Habit {
    /// What they did: the conditions of one signal.
    pub did: Signal,
    /// How often at least: 1 when not said, 0 for no matter.
    #[serde(default = "once")]
    #[schema(required)]
    pub at_least: u32,
    /// How often at most: null for no matter, 0 for never.
    #[serde(default)]
    pub at_most: Option<u32>,
}

fn once() -> u32 {
    1
}

impl Habit {
    /// Whether somebody who did it so many times has it.
    pub fn holds(&self, times: u32) -> bool {
        times >= self.at_least && self.at_most.is_none_or(|most| times <= most)
    }

    /// Trims and checks the habits of one persona; `field` is their path in the request.
    pub(crate) fn check_all(habits: &mut [Self], field: &str, checks: &mut Checks) {
        checks.count(field, habits.len(), MAX_HABITS);
        for (index, habit) in habits.iter_mut().enumerate() {
            habit.check(&format!("{field}[{index}]"), checks);
        }
        if !habits.is_empty() && habits.iter().all(|habit| habit.at_least == 0) {
            checks.fault(
                field,
                "nothing_done",
                Text::new(
                    "Say at least one thing that these customers did: what they never do fits nearly everybody.",
                    "Indiquez au moins une chose que ces clients ont faite\u{202f}: ce qu’ils ne font jamais \
                     désigne presque tout le monde.",
                ),
            );
        }
    }

    fn check(&mut self, path: &str, checks: &mut Checks) {
        self.did.check(&format!("{path}.did"), checks);
        for (name, times) in [("at_least", Some(self.at_least)), ("at_most", self.at_most)] {
            if times.is_some_and(|times| times > MOST_TIMES) {
                checks.fault(format!("{path}.{name}"), "out_of_range", too_many());
            }
        }
        if self.at_most.is_some_and(|most| most < self.at_least) {
            checks.fault(
                format!("{path}.at_most"),
                "out_of_range",
                Text::new(
                    "“At most” is less than “at least”: nobody fits both.",
                    "«\u{202f}Au plus\u{202f}» est inférieur à «\u{202f}au moins\u{202f}»\u{202f}: personne ne \
                     répond aux deux.",
                ),
            );
        }
    }
}

fn too_many() -> Text {
    Text::new("No more than 10,000 times.", "Pas plus de 10\u{202f}000 fois.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(habits: &[(u32, Option<u32>)]) -> Vec<String> {
        let mut habits: Vec<Habit> = habits
            .iter()
            .map(|(at_least, at_most)| Habit {
                did: Signal { kind: Some("order_completed".into()), ..Signal::default() },
                at_least: *at_least,
                at_most: *at_most,
            })
            .collect();
        let mut checks = Checks::default();
        Habit::check_all(&mut habits, "known_by", &mut checks);
        let Err(problem) = checks.finish() else { return Vec::new() };
        let errors = problem.body(parcours_kernel::Language::En).errors;
        errors.into_iter().map(|error| format!("{}: {}", error.field, error.code)).collect()
    }

    #[test]
    fn what_nobody_or_everybody_fits_is_refused_and_named() {
        assert!(faults(&[]).is_empty());
        assert!(faults(&[(1, None), (0, Some(0)), (0, Some(3))]).is_empty());
        assert_eq!(faults(&[(0, Some(0))]), ["known_by: nothing_done"]);
        assert_eq!(faults(&[(2, Some(1))]), ["known_by[0].at_most: out_of_range"]);
        assert_eq!(faults(&[(10_001, None)]), ["known_by[0].at_least: out_of_range"]);
        assert_eq!(faults(&[(1, None); 9]), ["known_by: too_many"]);
    }
}
