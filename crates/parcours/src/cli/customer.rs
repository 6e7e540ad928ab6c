//! Flags of `parcours customer`.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Customer {
    /// Find customers by the beginning of a key
    #[command(
        after_help = "Examples:\n  parcours customer find lea@\n  parcours customer find 4711 --json\n\nThe newest 50 whose user id, e-mail address, phone number or anonymous id begins\nlike that: id, name, keys, last interaction."
    )]
    Find {
        /// The beginning of a user id, e-mail address, phone number or anonymous id
        text: String,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Forget a customer for good: keys, traits, interactions
    #[command(
        override_usage = "parcours customer forget [OPTIONS] <ID|--user-id …|--email …|--phone …|--anonymous-id …>",
        after_help = "Examples:\n  parcours customer forget --email lea@example.org\n  parcours customer forget --user-id 4711 --yes\n  parcours customer forget cus_0000000000000000000000000j\n\nSays who it is and asks before anything is done. Files that hold them are\nrewritten before it returns. What still comes from before is not kept; who comes\nback later is somebody new. Backups hold them until you delete these."
    )]
    Forget {
        #[command(flatten)]
        who: Who,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// One customer, named one way.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Who {
    /// Their id: cus_…
    pub(crate) id: Option<String>,
    /// Your own number of them
    #[arg(long, value_name = "ID")]
    pub(crate) user_id: Option<String>,
    /// Their e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) email: Option<String>,
    /// Their phone number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) phone: Option<String>,
    /// The number of their browser or device
    #[arg(long, value_name = "ID")]
    pub(crate) anonymous_id: Option<String>,
}
