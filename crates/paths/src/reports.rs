//! Reports: a question, a kernel, and the answer in names instead of codes.
//!
//! To add one: a file here with the named answer and a method on [`Paths`](crate::Paths), an endpoint in
//! `api/reports/`, a subcommand of `parcours report`.

mod attribution;
pub(crate) mod behind;
mod calendar;
mod changes;
mod cohorts;
mod counts;
mod drift;
mod durations;
mod flows;
mod funnel;
mod goal;
mod lifetime;
mod next;
pub(crate) mod observed;
mod position;
mod sentence;
mod transitions;
mod variants;
pub(crate) mod words;

pub use attribution::{
    AttributionQuery, AttributionReport, CreditFigureQuery, CreditPlace, NamedCredit, NamedTouch,
    Touches,
};
pub use behind::{BehindFigure, CustomerBehind, CustomersBehind};
pub use calendar::{CalendarPeriod, Every};
pub use changes::{
    AlsoChanged, ChangedMeasure, ChangesReport, NamedChange, NamedPart, SegmentName,
};
pub use cohorts::{CohortFigureQuery, CohortsQuery, CohortsReport, NamedCohort, NamedRetained};
pub use counts::{Counted, CountedActivity, CountedPeriod, CountsQuery, CountsReport};
pub use drift::{
    DriftFigureQuery, DriftQuery, DriftReport, DriftTouchpoint, NamedBehind, NamedDeviation,
    NamedInsertion,
};
pub use durations::{DurationBar, DurationFigureQuery, DurationsQuery, DurationsReport};
pub use flows::{FlowFigureQuery, FlowLink, FlowNode, FlowStep, FlowsQuery, FlowsReport};
pub use funnel::{FunnelFigureQuery, FunnelGroup, FunnelQuery, FunnelReport, FunnelStep};
pub(crate) use goal::named as named_chances;
pub use goal::{GoalControl, GoalFrom, GoalQuery, GoalReport, GoalStep};
pub use lifetime::{
    BuyingModel, BuyingParameters, CustomerLifetime, Expected, LifetimeFigureQuery, LifetimeFit,
    LifetimeQuery, LifetimeReport, LifetimeRow, LifetimeTable, NamedDoubt, NamedForecast,
    NamedHorizon, RfmGroup, RfmName, ValuedCustomer, WorthModel,
};
pub(crate) use next::named as named_steps;
pub use next::{NextActivity, NextQuery, NextReport};
pub use position::{AtTouchpointCount, PositionReport};
pub use sentence::Sentence;
pub use transitions::{GraphFigureQuery, NamedCount, NamedEdge, TransitionsReport};
pub use variants::{
    NamedRepresentative, NamedRepresentatives, NamedVariant, VariantFigureQuery, VariantsQuery,
    VariantsReport,
};
