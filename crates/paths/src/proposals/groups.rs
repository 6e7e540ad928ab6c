//! Signatures that are one kind of moment: the same kind and channel, and of pages the first part
//! of the path. What a map claims already is kept apart from what it does not.

use std::collections::BTreeMap;

use parcours_interactions::{Signature, SignatureParts};
use parcours_journeys::{Binding, MAX_SIGNALS, Signal, SignalMatcher};

/// Kinds whose subject is a path.
const PAGES: [&str; 3] = ["page_viewed", "screen_viewed", "page"];

/// What the signatures of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Moment {
    pub(super) kind: String,
    pub(super) channel: String,
    /// Of pages: the first part of the path, empty for the first page.
    pub(super) part: Option<String>,
}

impl Moment {
    pub(super) fn of(parts: &SignatureParts) -> Self {
        let path = parts.subject.as_deref().filter(|_| PAGES.contains(&parts.kind.as_str()));
        let part = path
            .and_then(|path| path.strip_prefix('/'))
            .map(|path| path.split(['/', '?', '#']).next().unwrap_or_default().to_owned());
        Self { kind: parts.kind.clone(), channel: parts.channel.clone(), part }
    }

    /// A name for it that stays the same as long as it is the same moment.
    pub(super) fn key(&self) -> String {
        let Self { kind, channel, part } = self;
        part.as_ref()
            .map_or_else(|| format!("{kind}@{channel}"), |part| format!("{kind}@{channel}/{part}"))
    }
}

/// A group: a moment, and whether the map claims these of its signatures already.
#[derive(Debug, Clone)]
pub(super) struct Group<'a> {
    pub(super) moment: Moment,
    pub(super) claimed: bool,
    pub(super) signatures: Vec<&'a Signature>,
}

/// All groups, and the group of each signature's number.
pub(super) fn group<'a>(
    signatures: &'a [Signature],
    binding: Option<&Binding>,
) -> (Vec<Group<'a>>, Vec<Option<u32>>) {
    let mut found: BTreeMap<(Moment, bool), Vec<&Signature>> = BTreeMap::new();
    for signature in signatures {
        let claimed = binding.is_some_and(|binding| binding.touchpoint(signature.id).is_some());
        found.entry((Moment::of(&signature.parts), claimed)).or_default().push(signature);
    }
    let most = signatures.iter().map(|signature| signature.id as usize + 1).max().unwrap_or(0);
    let mut group_of = vec![None; most];
    let groups: Vec<_> = found
        .into_iter()
        .map(|((moment, claimed), signatures)| Group { moment, claimed, signatures })
        .collect();
    for (number, group) in (0_u32..).zip(&groups) {
        for signature in &group.signatures {
            group_of[signature.id as usize] = Some(number);
        }
    }
    (groups, group_of)
}

/// Signals that match a group and nothing of `others`: the whole moment where that is so, else its
/// subjects one by one, the most frequent ones. None when signals cannot tell it from the others.
pub(super) fn signals(group: &Group<'_>, others: &[&Signature], counts: &[u64]) -> Vec<Signal> {
    let takes_others = |signals: &[Signal]| {
        let matcher = SignalMatcher::new(signals);
        others.iter().any(|signature| matcher.matches(&signature.parts))
    };
    let whole = whole(&group.moment);
    if !takes_others(&whole) {
        return whole;
    }
    let mut frequent = group.signatures.clone();
    let count = |signature: &Signature| counts.get(signature.id as usize).copied().unwrap_or(0);
    frequent.sort_by_key(|signature| std::cmp::Reverse(count(signature)));
    let mut single: Vec<Signal> = Vec::new();
    for signature in frequent {
        let signal = exactly(&signature.parts);
        if !single.contains(&signal) && !takes_others(std::slice::from_ref(&signal)) {
            single.push(signal);
        }
        if single.len() == MAX_SIGNALS {
            break;
        }
    }
    single
}

/// Interactions of a group that signals match.
pub(super) fn matched(group: &Group<'_>, signals: &[Signal], counts: &[u64]) -> u64 {
    let matcher = SignalMatcher::new(signals);
    let matched = group.signatures.iter().filter(|signature| matcher.matches(&signature.parts));
    matched.filter_map(|signature| counts.get(signature.id as usize)).sum()
}

fn whole(moment: &Moment) -> Vec<Signal> {
    let signal = |subject: Option<String>| Signal {
        kind: Some(moment.kind.clone()),
        channel: Some(moment.channel.clone()).filter(|channel| !channel.is_empty()),
        subject,
        properties: BTreeMap::new(),
    };
    match moment.part.as_deref() {
        None => vec![signal(None)],
        Some("") => vec![signal(Some("/".to_owned()))],
        Some(part) => {
            let part = plain(part);
            vec![signal(Some(format!("/{part}"))), signal(Some(format!("/{part}/*")))]
        }
    }
}

/// The signal of one signature alone, as far as signals can tell it from others.
fn exactly(parts: &SignatureParts) -> Signal {
    Signal {
        kind: Some(parts.kind.clone()),
        channel: Some(parts.channel.clone()).filter(|channel| !channel.is_empty()),
        subject: parts.subject.as_deref().map(plain),
        properties: if parts.subject.is_none() {
            parts.properties.clone()
        } else {
            BTreeMap::new()
        },
    }
}

/// A text as a pattern that matches it and nothing else.
fn plain(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        if "*?{\\".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}
