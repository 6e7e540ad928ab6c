//! A question as plain data: what another process needs to fold one bucket as this one would.

use std::sync::Arc;

use parcours_interactions::{Bucket, CustomerSet, Parts, ScanRequest};
use parcours_kernel::{Period, Timestamp};
use parcours_storage::StorageError;
use serde::{Deserialize, Serialize};

use super::known::{AnyKernel, Known, Running};
use crate::cases::{CaseBuffer, Cutting, Seen};
use crate::plan::Plan;

/// What a plan looks at and what a kernel counts of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Work {
    from: i64,
    until: i64,
    signatures: Option<Vec<u32>>,
    /// A serialised set.
    customers: Option<Vec<u8>>,
    values: bool,
    properties: Vec<Arc<str>>,
    cutting: Cutting,
    kernel: AnyKernel,
}

/// Bytes that are no work of this version of the program.
#[derive(Debug, thiserror::Error)]
pub enum BadWork {
    /// Of another version, or broken on the way.
    #[error("work of Parcours {0} cannot be done by Parcours {version}", version = Work::VERSION)]
    Version(String),
    /// Not in the form of this version.
    #[error("this is no work: {0}")]
    Form(#[from] postcard::Error),
    /// A set of customers that cannot be read.
    #[error("this is no set of customers: {0}")]
    Customers(#[from] std::io::Error),
}

impl Work {
    /// Which processes may work for each other: those of one version. The number behind the plus
    /// changes with every change of what a kernel counts or of what travels, between two versions.
    pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+2");

    /// What a plan looks at, and what a kernel counts of it.
    pub fn new(plan: &Plan, kernel: &impl Known) -> Self {
        let ScanRequest { period, signatures, customers, values, properties } = &plan.request;
        let bytes = |customers: &CustomerSet| {
            let mut bytes = Vec::with_capacity(customers.serialized_size());
            customers.serialize_into(&mut bytes).expect("memory takes all");
            bytes
        };
        Self {
            from: period.from.as_micros(),
            until: period.until.as_micros(),
            signatures: signatures.clone(),
            customers: customers.as_ref().map(bytes),
            values: *values,
            properties: properties.clone(),
            cutting: plan.cutting.clone(),
            kernel: kernel.any(),
        }
    }

    /// As bytes.
    pub fn to_bytes(&self) -> Result<Vec<u8>, BadWork> {
        Ok(postcard::to_stdvec(&(Self::VERSION, self))?)
    }

    /// Of bytes that the same version made.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadWork> {
        let (version, rest): (String, _) = postcard::take_from_bytes(bytes)?;
        if version != Self::VERSION {
            return Err(BadWork::Version(version));
        }
        Ok(postcard::from_bytes(rest)?)
    }

    /// What is read of the log.
    pub fn request(&self) -> Result<ScanRequest, BadWork> {
        let of_bytes = |bytes: &Vec<u8>| CustomerSet::deserialize_from(bytes.as_slice());
        Ok(ScanRequest {
            period: Period {
                from: Timestamp::from_micros(self.from),
                until: Timestamp::from_micros(self.until),
            },
            signatures: self.signatures.clone(),
            customers: self.customers.as_ref().map(of_bytes).transpose()?,
            values: self.values,
            properties: self.properties.clone(),
        })
    }

    /// What is counted.
    #[cfg(test)]
    pub(crate) fn kernel(&self) -> &AnyKernel {
        &self.kernel
    }

    /// The encoded partial result of one bucket. Blocks.
    pub fn fold(&self, parts: &Parts, bucket: usize) -> Result<Vec<u8>, StorageError> {
        let mut folding = Folding { buffer: CaseBuffer::default(), kernel: self.kernel.begin() };
        parts.each(bucket, |rows| folding.add(self, rows))?;
        let encoded = postcard::to_stdvec(&folding.buffer.seen())
            .and_then(|seen| folding.kernel.finish(seen));
        encoded.map_err(|error| {
            StorageError::Open(format!("a partial result does not travel: {error}"))
        })
    }

    /// What was met and the partial result, as [`fold`](Self::fold) encoded them for the kernel that
    /// this work was made of.
    pub(crate) fn partial<K: Known>(bytes: &[u8]) -> Result<(Seen, K::Partial), BadWork> {
        let (seen, rest) = postcard::take_from_bytes(bytes)?;
        Ok((seen, postcard::from_bytes(rest)?))
    }
}

/// A fold over one bucket.
struct Folding {
    buffer: CaseBuffer,
    kernel: Box<dyn Running>,
}

impl Folding {
    fn add(&mut self, work: &Work, rows: &Bucket) {
        self.kernel.add(self.buffer.cut(rows, &work.cutting));
    }
}
