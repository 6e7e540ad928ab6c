//! Drift: what the counts say of the map.

use serde::Serialize;

use super::{Fitness, Found, Kind, WHOLE};
use crate::cases::NONE;
use crate::kernels::behind::Behind;

/// How reality drifted away from the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Drift {
    /// How many cases.
    pub cases: u64,
    /// Of how many customers.
    pub customers: u64,
    /// Cases that the map allows as they are.
    pub fitting_cases: u64,
    /// The mean fitness of cases, 0 to 1; none without cases, and so are the next two.
    pub fitness: Option<f64>,
    /// The mean of customers' mean fitness.
    pub fitness_of_customers: Option<f64>,
    /// 1 − all costs ÷ all worst costs: longer cases weigh more.
    pub fitness_of_log: Option<f64>,
    /// Customers who were at each touchpoint, in map order.
    pub reached: Vec<u64>,
    /// Touchpoints where nobody was.
    pub unreached: Vec<u8>,
    /// Deviations wherever they came, most customers first; then by sort and touchpoint.
    pub deviations: Vec<Deviating>,
    /// The same by the touchpoint they came after.
    pub pairs: Vec<Deviating>,
}

/// One deviation and who is behind it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Deviating {
    /// Which sort.
    pub kind: Kind,
    /// Where; see [`Kind`].
    pub touchpoint: Option<u8>,
    /// In pairs the touchpoint of the last expected row before; none at the beginning.
    pub after: Option<u8>,
    /// How often and who.
    #[serde(flatten)]
    pub behind: Behind,
}

impl Fitness {
    /// What was found, in numbers for people.
    pub fn answer(&self, found: &Found) -> Drift {
        let mean = |sum: u64, of: u64| (of > 0).then(|| sum as f64 / (of as f64 * WHOLE as f64));
        let unreached = (0..=u8::MAX).zip(&found.reached).filter(|(_, customers)| **customers == 0);
        let (mut deviations, mut pairs) = (Vec::new(), Vec::new());
        for (key, behind) in found.deviations.iter() {
            let [_, _, _, _, kind, touchpoint, any, after] = key.to_be_bytes();
            let code = |byte: u8| (byte != NONE).then_some(byte);
            let list = if any == 1 { &mut deviations } else { &mut pairs };
            list.push(Deviating {
                kind: KINDS[usize::from(kind)],
                touchpoint: code(touchpoint),
                after: if any == 1 { None } else { code(after) },
                behind: behind.told(),
            });
        }
        for list in [&mut deviations, &mut pairs] {
            list.sort_by_key(|one| {
                (std::cmp::Reverse(one.behind.customers), one.kind, one.touchpoint, one.after)
            });
        }
        Drift {
            cases: found.cases,
            customers: found.customers,
            fitting_cases: found.fitting,
            fitness: mean(found.fitness, found.cases),
            fitness_of_customers: mean(found.customer_fitness, found.customers),
            fitness_of_log: (found.worst > 0).then(|| 1.0 - found.cost as f64 / found.worst as f64),
            reached: found.reached.clone(),
            unreached: unreached.map(|(touchpoint, _)| touchpoint).collect(),
            deviations,
            pairs,
        }
    }
}

/// In the order of their numbers.
const KINDS: [Kind; 6] = [
    Kind::StartsLate,
    Kind::Skipped,
    Kind::OutOfOrder,
    Kind::Repeated,
    Kind::Unclaimed,
    Kind::EndsEarly,
];
