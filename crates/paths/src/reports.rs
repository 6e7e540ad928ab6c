//! Reports: a question, a kernel, and the answer in names instead of codes.
//!
//! To add one: a file here with the named answer and a method on [`Paths`](crate::Paths), an endpoint in
//! `api/reports/`, a subcommand of `parcours report`.

mod attribution;
mod calendar;
mod cohorts;
mod counts;
mod durations;
mod funnel;
mod position;
mod transitions;
mod variants;
mod words;

pub use attribution::{AttributionQuery, AttributionReport, NamedCredit, NamedTouch, Touches};
pub use calendar::{CalendarPeriod, Every};
pub use cohorts::{CohortsQuery, CohortsReport, NamedCohort, NamedRetained};
pub use counts::{Counted, CountedActivity, CountedPeriod, CountsQuery, CountsReport};
pub use durations::{DurationBar, DurationsQuery, DurationsReport};
pub use funnel::{FunnelGroup, FunnelQuery, FunnelReport, FunnelStep};
pub use position::{AtTouchpointCount, PositionReport};
pub use transitions::{NamedCount, NamedEdge, TransitionsReport};
pub use variants::{
    NamedRepresentative, NamedRepresentatives, NamedVariant, VariantsQuery, VariantsReport,
};
