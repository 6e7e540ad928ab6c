//! What happens at touchpoints that open into journeys of their own, with all that lies in these.

use std::collections::{BTreeSet, HashMap};

use parcours_interactions::{Bucket, Signature};
use parcours_journeys::{Binding, Journey, JourneyId, TouchpointId, bind};
use parcours_kernel::Period;
use serde::Serialize;
use utoipa::ToSchema;

/// A touchpoint together with the journey that it opens into, and the journeys within that one.
/// An interaction or a customer that both know counts once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct RolledUp {
    /// Distinct customers.
    pub customers: u64,
    /// Interactions.
    pub interactions: u64,
}

/// Which signatures belong to which touchpoints, seen with all that lies in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rolling {
    touchpoints: Vec<TouchpointId>,
    by_signature: HashMap<u32, Vec<usize>>,
}

impl Rolling {
    /// `opened` are the journeys that touchpoints open into, at any depth; one that is missing, or
    /// comes round to itself, adds nothing.
    pub(crate) fn new(
        journey: &Journey,
        binding: &Binding,
        opened: &[Journey],
        signatures: &[Signature],
    ) -> Self {
        let bindings: HashMap<JourneyId, (&Journey, Binding)> =
            opened.iter().map(|inner| (inner.id, (inner, bind(inner, signatures)))).collect();
        let mut rolling = Self::default();
        for touchpoint in journey.touchpoints() {
            let Some(inner) = &touchpoint.sub_journey else { continue };
            let mut all: BTreeSet<u32> = binding
                .signatures()
                .into_iter()
                .filter(|signature| binding.touchpoint(*signature) == Some(touchpoint.id))
                .collect();
            let (mut seen, mut ahead) = (BTreeSet::from([journey.id]), vec![inner.id]);
            while let Some(next) = ahead.pop() {
                if !seen.insert(next) {
                    continue;
                }
                if let Some((inner, binding)) = bindings.get(&next) {
                    all.extend(binding.signatures());
                    let deeper = inner.touchpoints().filter_map(|t| t.sub_journey.as_ref());
                    ahead.extend(deeper.map(|journey| journey.id));
                }
            }
            let number = rolling.touchpoints.len();
            rolling.touchpoints.push(touchpoint.id);
            for signature in all {
                rolling.by_signature.entry(signature).or_default().push(number);
            }
        }
        rolling
    }

    pub(crate) fn signatures(&self) -> impl Iterator<Item = u32> {
        self.by_signature.keys().copied()
    }

    /// What was counted for a touchpoint; `None` when it opens into nothing.
    pub(crate) fn of(&self, touchpoint: TouchpointId, counted: &[RolledUp]) -> Option<RolledUp> {
        let number = self.touchpoints.iter().position(|known| *known == touchpoint)?;
        Some(counted.get(number).copied().unwrap_or_default())
    }

    /// Folds one bucket. Cost: one pass over the rows.
    pub(crate) fn count(&self, bucket: &Bucket, period: Period) -> Vec<RolledUp> {
        let mut counted = vec![RolledUp::default(); self.touchpoints.len()];
        if counted.is_empty() {
            return counted;
        }
        // The place of the customer who was counted last, from 1.
        let mut counted_for = vec![0; counted.len()];
        for (customer, window) in bucket.offsets.windows(2).enumerate() {
            for row in window[0] as usize..window[1] as usize {
                let at = bucket.at[row];
                if at < period.from.as_micros() || at >= period.until.as_micros() {
                    continue;
                }
                for number in self.by_signature.get(&bucket.signature[row]).into_iter().flatten() {
                    counted[*number].interactions += 1;
                    if counted_for[*number] != customer + 1 {
                        counted_for[*number] = customer + 1;
                        counted[*number].customers += 1;
                    }
                }
            }
        }
        counted
    }
}

/// Adds what was counted of other customers.
pub(crate) fn merge(into: &mut Vec<RolledUp>, other: Vec<RolledUp>) {
    into.resize(into.len().max(other.len()), RolledUp::default());
    for (mine, theirs) in into.iter_mut().zip(other) {
        mine.customers += theirs.customers;
        mine.interactions += theirs.interactions;
    }
}
