//! Flags of `parcours report`.

mod asked;
mod question;

use clap::Subcommand;

pub(crate) use asked::{
    AttributionFlags, CohortsFlags, CountsFlags, DurationsFlags, EveryFlag, FlowsFlags,
    FunnelFlags, LifetimeFlags, ModelFlag, PlaceFlag, TouchesFlag, UnitFlag, VariantsFlags,
};
pub(crate) use question::{ByFlag, CasesFlag, MapFlag, PeriodFlags, QuestionFlags};

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
        after_help = "Examples:\n  parcours report transitions --by kind\n  parcours report transitions --journey \"Buying running shoes\" --cases session --json\n  parcours report transitions --cases case --case-property order_id\n  parcours report transitions --customers cart_viewed,order_completed\n\nCounts each pair of neighbours within a case. All of time unless a period is named."
    )]
    Transitions {
        #[command(flatten)]
        question: QuestionFlags,
        /// Transitions to show, the most frequent ones
        #[arg(long, default_value_t = 20)]
        top: usize,
        /// List the customers who did the second activity directly after the first
        #[arg(long, value_name = "FROM,TO")]
        customers: Option<String>,
        /// For programs: {"interactions", "customers", "activities", "edges": [{"from", "to", "count", "mean_seconds", …}], "starts": [{"name", "count"}], "ends": […]}
        #[arg(long)]
        json: bool,
    },
    /// How far customers get along some steps, within a time
    #[command(
        after_help = "Examples:\n  parcours report funnel --steps product_viewed,cart_viewed,order_completed\n  parcours report funnel --within 2w --split-by device \\\n      --steps \"product_viewed,cart_viewed|product_added,order_completed\"\n  parcours report funnel --steps cart_viewed,order_completed --customers 1 --lost\n\nA step is one activity or, with | between, any of several. Whoever takes the\nsteps in order, the last one within the time from the first, gets all the way;\nwhat lies between does not matter, unless --strict.\n  of first     share of the cases at the first step that get here\n  of previous  share of the cases at the step before that get here\n  median       time from the step before"
    )]
    Funnel {
        #[command(flatten)]
        asked: FunnelFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"customers", "cases", "steps": [{"name", "customers", "cases", "of_first", "of_previous", "median_seconds", …}], "groups": [{"value", "steps"}]}
        #[arg(long)]
        json: bool,
    },
    /// Where customers are step after step, from the beginning or around an activity
    #[command(
        after_help = "Examples:\n  parcours report flows --journey \"Buying running shoes\"\n  parcours report flows --after cart_viewed --steps 4\n  parcours report flows --before refund_requested --cases case \\\n      --case-property order_id\n  parcours report flows --customers 2 --at cart_viewed --ended\n\nStep 1 is where a case begins, or the first time of the activity that is named;\neach further step is what came next (with --before: what came before it).\n  share     of the cases at step 1\n  end here  cases whose way is over there"
    )]
    Flows {
        #[command(flatten)]
        asked: FlowsFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"customers", "cases", "steps": [{"cases", "nodes": [{"name", "names", "cases", "ended"}]}], "links": [{"step", "from", "to", "cases"}]}
        #[arg(long)]
        json: bool,
    },
    /// Whole paths, how many take each, and journeys that stand for all
    #[command(
        after_help = "Examples:\n  parcours report variants --cases session --top 20 --fold-loops\n  parcours report variants --journey \"Buying running shoes\" --representatives 5\n\nA variant is the whole path of a case. Representatives are the real paths from\nwhich all others differ least (k-medoids of the 300 most frequent variants by\nnormalised edit distance)."
    )]
    Variants {
        #[command(flatten)]
        asked: VariantsFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"customers", "cases", "variants", "top": [{"path": […], "count", "share", …}], "representatives": {"chosen": […], "coverage", …}}
        #[arg(long)]
        json: bool,
    },
    /// Who came back how long after they began
    #[command(
        after_help = "Examples:\n  parcours report cohorts --every month --back order_completed\n  parcours report cohorts --start order_completed --split-by device --json\n\nA customer belongs to the week in which they began. Column 0 is that week, column\n1 the next: the share of the cohort that came back in it, among those for whom it\nis not yet to come. A share with ~ is of a week that still runs. Weeks begin on\nMonday, in the organisation's time zone."
    )]
    Cohorts {
        #[command(flatten)]
        asked: CohortsFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"customers", "periods": […], "cohorts": [{"name", "customers", "retained": [{"offset", "customers", "of", "share"}]}], …}
        #[arg(long)]
        json: bool,
    },
    /// Which touches conversions are owed to, under six models
    #[command(
        after_help = "Examples:\n  parcours report attribution --goal order_completed --touches channel\n  parcours report attribution --goal order_completed --window all \\\n      --touch email_opened,ad_clicked,product_viewed --json\n\nEach model shares the same conversions out: all to the first touch or the last,\nevenly (linear), more to the later ones (decay), by what would be lost without\nthe touch in a chain of touches (markov), by what it adds to the others\n(shapley). None of them shows a cause: only an experiment does."
    )]
    Attribution {
        #[command(flatten)]
        asked: AttributionFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"conversions", "value", "untouched", "unconverted", "touches": [{"name", "first": {"conversions", "value"}, "last", "linear", "time_decay", "markov", "shapley", "removal_effect"}]}
        #[arg(long)]
        json: bool,
    },
    /// How long it takes from one activity to another
    #[command(
        after_help = "Examples:\n  parcours report durations --start order_completed --goal delivery_arrived\n\nFrom the first time of the one to the first time of the other after it."
    )]
    Durations {
        #[command(flatten)]
        asked: DurationsFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"customers_from", "customers", "cases", "mean_seconds", "median_seconds", "p90_seconds", "bars": [{"from_seconds", "count"}]}
        #[arg(long)]
        json: bool,
    },
    /// How much of what happened when
    #[command(
        after_help = "Examples:\n  parcours report counts --every month --period 365d\n  parcours report counts --journey \"Buying running shoes\" --by touchpoint --json\n\nCustomers do not add up: one may come in several weeks and do several things."
    )]
    Counts {
        #[command(flatten)]
        asked: CountsFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"total", "activities": [{"name", "interactions", "customers", "value", …}], "periods": [{"first_day", …, "activities"}]}
        #[arg(long)]
        json: bool,
    },
    /// Who is still a customer, how often they will buy, what that is worth
    #[command(
        name = "lifetime-value",
        after_help = "Examples:\n  parcours report lifetime-value --horizon 24 --top 20\n  parcours report lifetime-value --orders order_completed,order_paid --json\n  parcours report lifetime-value --fit customers.csv --json\n\nLearns from when customers bought how often those who are still there will, and\nfrom what they paid what that is worth (BG/NBD or MBG/NBD, and Gamma-Gamma). Says\nwhy not to trust the figures where there is a reason. Days with an order count,\nnot orders.\n\n--fit takes a table instead of the log: a CSV file with the columns frequency\n(repeat purchases), recency (time from the first to the last), T (time from the\nfirst to the end of observation) and, if known, monetary_value (mean worth of the\nrepeat purchases)."
    )]
    LifetimeValue {
        #[command(flatten)]
        asked: LifetimeFlags,
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"model", "parameters": {"r", "alpha", "a", "b"}, "standard_errors", "log_likelihood", "gamma_gamma": {"p", "q", "v", …}, "trusted", "doubts", "expected": {"alive", "orders", "value"}, "top": […], "groups": […]}
        #[arg(long)]
        json: bool,
    },
    /// Where customers stand: active, waiting, quiet, or at the goal
    #[command(
        after_help = "Examples:\n  parcours report position --journey \"Buying running shoes\"\n  parcours report position --by kind --json\n\nA customer stands where their last interaction is. From there:\n  active   silent for no longer than three in four who went on\n  waiting  silent for longer than that, as some are who go on\n  quiet    silent for longer than 19 in 20 who went on\n  goal     at a touchpoint marked as goal, or quiet after one\n\nOf a journey its published version counts, or the draft before the first. With a\nperiod, a channel, --by kind and so on it is worked out by a scan. With --map draft\nit is of the map as it is drawn now."
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
        after_help = "Examples:\n  parcours report next --after cart_viewed,checkout_started\n  parcours report next --journey \"Buying running shoes\" --after Basket --json\n\nThe three most probable steps, the end included, from customers who took the same\nlast steps, up to five, whatever they did before. Fewer than 20 of them: nothing is\npredicted. All of time unless a period is named."
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
    /// What changed at the touchpoints of a journey, since when, and for whom
    #[command(
        after_help = "Examples:\n  parcours report changes --journey \"Buying running shoes\"\n  parcours report changes --journey \"Buying running shoes\" --period 90d --json\n\nSearches every touchpoint's daily reach, loss and time, in all and by channel,\nsubject and promoted property, for days that stand out (scan statistics of\nKulldorff). Of what is told, one in a hundred is false on the average. The last\n400 days unless a period is named; whole days only."
    )]
    Changes {
        #[command(flatten)]
        question: QuestionFlags,
        /// For programs: {"journey", "searched", "changes": [{"touchpoint", "measure", "after", "segment", "from", "until", "during", "usual", "customers", "explained_by", "false_discovery_rate", "says"}]}
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
