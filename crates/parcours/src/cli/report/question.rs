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
    #[command(flatten)]
    pub(crate) period: PeriodFlags,
    /// Only these channels, with commas between
    #[arg(long, value_name = "CHANNELS")]
    pub(crate) channel: Option<String>,
    /// Only interactions with this promoted property
    #[arg(long, value_name = "NAME=VALUE")]
    pub(crate) property: Option<String>,
    /// What one case is
    #[arg(long, value_enum, default_value_t = CasesFlag::Customer)]
    pub(crate) cases: CasesFlag,
    /// Minutes of silence that end a session
    #[arg(long, value_name = "MINUTES", default_value_t = parcours_paths::SILENCE_MINUTES)]
    pub(crate) silence: u32,
    /// Only cases that begin with this activity
    #[arg(long, value_name = "ACTIVITY")]
    pub(crate) starts: Option<String>,
    /// Only cases that end with this activity
    #[arg(long, value_name = "ACTIVITY")]
    pub(crate) ends: Option<String>,
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
