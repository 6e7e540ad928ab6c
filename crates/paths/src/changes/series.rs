//! A daily series, and how much a window of it stands out.
//!
//! *Shares* (hits of trials): the Bernoulli scan statistic (Kulldorff, *A spatial scan statistic*,
//! 1997). *Times* (logarithms of seconds): the normal one (Kulldorff, Huang and Konty, *A scan
//! statistic for continuous data based on the normal probability model*, 2009), after each weekday's
//! usual departure is taken off. Both compare one level inside the window and one outside with one
//! level throughout, by the logarithm of the likelihood ratio (LLR).

use crate::kernels::days::Cell;

/// What a series measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// Hits of trials.
    Share,
    /// Logarithms of seconds, by hit.
    Time,
}

/// Days `from..until` of a series, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: usize,
    /// The first day after.
    pub until: usize,
}

impl Window {
    /// How many days.
    pub fn len(self) -> usize {
        self.until - self.from
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.until <= self.from
    }

    /// How many days two have in common.
    pub fn common(self, other: Self) -> usize {
        self.until.min(other.until).saturating_sub(self.from.max(other.from))
    }
}

/// Count, sum and sum of squares of some days: of a share the hits are the sum.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Sums {
    /// Trials, or times.
    pub n: f64,
    /// Hits, or the sum of logarithms.
    pub sum: f64,
    /// The sum of their squares; of a share the hits again.
    pub squares: f64,
}

impl Sums {
    /// The share, or the mean logarithm; NaN of none.
    pub fn level(self) -> f64 {
        self.sum / self.n
    }

    fn minus(self, other: Self) -> Self {
        Self {
            n: self.n - other.n,
            sum: self.sum - other.sum,
            squares: self.squares - other.squares,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            sum: self.sum + other.sum,
            squares: self.squares + other.squares,
        }
    }
}

/// A series ready to be scanned.
#[derive(Debug, Clone)]
pub struct Series {
    /// What it measures.
    pub model: Model,
    /// Its days; those taken out are empty.
    pub days: Vec<Sums>,
    /// Sums of the days before each, and of all at the end.
    before: Vec<Sums>,
}

impl Series {
    /// Of cells. `weekday` is that of the first day.
    pub fn new(model: Model, cells: &[Cell]) -> Self {
        let share = |cell: &Cell| {
            let hits = f64::from(cell.hits);
            Sums { n: f64::from(cell.trials), sum: hits, squares: hits }
        };
        let time = |cell: &Cell| Sums {
            n: f64::from(cell.hits),
            sum: cell.time as f64 / 1e3,
            squares: cell.time_squares as f64 / 1e6,
        };
        let mut days: Vec<Sums> = match model {
            Model::Share => cells.iter().map(share).collect(),
            Model::Time => cells.iter().map(time).collect(),
        };
        if model == Model::Time {
            level_weekdays(&mut days);
        }
        let mut series = Self { model, days, before: Vec::new() };
        series.add_up();
        series
    }

    /// Without these days.
    pub fn take_out(&mut self, window: Window) {
        self.days[window.from..window.until].fill(Sums::default());
        self.add_up();
    }

    /// Of the days of a window.
    pub fn within(&self, window: Window) -> Sums {
        self.before[window.until].minus(self.before[window.from])
    }

    /// Of all days.
    pub fn all(&self) -> Sums {
        self.before[self.days.len()]
    }

    /// Of all days but those of a window.
    pub fn outside(&self, window: Window) -> Sums {
        self.all().minus(self.within(window))
    }

    /// The logarithm of the likelihood ratio of a window.
    pub fn llr(&self, window: Window) -> f64 {
        let (inside, all) = (self.within(window), self.all());
        llr(self.model, inside, all)
    }

    fn add_up(&mut self) {
        let mut sum = Sums::default();
        self.before.clear();
        self.before.push(sum);
        for day in &self.days {
            sum = sum.plus(*day);
            self.before.push(sum);
        }
    }
}

