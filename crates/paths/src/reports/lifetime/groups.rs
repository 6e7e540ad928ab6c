//! Customers in groups by how lately and how often they bought.

use std::collections::BTreeMap;

use parcours_interactions::CustomerSet;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::kernels::orders::Bought;
use crate::lifetime::rfm::{Group, Rfm, Scale};

/// Customers who bought alike.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct RfmGroup {
    /// Which.
    pub group: RfmName,
    /// How many.
    pub customers: u64,
    /// Days with an order, of all of them.
    pub purchases: u64,
    /// What these were worth.
    pub value: f64,
}

/// How lately and how often customers of a group bought.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RfmName {
    /// Buy often, and lately.
    Champions,
    /// Buy often, though not just now.
    Loyal,
    /// Came lately, not often yet.
    Promising,
    /// Came lately, hardly ever before.
    New,
    /// In the middle, and may drift away.
    NeedAttention,
    /// Came often, not for long.
    AtRisk,
    /// Came little, long ago.
    Lost,
}

/// The groups of everybody who bought, in order of [`RfmName`]; empty ones are left out.
pub(super) fn groups(bought: &[Bought]) -> Vec<RfmGroup> {
    let customers: Vec<Rfm> = bought.iter().map(Rfm::from).collect();
    let scale = Scale::of(&customers);
    let mut groups: BTreeMap<RfmName, RfmGroup> = BTreeMap::new();
    for customer in &customers {
        let name = RfmName::from(scale.scores(customer).group());
        let nobody = RfmGroup { group: name, customers: 0, purchases: 0, value: 0.0 };
        let group = groups.entry(name).or_insert(nobody);
        group.customers += 1;
        group.purchases += u64::from(customer.purchases);
        group.value += customer.value;
    }
    groups.into_values().collect()
}

/// Who is in a group of everybody who bought; all of them without one.
pub(super) fn members(bought: &[Bought], group: Option<RfmName>) -> CustomerSet {
    let customers: Vec<Rfm> = bought.iter().map(Rfm::from).collect();
    let scale = Scale::of(&customers);
    let is_in = |customer: &Rfm| {
        group.is_none_or(|group| RfmName::from(scale.scores(customer).group()) == group)
    };
    let found = bought.iter().zip(&customers).filter(|(_, customer)| is_in(customer));
    found.map(|(bought, _)| bought.customer.unsigned_abs()).collect()
}

impl From<Group> for RfmName {
    fn from(group: Group) -> Self {
        match group {
            Group::Champions => Self::Champions,
            Group::Loyal => Self::Loyal,
            Group::Promising => Self::Promising,
            Group::New => Self::New,
            Group::NeedAttention => Self::NeedAttention,
            Group::AtRisk => Self::AtRisk,
            Group::Lost => Self::Lost,
        }
    }
}
