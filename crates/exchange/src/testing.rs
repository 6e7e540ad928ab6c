//! Maps made up by chance, as large as it takes to say everything once.

use std::collections::BTreeMap;

use parcours_journeys::{
    Feeling, Finding, FreeValue, Habit, HandledBy, Hue, JourneyDraft, JourneyStatus, KeyPicture,
    Lane, LaneId, LaneKind, LinkDraft, NextAction, PersonaDraft, Profile, Severity, Signal,
    StageDraft, TeamAction, TouchpointContent, TouchpointDraft, Translations,
};
use parcours_kernel::Language;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::{MapContent, Opening, PictureFile};

/// Words as people type them, with all that a format may trip over.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[a-zé’ ]{1,12}",
        Just("=1+1".to_owned()),
        Just("'=x".to_owned()),
        Just("-2 | a\\b; \"c\"".to_owned()),
        Just("ligne 1\nligne 2".to_owned()),
        Just("<b>gras</b> & co\u{202f}!".to_owned()),
        Just("\\n | \\| ]]> %0A".to_owned()),
    ]
}

pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-zé][a-zé’ ]{0,10}[a-z]",
        Just("=A1".to_owned()),
        Just("<i>; \"q\" | x".to_owned())
    ]
}

fn label() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), name()]
}

fn feeling() -> impl Strategy<Value = Option<Feeling>> {
    option::of((-20_i32..=20).prop_map(|tenths| Feeling::nearest(f64::from(tenths) / 10.0)))
}

fn translations() -> impl Strategy<Value = Translations> {
    option::of(name()).prop_map(|said| match said {
        Some(said) => [(Language::En, BTreeMap::from([("name".to_owned(), said)]))].into(),
        None => Translations::new(),
    })
}

fn signal() -> impl Strategy<Value = Signal> {
    let properties = prop_oneof![
        Just(BTreeMap::new()),
        name().prop_map(|value| BTreeMap::from([("device".to_owned(), value)]))
    ];
    (name(), option::of(name()), option::of(Just("/panier*?a=|b".to_owned())), properties).prop_map(
        |(kind, channel, subject, properties)| Signal {
            kind: Some(kind),
            channel,
            subject,
            properties,
        },
    )
}

fn finding() -> impl Strategy<Value = Finding> {
    let severity = prop_oneof![Just(Severity::Low), Just(Severity::Medium), Just(Severity::High)];
    (name(), severity, text()).prop_map(|(text, severity, evidence)| Finding {
        id: String::new(),
        text,
        severity,
        evidence,
    })
}

fn content() -> impl Strategy<Value = TouchpointContent> {
    let texts = (text(), text(), text(), text(), text(), text());
    let pictures = vec(
        (Just("https://example.org/a.png".to_owned()), label())
            .prop_map(|(address, alt)| KeyPicture { id: String::new(), address, alt }),
        0..2,
    );
    let actions = vec(
        (name(), label()).prop_map(|(text, team)| TeamAction { id: String::new(), text, team }),
        0..3,
    );
    let behind = vec(
        (name(), text()).prop_map(|(who, what)| HandledBy { id: String::new(), who, what }),
        0..3,
    );
    let next = option::of(
        (name(), label(), option::of(Just(jiff::civil::date(2026, 12, 1))))
            .prop_map(|(text, owner, due)| NextAction { text, owner, due }),
    );
    let lists = (pictures, actions, vec(finding(), 0..3), vec(finding(), 0..3), behind, next);
    let rest = (vec(name(), 0..3), label(), any::<bool>(), feeling(), feeling(), free());
    (texts, lists, rest).prop_map(|(texts, lists, rest)| TouchpointContent {
        channels: rest.0,
        owning_team: rest.1,
        team_id: None,
        needs: texts.0,
        key_moment: texts.1,
        pictures: lists.0,
        moment_of_truth: rest.2,
        actions: lists.1,
        does: texts.2,
        thinks: texts.3,
        feels: texts.4,
        stands_in_the_way: texts.5,
        felt: rest.3,
        wished: rest.4,
        strengths: lists.2,
        frictions: lists.3,
        behind_the_scenes: lists.4,
        next_action: lists.5,
        free: rest.5,
    })
}

