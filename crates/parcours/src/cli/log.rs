//! Flags of `parcours log`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Log {
    /// What the log is made of: rows, files, what upkeep is still to do
    #[command(after_help = "Example:\n  parcours log status")]
    Status {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Seal everything into files now, however little
    #[command(
        after_help = "Example:\n  parcours log seal\n\nThe server does it by itself once rows are many. Worth doing before other tools\nread the files, and after a large import."
    )]
    Seal,
    /// Join small files, fold merged customers in, rid files of the erased and expired
    #[command(
        after_help = "Example:\n  parcours log tidy\n\nThe server does it by itself: some at every seal, and, once no file was written for\nhalf an hour, also this thorough joining, which leaves a handful of files to read."
    )]
    Tidy,
    /// Look whether each file is there and readable; the exit code is 1 when one is not
    #[command(
        after_help = "Examples:\n  parcours log check\n  parcours log check --thorough\n\nOne line for each file that is missing, damaged or out of reach."
    )]
    Check {
        /// Read every byte, compare it with what was written, and read every row
        #[arg(long)]
        thorough: bool,
    },
    /// The Parquet files that are the log now, one a line
    #[command(
        after_help = "Example:\n  parcours log seal && parcours log files\n\nOther files in the folder are being written, or were replaced and go away soon:\nread these. What is not sealed yet is in none of them."
    )]
    Files {
        /// For programs: with rows, sizes, and the files of remembered messages
        #[arg(long)]
        json: bool,
    },
    /// Show or set when rows are sealed, how large files grow, how long messages are known
    #[command(
        after_help = "Examples:\n  parcours log settings\n  parcours log settings --seal-rows 50000 --remember-days 30"
    )]
    Settings(LogSettingsFlags),
    /// How long interactions are kept
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours log retention list\n  parcours log retention add --kind page_viewed --days 395"
    )]
    Retention(Retention),
}

#[derive(Debug, Default, Args)]
pub(crate) struct LogSettingsFlags {
    /// Rows in the database before they are sealed into files
    #[arg(long, value_name = "ROWS")]
    pub(crate) seal_rows: Option<u32>,
    /// Rows a file holds at most
    #[arg(long, value_name = "ROWS")]
    pub(crate) segment_rows: Option<u32>,
    /// Days for which a sealed message is known again when it is told twice
    #[arg(long, value_name = "DAYS")]
    pub(crate) remember_days: Option<u32>,
    /// Minutes for which a replaced file stays for those who read it
    #[arg(long, value_name = "MINUTES")]
    pub(crate) grace_minutes: Option<u32>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Retention {
    /// List the rules
    #[command(after_help = "Example:\n  parcours log retention list")]
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Keep interactions for so many days from when they happened
    #[command(
        after_help = "Examples:\n  parcours log retention add --kind page_viewed --days 395\n  parcours log retention add --days 1825\n\nWhat is older leaves the log for good. Where several rules fit one interaction, the\nshortest counts."
    )]
    Add {
        /// The kind it is about; all of them when left out
        #[arg(long)]
        kind: Option<String>,
        /// Days, 1 to 36500
        #[arg(long)]
        days: u32,
    },
    /// Take a rule back; what it took out stays out
    #[command(
        after_help = "Example:\n  parcours log retention remove ret_01kc3v5m8hf2w9t4x6y7z8a9bc\n\n`parcours log retention list` shows the ids."
    )]
    Remove {
        /// The rule's id
        id: String,
    },
}
