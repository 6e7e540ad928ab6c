//! Attribution: how much of the conversions each touch may claim, under six models side by side.
//!
//! Models disagree, and none is the truth: they answer different questions about the same
//! [paths](crate::kernels::conversions). First and last touch say where paths begin and end; linear and
//! time decay share by presence and by nearness; the Markov removal effect and the Shapley value ask
//! what would be lost without the touch, as far as paths alone can tell. None of them shows a cause: a
//! touch that comes to whoever would have bought anyway is credited too. Only an experiment tells.
//!
//! Under each model the credits add up to the conversions that at least one touch preceded, and to
//! their money.

use serde::{Deserialize, Serialize};

use crate::kernels::conversions::{Conversions, Converted, Led};

mod markov;
mod shapley;

/// Conversions by touch, under every model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attribution {
    /// Conversions, with or without touches.
    pub conversions: u64,
    /// Their money.
    pub value: f64,
    /// Conversions that no touch preceded: nobody is credited with them.
    pub untouched: u64,
    /// Their money.
    pub untouched_value: f64,
    /// Paths that did not convert.
    pub nulls: u64,
    /// The share of paths that converted.
    pub conversion_rate: f64,
    /// Whether the Shapley value was enumerated over all coalitions, rather than by its closed form
    /// (with many touches): the figures are the same.
    pub enumerated: bool,
    /// By touch, in order of code.
    pub touches: Vec<Touch>,
}

/// What one touch may claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Touch {
    /// Which.
    pub code: u8,
    /// All to the first touch of a path.
    pub first: Credit,
    /// All to the last.
    pub last: Credit,
    /// The same to each touch of a path.
    pub linear: Credit,
    /// More to the later ones.
    pub time_decay: Credit,
    /// By what would be lost without it, in a Markov chain of touches.
    pub markov: Credit,
    /// By what it adds to each set of other touches.
    pub shapley: Credit,
    /// The share of conversions that would be lost without it, in the chain: 0 to 1.
    pub removal_effect: f64,
}

/// Conversions and their money, credited to a touch.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Credit {
    /// How many; a fraction where conversions are shared.
    pub conversions: f64,
    /// Money.
    pub value: f64,
}

impl From<Converted> for Credit {
    fn from(converted: Converted) -> Self {
        Self { conversions: converted.conversions.get(), value: converted.value.get() }
    }
}

impl Attribution {
    /// The answer to a question from what led to conversions. Cost: a linear system with as many
    /// unknowns as touches, and up to 15 touches 2¹⁵ coalitions; some milliseconds.
    pub fn of(question: &Conversions, led: &Led) -> Self {
        let touched = Credit {
            conversions: (led.conversions - led.untouched) as f64,
            value: (led.value - led.untouched_value).get(),
        };
        let codes = question.credited();
        let chain = markov::Chain::new(codes.len(), &led.chain);
        let removal = chain.removal_effects();
        let markov = markov::shares(&removal);
        let enumerated = codes.len() <= crate::kernels::conversions::MOST_ENUMERATED;
        let shapley = if enumerated {
            shapley::enumerated(codes.len(), &led.sets)
        } else {
            led.credits.iter().map(|credits| credits.even.into()).collect()
        };
        let paths = led.conversions - led.untouched + led.nulls;
        let touches = codes
            .iter()
            .enumerate()
            .map(|(place, code)| Touch {
                code: *code,
                first: led.credits[place].first.into(),
                last: led.credits[place].last.into(),
                linear: led.credits[place].linear.into(),
                time_decay: led.credits[place].decay.into(),
                markov: Credit {
                    conversions: markov[place] * touched.conversions,
                    value: markov[place] * touched.value,
                },
                shapley: shapley[place],
                removal_effect: removal[place],
            })
            .collect();
        Self {
            conversions: led.conversions,
            value: led.value.get(),
            untouched: led.untouched,
            untouched_value: led.untouched_value.get(),
            nulls: led.nulls,
            conversion_rate: touched.conversions / (paths.max(1)) as f64,
            enumerated,
            touches,
        }
    }
}

#[cfg(test)]
mod tests;
