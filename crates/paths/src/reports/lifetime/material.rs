//! What lifetime value is learned from: the orders of the log, in days of the organisation.

use jiff::tz::TimeZone;
use parcours_interactions::Snapshot;
use parcours_kernel::{Problem, Timestamp};

use crate::cases::Cut;
use crate::kernels::orders::{Offset, Orders, Unit};
use crate::plan::Plan;
use crate::reports::words;
use crate::{Paths, Question};

/// What an order is called unless it is said otherwise.
pub(crate) const ORDERS: &str = "order_completed";

/// A look at the log, what of it is read, and for which kernel.
pub(crate) struct Material {
    pub(crate) view: Snapshot,
    pub(crate) plan: Plan,
    pub(crate) kernel: Orders,
}

impl Paths {
    /// Makes a question about orders ready. Histories end now, or with the period if that is earlier.
    pub(crate) async fn material(
        &self,
        question: &Question,
        orders: &str,
    ) -> Result<Material, Problem> {
        let view = self.log().snapshot().await?;
        let signatures = self.log().signatures().await?;
        // A customer is worth what all their cases are.
        let question = &Question { cut: Cut::Customer, ..question.clone() };
        let plan = Plan::new(question, &signatures, &view).await?.with_values();
        let orders = words::some(&plan, "orders", orders)?;
        let zone = self.time_zone().await?;
        let until = question.period.until.min(self.now());
        let begins = view.begins_at().await?.unwrap_or(until);
        let kernel = Orders {
            orders: orders.codes().collect(),
            observed_until: until.as_micros(),
            offsets: offsets(&zone, begins, until),
            unit: Unit::Week,
        };
        Ok(Material { view, plan, kernel })
    }
}

/// How far clocks are ahead of UTC from a moment on, and each change up to another.
fn offsets(zone: &TimeZone, from: Timestamp, until: Timestamp) -> Vec<Offset> {
    let ahead = |seconds: i32| i64::from(seconds) * 1_000_000;
    let first = ahead(zone.to_offset(from.to_jiff()).seconds());
    let mut offsets = vec![Offset { from: from.as_micros(), ahead: first }];
    let changes = zone
        .following(from.to_jiff())
        .map(|change| Offset {
            from: change.timestamp().as_microsecond(),
            ahead: ahead(change.offset().seconds()),
        })
        .take_while(|change| change.from < until.as_micros());
    offsets.extend(changes);
    offsets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_change_twice_a_year_in_paris() {
        let [from, until] =
            ["2026-01-01T00:00:00Z", "2026-12-31T00:00:00Z"].map(|t| Timestamp::parse(t).unwrap());
        let told = offsets(&TimeZone::get("Europe/Paris").unwrap(), from, until);
        let hours: Vec<_> = told.iter().map(|one| one.ahead / 3_600_000_000).collect();
        assert_eq!(hours, [1, 2, 1]);
        assert_eq!(
            Timestamp::from_micros(told[1].from),
            Timestamp::parse("2026-03-29T01:00:00Z").unwrap()
        );
        assert_eq!(offsets(&TimeZone::UTC, from, until).len(), 1);
    }
}
