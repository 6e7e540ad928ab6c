//! Codes that say more than the activity: the value of a property as well, or the channel instead.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use parcours_interactions::{Bucket, ScanRequest, Signature, Snapshot};
use parcours_kernel::{Problem, Text};

use super::{MOST, Plan};
use crate::cases::{ByValue, NONE};
use crate::kernels::activities::ActivitySet;

/// An activity and a value it occurs with.
type Pairs = BTreeSet<(u8, Option<String>)>;

/// Some activities of a plan, each told apart by the values of a property.
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
    /// Tells some activities apart by the values of a property: from now on each has a code for every
    /// value that occurs with it. Only activities that need it are split, since there are no more than
    /// 255 codes: a funnel's groups are decided by its first step, cohorts by what begins. An error when
    /// they do not reach, or nothing has the property. Cost: where an activity has signatures that did
    /// not promote the property, a scan of these.
    pub async fn split(
        &mut self,
        property: &str,
        activities: ActivitySet,
        signatures: &[Signature],
        view: &Snapshot,
    ) -> Result<Split, Problem> {
        let mut pairs: Pairs = BTreeSet::new();
        let mut lacking = Vec::new();
        for (signature, code) in self.coded(signatures) {
            if activities.contains(code) {
                match signature.parts.properties.get(property) {
                    Some(value) => drop(pairs.insert((code, Some(value.clone())))),
                    None => lacking.push(signature.id),
                }
            }
        }
        let property: Arc<str> = property.into();
        let of_rows = !lacking.is_empty();
        if of_rows {
            pairs.extend(self.values(view, &property, lacking).await?);
        }
        let mut values: Vec<&Option<String>> =
            pairs.iter().map(|(_, value)| value).collect::<BTreeSet<_>>().into_iter().collect();
        // Whoever lacks the property comes last.
        values.sort_by_key(|value| value.is_none());
        if !pairs.is_empty() && values.iter().all(|value| value.is_none()) {
            return Err(super::property::unknown(view, &self.request, "split_by", &property).await?);
        }
        let by_code: Vec<&(u8, Option<String>)> = pairs.iter().collect();
        let split_codes = by_code.chunk_by(|one, next| one.0 == next.0).count();
        if self.names.len() + pairs.len() - split_codes > MOST {
            return Err(too_many_values(&property, values.len()));
        }
        let mut became: Vec<ActivitySet> =
            (0..self.activities()).map(|code| [code].into()).collect();
        let mut group_of = vec![0; usize::from(NONE)];
        let mut codes = Vec::new();
        for its_values in by_code.chunk_by(|one, next| one.0 == next.0) {
            for (place, (code, value)) in its_values.iter().enumerate() {
                let new = if place == 0 { *code } else { self.activities() };
                if place > 0 {
                    self.names.push(self.names[usize::from(*code)].clone());
                    became[usize::from(*code)].insert(new);
                }
                let group = values.iter().position(|known| *known == value);
                group_of[usize::from(new)] =
                    group.and_then(|group| u16::try_from(group).ok()).expect("at most 255 values");
                codes.push((*code, value.clone(), new));
            }
        }
        let changed: Vec<(u32, u8)> = self
            .coded(signatures)
            .filter_map(|(signature, code)| {
                let value = signature.parts.properties.get(&*property)?;
                let of = |(before, known, _): &&(u8, Option<String>, u8)| {
                    *before == code && known.as_ref() == Some(value)
                };
                Some((signature.id, codes.iter().find(of)?.2))
            })
            .collect();
        let groups = values.into_iter().cloned().collect();
        self.recode(&changed);
        if of_rows {
            self.read(&property);
            self.cutting.by_value = Some(ByValue { property, codes });
        }
        let split = Split { groups, group_of, became };
        self.cutting.filter = self.cutting.filter.recoded(|set| split.codes(set));
        Ok(split)
    }

    /// Which values some signatures have with each activity, one more than there is room for at most.
    async fn values(
        &self,
        view: &Snapshot,
        property: &Arc<str>,
        signatures: Vec<u32>,
    ) -> Result<Pairs, Problem> {
        let request = ScanRequest {
            signatures: Some(signatures),
            properties: vec![Arc::clone(property)],
            ..self.request.clone()
        };
        let (code_of, name) = (Arc::clone(&self.cutting.code_of), Arc::clone(property));
        let each = move |pairs: &mut Pairs, bucket: &Bucket| {
            let Some(column) = bucket.property(&name) else { return };
            let mut met = HashSet::new();
            for (signature, value) in
                bucket.signature.iter().zip(&column.codes).map(|(a, b)| (*a, *b))
            {
                if pairs.len() <= MOST && met.insert((signature, value)) {
                    let place = value.checked_sub(1).map(|place| place as usize);
                    let text = place.map(|place| column.values[place].as_ref().to_owned());
                    pairs.insert((code_of[signature as usize], text));
                }
            }
        };
        Ok(view.scan(&request, each).await?.into_iter().flatten().collect())
    }

    /// Makes every activity but some into the channel it happened on. These come first among the codes;
    /// the answer is how many they are. An error when cases are chosen by what happened in them: an
    /// activity that became a channel is no longer known there.
    pub fn channels_but(
        &mut self,
        kept: ActivitySet,
        signatures: &[Signature],
    ) -> Result<u8, Problem> {
        if !self.cutting.filter.is_empty() {
            return Err(no_filter());
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
            let code = self.cutting.code_of.get(signature.id as usize).copied()?;
            (code != NONE).then_some((signature, code))
        })
    }

    fn recode(&mut self, changed: &[(u32, u8)]) {
        let code_of = Arc::make_mut(&mut self.cutting.code_of);
        for (signature, code) in changed {
            code_of[*signature as usize] = *code;
        }
    }
}

fn too_many_values(property: &str, values: usize) -> Problem {
    Problem::invalid(
        "split_by",
        "too_many_values",
        Text::new(
            format!(
                "“{property}” has {values} values or more: with the activities of this report they are more than the 255 groups there is room for. Name fewer activities, or a property with fewer values."
            ),
            format!(
                "«\u{202f}{property}\u{202f}» a au moins {values} valeurs\u{202f}: avec les activités de ce rapport, cela dépasse les 255 groupes possibles. Nommez moins d’activités, ou une propriété qui a moins de valeurs."
            ),
        ),
    )
}

fn no_filter() -> Problem {
    Problem::invalid(
        "touches",
        "filter_with_channels",
        Text::new(
            "Channels cannot be credited among cases that are chosen by their activities: leave out the one or the other.",
            "On ne peut pas créditer les canaux parmi des cas choisis par leurs activités\u{202f}: renoncez à l’un ou à l’autre.",
        ),
    )
}
