//! Foulée, the demo shop: a French seller of running shoes, its customers and its map.
//!
//! [`generate`] makes twelve months of a shop's interactions out of one number. It reads no clock
//! and no randomness but its seed: the same seed and end give the same events on every machine.
//! Four [`Stories`] are planted in them for the map to show; `docs/demo.md` tells them. What it
//! never does: storing anything. Whoever calls it sends the events the way an SDK would.
//!
//! To add a story: its days in `stories.rs`, its effect where the usual thing happens (one place),
//! a count inside and outside its days in `tests.rs`, and a paragraph in `docs/demo.md`.

mod aftercare;
mod calendar;
mod catalogue;
mod checkout;
mod dice;
mod fact;
mod life;
mod person;
mod pictures;
mod ratings;
mod rhythm;
mod stories;
#[cfg(test)]
mod tests;
mod verbatims;
mod visit;
mod wear;

use parcours_kernel::Timestamp;

pub(crate) use self::fact::DemoEvent;
use self::life::{Life, World};
pub(crate) use self::pictures::PICTURES;
pub(crate) use self::stories::Stories;

/// Customers at scale 1.
const CUSTOMERS: f64 = 20_000.0;

/// The seed of the shop that everyone sees: the figures in `docs/demo.md` are those of this one.
pub(crate) const SEED: u64 = 2024;

/// The journeys of the shop, in the format of `crates/journeys/templates/README.md`; the first is
/// the one to open, and its delivery opens into the last.
pub(crate) const JOURNEYS: [&str; 3] = [
    include_str!("foulee/first-run.json"),
    include_str!("foulee/new-pair.json"),
    include_str!("foulee/parcel.json"),
];

/// Where the streams begin by which customers rate: apart from those by which they live, so that a
/// question more or less changes nobody's life.
const OPINIONS: u64 = 1 << 40;

/// The shop's time zone: its stories, days and hours are those of Paris.
pub(crate) const TIME_ZONE: &str = "Europe/Paris";

/// Properties to promote into signatures, so that signals can tell them apart.
pub(crate) const PROMOTED: [&str; 3] = ["device", "carrier", "campaign"];

/// The events of the twelve months that end with the Paris day before the one `end` falls on, in
/// time order. At scale 1 there are about 20,000 customers and 500,000 events; other scales have
/// proportionally fewer or more customers, each living the very same life.
pub(crate) fn generate(
    seed: u64,
    end: Timestamp,
    scale: f64,
) -> impl ExactSizeIterator<Item = DemoEvent> {
    let calendar = calendar::Calendar::new(end, seed);
    let stories = Stories::of(&calendar);
    live(seed, &World { calendar, stories }, scale, |_| true)
}

/// The same shop in twelve months in which nothing out of the ordinary happens: no story is told, and
/// who would have come for one stays away. What is found in it is a false alarm.
#[cfg(test)]
pub(crate) fn generate_quiet(
    seed: u64,
    end: Timestamp,
    scale: f64,
) -> impl ExactSizeIterator<Item = DemoEvent> {
    let world = World { calendar: calendar::Calendar::new(end, seed), stories: Stories::none() };
    live(seed, &world, scale, |person| person.past != person::Past::WindowShopper)
}

/// The events of a world, of those who come to the shop in it.
fn live(
    seed: u64,
    world: &World,
    scale: f64,
    comes: fn(&person::Person) -> bool,
) -> impl ExactSizeIterator<Item = DemoEvent> + use<> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a head count, saturating"
    )]
    let customers = (CUSTOMERS * scale).round() as u32;
    let mut facts = Vec::new();
    for who in 0..customers {
        let mut dice = stream(seed, who);
        let person = person::Person::draw(who, &mut dice);
        if !comes(&person) {
            continue;
        }
        let opinions = dice::Dice::new(seed, OPINIONS + u64::from(who));
        facts.extend(Life::facts(world, person, dice, opinions));
    }
    facts.sort_unstable_by_key(|fact| (fact.at, fact.who, fact.rank));
    facts.into_iter().map(move |fact| fact.tell(seed))
}

/// When the stories planted by [`generate`] with this end are told.
#[cfg(test)]
pub(crate) fn stories(end: Timestamp) -> Stories {
    // The seed moves how busy days are, never which day it is.
    Stories::of(&calendar::Calendar::new(end, 0))
}

/// A customer's own stream of chance.
fn stream(seed: u64, who: u32) -> dice::Dice {
    dice::Dice::new(seed, u64::from(who))
}
