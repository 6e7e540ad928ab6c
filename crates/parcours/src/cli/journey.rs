//! Flags of `parcours journey`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::PeriodFlags;

#[derive(Debug, Subcommand)]
pub(crate) enum Journey {
    /// List journeys, last changed first
    #[command(after_help = "Example:\n  parcours journey list --json")]
    List {
        /// For programs: a list with the id, name, persona, stages, touchpoints and version of each
        #[arg(long)]
        json: bool,
    },
    /// Write a journey as a file: png, svg, pdf, csv, xlsx, json, mermaid or cjml
    #[command(
        after_help = "Examples:\n  parcours journey export \"Buying running shoes\" --format pdf\n  parcours journey export \"Buying running shoes\" --out map.json --published\n  parcours journey export \"Buying running shoes\" --format png --figures --period 90d\n  parcours journey export \"Buying running shoes\" --format mermaid --out -\n\njson holds everything and is read again without loss; csv and xlsx have a row for\neach touchpoint."
    )]
    Export(ExportJourney),
    /// Make a journey of a file: JSON or CSV from Parcours, CJML, or a CSV of another tool
    #[command(
        after_help = "Examples:\n  parcours journey import map.json\n  parcours journey import uxpressia.csv --preview > mapping.json\n  parcours journey import uxpressia.csv --mapping mapping.json --name \"Onboarding\"\n\nOf another tool's table, say what its columns or rows are: --preview prints a\nguess to correct, --mapping takes it."
    )]
    Import(ImportJourney),
}

#[derive(Debug, Args)]
pub(crate) struct ExportJourney {
    /// The journey's id or name
    pub(crate) journey: String,
    /// png, svg, pdf, csv, xlsx, json, mermaid or cjml [default: what the name of the file says]
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// The file to write, or - for the standard output [default: the journey's name]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<String>,
    /// Put it in the place of a file that is there
    #[arg(long)]
    pub(crate) force: bool,
    /// The newest published version instead of the map as it is drawn now
    #[arg(long)]
    pub(crate) published: bool,
    /// The language of the map: fr or en [default: the one it was written in]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    /// Show on the cards of pictures what customers did in the period
    #[arg(long)]
    pub(crate) figures: bool,
    #[command(flatten)]
    pub(crate) period: PeriodFlags,
}

#[derive(Debug, Args)]
pub(crate) struct ImportJourney {
    /// The file
    pub(crate) file: PathBuf,
    /// What the columns or rows of another tool's table are: a JSON file
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// What to call the journey [default: its name in the file]
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Change nothing; print what the file is, or the mapping guessed for another tool's table
    #[arg(long)]
    pub(crate) preview: bool,
    /// For programs
    #[arg(long)]
    pub(crate) json: bool,
}
