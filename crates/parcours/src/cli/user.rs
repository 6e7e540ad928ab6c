//! Flags of `parcours user`.

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// List who may sign in
    #[command(after_help = "Example:\n  parcours user list --json")]
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Add somebody; prints a link with which they choose a password
    #[command(
        after_help = "Example:\n  parcours user add camille@example.com --name \"Camille Moreau\" --role editor\n\nGive them the link: it works once, within seven days."
    )]
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
    /// Invite somebody; prints a link with which they make their account
    #[command(
        after_help = "Example:\n  parcours user invite ines@example.com --role editor --team \"Customer care\"\n\nThe link works once, within seven days. An earlier one to this address stops\nworking."
    )]
    Invite {
        /// Their e-mail address
        email: String,
        /// What they may do
        #[arg(long, value_enum, default_value_t = RoleName::Viewer)]
        role: RoleName,
        /// A team they will be in; may be said several times
        #[arg(long = "team", value_name = "TEAM")]
        teams: Vec<String>,
        /// The language of their screens: fr or en
        #[arg(long, default_value = "fr")]
        language: String,
    },
    /// Print a link that signs somebody in once, for a forgotten password
    #[command(
        after_help = "Example:\n  parcours user link camille@example.com\n\nThe link works once, within seven days."
    )]
    Link {
        /// Their e-mail address
        email: String,
    },
    /// Change what somebody may do
    #[command(after_help = "Example:\n  parcours user role camille@example.com admin")]
    Role {
        /// Their e-mail address
        email: String,
        /// What they may do from now on
        #[arg(value_enum)]
        role: RoleName,
    },
    /// Keep somebody out: ends their sessions and tokens
    #[command(
        after_help = "Example:\n  parcours user disable camille@example.com\n\n`parcours user enable` lets them in again."
    )]
    Disable {
        /// Their e-mail address
        email: String,
    },
    /// Let somebody in again
    #[command(after_help = "Example:\n  parcours user enable camille@example.com")]
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
