//! Flags that say what a report looks at.

use clap::{Args, ValueEnum};

/// What a report looks at.
#[derive(Debug, Clone, Args)]
pub(crate) struct QuestionFlags {
    /// What counts as one activity [default: touchpoint with --journey, else kind]
    #[arg(long, value_enum)]
    pub(crate) by: Option<ByFlag>,
    /// The journey's id or name
    #[arg(long, value_name = "JOURNEY")]
    pub(crate) journey: Option<String>,
    /// The map as it is drawn now, or its newest published version [default: draft; position:
    /// published, if it is]
    #[arg(long, value_enum, value_name = "VERSION", requires = "journey")]
    pub(crate) map: Option<MapFlag>,
    #[command(flatten)]
    pub(crate) period: PeriodFlags,
    /// Only these channels, with commas between
    #[arg(long, value_name = "CHANNELS")]
    pub(crate) channel: Option<String>,
    /// Only interactions with this property
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) property: Option<String>,
    /// Only customers of this persona: its id or name
    #[arg(long, value_name = "PERSONA")]
    pub(crate) persona: Option<String>,
    /// What one case is [default: customer]
    #[arg(long, value_enum)]
    pub(crate) cases: Option<CasesFlag>,
    /// The property that makes a case, such as order_id; what lacks it is left out
    #[arg(long, value_name = "NAME")]
    pub(crate) case_property: Option<String>,
    /// Minutes of silence that end a session
    #[arg(long, value_name = "MINUTES", default_value_t = parcours_paths::SILENCE_MINUTES)]
    pub(crate) silence: u32,
    /// Only cases that begin with this activity
    #[arg(long, value_name = "ACTIVITY")]
    pub(crate) starts: Option<String>,
    /// Only cases that end with this activity
    #[arg(long, value_name = "ACTIVITY")]
    pub(crate) ends: Option<String>,
    /// Only cases in which all of these happened, with commas between
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) through: Option<String>,
    /// Only cases in which none of these happened
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) not_through: Option<String>,
    /// Only cases in which these followed each other, whatever lies between
    #[arg(long, value_name = "ACTIVITIES")]
    pub(crate) in_order: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ByFlag {
    Touchpoint,
    Stage,
    Kind,
    Signature,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CasesFlag {
    Customer,
    Session,
    Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapFlag {
    Draft,
    Published,
}

#[derive(Debug, Clone, Args)]
pub(crate) struct PeriodFlags {
    /// 7d, 30d, 90d, any number of days, or all
    #[arg(long)]
    pub(crate) period: Option<String>,
    /// The first day, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<String>,
    /// The last day, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<String>,
}
