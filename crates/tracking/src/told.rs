//! What somebody told us, shaped for the log, and how a batch of it is written.

use std::collections::HashMap;

use parcours_customers::{Claim, Customers, Key, Owner, Resolved, When};
use parcours_interactions::{Bulk, CustomerId, Log, NewInteraction};
use parcours_kernel::{Env, Timestamp};
use parcours_storage::{Database, StorageError, UnitOfWork};

/// Whose interaction it is before that is known; [`Batch::write`] fills in the customer.
pub(crate) const NOBODY_YET: CustomerId = CustomerId(0);

/// What is said now is not late for anybody.
const NEVER_LATE: Timestamp = Timestamp::from_micros(i64::MAX);

/// One thing told: who it is about, and what they did. Without a fact it only says who somebody is.
#[derive(Debug, Clone)]
pub struct Told {
    /// Who.
    pub claim: Claim,
    /// What happened; its customer is filled in when the claim is resolved.
    pub fact: Option<NewInteraction>,
}

/// What became of one thing told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fate {
    /// Whether it was new. A statement about an identity always is.
    pub(crate) stored: bool,
    /// Whose it is; nothing was written unless it is a customer's.
    pub(crate) owner: Owner,
}

/// Things told, in their order. Many facts about one customer share one claim.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    claims: Vec<Claim>,
    facts: Vec<NewInteraction>,
    told: Vec<(usize, Option<usize>)>,
    simple: HashMap<(Option<Key>, Option<Key>), usize>,
    /// The claims of one key alone, which most are.
    alone: HashMap<Key, usize>,
}

impl Batch {
    /// Adds one thing; its place in the batch.
    pub(crate) fn push(&mut self, told: Told) -> usize {
        let when = told.fact.as_ref().map(|fact| When::at(fact.at)).or(told.claim.when);
        let claim = self.claim(told.claim);
        self.note(claim, when);
        let fact = told.fact.map(|fact| {
            self.facts.push(fact);
            self.facts.len() - 1
        });
        self.told.push((claim, fact));
        self.told.len() - 1
    }

    /// Adds facts about whoever has their keys, and leaves `told` empty.
    pub(crate) fn push_about(&mut self, told: &mut Vec<(Key, NewInteraction)>) {
        // First all that is only looked up: the processor then waits for many places of a large
        // table at once, instead of for each in turn.
        let known: Vec<_> = told.iter().map(|(key, _)| self.alone.get(key).copied()).collect();
        for ((key, fact), claim) in told.drain(..).zip(known) {
            let claim = claim.unwrap_or_else(|| self.claim_of(key));
            self.note(claim, Some(When::at(fact.at)));
            self.facts.push(fact);
            self.told.push((claim, Some(self.facts.len() - 1)));
        }
    }

    /// The claim of a key alone.
    fn claim_of(&mut self, key: Key) -> usize {
        let next = self.claims.len();
        let claim = *self.alone.entry(key.clone()).or_insert(next);
        if claim == next {
            self.claims.push(if key.kind.is_lasting() {
                Claim { lasting: Some(key), ..Claim::default() }
            } else {
                Claim { anonymous: Some(key), ..Claim::default() }
            });
        }
        claim
    }

    /// Notes when something happened that a claim is about.
    fn note(&mut self, claim: usize, when: Option<When>) {
        let known = &mut self.claims[claim].when;
        *known = match (*known, when) {
            (Some(known), Some(when)) => Some(known.and(when.first).and(when.last)),
            (known, when) => known.or(when),
        };
    }

    /// Claims that change nothing the second time are resolved once.
    fn claim(&mut self, claim: Claim) -> usize {
        if claim.previous.is_some() || claim.traits.is_some() || !claim.also.is_empty() {
            self.claims.push(claim);
            return self.claims.len() - 1;
        }
        let next = self.claims.len();
        let key = (claim.lasting.clone(), claim.anonymous.clone());
        let place = *self.simple.entry(key).or_insert(next);
        if place == next {
            self.claims.push(claim);
        }
        place
    }

    /// How many things.
    pub(crate) fn len(&self) -> usize {
        self.told.len()
    }

    /// Moves all of `other` to the end.
    pub(crate) fn append(&mut self, other: &mut Self) {
        let (claims, facts) = (self.claims.len(), self.facts.len());
        self.claims.append(&mut other.claims);
        self.facts.append(&mut other.facts);
        let moved = other.told.drain(..);
        self.told
            .extend(moved.map(|(claim, fact)| (claim + claims, fact.map(|fact| fact + facts))));
        // The claims of the other batch are not looked up from here: resolving them again is cheap.
        other.simple.clear();
        other.alone.clear();
    }

    /// Takes the last `told` things off again, as they were before [`append`](Self::append).
    pub(crate) fn split_off(&mut self, told: usize) -> Self {
        let told = self.told.split_off(told);
        let claims = told.iter().map(|(claim, _)| *claim).min().unwrap_or(self.claims.len());
        let facts = told.iter().filter_map(|(_, fact)| *fact).min().unwrap_or(self.facts.len());
        Self {
            claims: self.claims.split_off(claims),
            facts: self.facts.split_off(facts),
            told: told
                .into_iter()
                .map(|(claim, fact)| (claim - claims, fact.map(|fact| fact - facts)))
                .collect(),
            simple: HashMap::new(),
            alone: HashMap::new(),
        }
    }

