//! Flags of `parcours export`.

use clap::{Args, Subcommand};

use super::PeriodFlags;

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// Export interactions for other tools: Parquet, CSV, JSON lines, XES or OCEL 2.0
    #[command(
        after_help = "Customer by customer, each in order of time. All of time unless a period is named.\nDays are those of the organisation's time zone, the first and the last included.\nA file is written beside its place and renamed: it is there whole or not at all.\nIt holds personal data: keep it safe.\n\nExamples:\n  parcours export events --output events.parquet\n  parcours export events --format csv --from 2026-03-01 --to 2026-03-31 > march.csv\n  parcours export events --journey \"Buying running shoes\" --output shoes.xes"
    )]
    Events(ExportEvents),
}

#[derive(Debug, Args)]
pub(crate) struct ExportEvents {
    /// parquet, csv, jsonl, xes or ocel [default: what the name of the file says]
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// The file to write, or - for the standard output
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(crate) output: String,
    /// Put it in the place of a file that is there
    #[arg(long)]
    pub(crate) force: bool,
    /// Only what this journey claims, with stage and touchpoint: its id or name
    #[arg(long, value_name = "JOURNEY")]
    pub(crate) journey: Option<String>,
    #[command(flatten)]
    pub(crate) period: PeriodFlags,
    /// What it says on the way: fr or en [default: the terminal's]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
}
