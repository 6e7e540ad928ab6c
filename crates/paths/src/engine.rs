//! The seam through which the folds of large questions run on other machines.
//!
//! A report says what it looks at (a [`Plan`]) and what it counts (a [`Kernel`]); who does the counting
//! is not its business. Without an [`Engine`] the buckets of the log are folded here, side by side. With
//! one, a [`Work`] is handed out: plain data that any process with the same program turns into the same
//! partial results, bucket by bucket. They are merged here, by the same code and in the same order as
//! one's own.
//!
//! This crate knows no cluster: `parcours-cluster` is an engine.

mod known;
mod work;

use std::fmt::Debug;
use std::pin::Pin;
use std::time::Duration;

use parcours_interactions::Snapshot;

#[cfg(test)]
pub(crate) use known::NAMES;
pub use known::{AnyKernel, Known};
pub use work::{BadWork, Work};

/// What an engine comes back with.
#[derive(Debug)]
pub enum Answered {
    /// The encoded partial result of each bucket, in the order of their numbers.
    Parts(Vec<Vec<u8>>),
    /// There is nobody to ask: as though there were no engine.
    Nobody,
    /// Those who were asked could not, for reasons that the engine has logged.
    Failed,
}

/// Who folds the buckets of a view elsewhere.
pub trait Engine: Debug + Send + Sync {
    /// Whether this work is worth the way. Quick.
    fn wants(&self, view: &Snapshot, work: &Work) -> bool;

    /// Folds each bucket as [`Work::fold`] does, of the very moment that the view shows. A future that
    /// is dropped ends what it began.
    fn fold<'a>(
        &'a self,
        view: &'a Snapshot,
        work: &'a Work,
    ) -> Pin<Box<dyn Future<Output = Answered> + Send + 'a>>;

    /// What a question that goes elsewhere may take altogether, the fall-back to this process included;
    /// after it the question fails.
    fn deadline(&self) -> Duration;
}
