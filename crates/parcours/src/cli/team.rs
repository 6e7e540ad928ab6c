//! Flags of `parcours team`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(crate) enum Team {
    /// List the teams and who is in them
    #[command(after_help = "Example:\n  parcours team list --json")]
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Make a team
    #[command(
        after_help = "Example:\n  parcours team create \"Customer care\"\n\nTouchpoints that name it as a text, however it is typed, are its own from then on."
    )]
    Create {
        /// What colleagues will call it
        name: String,
    },
    /// Put somebody into a team
    #[command(after_help = "Example:\n  parcours team add \"Customer care\" camille@example.com")]
    Add {
        /// The team's name, in whatever case
        team: String,
        /// Their e-mail address
        email: String,
    },
}
