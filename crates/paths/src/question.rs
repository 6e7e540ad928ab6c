//! What a report is asked: which activities, when, of whom, cut into which cases.

use parcours_interactions::CustomerSet;
use parcours_journeys::{Journey, JourneyId};
use parcours_kernel::Period;

use crate::cases::Cut;

/// What counts as one activity.
#[derive(Debug, Clone)]
pub enum Activities {
    /// The kind of an interaction, such as `order_completed`.
    Kinds,
    /// What happened, where and about what: one signature each.
    Signatures,
    /// The touchpoints of a journey.
    Touchpoints(Box<Journey>),
    /// The stages of a journey.
    Stages(Box<Journey>),
}

/// A question to the log. Whatever it leaves open is all there is.
#[derive(Debug, Clone)]
pub struct Question {
    /// What counts as one activity.
    pub activities: Activities,
    /// When.
    pub period: Period,
    /// Only these channels.
    pub channels: Vec<String>,
    /// Only what has this property with this value.
    pub property: Option<(String, String)>,
    /// Only these customers.
    pub customers: Option<CustomerSet>,
    /// How interactions are cut into cases.
    pub cut: Cut,
    /// Only cases that begin with this activity.
    pub starts_with: Option<String>,
    /// Only cases that end with this activity.
    pub ends_with: Option<String>,
    /// Only cases in which all of these happened; each may be any of several with `|` between.
    pub through: Vec<String>,
    /// Only cases in which none of these happened.
    pub not_through: Vec<String>,
    /// Only cases in which these followed each other, whatever lies between.
    pub in_order: Vec<String>,
}

impl Question {
    /// All there is of some activities, each customer one case.
    pub fn of(activities: Activities) -> Self {
        Self {
            activities,
            period: Period::ALL,
            channels: Vec::new(),
            property: None,
            customers: None,
            cut: Cut::Customer,
            starts_with: None,
            ends_with: None,
            through: Vec::new(),
            not_through: Vec::new(),
            in_order: Vec::new(),
        }
    }

    /// The journey, if all that is asked for is all of it: its touchpoints, everybody, all of time.
    pub fn whole_journey(&self) -> Option<JourneyId> {
        let Activities::Touchpoints(journey) = &self.activities else { return None };
        let is_all = self.period == Period::ALL
            && self.channels.is_empty()
            && self.property.is_none()
            && self.customers.is_none()
            && self.cut == Cut::Customer
            && self.starts_with.is_none()
            && self.ends_with.is_none()
            && self.through.is_empty()
            && self.not_through.is_empty()
            && self.in_order.is_empty();
        is_all.then_some(journey.id)
    }
}
