//! What customers really do: pure kernels over the interaction log, and their meaning on a map.
//!
//! A kernel is a fold over one bucket of customers (offsets, codes, times) with a partial result
//! that merges: a bucket is a unit of work, the answer is the merge. [`reach`](mod@reach) is the
//! first, [`felt`](mod@felt) the second. What this crate never does: write into the log, or read it other
//! than through a snapshot. Of its own it keeps what it has learned (`store.rs`).
//!
//! To add a kernel: one file with the pure fold, its merge, its definition and source, a property
//! test against a slow reference; a line in `engine/known.rs`, so that other machines know it; then a
//! method on [`Paths`] and an endpoint in `api/`.

mod api;
mod atlas;
pub mod attribution;
mod cache;
pub mod cases;
pub mod changes;
pub mod engine;
mod evidence;
pub mod feeling;
pub mod felt;
mod figures;
mod findings;
mod fold;
mod jobs;
pub mod kernels;
pub mod lifetime;
mod personas;
mod plan;
mod positions;
mod proposals;
mod query;
mod question;
pub mod reach;
mod reports;
mod rolled;
mod saved;
mod service;
mod signals;
mod store;
mod teams;

pub use api::{Api, router};
pub use atlas::{Atlas, AtlasEntry, EvidenceCounts, Health, Lowest};
pub use evidence::{Evidence, FEWEST_ANSWERS};
pub use feeling::{Felt, Scale};
pub use figures::{JourneyFigures, MapVersion, StageFigures, TouchpointFigures};
pub use findings::{Decision, DecisionDraft, FindingState};
pub use fold::{Folded, fold};
pub use jobs::register;
pub use plan::{LeftOut, Plan};
pub use positions::{
    CustomerPosition, CustomerWay, EachPosition, Outlook, Positions, RebuildPositions,
    RefitPositions, StandingCustomer, StandingQuery, WayStep,
};
pub use proposals::{Proposals, ProposedStage, ProposedTouchpoint, Thresholds};
pub use query::{By, CaseOf, QuestionQuery, SILENCE_MINUTES};
pub use question::{Activities, Question};
pub use reports::{
    AlsoChanged, AtTouchpointCount, AttributionQuery, AttributionReport, BehindFigure, BuyingModel,
    BuyingParameters, CalendarPeriod, ChangedMeasure, ChangesReport, CohortFigureQuery,
    CohortsQuery, CohortsReport, Counted, CountedActivity, CountedPeriod, CountsQuery,
    CountsReport, CreditFigureQuery, CreditPlace, CustomerBehind, CustomerLifetime,
    CustomersBehind, DriftFigureQuery, DriftQuery, DriftReport, DriftTouchpoint, DurationBar,
    DurationFigureQuery, DurationsQuery, DurationsReport, Every, Expected, FlowFigureQuery,
    FlowLink, FlowNode, FlowStep, FlowsQuery, FlowsReport, FunnelFigureQuery, FunnelGroup,
    FunnelQuery, FunnelReport, FunnelStep, GoalControl, GoalFrom, GoalQuery, GoalReport, GoalStep,
    GraphFigureQuery, LifetimeFigureQuery, LifetimeFit, LifetimeQuery, LifetimeReport, LifetimeRow,
    LifetimeTable, NamedBehind, NamedChange, NamedCohort, NamedCount, NamedCredit, NamedDeviation,
    NamedDoubt, NamedEdge, NamedForecast, NamedHorizon, NamedInsertion, NamedPart,
    NamedRepresentative, NamedRepresentatives, NamedRetained, NamedTouch, NamedVariant,
    NextActivity, NextQuery, NextReport, PositionReport, RfmGroup, RfmName, SegmentName, Sentence,
    Touches, TransitionsReport, ValuedCustomer, VariantFigureQuery, VariantsQuery, VariantsReport,
    WorthModel,
};
pub use rolled::RolledUp;
pub use saved::{SavedView, SavedViewDraft, SavedViewId, SavedViewPatch};
pub use service::Paths;
pub use signals::{Claim, SignalPreview, Unclaimed, Vocabulary, VocabularySubject};
pub use teams::{OpenPoints, TeamJourney, TeamTouchpoint, TeamTouchpoints};

#[cfg(test)]
mod tests;
