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

/// The window that stands out most among those that pass the floors, of at most half the days: of two
/// levels the longer one is the usual. Cost: the square of the days.
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
    for from in 0..(days + 1).saturating_sub(shortest) {
        for until in from + shortest..=days.min(from + days / 2) {
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
            (0..=window.from).find(as_good).unwrap_or(window.from),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::days::Cell;

    /// A seeded stream of numbers from 0 to 1 (`SplitMix64`).
    struct Noise(u64);

    impl Noise {
        fn next(&mut self) -> f64 {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut z = self.0;
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0
        }

        fn hits(&mut self, trials: u32, share: f64) -> u32 {
            (0..trials).map(|_| u32::from(self.next() < share)).sum()
        }

        /// A year of days, each with this share of hits.
        fn year(&mut self, trials: u32, share: impl Fn(usize) -> f64) -> Vec<Cell> {
            self.days(365, trials, share)
        }

        fn days(&mut self, days: usize, trials: u32, share: impl Fn(usize) -> f64) -> Vec<Cell> {
            let mut day =
                |place| Cell { trials, hits: self.hits(trials, share(place)), ..Cell::default() };
            (0..days).map(&mut day).collect()
        }
    }

    /// No floors: what counts is the probability alone.
    fn anything() -> Floors {
        Floors { trials: 5.0, excess: 1.0, difference: 0.0, odds: 1.0, ..Floors::default() }
    }

    #[test]
    fn a_story_is_found_with_its_days() {
        let mut noise = Noise(5);
        let told = |day: usize| if (100..121).contains(&day) { 0.3 } else { 0.05 };
        let series = Series::new(Model::Share, &noise.year(20, told));
        let found = scan(&series, &Floors::default()).unwrap();
        assert!(found.window.from.abs_diff(100) <= 2 && found.window.until.abs_diff(121) <= 2);
        assert!((found.begins.0..=found.begins.1).contains(&100));
        assert!(found.p < 1e-20 && found.rises());
        // And it is over once it is taken out.
        let mut rest = series;
        rest.take_out(found.window);
        assert!(scan(&rest, &Floors::default()).is_none_or(|next| next.p > 0.05));
    }

    #[test]
    fn what_lasts_reaches_to_the_end() {
        let told = |day: usize| if day >= 350 { 0.4 } else { 0.1 };
        let series = Series::new(Model::Share, &Noise(9).year(20, told));
        let found = scan(&series, &Floors::default()).unwrap();
        assert_eq!(found.window.until, 365);
        assert!(found.window.from.abs_diff(350) <= 2);
    }

    #[test]
    fn flat_series_alarm_no_more_often_than_they_say() {
        let mut noise = Noise(1);
        let mut alarms = [0_u32; 2];
        for number in 0..1000 {
            // Rare and frequent, few and many.
            let (trials, share) = [(8, 0.05), (12, 0.5), (30, 0.1), (5, 0.3)][number % 4];
            let series = Series::new(Model::Share, &noise.days(182, trials, |_| share));
            let p = scan(&series, &anything()).map_or(1.0, |found| found.p);
            alarms[0] += u32::from(p < 0.05);
            alarms[1] += u32::from(p < 0.01);
        }
        // 50 and 10 are promised; three standard deviations more are chance.
        assert!(alarms[0] <= 70 && alarms[1] <= 20, "{alarms:?}");
    }

    #[test]
    fn what_goes_up_and_down_all_the_time_does_not_alarm() {
        let mut noise = Noise(2);
        let mut alarms = 0;
        for _ in 0..100 {
            let weeks: Vec<f64> = (0..53).map(|_| 0.1 + 0.2 * noise.next()).collect();
            let series = Series::new(Model::Share, &noise.year(30, |day| weeks[day / 7]));
            alarms += u32::from(scan(&series, &anything()).is_some_and(|found| found.p < 0.01));
        }
        assert!(alarms <= 3, "{alarms}");
    }
}
