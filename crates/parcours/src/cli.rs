//! The command line: names, flags and help that teaches.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Draw the journey your customers take, wire it to what they really do, and see where it breaks.
#[derive(Debug, Parser)]
#[command(
    name = "parcours",
    version,
    propagate_version = true,
    after_help = "First steps:\n  parcours demo          a realistic shop to look around in\n  parcours serve         your own installation; prints the link that makes the first owner\n  parcours import events orders.csv   bring what happened so far\n\nSettings come from parcours.toml, then PARCOURS_… variables, then flags: see `parcours config --help`."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Common {
    /// The data folder: database, uploaded files, backups [default: data]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL instead of SQLite: postgres://user:password@host/name
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// The configuration file [default: parcours.toml, if there is one]
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the map, the API and the tracking protocol
    #[command(
        after_help = "On the first start it prints a link that works once and makes the owner.\nStops within 10 seconds on SIGTERM or Ctrl-C; nothing acknowledged is lost."
    )]
    Serve(Serve),
    /// Serve Foulée, a French shop for running shoes: 12 months, 20,000 customers, a drawn map
    #[command(
        after_help = "The shop is generated once (a few seconds) into the data folder [default: demo-data] and found\nagain the next time. Delete the folder to start over."
    )]
    Demo(Demo),
    /// Import what happened so far
    #[command(subcommand)]
    Import(Import),
    /// Figures on the command line
    #[command(subcommand)]
    Report(Report),
    /// People who may sign in
    #[command(subcommand)]
    User(User),
    /// Write everything into one file, consistent while it serves
    #[command(
        after_help = "Example:\n  parcours backup parcours-2026-05-01.tar.gz\n\nHolds the database (SQLite as a copy, PostgreSQL through pg_dump) and uploaded files. Keep it as safe\nas the data folder: it holds personal data."
    )]
    Backup {
        /// The file to write; must not exist
        file: PathBuf,
    },
    /// Bring back what `backup` wrote, into an empty data folder or database
    Restore {
        /// A file that `parcours backup` wrote
        file: PathBuf,
    },
    /// Look for what is wrong with this installation and say what to do
    Doctor {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Print the OpenAPI 3.1 document of the API
    Openapi,
    /// Show the settings in force, or a commented file to start from
    #[command(
        after_help = "Order: parcours.toml (or --config), then variables such as PARCOURS_ADDRESS=0.0.0.0:7878, then flags.\nSettings of the organisation (time zone, users, sources) are in the application."
    )]
    Config {
        /// Print a file with every setting, explained
        #[arg(long)]
        example: bool,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen [default: 127.0.0.1:7878]; port 0 takes a free one
    #[arg(long)]
    pub(crate) address: Option<String>,
    /// Write {"url", "link"} to this file once it serves; for scripts
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

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Import files of events: CSV, JSON lines, Parquet or XES, also .gz
    #[command(
        after_help = "Columns are guessed from the header; say them when the guess is wrong. All other columns become\nproperties. The same file again adds nothing. Bad rows are counted and listed, good ones kept.\n\nExamples:\n  parcours import events orders.csv\n  parcours import events helpdesk.xes.gz --columns customer=case:concept:name,at=time:timestamp,kind=concept:name\n  parcours import events visites.csv --columns customer=client,at=date,kind=action --timezone Europe/Paris --strict"
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
    /// What kind of identity the customer column holds
    #[arg(long, default_value = "user_id", value_name = "KIND")]
    pub(crate) identity: String,
    /// Keep no row of a file that has a bad one
    #[arg(long)]
    pub(crate) strict: bool,
    /// For programs
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// The log in a few figures: interactions, customers, kinds
    Summary {
        #[command(flatten)]
        period: PeriodFlags,
        /// For programs: {"interactions","customers","first","last","kinds":[{"kind","interactions","customers"}]}
        #[arg(long)]
        json: bool,
    },
    /// What customers did at each touchpoint of a journey
    #[command(
        after_help = "reach: share of the journey's customers who come here. lost: share of those who reach no later\ntouchpoint afterwards. next: median time to the first later touchpoint. trend: customers against the\nperiod before."
    )]
    Touchpoints {
        /// The journey's id or name
        #[arg(long)]
        journey: String,
        /// The newest published version instead of the map as it is drawn now
        #[arg(long)]
        published: bool,
        #[command(flatten)]
        period: PeriodFlags,
        /// For programs
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
    #[arg(long)]
    pub(crate) from: Option<String>,
    /// The last day, YYYY-MM-DD
    #[arg(long)]
    pub(crate) to: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// List who may sign in
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Add somebody; prints a link with which they choose a password
    Add {
        /// Their e-mail address
        email: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they may do
        #[arg(long, value_enum, default_value_t = RoleName::Viewer)]
        role: RoleName,
        /// The language of their screens: fr or en
        #[arg(long, default_value = "fr")]
        language: String,
    },
    /// Print a link that signs somebody in once, for a forgotten password
    Link {
        /// Their e-mail address
        email: String,
    },
    /// Change what somebody may do
    Role {
        /// Their e-mail address
        email: String,
        #[arg(value_enum)]
        role: RoleName,
    },
    /// Keep somebody out: ends their sessions and tokens
    Disable {
        /// Their e-mail address
        email: String,
    },
    /// Let somebody in again
    Enable {
        /// Their e-mail address
        email: String,
    },
}

/// What somebody may do, from most to least.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RoleName {
    /// Everything, other owners included
    Owner,
    /// Users, sources, the system
    Admin,
    /// Draws journeys, imports files
    Editor,
    /// Reads maps and customers
    Agent,
    /// Reads maps
    Viewer,
}
