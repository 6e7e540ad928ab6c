//! One path credited: what each of its touches gets under each model, and its steps in the chain.

use super::{Converted, Led, MOST_ENUMERATED, Sum};

impl Led {
    pub(super) fn converted(&mut self, path: &[(u8, i64)], value: Sum, half_life: i64) {
        self.conversions += 1;
        self.value += value;
        let (Some((first, _)), Some((last, until))) = (path.first(), path.last()) else {
            self.untouched += 1;
            self.untouched_value += value;
            return;
        };
        let whole = Converted { conversions: Sum::of(1.0), value };
        self.credits[usize::from(*first)].first += whole;
        self.credits[usize::from(*last)].last += whole;
        self.chained(path, 0);
        if path.len() == 1 {
            let credits = &mut self.credits[usize::from(*first)];
            credits.linear += whole;
            credits.decay += whole;
            credits.even += whole;
        } else {
            self.shared(path, whole, *until, half_life);
        }
        if self.credits.len() <= MOST_ENUMERATED {
            let set = path.iter().fold(0_u16, |set, (place, _)| set | 1 << place);
            *self.sets.entry(set).or_default() += whole;
        }
    }

    /// Shares one conversion of at least two touches.
    fn shared(&mut self, path: &[(u8, i64)], whole: Converted, until: i64, half_life: i64) {
        let mut share = Share::of(whole, path.len() as f64, path.len());
        for (place, _) in path {
            self.credits[usize::from(*place)].linear += share.give(1.0);
        }
        // Weighed from the last touch rather than from the conversion: the common factor falls out of
        // the division, and nothing is lost when all touches are many half-lives old.
        let mut weights = std::mem::take(&mut self.scratch.weights);
        weights.clear();
        weights.extend(path.iter().map(|(_, at)| decayed(until.saturating_sub(*at), half_life)));
        share = Share::of(whole, weights.iter().sum(), path.len());
        for ((place, _), weight) in path.iter().zip(&weights) {
            self.credits[usize::from(*place)].decay += share.give(*weight);
        }
        self.scratch.weights = weights;
        let mut seen = [0_u64; 4];
        for (place, _) in path {
            seen[usize::from(place >> 6)] |= 1 << (place & 63);
        }
        let distinct: u32 = seen.iter().map(|bits| bits.count_ones()).sum();
        share = Share::of(whole, f64::from(distinct), distinct as usize);
        for (group, bits) in seen.iter().enumerate() {
            let mut left = *bits;
            while left != 0 {
                let place = 64 * group + left.trailing_zeros() as usize;
                self.credits[place].even += share.give(1.0);
                left &= left - 1;
            }
        }
    }

    /// Adds the steps of a path to the chain. It ends in conversion (0) or null (1).
    pub(super) fn chained(&mut self, path: &[(u8, i64)], end: usize) {
        let touches = self.credits.len();
        let mut from = touches;
        for (place, _) in path {
            let to = usize::from(*place);
            self.chain[from * (touches + 2) + to] += 1;
            from = to;
        }
        self.chain[from * (touches + 2) + touches + end] += 1;
    }
}

fn decayed(before: i64, half_life: i64) -> f64 {
    match (before, half_life) {
        (..=0, _) => 1.0,
        (_, ..=0) => 0.0,
        (before, half_life) => (-(before as f64) / half_life as f64).exp2(),
    }
}

/// One conversion, dealt out by weight. What rounding leaves goes to the last part, so that the parts
/// add up to the whole exactly.
struct Share {
    whole: Converted,
    left: Converted,
    weight: f64,
    parts: usize,
}

impl Share {
    fn of(whole: Converted, weight: f64, parts: usize) -> Self {
        Self { whole, left: whole, weight, parts }
    }

    fn give(&mut self, weight: f64) -> Converted {
        self.parts -= 1;
        if self.parts == 0 {
            return self.left;
        }
        let part = weight / self.weight;
        let given = Converted {
            conversions: Sum::of(self.whole.conversions.get() * part),
            value: Sum::of(self.whole.value.get() * part),
        };
        self.left.conversions = self.left.conversions - given.conversions;
        self.left.value = self.left.value - given.value;
        given
    }
}
