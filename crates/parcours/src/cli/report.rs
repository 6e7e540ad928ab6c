//! Flags of `parcours report`.

use clap::{Args, Subcommand, ValueEnum};

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
    /// What directly follows what, how often and after how long
    #[command(
        after_help = "Examples:\n  parcours report transitions --by kind\n  parcours report transitions --journey \"Buying running shoes\" --cases session --json\n\nCounts each pair of neighbours within a case. All of time unless a period is named."
    )]
    Transitions {
        #[command(flatten)]
        question: QuestionFlags,
        /// Transitions to show, the most frequent ones
        #[arg(long, default_value_t = 20)]
        top: usize,
        /// For programs: {"interactions", "customers", "activities", "edges": [{"from", "to", "count", "mean_seconds", …}], "starts": [{"name", "count"}], "ends": […]}
        #[arg(long)]
        json: bool,
    },
    /// Where customers stand: active, waiting, quiet, or at the goal
    #[command(
        after_help = "Examples:\n  parcours report position --journey \"Buying running shoes\"\n  parcours report position --by kind --json\n\nA customer stands where their last interaction is. From there:\n  active   silent for no longer than three in four who went on\n  waiting  silent for longer than that, as some are who go on\n  quiet    silent for longer than 19 in 20 who went on\n  goal     at a touchpoint marked as goal, or quiet after one\n\nOf a journey its published version counts, or the draft before the first. With a\nperiod, a channel, --by kind and so on it is worked out by a scan, of the map as it\nis drawn now."
    )]
    Position {
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"journey", "version", "customers", "at", "touchpoints": [{"name", "stage", "customers", "active", "waiting", "quiet", "reached_goal"}]}
        #[arg(long)]
        json: bool,
    },
    /// What customers do next after the same steps
    #[command(
        after_help = "Examples:\n  parcours report next --after cart_viewed,checkout_started\n  parcours report next --journey \"Buying running shoes\" --after Basket --json\n\nThe three most probable steps, the end included, from customers who took the same\nlast steps, up to five, or the same whole way. Fewer than 20 of them: nothing is\npredicted. All of time unless a period is named."
    )]
    Next {
        /// The last steps, oldest first, with commas between
        #[arg(long, value_name = "STEPS")]
        after: Option<String>,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"after", "steps": [{"name", "end", "probability", "support"}], "context", "whole_way", "support", "abstained", "says"}
        #[arg(long)]
        json: bool,
    },
    /// How probable a goal is from a position, and what changes it
    #[command(
        after_help = "Examples:\n  parcours report goal --goal order_completed --after cart_viewed\n  parcours report goal --journey \"Buying running shoes\" --goal Order --within 7d\n\nThe share of customers in the same position who reached the goal in time, with its\n95 % interval, and the share after each next step against all others. A tenth of\nthe customers is held out, to compare with. Fewer than 30: nothing is said.\nWithout --after, from each activity. All of time unless a period is named."
    )]
    Goal {
        /// The activity that is the goal; any of several with commas between
        #[arg(long, value_name = "ACTIVITY")]
        goal: String,
        /// The last steps, oldest first, with commas between
        #[arg(long, value_name = "STEPS")]
        after: Option<String>,
        /// Within which time: 12h, 7d, 2w [default: 30d]
        #[arg(long, value_name = "TIME")]
        within: Option<String>,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"goal", "within_seconds", "observed_until", "positions": [{"after", "enough", "customers", "reached", "probability": {"value", "low", "high"}, "steps": […], "control": …, "says"}]}
        #[arg(long)]
        json: bool,
    },
    /// Where reality differs from a map, and who is behind it
    #[command(
        after_help = "Examples:\n  parcours report drift --journey \"Buying running shoes\"\n  parcours report drift --journey \"Buying running shoes\" --customers --json\n\nFitness is 1 for a customer who goes from the first touchpoint to the last as\ndrawn, 0 for one of whom nothing fits: 1 - cost / worst cost of the best alignment\n(Carmona, van Dongen, Solti, Weidlich: Conformance Checking, 2018). An interaction\nthat the map does not expect and a touchpoint that is missing cost 1 each; links\nsay what may repeat or be left out. All of time unless a period is named."
    )]
    Drift {
        /// List the customers behind each deviation, up to 100 of each
        #[arg(long)]
        customers: bool,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"journey", "fitness", "cases", "customers", "fitting_cases", "unreached", "deviations": [{"kind", "touchpoint", "after", "times", "cases", "customers", "says"}], "unclaimed": […], "says"}
        #[arg(long)]
        json: bool,
    },
}

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
