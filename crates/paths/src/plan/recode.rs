//! Codes that say more than the activity: the value of a property as well, or the channel instead.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use parcours_interactions::Signature;
use parcours_kernel::{Problem, Text};

use super::{MOST, Plan};
use crate::cases::{Ends, NONE};
use crate::kernels::activities::ActivitySet;

/// Some activities of a plan, each told apart by the values of a promoted property.
#[derive(Debug, Clone)]
pub struct Split {
    /// The groups, by number: the values in order, then those without the property, if any.
    pub groups: Vec<Option<String>>,
    /// The group of each code; of what was not split 0.
    pub group_of: Vec<u16>,
    /// The codes that each code became.
    became: Vec<ActivitySet>,
}

impl Split {
    /// The codes that some activities have now.
    pub fn codes(&self, before: ActivitySet) -> ActivitySet {
        before
            .codes()
            .flat_map(|code| {
                self.became.get(usize::from(code)).copied().unwrap_or([code].into()).codes()
            })
            .collect()
    }
}

impl Plan {
    /// Tells some activities apart by the values of a promoted property: from now on each has a code for
    /// every value that occurs with it. Only activities that need it are split, since there are no more
    /// than 255 codes: a funnel's groups are decided by its first step, cohorts by what begins. An error
    /// when they do not reach, or nothing has the property.
    pub fn split(
        &mut self,
        property: &str,
        activities: ActivitySet,
        signatures: &[Signature],
    ) -> Result<Split, Problem> {
        let mut by_value: BTreeMap<u8, BTreeSet<Option<&String>>> = BTreeMap::new();
        let mut known = BTreeSet::new();
        for (signature, code) in self.coded(signatures) {
            known.extend(signature.parts.properties.keys());
            if activities.contains(code) {
                let value = signature.parts.properties.get(property);
                by_value.entry(code).or_default().insert(value);
            }
        }
        let mut values: Vec<Option<&String>> =
            by_value.values().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        // Whoever lacks the property comes last.
        values.sort_by_key(Option::is_none);
        if values.iter().all(Option::is_none) {
            return Err(no_such_property(property, &known));
        }
        let needed = self.names.len() + by_value.values().map(|some| some.len() - 1).sum::<usize>();
        if needed > MOST {
            return Err(too_many_values(property, values.len()));
        }
        let mut became: Vec<ActivitySet> =
            (0..self.activities()).map(|code| [code].into()).collect();
        let mut group_of = vec![0; usize::from(NONE)];
        let mut code_of_value = BTreeMap::new();
        for (code, its_values) in &by_value {
            for (place, value) in its_values.iter().enumerate() {
                let new = if place == 0 { *code } else { self.activities() };
                if place > 0 {
                    self.names.push(self.names[usize::from(*code)].clone());
                    became[usize::from(*code)].insert(new);
                }
                let group = values.iter().position(|known| known == value);
                group_of[usize::from(new)] =
                    group.and_then(|group| u16::try_from(group).ok()).expect("at most 255 values");
                code_of_value.insert((*code, *value), new);
            }
        }
        let changed: Vec<(u32, u8)> = self
            .coded(signatures)
            .filter_map(|(signature, code)| {
                let value = signature.parts.properties.get(property);
                Some((signature.id, *code_of_value.get(&(code, value))?))
            })
            .collect();
        let groups = values.into_iter().map(Option::<&String>::cloned).collect();
        self.recode(&changed);
        let split = Split { groups, group_of, became };
        let all = |set: ActivitySet| split.codes(set);
        self.ends = Ends { first: self.ends.first.map(all), last: self.ends.last.map(all) };
        Ok(split)
    }

    /// Makes every activity but some into the channel it happened on. These come first among the codes;
    /// the answer is how many they are. An error when cases are asked for by their ends: an activity that
    /// became a channel is no longer known there.
    pub fn channels_but(
        &mut self,
        kept: ActivitySet,
        signatures: &[Signature],
    ) -> Result<u8, Problem> {
        if self.ends != Ends::default() {
            return Err(no_ends());
        }
        let kept: Vec<u8> = kept.codes().collect();
        let mut names: Vec<String> = kept.iter().map(|code| self.name(*code).to_owned()).collect();
        let channels: BTreeSet<&String> = self
            .coded(signatures)
            .filter(|(_, code)| !kept.contains(code))
            .map(|(signature, _)| &signature.parts.channel)
            .collect();
        let first = names.len();
        names.extend(channels.iter().map(|channel| (*channel).clone()));
        if names.len() > MOST {
            return Err(too_many_values("channel", channels.len()));
        }
        let places: BTreeMap<&String, usize> = channels.into_iter().zip(first..).collect();
        let code = |(signature, code): (&Signature, u8)| {
            let place = kept.iter().position(|one| *one == code);
            let place = place.or_else(|| places.get(&signature.parts.channel).copied())?;
            Some((signature.id, u8::try_from(place).ok()?))
        };
        let changed: Vec<(u32, u8)> = self.coded(signatures).filter_map(code).collect();
        self.recode(&changed);
        self.names = names;
        Ok(u8::try_from(first).expect("no more than there are names"))
    }

    /// The signatures that are looked at, each with its code.
    fn coded<'a>(&self, signatures: &'a [Signature]) -> impl Iterator<Item = (&'a Signature, u8)> {
        signatures.iter().filter_map(|signature| {
            let code = self.code_of.get(signature.id as usize).copied()?;
            (code != NONE).then_some((signature, code))
        })
    }

    fn recode(&mut self, changed: &[(u32, u8)]) {
        let code_of = Arc::make_mut(&mut self.code_of);
        for (signature, code) in changed {
            code_of[*signature as usize] = *code;
        }
    }
}

fn no_such_property(property: &str, known: &BTreeSet<&String>) -> Problem {
    let known: Vec<&str> = known.iter().map(|name| name.as_str()).collect();
    let (en, fr) = if known.is_empty() {
        ("None is promoted yet.".to_owned(), "Aucune n’est promue pour l’instant.".to_owned())
    } else {
        let known = known.join(", ");
        (format!("There are: {known}."), format!("Il y a\u{202f}: {known}."))
    };
    Problem::invalid(
        "split_by",
        "unknown_property",
        Text::new(
            format!("Nothing that is looked at has a promoted property “{property}”. {en}"),
            format!(
                "Rien de ce qui est examiné n’a de propriété promue «\u{202f}{property}\u{202f}». {fr}"
            ),
        ),
    )
}

fn too_many_values(property: &str, values: usize) -> Problem {
    Problem::invalid(
        "split_by",
        "too_many_values",
        Text::new(
            format!(
                "“{property}” has {values} values: with the activities of this report they are more than the 255 groups there is room for. Name fewer activities, or a property with fewer values."
            ),
            format!(
                "«\u{202f}{property}\u{202f}» a {values} valeurs\u{202f}: avec les activités de ce rapport, cela dépasse les 255 groupes possibles. Nommez moins d’activités, ou une propriété qui a moins de valeurs."
            ),
        ),
    )
}

fn no_ends() -> Problem {
    Problem::invalid(
        "touches",
        "ends_with_channels",
        Text::new(
            "Channels cannot be credited among cases that begin or end with an activity: leave out the one or the other.",
            "On ne peut pas créditer les canaux parmi des cas choisis par leur début ou leur fin\u{202f}: renoncez à l’un ou à l’autre.",
        ),
    )
}
