//! What is told: everything follows from the seed and a number, so that a message is the same
//! whenever it is told again, and the ledger need not keep it.

use parcours_kernel::{Rng, Timestamp};
use serde_json::{Value, json};

/// Batches are told by people of their own time: once so many more were told, nobody of a time is
/// told of any more, and may be erased.
pub(super) const BATCHES_A_TIME: u32 = 40;
/// People of a time.
pub(super) const PEOPLE: u32 = 12;
/// Events a batch holds at most: one bit each in the ledger.
const MOST_EVENTS: u32 = 60;
/// A moment in the past: late for whoever was erased since.
const FIRST_SECOND: i64 = 1_750_000_000;
const KINDS: [&str; 4] = ["Product Viewed", "Product Added", "Cart Viewed", "Order Completed"];

/// Someone who may become a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Person {
    pub(super) time: u32,
    pub(super) number: u32,
}

/// By which key an event names its customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Whose {
    /// Signed in.
    Known(Person),
    /// The person's device, before it is known whose it is.
    Device(Person),
}

/// What kind of call tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Call {
    /// Something happened.
    Track(usize),
    /// A page was seen.
    Page,
    /// The device is this person's: two customers become one.
    Identify,
}

/// One event of a batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Event {
    pub(super) whose: Whose,
    pub(super) call: Call,
    second: i64,
    price: u32,
}

/// Where all of it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct World {
    pub(super) seed: u64,
}

impl Person {
    /// The user id.
    pub(super) fn user(self) -> String {
        format!("user-{}-{}", self.time, self.number)
    }

    fn device(self) -> String {
        format!("device-{}-{}", self.time, self.number)
    }

    /// Whether nothing new is told of this person once so many batches were begun.
    pub(super) fn is_past(self, batches: u32) -> bool {
        batches / BATCHES_A_TIME >= self.time + 2
    }
}

impl Event {
    /// Whether it is kept as an interaction; an identify call only says who is who.
    pub(super) fn is_kept(&self) -> bool {
        self.call != Call::Identify
    }
}

impl Whose {
    pub(super) fn person(self) -> Person {
        let (Self::Known(person) | Self::Device(person)) = self;
        person
    }
}

impl World {
    /// Chance of its own for each purpose.
    pub(super) fn chance(self, purpose: u64) -> Rng {
        // Neighbouring seeds must not have neighbouring streams.
        Rng::seeded((self.seed ^ purpose.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// The events of a batch.
    pub(super) fn events(self, batch: u32) -> Vec<Event> {
        let chance = self.chance(u64::from(batch));
        let size = 1 + chance.below(MOST_EVENTS);
        (0..size).map(|_| event(&chance, batch)).collect()
    }

    /// The body of a batch's request.
    pub(super) fn body(self, batch: u32, key: &str) -> String {
        let events = self.events(batch);
        let events: Vec<_> =
            events.iter().enumerate().map(|(place, event)| event.json(batch, place)).collect();
        json!({ "writeKey": key, "batch": events }).to_string()
    }
}

fn event(chance: &Rng, batch: u32) -> Event {
    let now = batch / BATCHES_A_TIME;
    let time = now.saturating_sub(chance.below(2));
    let person = Person { time, number: chance.below(PEOPLE) };
    let (whose, call) = match chance.below(20) {
        0 => (Whose::Known(person), Call::Identify),
        1..4 => (Whose::Device(person), Call::Track(chance.below(4) as usize)),
        4..7 => (Whose::Known(person), Call::Page),
        _ => (Whose::Known(person), Call::Track(chance.below(4) as usize)),
    };
    // Some come late, some at the same time.
    let second = FIRST_SECOND + i64::from(batch) - i64::from(chance.below(500));
    Event { whose, call, second, price: chance.below(10_000) }
}

impl Event {
    fn json(&self, batch: u32, place: usize) -> Value {
        let at = Timestamp::from_micros(self.second * 1_000_000);
        let mut event = match self.call {
            Call::Track(kind) => {
                json!({ "type": "track", "event": KINDS[kind], "properties": { "price": self.price } })
            }
            Call::Page => {
                json!({ "type": "page", "properties": { "path": format!("/p/{}", self.price) } })
            }
            Call::Identify => {
                json!({ "type": "identify", "anonymousId": self.whose.person().device() })
            }
        };
        match self.whose {
            Whose::Known(person) => event["userId"] = person.user().into(),
            Whose::Device(person) => event["anonymousId"] = person.device().into(),
        }
        event["messageId"] = message(batch, place).into();
        event["timestamp"] = at.to_string().into();
        event
    }
}

fn message(batch: u32, place: usize) -> String {
    format!("b{batch}.{place}")
}

/// What a message id, or the property `row` of an imported row, says: letter, number, place.
pub(super) fn place_of(id: &str) -> Option<(char, u32, u32)> {
    let letter = id.chars().next()?;
    let (number, place) = id.get(1..)?.split_once('.')?;
    Some((letter, number.parse().ok()?, place.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_told_again_is_the_same_and_another_seed_tells_another() {
        let world = World { seed: 7 };
        assert_eq!(world.body(3, "k"), world.body(3, "k"));
        assert_ne!(world.body(3, "k"), world.body(4, "k"));
        assert_ne!(world.body(3, "k"), World { seed: 8 }.body(3, "k"));
    }

    #[test]
    fn nobody_past_is_told_of_again() {
        let world = World { seed: 1 };
        let told = 6 * BATCHES_A_TIME;
        for batch in told..told + 50 {
            assert!(world.events(batch).iter().all(|event| !event.whose.person().is_past(batch)));
        }
        assert!(Person { time: 4, number: 0 }.is_past(told));
    }

    #[test]
    fn ids_are_read_as_they_were_made() {
        assert_eq!(place_of(&message(12, 3)), Some(('b', 12, 3)));
        for strange in ["", "b", "b1", "bx.1", "é1.2"] {
            let read = place_of(strange);
            assert!(read.is_none_or(|(letter, ..)| letter == 'é'), "{strange}");
        }
    }
}