    /// Resolves who each thing is about and appends what happened, in the unit of work. May be
    /// called again when that unit of work came to nothing.
    pub(crate) async fn write(
        &mut self,
        work: &mut UnitOfWork,
        customers: &Customers,
        log: &Log,
    ) -> Result<Vec<Fate>, StorageError> {
        let resolved = customers.resolve_told(work, &self.claims).await?;
        self.assign(&resolved);
        let appended = if self.facts.iter().all(|fact| fact.customer != NOBODY_YET) {
            log.append(work, &self.facts).await?.stored
        } else {
            self.append_owned(work, log).await?
        };
        Ok(self.fates(&resolved, &appended))
    }

    /// As [`write`](Self::write), for hundreds of thousands at once: customers in a unit of work of
    /// its own, interactions into files that are the log once the bulk is published. May be called
    /// again when it came to nothing.
    pub(crate) async fn write_bulk(
        &mut self,
        database: &Database,
        env: &Env,
        customers: &Customers,
        log: &Log,
    ) -> Result<(Bulk, Vec<Fate>), StorageError> {
        let mut work = database.begin().await?;
        let resolved = customers.resolve_told(&mut work, &self.claims).await?;
        work.commit(env).await?;
        self.assign(&resolved);
        let is_owned = |fact: &NewInteraction| fact.customer != NOBODY_YET;
        let bulk = if self.facts.iter().all(is_owned) {
            log.write_bulk(&self.facts).await?
        } else {
            let owned: Vec<_> = self.facts.iter().filter(|fact| is_owned(fact)).cloned().collect();
            log.write_bulk(&owned).await?
        };
        let mut stored = bulk.stored.iter().copied();
        let stored: Vec<_> =
            self.facts.iter().map(|fact| is_owned(fact) && stored.next() == Some(true)).collect();
        let fates = self.fates(&resolved, &stored);
        Ok((bulk, fates))
    }

    /// Gives each fact to its customer, and to nobody what names nobody or came late for somebody
    /// who was forgotten.
    fn assign(&mut self, resolved: &Resolved) {
        for (claim, fact) in &self.told {
            if let Some(fact) = fact.map(|fact| &mut self.facts[fact]) {
                fact.customer = match resolved.owner(*claim, fact.at) {
                    Owner::Customer(customer) => customer,
                    Owner::Forgotten | Owner::Nobody => NOBODY_YET,
                };
            }
        }
    }

    /// `stored` tells of each fact whether it was new.
    fn fates(&self, resolved: &Resolved, stored: &[bool]) -> Vec<Fate> {
        let fate = |(claim, fact): &(usize, Option<usize>)| match fact {
            Some(fact) => {
                let owner = resolved.owner(*claim, self.facts[*fact].at);
                Fate { stored: stored[*fact], owner }
            }
            None => {
                let at = self.claims[*claim].when.map_or(NEVER_LATE, |when| when.last);
                let owner = resolved.owner(*claim, at);
                Fate { stored: matches!(owner, Owner::Customer(_)), owner }
            }
        };
        self.told.iter().map(fate).collect()
    }

    /// Some facts are nobody's: they are left out.
    async fn append_owned(
        &self,
        work: &mut UnitOfWork,
        log: &Log,
    ) -> Result<Vec<bool>, StorageError> {
        let is_owned = |fact: &NewInteraction| fact.customer != NOBODY_YET;
        let owned: Vec<_> = self.facts.iter().filter(|fact| is_owned(fact)).cloned().collect();
        let mut stored = log.append(work, &owned).await?.stored.into_iter();
        let stored = self.facts.iter().map(|fact| is_owned(fact) && stored.next() == Some(true));
        Ok(stored.collect())
    }
}

#[cfg(test)]
impl Batch {
    /// Everything told, for tests that look at it.
    pub(crate) fn told(&self) -> Vec<Told> {
        let told = |(claim, fact): &(usize, Option<usize>)| Told {
            claim: self.claims[*claim].clone(),
            fact: fact.map(|fact| self.facts[fact].clone()),
        };
        self.told.iter().map(told).collect()
    }
}

#[cfg(test)]
mod tests {
    use parcours_customers::IdentityKind;
    use proptest::prelude::*;

    use super::*;
    use crate::testing::read;

    fn batch(users: &[u8]) -> Batch {
        let mut batch = Batch::default();
        for user in users {
            let key = Key { kind: IdentityKind::UserId, value: user.to_string() };
            let traits = (user % 3 == 0).then(serde_json::Map::new);
            let claim = Claim { lasting: Some(key), traits, ..Claim::default() };
            let event = r#"{"batch":[{"type":"track","event":"A","userId":"x","messageId":"m"}]}"#;
            let fact = read(event, None).batch.told().remove(0).fact;
            batch.push(Told { claim, fact: fact.filter(|_| user % 2 == 0) });
        }
        batch
    }

    proptest! {
        #[test]
        fn what_was_joined_comes_apart_as_it_was(users in prop::collection::vec(prop::collection::vec(0_u8..6, 0..5), 0..5)) {
            let apart: Vec<_> = users.iter().map(|users| batch(users)).collect();
            let before: Vec<_> = apart.iter().map(|batch| format!("{:?}", batch.told())).collect();
            let mut all = Batch::default();
            let sizes: Vec<_> = apart.iter().map(Batch::len).collect();
            for mut batch in apart {
                all.append(&mut batch);
            }
            for (size, before) in sizes.iter().zip(&before).rev() {
                let part = all.split_off(all.len() - size);
                prop_assert_eq!(&format!("{:?}", part.told()), before);
            }
            prop_assert_eq!((all.len(), all.claims.len(), all.facts.len()), (0, 0, 0));
        }
    }
}
