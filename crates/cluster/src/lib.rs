//! The kernels of paths on many machines.
//!
//! `parcours worker` processes that share the database and the files of the log fold buckets of
//! customers for whoever asks; the merge stays with the asker. The way there and back is a plan of
//! DataFusion, sent by datafusion-distributed: its leaf is our own scan and kernel, no SQL is involved.
//! Why so, and what was measured, is in docs/decisions/0023.
//!
//! An answer of a cluster is the answer of one process or none:
//!
//! - **One moment.** A worker reads in the very transaction snapshot of the asker (`pg_export_snapshot`):
//!   the same hot rows, manifest, merges and erasures, whatever was committed since.
//! - **One program.** Only workers of the same version are asked, and each refuses other work.
//! - **One addressee.** Work names the process it is for, as it stands in the database: a worker of
//!   another installation on a reused address refuses it.
//! - **Each bucket once.** The asker counts what came back; less than everything is nothing.
//!
//! Who is there is known by heartbeats in the database ([`store`]). A worker that falls silent costs one
//! more attempt with those that answer, then the asker does the work itself; all within a deadline.
//!
//! Without the feature `engine` this crate holds the settings and says what is missing: DataFusion
//! costs more compiling than all the rest together.

mod settings;

#[cfg(feature = "engine")]
mod asker;
#[cfg(feature = "engine")]
mod channels;
#[cfg(feature = "engine")]
mod leaf;
#[cfg(feature = "engine")]
mod plan;
#[cfg(feature = "engine")]
mod store;
#[cfg(feature = "engine")]
mod token;
#[cfg(feature = "engine")]
mod worker;

#[cfg(not(feature = "engine"))]
mod absent;

#[cfg(not(feature = "engine"))]
pub use absent::{Serving, engine, listen};
#[cfg(feature = "engine")]
pub use asker::engine;
pub use settings::{Refused, Settings};
#[cfg(feature = "engine")]
pub use worker::{Serving, listen};
