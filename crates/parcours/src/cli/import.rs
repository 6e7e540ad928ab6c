//! Flags of `parcours import`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Import files of events: CSV, JSON lines, Parquet or XES, also .gz
    #[command(
        after_help = "Columns are guessed from the header; say them when the guess is wrong. All other\ncolumns become properties. The same file again adds nothing. Bad rows are counted\nand listed, good ones kept.\n\nExamples:\n  parcours import events orders.csv\n  parcours import events helpdesk.xes.gz \\\n      --columns customer=case:concept:name,at=time:timestamp,kind=concept:name\n  parcours import events visites.csv --timezone Europe/Paris --strict \\\n      --columns customer=client,at=date,kind=action"
    )]
    Events(ImportEvents),
}

#[derive(Debug, Args)]
pub(crate) struct ImportEvents {
    /// The files
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// What the columns mean: customer=…,at=…,kind=…,channel=…,subject=…,value=…,message_id=…
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) columns: Option<String>,
    /// The time zone of times without one [default: the organisation's]
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,
    /// csv, jsonl, parquet or xes [default: seen from the content]
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// What separates the columns of a CSV file [default: seen from the header]
    #[arg(long)]
    pub(crate) separator: Option<String>,
    /// utf-8 or windows-1252 [default: seen from the content]
    #[arg(long)]
    pub(crate) encoding: Option<String>,
    /// What the customer column holds: user_id, email, phone or anonymous_id
    #[arg(long, default_value = "user_id", value_name = "KIND")]
    pub(crate) identity: String,
    /// Keep no row of a file that has a bad one
    #[arg(long)]
    pub(crate) strict: bool,
    /// For programs: a list with, for each file, its options, counts, errors and problem
    #[arg(long)]
    pub(crate) json: bool,
}
