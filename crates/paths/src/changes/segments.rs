//! Segments: what the trials of a flow are told apart by.
//!
//! The channel and the subject of an interaction, and each promoted property, with its most frequent
//! values. A value that all trials share tells nothing apart; one that hardly any has is too small to
//! scan. Both are left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::kernels::days::{Flow, MOST_PROPERTIES, NOWHERE};

/// Values of a property at most, the most frequent ones; subjects at most for each activity.
const MOST_VALUES: usize = 16;
/// Interactions that a value has at least.
const FEWEST: u64 = 20;
/// Slots at most: a cell of 24 bytes a day each.
const MOST_SLOTS: usize = 4096;

/// One signature, as segments see it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its number.
    pub signature: u32,
    /// The activity that claims it.
    pub code: u8,
    /// Its channel.
    pub channel: &'a str,
    /// Its subject.
    pub subject: Option<&'a str>,
    /// Its promoted properties.
    pub properties: &'a BTreeMap<String, String>,
    /// How many interactions have it.
    pub interactions: u64,
}

/// What trials are told apart by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Segments {
    /// `channel`, `subject`, then promoted properties by name.
    pub properties: Vec<String>,
    /// All values, by number: the place of its property, and itself.
    pub values: Vec<(usize, String)>,
    /// By `signature * properties + property`, for the kernel.
    pub of_signature: Vec<u16>,
    /// Which values the rows of an activity have themselves.
    own: BTreeMap<u8, BTreeSet<u16>>,
    /// Activities whose rows tell their subjects apart.
    telling: BTreeSet<u8>,
}

impl Segments {
    /// The segments of what is looked at.
    pub fn new(seen: &[Seen<'_>]) -> Self {
        let mut frequency: BTreeMap<&str, u64> = BTreeMap::new();
        for one in seen {
            for name in one.properties.keys() {
                *frequency.entry(name).or_default() += one.interactions;
            }
        }
        let mut promoted: Vec<(&str, u64)> = frequency.into_iter().collect();
        promoted.sort_by_key(|(_, interactions)| std::cmp::Reverse(*interactions));
        promoted.truncate(MOST_PROPERTIES - 2);
        let mut properties = vec!["channel".to_owned(), "subject".to_owned()];
        properties.extend(promoted.iter().map(|(name, _)| (*name).to_owned()));
        let mut counts: Vec<BTreeMap<&str, u64>> = vec![BTreeMap::new(); properties.len()];
        let mut subjects: BTreeMap<(u8, &str), u64> = BTreeMap::new();
        for one in seen {
            for (place, value) in values_of(one, &properties) {
                *counts[place].entry(value).or_default() += one.interactions;
                if place == 1 {
                    *subjects.entry((one.code, value)).or_default() += one.interactions;
                }
            }
        }
        let mut kept: BTreeSet<(usize, &str)> = BTreeSet::new();
        for (place, counts) in counts.iter().enumerate().filter(|(place, _)| *place != 1) {
            kept.extend(most(counts.iter().map(|(value, n)| (*value, *n))).map(|v| (place, v)));
        }
        let codes: BTreeSet<u8> = seen.iter().map(|one| one.code).collect();
        let mut telling = BTreeSet::new();
        for code in codes {
            let rows: u64 =
                seen.iter().filter(|one| one.code == code).map(|one| one.interactions).sum();
            let told: Vec<u64> =
                subjects.iter().filter(|((of, _), _)| *of == code).map(|(_, n)| *n).collect();
            if told.len() >= 3 && told.iter().sum::<u64>() * 10 >= rows * 8 {
                telling.insert(code);
            }
            let its = subjects.iter().filter(|((of, _), _)| *of == code);
            kept.extend(most(its.map(|((_, value), n)| (*value, *n))).map(|value| (1, value)));
        }
        let values: Vec<(usize, &str)> = kept.into_iter().take(usize::from(NOWHERE) - 1).collect();
        let highest = seen.iter().map(|one| one.signature as usize + 1).max().unwrap_or(0);
        let mut of_signature = vec![NOWHERE; highest * properties.len()];
        let mut own: BTreeMap<u8, BTreeSet<u16>> = BTreeMap::new();
        for one in seen {
            for (place, value) in values_of(one, &properties) {
                if let Ok(number) = values.binary_search(&(place, value)) {
                    let number = u16::try_from(number).expect("fewer than 2¹⁶");
                    of_signature[one.signature as usize * properties.len() + place] = number;
                    own.entry(one.code).or_default().insert(number);
                }
            }
        }
        let values = values.into_iter().map(|(place, value)| (place, value.to_owned())).collect();
        Self { properties, values, of_signature, own, telling }
    }

    /// Whether the rows of an activity tell apart what they are about, as orders tell products: three
    /// subjects at least, on eight rows in ten.
    pub fn tells_subjects(&self, code: u8) -> bool {
        self.telling.contains(&code)
    }

    /// Slots for the whole of each flow, and for its segments while there is room: the table for the
    /// kernel, and how many there are.
    pub fn slots(&self, flows: &[Flow]) -> (Vec<u16>, usize) {
        let width = self.values.len() + 1;
        let mut table = vec![NOWHERE; flows.len() * width];
        let mut count: u16 = 0;
        for flow in 0..flows.len() {
            table[flow * width] = count;
            count += 1;
        }
        for (number, flow) in flows.iter().enumerate() {
            let own = flow.from.or(flow.to).and_then(|code| self.own.get(&code));
            for (value, (place, _)) in self.values.iter().enumerate() {
                let value = u16::try_from(value).expect("fewer than 2¹⁶");
                let is_own = own.is_some_and(|own| own.contains(&value));
                // What is new to read or to buy is no change of who comes.
                // What somebody brings from elsewhere neither.
                if flow.from.is_none() && (*place == 1 || !is_own) {
                    continue;
                }
                // Of two channels or subjects one is told apart; of a single one nothing is.
                let alone = *place < 2
                    && own.is_none_or(|own| {
                        own.iter().filter(|v| self.values[usize::from(**v)].0 == *place).count() < 2
                    });
                if (*place >= 2 || (is_own && !alone)) && usize::from(count) < MOST_SLOTS {
                    table[number * width + usize::from(value) + 1] = count;
                    count += 1;
                }
            }
        }
        (table, usize::from(count))
    }
}

fn values_of<'a>(
    one: &Seen<'a>,
    properties: &'a [String],
) -> impl Iterator<Item = (usize, &'a str)> {
    let Seen { channel, subject, properties: its, .. } = *one;
    let promoted = properties.iter().enumerate().skip(2);
    [(0, Some(channel)), (1, subject)]
        .into_iter()
        .chain(promoted.map(move |(place, name)| (place, its.get(name).map(String::as_str))))
        .filter_map(|(place, value)| Some((place, value.filter(|value| !value.is_empty())?)))
}

/// The most frequent values that are frequent enough.
fn most<'a>(counts: impl Iterator<Item = (&'a str, u64)>) -> impl Iterator<Item = &'a str> {
    let mut counts: Vec<(&str, u64)> = counts.filter(|(_, n)| *n >= FEWEST).collect();
    counts.sort_by_key(|(value, n)| (std::cmp::Reverse(*n), *value));
    counts.into_iter().take(MOST_VALUES).map(|(value, _)| value)
}
