//! The window of a series that stands out most, and how sure that is.

use super::dispersion::dispersion;
use super::series::{Model, Series, Sums, Window, llr};
use super::tail::best_window;

/// What is too small to be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Floors {
    /// Trials (or times) inside a window, and outside of it.
    pub trials: f64,
    /// The same of times, whose spread has to be known too.
    pub times_known: f64,
    /// More or fewer hits than usual.
    pub excess: f64,
    /// By how much a share moves.
    pub difference: f64,
    /// And how many times the odds.
    pub odds: f64,
    /// How many times as long (or short) a time is.
    pub times: f64,
    /// Days of a window.
    pub days: usize,
    /// Days of a window of times: a holiday moves the times of a day or two.
    pub days_of_times: usize,
}

impl Default for Floors {
    fn default() -> Self {
        Self {
            trials: 20.0,
            times_known: 50.0,
            excess: 10.0,
            difference: 0.02,
            odds: 1.5,
            times: 1.25,
            days: 2,
            days_of_times: 4,
        }
    }
}

/// A window that stands out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its days.
    pub window: Window,
    /// The first day that it could as well begin with, and the last: nineteen in twenty.
    pub begins: (usize, usize),
    /// Likewise the first day after it.
    pub ends: (usize, usize),
    /// √(2 LLR ∕ φ): how strong it is,
    pub strength: f64,
    /// and how many standard deviations that is worth.
    pub z: f64,
    /// The probability of a window at least as good in a series without a change.
    pub p: f64,
    /// Inside.
    pub inside: Sums,
    /// Outside.
    pub outside: Sums,
    /// The dispersion about the two.
    pub phi: f64,
}

impl Found {
    /// Hits more than usual, negative: fewer. Of times the sum of the logarithms.
    pub fn excess(&self) -> f64 {
        self.inside.sum - self.inside.n * self.outside.level()
    }

    /// Whether it goes up.
    pub fn rises(&self) -> bool {
        self.excess() > 0.0
    }
}

/// A likelihood ratio that falls by this, times φ, is out of the 95 % of where a change begins or ends.
const SUPPORT: f64 = 3.0;

/// The window that stands out most among those that pass the floors. Windows are those inside the
/// series of at most half its days, and all that reach to its end: one that begins with the series is
/// the end of another level, and its complement is told. Cost: the square of the days.
pub fn scan(series: &Series, floors: &Floors) -> Option<Found> {
    let (days, all) = (series.days.len(), series.all());
    if all.n < 2.0 * floors.trials || is_too_quiet(series.model, all, floors) {
        return None;
    }
    let shortest = match series.model {
        Model::Share => floors.days,
        Model::Time => floors.days_of_times,
    };
    let mut best: Option<(f64, Window)> = None;
    for from in 1..(days + 1).saturating_sub(shortest) {
        let last = if days - from <= days / 2 { days } else { from + days / 2 };
        let whole = (last < days).then_some(days);
        for until in (from + shortest..=last).chain(whole) {
            let window = Window { from, until };
            let inside = series.within(window);
            if !passes(series.model, inside, all, floors) {
                continue;
            }
            let llr = llr(series.model, inside, all);
            if best.is_none_or(|(most, _)| llr > most) {
                best = Some((llr, window));
            }
        }
    }
    let (llr, window) = best?;
    let window = trimmed(series, window);
    let spread = dispersion(series, window);
    let ratio = 2.0 * llr / spread.phi;
    // A dispersion that was estimated makes the tail heavier, as Student's does; one that chance alone
    // gives was not.
    let z = if spread.is_more_than_chance() {
        (spread.degrees * (1.0 + ratio / spread.degrees).ln()).sqrt()
    } else {
        ratio.sqrt()
    };
    let least = llr - SUPPORT * spread.phi;
    let as_good = |from: &usize| series.llr(Window { from: *from, ..window }) >= least;
    let ends_as_good = |until: &usize| series.llr(Window { until: *until, ..window }) >= least;
    Some(Found {
        window,
        begins: (
            (1..=window.from).find(as_good).unwrap_or(window.from),
            (window.from..window.until).rev().find(as_good).unwrap_or(window.from),
        ),
        ends: (
            (window.from + 1..=window.until).find(ends_as_good).unwrap_or(window.until),
            (window.until..=days).rev().find(ends_as_good).unwrap_or(window.until),
        ),
        strength: ratio.sqrt(),
        z,
        p: best_window(z, days),
        inside: series.within(window),
        outside: series.outside(window),
        phi: spread.phi,
    })
}

/// A window without the empty days at its ends.
fn trimmed(series: &Series, window: Window) -> Window {
    let is_there = |day: &usize| series.days[*day].n > 0.0;
    let from = (window.from..window.until).find(is_there).unwrap_or(window.from);
    Window { from, ..window }
}

/// Whether no window could pass the floors.
fn is_too_quiet(model: Model, all: Sums, floors: &Floors) -> bool {
    model == Model::Share && all.sum.min(all.n - all.sum) < floors.excess
}

#[inline]
fn passes(model: Model, inside: Sums, all: Sums, floors: &Floors) -> bool {
    let outside = all.n - inside.n;
    let least = if model == Model::Share { floors.trials } else { floors.times_known };
    if inside.n < least || outside < least {
        return false;
    }
    let (here, there) = (inside.level(), (all.sum - inside.sum) / outside);
    let difference = (here - there).abs();
    match model {
        Model::Share => {
            let odds = (here * (1.0 - there), there * (1.0 - here));
            difference >= floors.difference
                && difference * inside.n >= floors.excess
                && odds.0.max(odds.1) >= floors.odds * odds.0.min(odds.1)
        }
        Model::Time => difference >= floors.times.ln(),
    }
}
