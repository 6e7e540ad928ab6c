//! The rules by which identities become customers. Pure: they read a [`State`] and write a [`Plan`].
//!
//! - An unknown key makes a customer; a known key finds one.
//! - A device that only ever was anonymous joins the person who signs in on it.
//! - A device that already belongs to someone else (shared) joins nobody: both stay apart.
//! - An alias may join two known customers only when both keys are the company's own numbers.
//! - Nobody collects more than [`MOST_LASTING`] numbers: past it a link is a fault, not a person.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Claim, IdentityKind, Key, KeyRefusal};

/// User ids one customer may have; a loop of aliases stops here.
pub const MOST_LASTING: usize = 5;
/// Devices remembered for one customer; past it facts still count, the device is not kept.
pub const MOST_ANONYMOUS: usize = 200;

const MOST_CHARACTERS: usize = 255;

/// What broken or careless clients send instead of an id. Compared in lower case.
const BLOCKED: [&str; 29] = [
    "null",
    "undefined",
    "none",
    "nil",
    "nan",
    "n/a",
    "unknown",
    "anonymous",
    "anonyme",
    "guest",
    "invité",
    "visitor",
    "id",
    "user_id",
    "userid",
    "anonymous_id",
    "distinct_id",
    "email",
    "true",
    "false",
    "0",
    "-1",
    "[object object]",
    "object",
    "not_authenticated",
    "unauthenticated",
    "logged_out",
    "-",
    "\"\"",
];

impl Key {
    /// A key from a client: trimmed, normalised, and none of the values that mean nobody.
    pub fn from_client(kind: IdentityKind, value: &str) -> Result<Self, KeyRefusal> {
        let key = Self::from_file(kind, value)?;
        let lower = key.value.to_lowercase();
        let zeros = lower.bytes().all(|byte| matches!(byte, b'0' | b'-' | b'{' | b'}'));
        if zeros || BLOCKED.contains(&lower.as_str()) { Err(KeyRefusal::Blocked) } else { Ok(key) }
    }

    /// A key from a file that somebody chose and looked at: `NA` or `null` are customers there.
    pub fn from_file(kind: IdentityKind, value: &str) -> Result<Self, KeyRefusal> {
        let value = value.trim();
        if value.is_empty() {
            return Err(KeyRefusal::Empty);
        }
        if value.chars().count() > MOST_CHARACTERS {
            return Err(KeyRefusal::TooLong);
        }
        let value = match kind {
            IdentityKind::Email => value.to_lowercase(),
            IdentityKind::Phone => {
                value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
            }
            IdentityKind::UserId | IdentityKind::AnonymousId => value.replace('\0', ""),
        };
        if value.is_empty() { Err(KeyRefusal::Empty) } else { Ok(Self { kind, value }) }
    }
}

/// A customer while a plan is made: below zero for those the plan makes.
pub type Reference = i64;

/// What the database knows of the keys and customers that a batch speaks of.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Where keys lead.
    pub owners: HashMap<Key, Reference>,
    /// How many keys of each kind a customer has; of those in [`counted`].
    pub counts: HashMap<Reference, BTreeMap<IdentityKind, usize>>,
}

/// What has to be written so that every claim has its customer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// The customer of each claim; `None` when a claim names nobody.
    pub customers: Vec<Option<Reference>>,
    /// Customers to make, called −1, −2, … here; those that were merged away at once are left out.
    pub made: BTreeSet<Reference>,
    /// Keys to attach. Only still valid owners: merges are already applied.
    pub attached: BTreeMap<Key, Reference>,
    /// Who turned out to be whom: (gone, kept), in order.
    pub merges: Vec<(Reference, Reference)>,
    /// Traits to merge into customers, in order.
    pub traits: Vec<(Reference, serde_json::Map<String, serde_json::Value>)>,
    /// Of each claim, whether the same one is answered alike and changes nothing the next time, as
    /// long as nobody is merged or erased: all it says is keys, and each of them leads somewhere.
    pub settled: Vec<bool>,
}

impl Plan {
    /// Whether nothing has to be written.
    pub fn is_reading_only(&self) -> bool {
        self.made.is_empty()
            && self.attached.is_empty()
            && self.merges.is_empty()
            && self.traits.is_empty()
    }

