//! The Segment protocol, without I/O: bytes of a request in, what they tell out.
//!
//! Everything that published SDKs send is read; what cannot be is refused event by event, so that
//! one bad event never costs its neighbours.

mod body;
mod device;
mod event;
mod form;
mod identity;
mod json;
mod key;
mod limits;
mod meaning;
mod names;
mod pixel;
mod read;
mod refusal;
mod stored;
mod surrogates;
mod time;

use std::net::IpAddr;

use parcours_interactions::SourceId as SourceNumber;
use parcours_kernel::{Env, Timestamp};

pub(crate) use body::text;
pub(crate) use event::CallType;
pub(crate) use key::{in_body, in_header, in_query};
pub(crate) use limits::REQUEST_BYTES;
pub(crate) use pixel::in_query_string;
pub(crate) use read::{Understood, refused_whole, understand};
pub(crate) use refusal::Refusal;

use crate::SourceKind;

/// What is known of a request beside its body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Circumstances<'a> {
    /// When it arrived.
    pub(crate) received_at: Timestamp,
    /// Whose write key it is.
    pub(crate) source: SourceNumber,
    /// What kind of source that is.
    pub(crate) kind: SourceKind,
    /// The properties that the source puts into signatures.
    pub(crate) promoted: &'a [String],
    /// The write key; an event that names another one is refused.
    pub(crate) key: &'a str,
    /// Where it came from.
    pub(crate) ip: Option<IpAddr>,
    /// The header `User-Agent`.
    pub(crate) user_agent: Option<&'a str>,
    /// For message ids of events that have none.
    pub(crate) env: &'a Env,
}
