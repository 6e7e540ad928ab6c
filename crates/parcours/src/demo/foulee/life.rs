//! One customer's year: what brings them, how often they come back, and how it ends.

use super::calendar::{Calendar, DAY, SECOND};
use super::catalogue::{Product, SHOES};
use super::dice::Dice;
use super::fact::Fact;
use super::person::{Device, Origin, Past, Person};
use super::ratings;
use super::stories::Stories;

/// What all customers share.
pub(super) struct World {
    pub(super) calendar: Calendar,
    pub(super) stories: Stories,
}

/// How a project to buy shoes ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Bought,
    Left,
    /// The payment would not go through. Whoever lives that mostly never comes back.
    Broken,
}

/// A life in the making.
pub(super) struct Life<'w> {
    pub(super) world: &'w World,
    pub(super) dice: Dice,
    pub(super) person: Person,
    facts: Vec<Fact>,
    /// Since when the shop knows who uses each device: mobile, desktop.
    known_since: [Option<i64>; 2],
    pub(super) orders: u16,
    /// Ran for the first time already.
    pub(super) has_run: bool,
    /// When an e-mail about worn-out shoes was opened that is not yet acted upon.
    pub(super) reminder: Option<i64>,
}

impl<'w> Life<'w> {
    /// The facts of this person within the twelve months, in time order.
    pub(super) fn facts(
        world: &'w World,
        person: Person,
        dice: Dice,
        mut opinions: Dice,
    ) -> Vec<Fact> {
        let has_run = person.past == Past::Regular || !person.beginner;
        let known_since = [None; 2];
        let mut life = Self {
            world,
            dice,
            person,
            facts: Vec::new(),
            known_since,
            orders: 0,
            has_run,
            reminder: None,
        };
        if person.past == Past::Regular {
            life.known_since[slot(person.device)] = Some(i64::MIN);
        }
        if person.past == Past::WindowShopper {
            life.look_around();
        } else {
            life.live();
            life.read_letters();
        }
        let opinions = ratings::of(&life.facts, &mut opinions, world.stories);
        life.facts.extend(opinions);
        life.settle()
    }

    fn live(&mut self) {
        let calendar = &self.world.calendar;
        let day = match self.person.past {
            // The earlier of two days: regulars have been here before, and may be in the middle of
            // something when the window opens.
            Past::Regular => {
                let once = calendar.arrival(&mut self.dice, i64::MIN);
                once.min(calendar.arrival(&mut self.dice, i64::MIN))
            }
            _ => calendar.arrival(&mut self.dice, calendar.from),
        };
        let mut at = calendar.leisure(&mut self.dice, day);
        let mut origin = self.person.origin;
        while at < calendar.until {
            let (outcome, end) = self.shop(at, origin);
            if let Some(opened) = self.reminder.take().filter(|opened| *opened > end)
                && self.dice.chance(0.45)
            {
                at = opened + self.dice.whole(SECOND, 9 * SECOND);
                origin = Origin::Letter("rappel-usure");
                continue;
            }
            let (returns, soonest, latest) = match outcome {
                Outcome::Broken => (0.12, 20, 90),
                _ if self.person.keen => (0.94, 10, 60),
                Outcome::Bought => (0.5, 45, 200),
                Outcome::Left => (0.36, 6, 80),
            };
            if !self.dice.chance(returns) {
                return;
            }
            let wished = end + self.dice.whole(soonest * DAY, latest * DAY);
            let day = calendar.settle(&mut self.dice, wished);
            at = calendar.leisure(&mut self.dice, day).max(end + DAY);
            origin = self.dice.weighted(&[
                (Origin::Direct, 5.0),
                (Origin::Search, 4.0),
                (Origin::Blog, 1.0),
            ]);
        }
    }

