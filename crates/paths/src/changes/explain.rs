//! The segment that explains a change.
//!
//! Each value's part in the excess is set against its part in the trials: mobile makes 94 % of the
//! losses above the usual and 60 % of the customers. The value for which the two differ most explains
//! the change, if it makes at least half of the excess.

use super::Find;
use super::segments::Segments;
use super::series::{Series, Sums, Window};
use crate::kernels::days::{Days, Partial};

/// What a value makes of the excess at least.
const HALF: f64 = 0.5;
/// And by how much more than of the trials.
const MORE: f64 = 0.15;

/// Trials from which the usual level of a value is known.
const KNOWN: f64 = 20.0;

/// A segment and its part.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Explained {
    /// Which value.
    pub value: u16,
    /// Its part in the excess, 0 to 1.
    pub of_excess: f64,
    /// Its part in what usually comes, 0 to 1.
    pub of_trials: f64,
    /// Its days inside the window.
    pub inside: Sums,
    /// Its days outside.
    pub outside: Sums,
}

/// The value that explains most of a find, if any does.
pub fn explain(
    days: &Days,
    partial: &Partial,
    segments: &Segments,
    find: &Find,
) -> Option<Explained> {
    let whole = part(days, partial, find, None)?;
    let level = whole.1.level();
    let excess = excess(whole, level);
    let from_nowhere = days.flows[find.flow].from.is_none();
    let of = |value: u16| {
        let its = part(days, partial, find, Some(value))?;
        // Of a flow from nowhere everybody active is a trial: who usually comes is told by the hits.
        let of_trials = if from_nowhere {
            its.1.sum / whole.1.sum.max(1.0)
        } else {
            its.0.n / whole.0.n.max(1.0)
        };
        let of_excess = (self::excess(its, level) / excess).clamp(0.0, 1.0);
        let (inside, outside) = its;
        Some(Explained { value, of_excess, of_trials, inside, outside })
    };
    (0..segments.values.len())
        .filter_map(|value| of(u16::try_from(value).ok()?))
        .filter(|one| one.of_excess >= HALF && one.of_excess - one.of_trials >= MORE)
        .max_by(|a, b| (a.of_excess - a.of_trials).total_cmp(&(b.of_excess - b.of_trials)))
}

fn part(days: &Days, partial: &Partial, find: &Find, value: Option<u16>) -> Option<(Sums, Sums)> {
    let slot = days.slot(find.flow, value)?;
    let series = Series::new(find.model(), &days.series(partial, find.flow, slot));
    let window: Window = find.found.window;
    Some((series.within(window), series.outside(window)))
}

/// Hits beyond what the days outside would give; of a value that is new, what they would give of all.
fn excess((inside, outside): (Sums, Sums), of_all: f64) -> f64 {
    let usual = if outside.n < KNOWN { of_all } else { outside.level() };
    inside.sum - inside.n * usual
}
