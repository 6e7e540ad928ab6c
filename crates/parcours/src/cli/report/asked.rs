//! Flags of single reports.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use parcours_paths::RfmName;

#[derive(Debug, Clone, Args)]
pub(crate) struct FunnelFlags {
    /// The steps in order, with commas between
    #[arg(long, value_name = "STEPS")]
    pub(crate) steps: String,
    /// The longest time from the first step to the last: 30min, 12h, 7d, 2w
    #[arg(long, value_name = "TIME", default_value = "7d")]
    pub(crate) within: String,
    /// Nothing may lie between two steps
    #[arg(long)]
    pub(crate) strict: bool,
    /// A funnel for each value of this property, as the first step has it
    #[arg(long, value_name = "PROPERTY")]
    pub(crate) split_by: Option<String>,
    /// List the customers who get to this step, from 1 on, or further
    #[arg(long, value_name = "STEP")]
    pub(crate) customers: Option<usize>,
    /// With --customers: only those who get no further
    #[arg(long, requires = "customers")]
    pub(crate) lost: bool,
    /// With --customers: only those of one value of --split-by
    #[arg(long, value_name = "VALUE", requires = "customers", requires = "split_by")]
    pub(crate) group: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct FlowsFlags {
    /// Begin at the first time of this activity and go on; several with | between
    #[arg(long, value_name = "ACTIVITY")]
    pub(crate) after: Option<String>,
    /// Begin at the first time of this activity and go back
    #[arg(long, value_name = "ACTIVITY", conflicts_with = "after")]
    pub(crate) before: Option<String>,
    /// How many steps, where it begins included: 2 to 12
    #[arg(long, default_value_t = 5)]
    pub(crate) steps: usize,
    /// Activities of each step to show on their own, the busiest ones
    #[arg(long, default_value_t = 8)]
    pub(crate) top: usize,
    /// Count the same activity several times in a row each time
    #[arg(long)]
    pub(crate) keep_loops: bool,
    /// List the customers who are at an activity (--at) in this step, from 1 on
    #[arg(long, value_name = "STEP", requires = "at")]
    pub(crate) customers: Option<usize>,
    /// With --customers: at which activity; several with | between
    #[arg(long, value_name = "ACTIVITY", requires = "customers")]
    pub(crate) at: Option<String>,
    /// With --customers: only those who go on to this
    #[arg(long, value_name = "ACTIVITY", requires = "customers")]
    pub(crate) next: Option<String>,
    /// With --customers: only those whose way is over there
    #[arg(long, requires = "customers", conflicts_with = "next")]
    pub(crate) ended: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct VariantsFlags {
    /// Paths to show, the most frequent ones
    #[arg(long, default_value_t = 10)]
    pub(crate) top: usize,
    /// Count the same activity several times in a row as once
    #[arg(long)]
    pub(crate) fold_loops: bool,
    /// The median duration of each path too; it costs memory
    #[arg(long)]
    pub(crate) median: bool,
    /// Choose so many paths that stand for all
    #[arg(long, value_name = "K")]
    pub(crate) representatives: Option<usize>,
    /// List the customers who took this whole path, with commas between
    #[arg(long, value_name = "PATH")]
    pub(crate) customers: Option<String>,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct CohortsFlags {
    /// How long a period is
    #[arg(long, value_enum, default_value_t = EveryFlag::Week)]
    pub(crate) every: EveryFlag,
    /// What begins, with commas between [default: a customer's first activity]
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) start: Option<String>,
    /// What counts as coming back [default: any activity]
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) back: Option<String>,
    /// Cohorts of the first activity rather than of its period
    #[arg(long, conflicts_with = "split_by")]
    pub(crate) by_first: bool,
    /// Cohorts of this property, as customers began with it
    #[arg(long, value_name = "PROPERTY")]
    pub(crate) split_by: Option<String>,
    /// List the customers of this cohort, as the report names it
    #[arg(long, value_name = "COHORT")]
    pub(crate) customers: Option<String>,
    /// With --customers: only those who came back so many periods after the begin
    #[arg(long, value_name = "PERIODS", requires = "customers")]
    pub(crate) offset: Option<usize>,
    /// With --offset: only those who did not come back then
    #[arg(long, requires = "offset")]
    pub(crate) lost: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct AttributionFlags {
    /// What is a conversion, with commas between
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) goal: String,
    /// What is credited
    #[arg(long, value_enum, default_value_t = TouchesFlag::Activity)]
    pub(crate) touches: TouchesFlag,
    /// The activities or channels that may be credited [default: all but goals]
    #[arg(long, value_name = "NAMES")]
    pub(crate) touch: Option<String>,
    /// How long before a conversion a touch counts, or all
    #[arg(long, value_name = "TIME", default_value = "30d")]
    pub(crate) window: String,
    /// After how long a touch weighs half in the model of time decay
    #[arg(long, value_name = "TIME", default_value = "7d")]
    pub(crate) half_life: String,
    /// List the customers who converted after this activity or channel
    #[arg(long, value_name = "NAME")]
    pub(crate) customers: Option<String>,
    /// With --customers: only where it came first, or last before the conversion
    #[arg(long, value_enum, requires = "customers")]
    pub(crate) place: Option<PlaceFlag>,
    /// List the customers who converted without anything before it
    #[arg(long, conflicts_with = "customers")]
    pub(crate) untouched: bool,
    /// List the customers with a path that did not convert
    #[arg(long, conflicts_with_all = ["customers", "untouched"])]
    pub(crate) unconverted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PlaceFlag {
    First,
    Last,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct DurationsFlags {
    /// Where the time begins, with commas between
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) start: String,
    /// Where it ends
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) goal: String,
    /// List the customers who arrive
    #[arg(long)]
    pub(crate) customers: bool,
    /// With --customers: only those who take so many seconds or longer
    #[arg(long, value_name = "SECONDS", requires = "customers")]
    pub(crate) over: Option<f64>,
    /// With --customers: only those who take less than so many seconds
    #[arg(long, value_name = "SECONDS", requires = "customers")]
    pub(crate) under: Option<f64>,
    /// With --customers: those instead who begin and never arrive
    #[arg(long, requires = "customers", conflicts_with_all = ["over", "under"])]
    pub(crate) lost: bool,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct CountsFlags {
    /// How long a period is
    #[arg(long, value_enum, default_value_t = EveryFlag::Week)]
    pub(crate) every: EveryFlag,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct LifetimeFlags {
    /// What is an order, with commas between
    #[arg(long, value_name = "ACTIVITIES", default_value = "order_completed")]
    pub(crate) orders: String,
    /// When a customer may leave: after a repeat purchase, or also after the first
    #[arg(long, value_enum, default_value_t = ModelFlag::BgNbd)]
    pub(crate) model: ModelFlag,
    /// Months to look ahead
    #[arg(long, value_name = "MONTHS", default_value_t = 12)]
    pub(crate) horizon: u32,
    /// By how much money loses in a month: 0.01 is one per cent
    #[arg(long, default_value_t = 0.01)]
    pub(crate) rate: f64,
    /// Customers to show, those of the highest value
    #[arg(long, default_value_t = 10)]
    pub(crate) top: usize,
    /// List the customers of this group, as the report names it
    #[arg(long, value_name = "GROUP", value_parser = group, conflicts_with = "fit")]
    pub(crate) customers: Option<RfmName>,
    /// Fit this table of frequency, recency and T instead of the log
    #[arg(long, value_name = "FILE")]
    pub(crate) fit: Option<PathBuf>,
    /// With --fit: what the times of the table are in
    #[arg(long, value_enum, default_value_t = UnitFlag::Week, requires = "fit")]
    pub(crate) unit: UnitFlag,
    /// With --fit: tell of each row as well
    #[arg(long, requires = "fit")]
    pub(crate) rows: bool,
}

fn group(name: &str) -> Result<RfmName, String> {
    serde_json::from_value(name.into()).map_err(|why| why.to_string())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModelFlag {
    BgNbd,
    MbgNbd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitFlag {
    Day,
    Week,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EveryFlag {
    Day,
    Week,
    Month,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TouchesFlag {
    Activity,
    Channel,
}
