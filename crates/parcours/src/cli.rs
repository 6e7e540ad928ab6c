//! The command line: names, flags and help that teaches.
//!
//! Lines of `after_help` stay under 80 characters: clap breaks longer ones where they hurt.

mod customer;
mod export;
mod import;
mod journey;
mod log;
mod report;
mod team;
mod user;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub(crate) use customer::{Customer, Who};
pub(crate) use export::{Export, ExportEvents};
pub(crate) use import::{Import, ImportEvents};
pub(crate) use journey::{ExportJourney, ImportJourney, Journey};
pub(crate) use log::{Log, LogSettingsFlags, Retention};
pub(crate) use report::{
    AttributionFlags, ByFlag, CasesFlag, CohortsFlags, CountsFlags, DurationsFlags, EveryFlag,
    FlowsFlags, FunnelFlags, LifetimeFlags, MapFlag, ModelFlag, PeriodFlags, PlaceFlag,
    QuestionFlags, Report, TouchesFlag, UnitFlag, VariantsFlags,
};
pub(crate) use team::Team;
pub(crate) use user::{RoleName, User};

/// Draw the journey your customers take, wire it to what they really do, and see where it breaks.
#[derive(Debug, Parser)]
#[command(
    name = "parcours",
    version,
    propagate_version = true,
    after_help = "First steps:\n  parcours demo                       a realistic shop to look around in\n  parcours serve                      your own; prints the link for its first owner\n  parcours import events orders.csv   bring what happened so far\n  parcours report summary             see what is there\n\nSettings come from parcours.toml, then PARCOURS_… variables, then flags:\nsee `parcours config --help`."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    /// Serves when nothing is said
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Flags that every command takes.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "For every command")]
pub(crate) struct Common {
    /// The data folder: database, uploaded files, backups [default: data]
    #[arg(long, global = true, value_name = "DIR", display_order = 900)]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL instead of SQLite: postgres://user:password@host/name
    #[arg(long, global = true, value_name = "URL", display_order = 901)]
    pub(crate) database_url: Option<String>,
    /// The configuration file [default: parcours.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE", display_order = 902)]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the map, the API and the tracking protocol
    #[command(
        after_help = "Examples:\n  parcours serve\n  parcours serve --data /var/lib/parcours --address 127.0.0.1:8080\n  parcours serve --database-url postgres://parcours:password@localhost/parcours\n\nThe first start prints a link that works once and makes the owner.\nStops within 10 seconds on SIGTERM or Ctrl-C; nothing acknowledged is lost."
    )]
    Serve(Serve),
    /// Serve Foulée, a French shop for running shoes: 12 months, 20,000 customers, a drawn map
    #[command(
        after_help = "Examples:\n  parcours demo\n  parcours demo --data /tmp/foulee --address 127.0.0.1:8080\n\nThe shop is generated once, in seconds, into the data folder (demo-data unless\n--data names one) and found again the next time. Delete it to start over."
    )]
    Demo(Demo),
    /// Work on the jobs of a shared PostgreSQL database, without serving
    #[command(
        after_help = "Examples:\n  parcours worker --database-url postgres://parcours:password@localhost/parcours\n  parcours worker --listen 127.0.0.1:7979\n\nSeals, joins and erases in the interaction log, imports files: beside one or more\n`parcours serve` on the same database, with the same data folder or store.\n\nWith --listen it also takes a share of large questions: of reports that those\nask who have cluster.enabled = true in their settings. Both sides need the same\nPARCOURS_CLUSTER_TOKEN and, past this machine, TLS: see [cluster] in\n`parcours config --example`. Build it with `--features cluster`.\n\nStops within 10 seconds on SIGTERM or Ctrl-C; what it was at is taken up again."
    )]
    Worker(Worker),
    /// Import what happened so far
    #[command(
        subcommand,
        after_help = "Example:\n  parcours import events orders.csv\n\nSee `parcours import events --help` for columns, times and bad rows."
    )]
    Import(Import),
    /// Export what is there for other tools
    #[command(
        subcommand,
        after_help = "Example:\n  parcours export events --output events.parquet\n\nSee `parcours export events --help` for formats, periods and journeys."
    )]
    Export(Export),
    /// Journeys: the list, maps as files out and in
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours journey list\n  parcours journey export \"Buying running shoes\" --format pdf\n  parcours journey import map.json"
    )]
    Journey(Journey),
    /// Figures on the command line
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours report summary\n  parcours report touchpoints --journey \"Buying running shoes\" --period 90d"
    )]
    Report(Box<Report>),
    /// The interaction log: its files, what is kept how long, whether all is sound
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours log status\n  parcours log check --thorough\n  duckdb -c \"SELECT count(*) FROM read_parquet('$(parcours log files | head -1)')\""
    )]
    Log(Log),
    /// Customers: who is known, and forgetting one for good
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours customer find lea@\n  parcours customer forget --email lea@example.org"
    )]
    Customer(Customer),
    /// People who may sign in
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours user add camille@example.com --name \"Camille Moreau\" --role editor\n  parcours user link camille@example.com"
    )]
    User(User),
    /// Teams that answer for touchpoints
    #[command(
        subcommand,
        after_help = "Examples:\n  parcours team create \"Customer care\"\n  parcours team add \"Customer care\" camille@example.com"
    )]
    Team(Team),
    /// Write everything into one file, consistent while it serves
    #[command(
        after_help = "Example:\n  parcours backup parcours-2026-05-01.tar.gz\n\nHolds the database (SQLite as a copy, PostgreSQL through pg_dump) and uploaded\nfiles. Keep it as safe as the data folder: it holds personal data."
    )]
    Backup {
        /// The file to write; must not exist
        file: PathBuf,
    },
    /// Bring back what `backup` wrote, into an empty data folder or database
    #[command(
        after_help = "Examples:\n  parcours restore parcours-2026-05-01.tar.gz --data /var/lib/parcours-restored\n  parcours restore parcours-2026-05-01.tar.gz --data restored \\\n      --database-url postgres://parcours:password@localhost/empty\n\nNothing is ever overwritten. What came back is checked before it is put in place."
    )]
    Restore {
        /// A file that `parcours backup` wrote
        file: PathBuf,
    },
    /// Look for what is wrong with this installation and say what to do
    #[command(
        after_help = "Example:\n  parcours doctor --data /var/lib/parcours\n\nLooks and mends nothing. The exit code is 1 when something is broken; a warning\nalone is 0."
    )]
    Doctor {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Print the OpenAPI 3.1 document of the API
    #[command(
        after_help = "Example:\n  parcours openapi > parcours.openapi.json\n\nThe running server has the same at /api/openapi.json, and to browse at /api/docs."
    )]
    Openapi,
    /// Show the settings in force, or a commented file to start from
    #[command(
        after_help = "Examples:\n  parcours config --example > parcours.toml\n  PARCOURS_ADDRESS=0.0.0.0:7878 parcours config\n\nSettings come from parcours.toml in the working folder (or --config FILE), then\nfrom variables such as PARCOURS_ADDRESS, then from flags; the later wins. Those of\nthe organisation (time zone, people, sources) are in the application."
    )]
    Config {
        /// Print a file with every setting, explained
        #[arg(long)]
        example: bool,
    },
}

#[derive(Debug, Default, Args)]
pub(crate) struct Serve {
    /// Where to listen [default: 127.0.0.1:7878]; port 0 takes a free one
    #[arg(long)]
    pub(crate) address: Option<String>,
    /// Write {"url", "link"} to this file once it serves; for scripts
    #[arg(long, value_name = "FILE", hide = true)]
    pub(crate) ready_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Worker {
    /// Also take a share of large questions, on this address; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<String>,
    /// Write a file once it works; for scripts
    #[arg(long, value_name = "FILE", hide = true)]
    pub(crate) ready_file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    #[command(flatten)]
    pub(crate) serve: Serve,
    /// How large the shop is: 1 is 20,000 customers
    #[arg(long, default_value_t = 1.0, hide = true)]
    pub(crate) scale: f64,
    /// The seed of the shop's chance
    #[arg(long, default_value_t = crate::demo::SEED, hide = true)]
    pub(crate) seed: u64,
}
