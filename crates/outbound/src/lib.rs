//! The door by which anything leaves the installation.
//!
//! What it never does: decide whom to write to. A capability says what to send and gets back whether
//! it was taken, may be tried again, or never will be; its job does the rest.
//!
//! To add another way out (web hooks, a shop's API): a file beside `mail.rs`, with its own errors that
//! say whether trying again helps.

mod mail;
#[cfg(feature = "testing")]
pub mod testing;

pub use mail::{Mail, MailError, MailSettings, Mailbox, Mailer};