/// What the free lanes of [`map`] say.
fn free() -> impl Strategy<Value = BTreeMap<LaneId, FreeValue>> {
    let address = option::of(Just("https://example.org/x".to_owned()));
    (label(), vec(name(), 0..3), label(), address).prop_map(|(text, lines, words, address)| {
        [
            (LaneId("free1".to_owned()), FreeValue { text, ..Default::default() }),
            (LaneId("free2".to_owned()), FreeValue { lines, ..Default::default() }),
            (LaneId("free3".to_owned()), FreeValue { text: words, address, ..Default::default() }),
        ]
        .into()
    })
}

fn touchpoint() -> impl Strategy<Value = TouchpointDraft> {
    (name(), any::<bool>(), content(), vec(signal(), 0..3), translations()).prop_map(
        |(name, goal, content, signals, translations)| TouchpointDraft {
            name,
            goal,
            content,
            signals,
            translations,
            reviewed_at: None,
            reviewed_by: None,
        },
    )
}

fn stage() -> impl Strategy<Value = StageDraft> {
    (name(), 0_usize..5, vec(touchpoint(), 0..4), translations()).prop_map(
        |(name, hue, touchpoints, translations)| StageDraft {
            name,
            hue: Hue::ALL[hue],
            translations,
            touchpoints,
        },
    )
}

fn persona() -> impl Strategy<Value = PersonaDraft> {
    let habits = vec(signal().prop_map(|did| Habit { did, at_least: 2, at_most: None }), 0..2);
    (name(), text(), vec(name(), 0..3), habits, translations()).prop_map(
        |(name, summary, goals, known_by, translations)| PersonaDraft {
            name,
            summary,
            frustrations: goals.clone(),
            goals,
            profile: Profile {
                known_by,
                quotes: vec!["«\u{202f}Oui\u{202f}»".to_owned()],
                ..Default::default()
            },
            translations,
        },
    )
}

fn free_lanes() -> Vec<Lane> {
    let lane = |id: &str, kind, name: &str| Lane {
        id: LaneId(id.to_owned()),
        kind,
        name: name.to_owned(),
        hidden: false,
        folded: false,
    };
    vec![
        lane("free1", LaneKind::Text, "Coût"),
        lane("free2", LaneKind::List, "Idées"),
        lane("free3", LaneKind::Link, "Voir aussi"),
    ]
}

/// Any map that journeys take.
pub(crate) fn map() -> impl Strategy<Value = MapContent> {
    let words = (name(), text(), text(), text(), text());
    let says = (any::<bool>(), 1_u16..1000, option::of(persona()), translations());
    let links = vec((0_usize..3, 0_usize..3, label()), 0..3);
    (words, says, vec(stage(), 1..4), links).prop_map(|(words, says, stages, links)| {
        let link =
            |(from, to, label)| LinkDraft { from, to, label, translations: Default::default() };
        let journey = JourneyDraft {
            name: words.0,
            scenario: words.1,
            start: words.2,
            end: words.3,
            goal: words.4,
            language: if says.0 { Language::Fr } else { Language::En },
            status: JourneyStatus::InUse,
            review_days: Some(says.1),
            persona: says.2,
            translations: says.3,
            lanes: free_lanes(),
            links: links.into_iter().map(link).collect(),
            stages,
            persona_id: None,
        };
        // As the journeys keep it: trimmed, with ids for every item.
        let journey = journey.checked().expect("these are all fine");
        let has_touchpoints = journey.stages.iter().any(|stage| !stage.touchpoints.is_empty());
        let opening = Opening { touchpoint: 0, journey: "Retour".to_owned() };
        MapContent {
            journey,
            opens_into: has_touchpoints.then_some(opening).into_iter().collect(),
            ..Default::default()
        }
    })
}

/// The same with a picture in it.
pub(crate) fn pictured() -> impl Strategy<Value = MapContent> {
    map().prop_map(|mut map| {
        let address = "/pictures/1".to_owned();
        let file = PictureFile { media_type: "image/png".to_owned(), bytes: vec![1, 2, 3] };
        let first = map.journey.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints).next();
        if let Some(first) = first {
            let id = "i9".to_owned();
            first.content.pictures.push(KeyPicture {
                id,
                address: address.clone(),
                alt: "é".to_owned(),
            });
            map.pictures.insert(address, file);
        }
        map
    })
}
