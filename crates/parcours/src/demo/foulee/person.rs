//! One person of the demo shop: who they are and what they are like, before anything happens.

use serde_json::{Value, json};

use super::catalogue::{FIRST_NAMES, LAST_NAMES, TOWNS, has_shop};
use super::dice::Dice;

/// What a person browses on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Device {
    Mobile,
    Desktop,
}

impl Device {
    /// The value of the promoted property `device`.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Desktop => "desktop",
        }
    }
}

/// What brings a person to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Search,
    /// An Instagram ad of this campaign.
    Ad(&'static str),
    Friend,
    Blog,
    /// A link in this e-mail.
    Letter(&'static str),
    Direct,
}

/// How a person comes to be in the twelve months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Past {
    /// First heard of Foulée during them.
    Newcomer,
    /// Bought before them, signed in ever since.
    Regular,
    /// Came for the Instagram campaign of the story, to look.
    WindowShopper,
}

/// Who someone is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    /// Their number, from 0.
    pub(super) who: u32,
    pub(super) past: Past,
    pub(super) origin: Origin,
    first_name: &'static str,
    last_name: &'static str,
    town: &'static str,
    /// What they mostly browse on.
    pub(super) device: Device,
    /// Now and then they use the other device too.
    pub(super) both_devices: bool,
    /// Comes back for every novelty: the few who make the most noise.
    pub(super) keen: bool,
    /// Never ran before.
    pub(super) beginner: bool,
    /// Wants the monthly letter once the shop knows them.
    pub(super) reads_letters: bool,
    /// European shoe size.
    pub(super) size: u8,
}

impl Person {
    /// Draws the person with this number; the first thing done with their stream.
    pub(super) fn draw(who: u32, dice: &mut Dice) -> Self {
        let past = dice.weighted(&[
            (Past::Newcomer, 67.5),
            (Past::Regular, 30.0),
            (Past::WindowShopper, 2.5),
        ]);
        let origin = match past {
            Past::Regular => dice.weighted(&[(Origin::Direct, 5.0), (Origin::Search, 5.0)]),
            Past::WindowShopper => Origin::Ad(super::catalogue::SHOPLESS_CAMPAIGN),
            Past::Newcomer => {
                let campaign = dice.weighted(&super::catalogue::CAMPAIGNS);
                dice.weighted(&[
                    (Origin::Search, 44.0),
                    (Origin::Ad(campaign), 17.0),
                    (Origin::Friend, 13.0),
                    (Origin::Blog, 12.0),
                    (Origin::Direct, 14.0),
                ])
            }
        };
        Self {
            who,
            past,
            origin,
            first_name: *dice.pick(&FIRST_NAMES),
            last_name: *dice.pick(&LAST_NAMES),
            town: dice.weighted(&TOWNS),
            device: if dice.chance(0.62) { Device::Mobile } else { Device::Desktop },
            both_devices: dice.chance(0.3),
            keen: dice.chance(0.02),
            beginner: dice.chance(if past == Past::Regular { 0.35 } else { 0.65 }),
            reads_letters: dice.chance(0.55),
            size: u8::try_from(dice.whole(0, 5) + dice.whole(36, 40)).expect("at most 45"),
        }
    }

    /// Whether a Foulée shop is in town.
    pub(super) fn lives_near_a_shop(&self) -> bool {
        has_shop(self.town)
    }

    /// What the shop learns when they leave their name. `example.org` can never receive mail.
    pub(super) fn traits(&self) -> Vec<(&'static str, Value)> {
        let (first, last) = (self.first_name, self.last_name);
        let mailbox = format!("{}.{}.{}@example.org", plain(first), plain(last), self.who);
        vec![
            ("name", json!(format!("{first} {last}"))),
            ("email", json!(mailbox)),
            ("city", json!(self.town)),
            ("level", json!(if self.beginner { "beginner" } else { "regular" })),
        ]
    }
}

/// A name as in an address: small letters without accents or spaces.
fn plain(name: &str) -> String {
    let letters = name.chars().flat_map(char::to_lowercase).map(|letter| match letter {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ï' | 'î' => 'i',
        'ô' => 'o',
        'ç' => 'c',
        ' ' => '-',
        other => other,
    });
    letters.collect()
}