    /// One project to buy: a few visits over some days, then a fitting, a basket, or nothing.
    fn shop(&mut self, start: i64, origin: Origin) -> (Outcome, i64) {
        let shoe = self.favourite();
        let mut at = start;
        let mut end = self.visit(at, origin, self.person.device, shoe);
        for _ in 1..self.dice.heavy(7) + self.dice.whole(0, 1) {
            let wished = end + self.dice.whole(DAY, 6 * DAY);
            let day = self.world.calendar.settle(&mut self.dice, wished);
            at = self.world.calendar.leisure(&mut self.dice, day).max(end + DAY / 4);
            let next = self.dice.weighted(&[(Origin::Direct, 3.0), (Origin::Search, 2.0)]);
            let device = self.device_of_the_day();
            end = self.visit(at, next, device, shoe);
        }
        let near = self.person.lives_near_a_shop() && self.known_somewhere();
        if near && self.dice.chance(0.3) {
            return self.go_to_the_store(end, shoe);
        }
        if !self.dice.chance(0.48) {
            return (Outcome::Left, end);
        }
        let device = self.last_device();
        let start = end + self.dice.whole(20 * SECOND, 120 * SECOND);
        self.buy(start, device, shoe)
    }

    /// The shoe this project is about.
    fn favourite(&mut self) -> &'static Product {
        let mut left = self.dice.share() * SHOES.iter().map(|shoe| shoe.appeal).sum::<f64>();
        SHOES
            .iter()
            .find(|shoe| {
                left -= shoe.appeal;
                left < 0.0
            })
            .unwrap_or(&SHOES[0])
    }

    /// Writes a fact down.
    pub(super) fn note(&mut self, fact: Fact) {
        self.facts.push(Fact { who: self.person.who, ..fact });
    }

    /// The device of the latest fact that had one.
    fn last_device(&self) -> Device {
        self.facts.iter().rev().find_map(|fact| fact.device).unwrap_or(self.person.device)
    }

    /// Known customers who own two devices use the other one at times, and sign in there.
    fn device_of_the_day(&mut self) -> Device {
        let other = match self.person.device {
            Device::Mobile => Device::Desktop,
            Device::Desktop => Device::Mobile,
        };
        let main_is_known = self.known_since[slot(self.person.device)].is_some();
        if self.person.both_devices && main_is_known && self.dice.chance(0.3) {
            other
        } else {
            self.person.device
        }
    }

    /// Whether the shop knows who uses this device.
    pub(super) fn is_known_on(&self, device: Device) -> bool {
        self.known_since[slot(device)].is_some()
    }

    /// Whether the shop knows this person at all.
    pub(super) fn known_somewhere(&self) -> bool {
        self.known_since.iter().any(Option::is_some)
    }

    /// From now on the shop knows who uses this device.
    pub(super) fn introduce(&mut self, device: Device, at: i64) {
        self.known_since[slot(device)].get_or_insert(at);
    }

    /// The first moment at which the shop could write to them.
    pub(super) fn reachable_since(&self) -> Option<i64> {
        self.known_since.iter().flatten().min().copied()
    }

    /// Cuts the life to the twelve months, in time order, and says on each fact who was known.
    fn settle(mut self) -> Vec<Fact> {
        let (from, until) = (self.world.calendar.from, self.world.calendar.until);
        self.facts.retain(|fact| (from..until).contains(&fact.at));
        self.facts.sort_by_key(|fact| fact.at);
        let mut introduced = false;
        for (rank, fact) in self.facts.iter_mut().enumerate() {
            fact.rank = u32::try_from(rank).expect("a life has fewer facts than that");
            let since = fact.device.map_or(Some(i64::MIN), |device| self.known_since[slot(device)]);
            fact.known = since.is_some_and(|since| since <= fact.at);
            fact.introduces = fact.known && !introduced;
            introduced |= fact.known;
        }
        self.facts
    }
}

fn slot(device: Device) -> usize {
    match device {
        Device::Mobile => 0,
        Device::Desktop => 1,
    }
}
