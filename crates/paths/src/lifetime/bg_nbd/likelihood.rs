//! The likelihood of histories, in a form that neither overflows nor cancels.

use super::{BgNbd, CountedPurchases, Form, ln_beta, ln_gamma};
use crate::lifetime::special::ln_one_plus_exp;

/// Histories by number of repeat purchases: what depends on that alone is worked out once for all
/// that share it.
pub(super) struct Sample {
    groups: Vec<Group>,
    /// (t_x, T, customers).
    rows: Vec<(f64, f64, f64)>,
}

struct Group {
    frequency: f64,
    customers: f64,
    rows: std::ops::Range<usize>,
}

impl Sample {
    pub(super) fn new(rows: &[CountedPurchases]) -> Self {
        let mut sorted: Vec<&CountedPurchases> =
            rows.iter().filter(|row| row.customers > 0).collect();
        let key = |row: &CountedPurchases| {
            let of = row.purchases;
            (of.frequency, of.recency.to_bits(), of.age.to_bits())
        };
        sorted.sort_unstable_by_key(|row| key(row));
        let mut sample = Self { groups: Vec::new(), rows: Vec::new() };
        for same in sorted.chunk_by(|one, other| key(one) == key(other)) {
            let of = same[0].purchases;
            let customers = same.iter().map(|row| row.customers).sum::<u64>() as f64;
            let frequency = f64::from(of.frequency);
            let place = sample.rows.len();
            sample.rows.push((of.recency, of.age, customers));
            match sample.groups.last_mut().filter(|group| group.frequency == frequency) {
                Some(group) => {
                    group.customers += customers;
                    group.rows.end = place + 1;
                }
                None => sample.groups.push(Group { frequency, customers, rows: place..place + 1 }),
            }
        }
        sample
    }

    pub(super) fn customers(&self) -> u64 {
        self.groups.iter().map(|group| group.customers).sum::<f64>() as u64
    }

    pub(super) fn mean_age(&self) -> f64 {
        let total: f64 = self.rows.iter().map(|(_, age, customers)| age * customers).sum();
        total / (self.customers().max(1)) as f64
    }
}

impl BgNbd {
    /// L = Γ(r + x) αʳ / Γ(r) · B(a, s) / B(a, b) · [(α + T)^−(r + x) + a / (s − 1) · (α + t_x)^−(r + x)],
    /// with s = b + x, without the last term when x = 0 (Fader, Hardie & Lee 2005), or b + x + 1 in the
    /// modified form.
    pub(super) fn likelihood(&self, sample: &Sample) -> f64 {
        let (beta, gamma) = (ln_beta(self.a, self.b), ln_gamma(self.r));
        let ln_alpha = self.alpha.ln();
        let mut total = 0.0;
        for group in &sample.groups {
            let x = group.frequency;
            let stays = self.stays(x);
            let shared = ln_gamma(self.r + x) - gamma + ln_beta(self.a, stays) - beta
                // Each (α + T) below is divided by α, so that it takes away αʳ and leaves α^−x.
                - x * ln_alpha;
            total += group.customers * shared;
            let rows = &sample.rows[group.rows.clone()];
            if x == 0.0 && self.form == Form::BgNbd {
                let sum: f64 = rows.iter().map(|(_, age, w)| w * (age / self.alpha).ln_1p()).sum();
                total -= self.r * sum;
            } else {
                let left = (self.a / (stays - 1.0)).ln();
                let power = self.r + x;
                total += rows
                    .iter()
                    .map(|(recency, age, customers)| {
                        let longer = ((self.alpha + age) / (self.alpha + recency)).ln();
                        let stayed = -power * (age / self.alpha).ln_1p();
                        customers * (stayed + ln_one_plus_exp(left + power * longer))
                    })
                    .sum::<f64>();
            }
        }
        total
    }
}
