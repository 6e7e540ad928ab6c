//! Flags of `parcours report`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// The log in a few figures: interactions, customers, kinds
    #[command(
        after_help = "Examples:\n  parcours report summary\n  parcours report summary --from 2026-03-01 --to 2026-03-31 --json\n\nAll of time unless a period is named. Days are those of the organisation's time\nzone, the first and the last included."
    )]
    Summary {
        #[command(flatten)]
        period: PeriodFlags,
        /// For programs: {"interactions", "customers", "first", "last", "kinds": […]}
        #[arg(long)]
        json: bool,
    },
    /// What customers did at each touchpoint of a journey
    #[command(
        after_help = "Examples:\n  parcours report touchpoints --journey \"Buying running shoes\"\n  parcours report touchpoints --journey \"Buying running shoes\" --period 90d --json\n\nThe last 30 days unless a period is named.\n  reach   share of the journey's customers who come here\n  lost    share of those who reach no later touchpoint afterwards\n  next    median time to the first later touchpoint\n  trend   customers against the period before"
    )]
    Touchpoints {
        /// The journey's id or name
        #[arg(long, value_name = "JOURNEY")]
        journey: String,
        /// The newest published version instead of the map as it is drawn now
        #[arg(long)]
        published: bool,
        #[command(flatten)]
        period: PeriodFlags,
        /// For programs: the figures as the API gives them
        #[arg(long)]
        json: bool,
    },
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