    /// Whether all that has to be written is customers who were not there before, with keys that
    /// nobody had.
    pub fn only_makes(&self) -> bool {
        self.merges.is_empty()
            && self.attached.values().all(|customer| *customer < 0)
            && self.traits.iter().all(|(customer, _)| *customer < 0)
    }

    /// Of those made, who has a key that names a person.
    pub fn made_known(&self) -> BTreeSet<Reference> {
        let lasting = self.attached.iter().filter(|(key, _)| key.kind.is_lasting());
        lasting.map(|(_, customer)| *customer).filter(|customer| *customer < 0).collect()
    }
}

/// The customers of whom the rules may ask how many keys they have. Most claims have one key, or
/// two of one customer, and need no count.
pub fn counted<'c>(
    owners: &HashMap<Key, Reference>,
    claims: impl IntoIterator<Item = &'c Claim>,
) -> BTreeSet<Reference> {
    let mut counted = BTreeSet::new();
    for claim in claims {
        let owner = |key: &Option<Key>| key.as_ref().and_then(|key| owners.get(key).copied());
        let (person, device) = (owner(&claim.lasting), owner(&claim.anonymous));
        let one_key = claim.lasting.is_none() || claim.anonymous.is_none();
        let plain = claim.previous.is_none() && claim.also.is_empty();
        if plain && (one_key || (person.is_some() && person == device)) {
            continue;
        }
        counted.extend(keys_of(claim).filter_map(|key| owners.get(&key).copied()));
    }
    counted
}

/// All keys that a claim speaks of; what was said to be an earlier value may be of two kinds.
pub fn keys_of(claim: &Claim) -> impl Iterator<Item = Key> {
    let previous = claim.previous.iter().flat_map(|previous| {
        [IdentityKind::UserId, IdentityKind::AnonymousId]
            .map(|kind| Key { kind, value: previous.clone() })
    });
    claim.lasting.iter().chain(&claim.anonymous).chain(&claim.also).cloned().chain(previous)
}

/// Decides what to do for a batch of claims, in their order.
pub fn plan<'c>(state: State, claims: impl IntoIterator<Item = &'c Claim> + Clone) -> Plan {
    let mut maker = Maker { state, plan: Plan::default(), made: 0 };
    for claim in claims.clone() {
        let customer = maker.customer_of(claim);
        maker.plan.customers.push(customer);
        if let Some(customer) = customer {
            for key in &claim.also {
                maker.attach_if_free(key, customer);
            }
            if let Some(traits) = claim.traits.as_ref().filter(|traits| !traits.is_empty()) {
                maker.plan.traits.push((customer, traits.clone()));
            }
        }
    }
    maker.plan.settled = claims.into_iter().map(|claim| maker.is_settled(claim)).collect();
    maker.finish()
}

struct Maker {
    state: State,
    plan: Plan,
    made: Reference,
}

impl Maker {
    fn customer_of(&mut self, claim: &Claim) -> Option<Reference> {
        match (&claim.lasting, &claim.anonymous, &claim.previous) {
            (Some(lasting), _, Some(previous)) => Some(self.alias(lasting, previous)),
            (Some(lasting), Some(anonymous), None) => Some(self.link(lasting, anonymous)),
            (Some(key), None, None) | (None, Some(key), _) => Some(self.find_or_make(key)),
            (None, None, _) => None,
        }
    }

    fn is_settled(&self, claim: &Claim) -> bool {
        let mut keys = claim.lasting.iter().chain(&claim.anonymous);
        claim.says_only_keys() && keys.all(|key| self.owner(key).is_some())
    }

    fn owner(&self, key: &Key) -> Option<Reference> {
        self.state.owners.get(key).copied()
    }

    fn count(&self, customer: Reference, lasting: bool) -> usize {
        let counts = self.state.counts.get(&customer);
        counts.map_or(0, |counts| {
            counts.iter().filter(|(kind, _)| kind.is_lasting() == lasting).map(|(_, n)| n).sum()
        })
    }

    fn user_ids(&self, customer: Reference) -> usize {
        self.state
            .counts
            .get(&customer)
            .and_then(|counts| counts.get(&IdentityKind::UserId))
            .copied()
            .unwrap_or(0)
    }

