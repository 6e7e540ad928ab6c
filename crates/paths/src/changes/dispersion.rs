//! How much more a series varies than chance alone would have it.
//!
//! Days, weeks and months have rhythms, and customers are not independent of each other. So likelihood
//! ratios are divided by φ, the largest of three dispersions: of days, of weeks and of four weeks about
//! the two levels that a found window leaves. Each is the mean of Pearson's χ² over the blocks, without
//! the tenth that departs most (another story may lie there), made comparable with χ² of one degree.
//! φ is never below 1. What goes up and down all the time has a large φ and raises no alarm.

use super::series::{Model, Series, Sums, Window};

/// Blocks of days that are looked at.
const BLOCKS: [usize; 3] = [1, 7, 28];
/// Fewer blocks tell nothing; nor do those few of which much is known, among many that are not.
const FEWEST: usize = 8;
/// Share of the blocks that is looked at.
const KEPT: f64 = 0.9;
/// The mean of a χ² of one degree up to its 90th percentile, 2.706: P(χ²₃ < 2.706) ∕ 0.9.
const MEAN_OF_KEPT: f64 = 0.6231;

/// As many blocks as these are believed to vary as by chance, before any is looked at: thirteen months
/// alone would often look twice as lively as they are.
const CHANCE: f64 = 12.0;

impl Dispersion {
    /// Whether it is more than chance would give.
    pub fn is_more_than_chance(self) -> bool {
        self.phi > 1.0 + 2.0 * (2.0 / self.degrees).sqrt()
    }
}

/// φ, and how many blocks it is known from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// At least 1.
    pub phi: f64,
    /// Degrees of freedom that it is known with: blocks of the scale that says so, and [`CHANCE`].
    pub degrees: f64,
}

/// The dispersion of a series about the levels inside and outside of a window.
pub fn dispersion(series: &Series, window: Window) -> Dispersion {
    let (inside, outside) = (series.within(window), series.outside(window));
    let variance = match series.model {
        Model::Share => None,
        Model::Time => {
            let spread = |sums: Sums| (sums.squares - sums.sum * sums.sum / sums.n).max(0.0);
            let degrees = (inside.n + outside.n - 2.0).max(1.0);
            Some(((spread(inside) + spread(outside)) / degrees).max(1e-6))
        }
    };
    let mut most = Dispersion { phi: 1.0, degrees: f64::INFINITY };
    for length in BLOCKS {
        let mut squares: Vec<f64> = Vec::with_capacity(series.days.len() / length + 1);
        let mut blocks = 0;
        for (number, block) in series.days.chunks(length).enumerate() {
            let (mut departure, mut expected) = (0.0, 0.0);
            for (place, day) in block.iter().enumerate() {
                let place = number * length + place;
                let in_window = (window.from..window.until).contains(&place);
                let level = if in_window { inside.level() } else { outside.level() };
                departure += day.sum - day.n * level;
                expected += day.n * variance.unwrap_or(level * (1.0 - level));
            }
            blocks += usize::from(expected > 0.0);
            let enough = match series.model {
                Model::Share => expected >= 1.0,
                Model::Time => expected > 0.0,
            };
            if enough {
                squares.push(departure * departure / expected);
            }
        }
        if squares.len() < FEWEST || squares.len() * 2 < blocks {
            continue;
        }
        squares.sort_by(f64::total_cmp);
        let kept = ((squares.len() as f64 * KEPT).ceil() as usize).min(squares.len());
        let mean = squares[..kept].iter().sum::<f64>() / kept as f64 / MEAN_OF_KEPT;
        let (known, degrees) = (squares.len() as f64, squares.len() as f64 + CHANCE);
        let phi = (known * mean + CHANCE) / degrees;
        if phi > most.phi {
            most = Dispersion { phi, degrees };
        }
    }
    most
}