/// The logarithm of the likelihood ratio of some days among all.
#[inline]
pub fn llr(model: Model, inside: Sums, all: Sums) -> f64 {
    let outside = all.minus(inside);
    if inside.n < 1.0 || outside.n < 1.0 {
        return 0.0;
    }
    match model {
        Model::Share => bernoulli(inside) + bernoulli(outside) - bernoulli(all),
        Model::Time => {
            let spread = |sums: Sums| sums.squares - sums.sum * sums.sum / sums.n;
            // A thousandth of variance is left where all times are alike.
            let least = all.n * 1e-6;
            let (two, one) = (spread(inside) + spread(outside), spread(all));
            0.5 * all.n * (one.max(least) / two.max(least)).ln()
        }
    }
}

/// The largest log likelihood of so many hits of so many trials.
#[inline]
fn bernoulli(sums: Sums) -> f64 {
    let (n, hits) = (sums.n, sums.sum.min(sums.n));
    x_ln_x(hits) + x_ln_x(n - hits) - x_ln_x(n)
}

#[inline]
fn x_ln_x(x: f64) -> f64 {
    if x > 0.0 { x * x.ln() } else { 0.0 }
}

/// Takes off each weekday's usual departure from the week: the median over the weeks of the day's mean
/// against the mean of the seven days around it.
fn level_weekdays(days: &mut [Sums]) {
    let mut departures: [Vec<f64>; 7] = Default::default();
    for (place, day) in days.iter().enumerate() {
        let around = days[place.saturating_sub(3)..days.len().min(place + 4)].iter();
        let week = around.fold(Sums::default(), |sum, day| sum.plus(*day));
        if day.n >= 1.0 {
            departures[place % 7].push(day.level() - week.level());
        }
    }
    let usual = departures.map(|mut some| {
        some.sort_by(f64::total_cmp);
        some.get(some.len() / 2).copied().unwrap_or(0.0)
    });
    for (place, day) in days.iter_mut().enumerate() {
        let usual = usual[place % 7];
        day.squares += usual * usual * day.n - 2.0 * usual * day.sum;
        day.sum -= usual * day.n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(trials: u32, hits: u32) -> Cell {
        Cell { trials, hits, ..Cell::default() }
    }

    #[test]
    fn the_ratio_of_a_share_is_the_one_worked_out_by_hand() {
        // 8 of 10 inside, 2 of 20 outside, 10 of 30 in all.
        let series = Series::new(Model::Share, &[cell(10, 1), cell(10, 8), cell(10, 1)]);
        let log = |p: f64, hits: f64, n: f64| hits * p.ln() + (n - hits) * (1.0 - p).ln();
        let due = log(0.8, 8.0, 10.0) + log(0.1, 2.0, 20.0) - log(1.0 / 3.0, 10.0, 30.0);
        assert!((series.llr(Window { from: 1, until: 2 }) - due).abs() < 1e-9);
        assert!(series.llr(Window { from: 0, until: 3 }).abs() < 1e-9, "nothing is outside");
    }

    #[test]
    fn the_ratio_of_times_is_the_one_worked_out_by_hand() {
        let days = [[1.0, 3.0], [5.0, 7.0]].map(|times| Sums {
            n: 2.0,
            sum: times.iter().sum(),
            squares: times.iter().map(|time| time * time).sum(),
        });
        // Squared departures: 2 + 2 about two means, 20 about one; ½ · 4 · ln(20 ∕ 4).
        let all = days[0].plus(days[1]);
        assert!((llr(Model::Time, days[1], all) - 2.0 * 5.0_f64.ln()).abs() < 1e-9);
    }

    #[test]
    fn a_weekday_that_is_always_slow_is_no_change() {
        let week = [1000_u64, 1000, 1000, 1000, 2000, 1000, 1000];
        let day = |time: u64| Cell { trials: 9, hits: 1, time, time_squares: time * time / 1000 };
        let cells: Vec<Cell> = (0..70).map(|place| day(week[place % 7])).collect();
        let series = Series::new(Model::Time, &cells);
        let levels: Vec<f64> = series.days[7..63].iter().map(|day| day.level()).collect();
        assert!(levels.iter().all(|level| (level - levels[0]).abs() < 0.01), "{levels:?}");
    }

    #[test]
    fn what_is_taken_out_counts_no_more() {
        let mut series = Series::new(Model::Share, &[cell(10, 1), cell(10, 8), cell(10, 1)]);
        series.take_out(Window { from: 1, until: 2 });
        assert_eq!((series.all().n, series.all().sum), (20.0, 2.0));
    }
}