    fn is_known(&self, customer: Reference) -> bool {
        self.count(customer, true) > 0
    }

    fn find_or_make(&mut self, key: &Key) -> Reference {
        self.owner(key).unwrap_or_else(|| {
            self.made += 1;
            let customer = -self.made;
            self.attach(key, customer);
            customer
        })
    }

    fn attach(&mut self, key: &Key, customer: Reference) {
        self.state.owners.insert(key.clone(), customer);
        *self.state.counts.entry(customer).or_default().entry(key.kind).or_default() += 1;
        self.plan.attached.insert(key.clone(), customer);
    }

    fn attach_if_free(&mut self, key: &Key, customer: Reference) {
        let room = if key.kind.is_lasting() { MOST_LASTING * 2 } else { MOST_ANONYMOUS };
        if self.owner(key).is_none() && self.count(customer, key.kind.is_lasting()) < room {
            self.attach(key, customer);
        }
    }

    /// A person on a device.
    fn link(&mut self, lasting: &Key, anonymous: &Key) -> Reference {
        match (self.owner(lasting), self.owner(anonymous)) {
            (Some(person), Some(device)) if person != device && !self.is_known(device) => {
                self.merge(device, person)
            }
            (Some(person), Some(_)) => person,
            (None, Some(device)) if !self.is_known(device) => {
                self.attach(lasting, device);
                device
            }
            // A shared device: it stays with whom it was first, the newcomer is somebody else.
            (None, Some(_)) => self.find_or_make(lasting),
            (_, None) => {
                let person = self.find_or_make(lasting);
                self.attach_if_free(anonymous, person);
                person
            }
        }
    }

    /// An explicit statement: the customer once called `previous` is now called `lasting`.
    fn alias(&mut self, lasting: &Key, previous: &str) -> Reference {
        let device = Key { kind: IdentityKind::AnonymousId, value: previous.to_owned() };
        let number = Key { kind: IdentityKind::UserId, value: previous.to_owned() };
        let by_number = self.owner(&number);
        match (by_number.or_else(|| self.owner(&device)), self.owner(lasting)) {
            (Some(before), Some(person)) if before == person => person,
            (Some(before), Some(person)) => {
                let joined = self.user_ids(before) + self.user_ids(person);
                let allowed =
                    !self.is_known(before) || (by_number.is_some() && joined <= MOST_LASTING);
                if allowed { self.merge(before, person) } else { person }
            }
            (Some(before), None) => {
                let allowed = !self.is_known(before)
                    || (by_number.is_some() && self.user_ids(before) < MOST_LASTING);
                if allowed {
                    self.attach(lasting, before);
                    before
                } else {
                    self.find_or_make(lasting)
                }
            }
            (None, _) => {
                let person = self.find_or_make(lasting);
                self.attach_if_free(&device, person);
                person
            }
        }
    }

    fn merge(&mut self, gone: Reference, kept: Reference) -> Reference {
        for owner in self.state.owners.values_mut().filter(|owner| **owner == gone) {
            *owner = kept;
        }
        let counts = self.state.counts.remove(&gone).unwrap_or_default();
        let into = self.state.counts.entry(kept).or_default();
        for (kind, count) in counts {
            *into.entry(kind).or_default() += count;
        }
        self.plan.merges.push((gone, kept));
        kept
    }

    /// Claims made before a merge of the same batch follow it; customers that were only planned and
    /// already merged away need no row.
    fn finish(mut self) -> Plan {
        let merges: HashMap<_, _> = self.plan.merges.iter().copied().collect();
        let last = |customer: Reference| {
            let mut customer = customer;
            while let Some(into) = merges.get(&customer) {
                customer = *into;
            }
            customer
        };
        self.plan.customers.iter_mut().flatten().for_each(|customer| *customer = last(*customer));
        self.plan.attached.values_mut().for_each(|customer| *customer = last(*customer));
        self.plan.traits.iter_mut().for_each(|(customer, _)| *customer = last(*customer));
        self.plan.merges.retain(|(gone, _)| *gone > 0);
        for (_, kept) in &mut self.plan.merges {
            *kept = last(*kept);
        }
        self.plan.made =
            self.plan.attached.values().copied().filter(|customer| *customer < 0).collect();
        self.plan
    }
}

#[cfg(test)]
mod tests;
