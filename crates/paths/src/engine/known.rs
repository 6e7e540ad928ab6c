//! All kernels by name: what travels is which one, with its parameters.
//!
//! A new kernel is a line in [`kernels!`] below. A report cannot fold one that is not there.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::cases::{Cases, Kernel};
use crate::kernels;
use crate::positions::EachPosition;

/// A kernel that other processes know, with a partial result that travels.
pub trait Known: Kernel<Partial: Serialize + DeserializeOwned> {
    /// The same kernel as plain data.
    fn any(&self) -> AnyKernel;
}

/// A fold under way whose types only the kernel knows.
pub(super) trait Running: Send {
    fn add(&mut self, cases: Cases<'_>);

    /// Writes the partial result behind what is there.
    fn finish(self: Box<Self>, into: Vec<u8>) -> Result<Vec<u8>, postcard::Error>;
}

/// One kernel and what it found so far.
struct One<K: Kernel> {
    kernel: Arc<K>,
    partial: K::Partial,
}

impl<K: Known> Running for One<K> {
    fn add(&mut self, cases: Cases<'_>) {
        self.kernel.add(&mut self.partial, cases);
    }

    fn finish(self: Box<Self>, into: Vec<u8>) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_extend(&self.partial, into)
    }
}

/// Two kernels in one pass. A pair is encoded as its first half and then the second.
struct Both(Box<dyn Running>, Box<dyn Running>);

impl Running for Both {
    fn add(&mut self, cases: Cases<'_>) {
        self.0.add(cases);
        self.1.add(cases);
    }

    fn finish(self: Box<Self>, into: Vec<u8>) -> Result<Vec<u8>, postcard::Error> {
        self.1.finish(self.0.finish(into)?)
    }
}

impl<A: Known, B: Known> Known for (A, B) {
    fn any(&self) -> AnyKernel {
        AnyKernel::Both(Box::new(self.0.any()), Box::new(self.1.any()))
    }
}

macro_rules! kernels {
    ($($name:ident: $kernel:ty),* $(,)?) => {
        /// Any kernel, with its parameters.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum AnyKernel {
            /// Two in one pass.
            Both(Box<AnyKernel>, Box<AnyKernel>),
            $(#[doc = concat!("[`", stringify!($kernel), "`]")] $name($kernel),)*
        }

        impl AnyKernel {
            /// Begins a fold over one bucket.
            pub(super) fn begin(&self) -> Box<dyn Running> {
                match self {
                    Self::Both(first, second) => Box::new(Both(first.begin(), second.begin())),
                    $(Self::$name(kernel) => Box::new(One {
                        partial: kernel.begin(),
                        kernel: Arc::new(kernel.clone()),
                    }),)*
                }
            }

            /// The names of the kernels in it.
            #[cfg(test)]
            pub(crate) fn names(&self) -> Vec<&'static str> {
                match self {
                    Self::Both(first, second) => [first.names(), second.names()].concat(),
                    $(Self::$name(_) => vec![stringify!($name)],)*
                }
            }
        }

        $(impl Known for $kernel {
            fn any(&self) -> AnyKernel {
                AnyKernel::$name(self.clone())
            }
        })*

        /// All there are.
        #[cfg(test)]
        pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

kernels! {
    AfterLast: kernels::after_last::AfterLast,
    Buyers: kernels::buyers::Buyers,
    Cohorts: kernels::cohorts::Cohorts,
    Conversions: kernels::conversions::Conversions,
    Counts: kernels::counts::Counts,
    Durations: kernels::durations::Durations,
    EachPosition: EachPosition,
    Everyone: kernels::position::Everyone,
    Fitness: kernels::fitness::Fitness,
    Flows: kernels::flows::Flows,
    Funnel: kernels::funnel::Funnel,
    Gaps: kernels::position::Gaps,
    GoalChances: kernels::goal::GoalChances,
    Insertions: kernels::insertions::Insertions,
    NextStep: kernels::next_step::NextStep,
    Orders: kernels::orders::Orders,
    Transitions: kernels::transitions::Transitions,
    Variants: kernels::variants::Variants,
}
