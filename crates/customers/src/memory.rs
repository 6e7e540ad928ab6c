//! What claims were answered lately, kept in memory: most of what is told is about somebody of whom
//! it was just told, and their customer does not change.
//!
//! Only what is committed gets in here ([`UnitOfWork::after_commit`]), and only claims that are
//! answered alike the next time ([`Plan::settled`]). A merge of this process takes out whoever it
//! concerns. One of another process is not seen here: for up to [`FRESH_MICROS`] an answer may be
//! a customer who has become another. That is harmless, because the log applies merges at every
//! read and remembers them for much longer.
//!
//! [`UnitOfWork::after_commit`]: parcours_storage::UnitOfWork::after_commit
//! [`Plan::settled`]: crate::rules::Plan::settled

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use parcours_interactions::CustomerId;
use parcours_kernel::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::model::{Claim, Key};

/// How old an answer may be.
const FRESH_MICROS: i64 = 10 * 60 * 1_000_000;
/// Answers of one generation. Two are kept: 100,000 answers of some 40 bytes.
const GENERATION: usize = 50_000;

/// Stands for a claim; no two share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Digest([u8; 16]);

impl Digest {
    /// `None` for a claim that says more than keys: it has to be carried out each time.
    pub(crate) fn of(claim: &Claim) -> Option<Self> {
        if !claim.says_only_keys() {
            return None;
        }
        let mut hash = Sha256::new();
        for key in [&claim.lasting, &claim.anonymous] {
            let value = key.as_ref().map_or("", |key| &key.value);
            let kind = key.as_ref().map_or("", |key: &Key| key.kind.name());
            // The length keeps the two values apart, whatever they contain.
            hash.update(value.len().to_le_bytes());
            hash.update(value);
            hash.update(kind);
        }
        let hash = hash.finalize();
        let half = hash.first_chunk().expect("a digest has 32 bytes");
        Some(Self(*half))
    }
}

#[derive(Debug, Clone, Copy)]
struct Answer {
    customer: CustomerId,
    /// µs UTC.
    read_at: i64,
}

/// Two generations: what is asked for moves to the young one, and what was not asked for while the
/// young one filled up goes with the old one.
#[derive(Debug, Default)]
struct State {
    young: HashMap<Digest, Answer>,
    old: HashMap<Digest, Answer>,
    forgotten: u64,
}

/// How often something was forgotten: what was read before must not be remembered after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark(u64);

/// The answers of one process; cheap to clone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<State>>);

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The customers that are remembered, and the mark to hand to [`remember`](Self::remember) with
    /// what is read from now on.
    pub(crate) fn recall(
        &self,
        claims: &[Option<Digest>],
        now: Timestamp,
    ) -> (Mark, Vec<Option<CustomerId>>) {
        let mut state = self.state();
        let recalled = claims.iter().map(|claim| state.recall((*claim)?, now)).collect();
        (Mark(state.forgotten), recalled)
    }

    /// Remembers what was read after `mark` at `read_at` and is committed by now.
    pub(crate) fn remember(
        &self,
        mark: Mark,
        read_at: Timestamp,
        answers: impl IntoIterator<Item = (Digest, CustomerId)>,
    ) {
        let mut state = self.state();
        if state.forgotten == mark.0 {
            for (claim, customer) in answers {
                state.keep(claim, Answer { customer, read_at: read_at.as_micros() });
            }
        }
    }

    /// Forgets everything, also what is about to be remembered.
    pub(crate) fn forget(&self) {
        let mut state = self.state();
        *state = State { forgotten: state.forgotten + 1, ..State::default() };
    }

    /// Forgets some customers, and what is about to be remembered. Cost: a pass over everything.
    pub(crate) fn forget_customers(&self, gone: &BTreeSet<CustomerId>) {
        let mut state = self.state();
        state.forgotten += 1;
        state.young.retain(|_, answer| !gone.contains(&answer.customer));
        state.old.retain(|_, answer| !gone.contains(&answer.customer));
    }
}

