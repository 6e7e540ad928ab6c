//! What people should know: a list in the app, and mail for those who were not there to see it.
//!
//! [`add`] tells somebody something in the unit of work of what happened. Who reads it in the app in
//! time gets no mail; the others get one mail for all that has gathered, when they wished for it.
//!
//! What it never does: decide who should know. The capability in which something happened names them.
//!
//! To add a kind of notice: a variant of [`NoticeKind`], and a call of [`add`] where it happens.

mod api;
mod jobs;
mod letter;
mod model;
mod service;
mod store;

pub use api::router;
pub use jobs::register;
pub use model::{MailWish, NewNotice, Notice, NoticeId, NoticeKind, NoticeSettings};
pub use service::{Notices, add, test_mail};
