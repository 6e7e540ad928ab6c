//! Counting: how often, by how many, from when to when.

use std::collections::HashMap;
use std::sync::Arc;

use parcours_kernel::Timestamp;

use crate::model::{Bucket, KindCount, SignatureCount, Summary};
use crate::signature::Signature;

/// Interactions and customers of one code.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    interactions: u64,
    customers: u64,
    first: i64,
    last: i64,
    /// The number, in their bucket and from 1, of the customer who was counted last.
    seen: u64,
}

/// A count over codes that are given to signatures. One for each bucket; they add up, because no
/// customer is in two.
#[derive(Debug, Default)]
pub(crate) struct Count {
    by_code: Vec<Tally>,
    all: Tally,
    customers: u64,
}

impl Count {
    /// Adds a chunk of whole customers. Cost: one pass.
    pub(crate) fn add(&mut self, bucket: &Bucket, code: impl Fn(u32) -> usize) {
        for window in bucket.offsets.windows(2) {
            self.customers += 1;
            for row in window[0] as usize..window[1] as usize {
                let (code, at) = (code(bucket.signature[row]), bucket.at[row]);
                if code >= self.by_code.len() {
                    self.by_code.resize(code + 1, Tally::default());
                }
                for tally in [&mut self.by_code[code], &mut self.all] {
                    tally.note(at, self.customers);
                }
            }
        }
    }

    /// Adds what was counted over other customers.
    pub(crate) fn merge(mut self, other: &Self) -> Self {
        let codes = self.by_code.len().max(other.by_code.len());
        self.by_code.resize(codes, Tally::default());
        for (mine, theirs) in self.by_code.iter_mut().zip(&other.by_code) {
            mine.merge(theirs);
        }
        self.all.merge(&other.all);
        self
    }

    /// Interactions and distinct customers altogether.
    pub(crate) fn totals(&self) -> (u64, u64) {
        (self.all.interactions, self.all.customers)
    }

    fn codes(&self) -> impl Iterator<Item = (usize, &Tally)> {
        self.by_code.iter().enumerate().filter(|(_, tally)| tally.interactions > 0)
    }

    /// By signature, where codes are their numbers; most frequent first.
    pub(crate) fn by_signature(&self, catalogue: &[Signature]) -> Vec<SignatureCount> {
        let known: HashMap<_, _> =
            catalogue.iter().map(|signature| (signature.id as usize, signature)).collect();
        let counted = self.codes().filter_map(|(code, tally)| Some((known.get(&code)?, tally)));
        let mut counts: Vec<_> = counted
            .map(|(signature, tally)| SignatureCount {
                signature: signature.id,
                kind: signature.parts.kind.clone(),
                channel: signature.parts.channel.clone(),
                subject: signature.parts.subject.clone(),
                properties: signature.parts.properties.clone(),
                interactions: tally.interactions,
                customers: tally.customers,
                first_at: Timestamp::from_micros(tally.first),
                last_at: Timestamp::from_micros(tally.last),
            })
            .collect();
        counts.sort_by_key(|count| (std::cmp::Reverse(count.interactions), count.signature));
        counts
    }

    /// In a few figures, where codes are places in `kinds`.
    pub(crate) fn summary(&self, kinds: &Kinds) -> Summary {
        let (interactions, customers) = self.totals();
        let end = |at: i64| (interactions > 0).then_some(Timestamp::from_micros(at));
        let mut by_kind: Vec<_> = self
            .codes()
            .map(|(code, tally)| KindCount {
                kind: kinds.names[code].clone(),
                interactions: tally.interactions,
                customers: tally.customers,
            })
            .collect();
        by_kind.sort_by(|a, b| (b.interactions, &a.kind).cmp(&(a.interactions, &b.kind)));
        Summary {
            interactions,
            customers,
            first: end(self.all.first),
            last: end(self.all.last),
            kinds: by_kind,
        }
    }
}

impl Tally {
    fn note(&mut self, at: i64, customer: u64) {
        if self.interactions == 0 {
            (self.first, self.last) = (at, at);
        }
        self.interactions += 1;
        self.customers += u64::from(self.seen != customer);
        self.seen = customer;
        self.first = self.first.min(at);
        self.last = self.last.max(at);
    }

    fn merge(&mut self, other: &Self) {
        if other.interactions == 0 {
            return;
        }
        if self.interactions == 0 {
            *self = *other;
            return;
        }
        self.interactions += other.interactions;
        self.customers += other.customers;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }
}

/// The kinds of a catalogue, and which of them each signature has.
#[derive(Debug, Clone)]
pub(crate) struct Kinds {
    names: Vec<String>,
    of: Arc<Vec<usize>>,
}

impl Kinds {
    pub(crate) fn new(catalogue: &[Signature]) -> Self {
        let mut names: Vec<String> = Vec::from([String::new()]);
        let mut places: HashMap<String, usize> = HashMap::new();
        let last = catalogue.iter().map(|signature| signature.id as usize).max().unwrap_or(0);
        let mut of = vec![0; last + 1];
        for signature in catalogue {
            let kind = &signature.parts.kind;
            let place = *places.entry(kind.clone()).or_insert_with(|| {
                names.push(kind.clone());
                names.len() - 1
            });
            of[signature.id as usize] = place;
        }
        Self { names, of: Arc::new(of) }
    }

    /// The place of a signature's kind; 0 for one that was made meanwhile.
    pub(crate) fn of(&self, signature: u32) -> usize {
        self.of.get(signature as usize).copied().unwrap_or(0)
    }
}