impl State {
    fn recall(&mut self, claim: Digest, now: Timestamp) -> Option<CustomerId> {
        let known = self.young.get(&claim);
        let answer = *known.or_else(|| self.old.get(&claim))?;
        // A clock that was set back makes everything old.
        let age = now.as_micros().checked_sub(answer.read_at)?;
        if !(0..FRESH_MICROS).contains(&age) {
            return None;
        }
        if known.is_none() {
            self.keep(claim, answer);
        }
        Some(answer.customer)
    }

    fn keep(&mut self, claim: Digest, answer: Answer) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(claim, answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::IdentityKind;

    fn claim(kind: IdentityKind, value: &str) -> Claim {
        Claim { lasting: Some(Key { kind, value: value.into() }), ..Claim::default() }
    }

    fn digest(number: usize) -> Digest {
        Digest::of(&claim(IdentityKind::UserId, &number.to_string())).unwrap()
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(1_700_000_000_000_000).plus_seconds(seconds)
    }

    fn recall(memory: &Memory, number: usize, now: Timestamp) -> Option<i64> {
        memory.recall(&[Some(digest(number))], now).1[0].map(|customer| customer.0)
    }

    fn remember(memory: &Memory, number: usize, now: Timestamp) {
        let (mark, _) = memory.recall(&[], now);
        let customer = CustomerId(i64::try_from(number).unwrap());
        memory.remember(mark, now, [(digest(number), customer)]);
    }

    #[test]
    fn claims_that_differ_have_other_digests() {
        let key = |kind, value: &str| Some(Key { kind, value: value.into() });
        let device = key(IdentityKind::AnonymousId, "a");
        let claims = [
            claim(IdentityKind::UserId, "a"),
            claim(IdentityKind::UserId, "b"),
            claim(IdentityKind::Email, "a"),
            Claim { anonymous: device.clone(), ..Claim::default() },
            Claim { anonymous: device, ..claim(IdentityKind::UserId, "a") },
            Claim::default(),
        ];
        let digests: std::collections::HashSet<_> = claims.iter().map(Digest::of).collect();
        assert_eq!(digests.len(), claims.len());
        let speaking = Claim { previous: Some("b".into()), ..claims[0].clone() };
        assert_eq!(Digest::of(&speaking), None);
    }

    #[test]
    fn answers_grow_old_and_a_clock_set_back_makes_them_so() {
        let memory = Memory::default();
        remember(&memory, 7, at(0));
        assert_eq!(recall(&memory, 7, at(0)), Some(7));
        assert_eq!(recall(&memory, 7, at(599)), Some(7));
        assert_eq!((recall(&memory, 7, at(600)), recall(&memory, 7, at(-1))), (None, None));
    }

    #[test]
    fn what_was_read_before_everything_was_forgotten_stays_forgotten() {
        let memory = Memory::default();
        remember(&memory, 7, at(0));
        let (before, _) = memory.recall(&[], at(0));
        memory.forget();
        assert_eq!(recall(&memory, 7, at(0)), None);
        memory.remember(before, at(0), [(digest(7), CustomerId(7))]);
        assert_eq!(recall(&memory, 7, at(0)), None);
    }

    #[test]
    fn some_are_forgotten_and_the_others_are_not() {
        let memory = Memory::default();
        remember(&memory, 7, at(0));
        remember(&memory, 8, at(0));
        let (before, _) = memory.recall(&[], at(0));
        memory.forget_customers(&[CustomerId(7)].into());
        assert_eq!((recall(&memory, 7, at(0)), recall(&memory, 8, at(0))), (None, Some(8)));
        memory.remember(before, at(0), [(digest(7), CustomerId(7))]);
        assert_eq!(recall(&memory, 7, at(0)), None);
    }

    #[test]
    fn it_is_bounded_and_keeps_what_is_asked_for() {
        let memory = Memory::default();
        for number in 0..3 * GENERATION {
            remember(&memory, number, at(0));
            // Somebody who comes all the time.
            if number % 1000 == 0 {
                assert_eq!(recall(&memory, 0, at(0)), Some(0), "after {number}");
            }
        }
        let state = memory.state();
        assert!(state.young.len() + state.old.len() <= 2 * GENERATION);
    }
}
