//! Foulée's maps: drawn from their files, pictured, reviewed, owned, and opening into each other.
//!
//! A touchpoint in the files may say three things that templates do not, because they depend on
//! today or on other maps: `reviewed` (`days_ago`, `by`), `due_in_days` of its next action, and
//! `opens_into`, the `id` of a map that comes later in [`JOURNEYS`].

use std::collections::HashMap;

use anyhow::Context as _;
use parcours_access::{Actor, UserId};
use parcours_journeys::{JourneyDraft, JourneyId, JourneyPatch, TouchpointPatch};
use parcours_kernel::{Language, Timestamp};
use parcours_server::App;
use serde::Deserialize;

use super::foulee::{JOURNEYS, PICTURES, TIME_ZONE};

const DAY: i64 = 86_400;

/// What a file says besides the draft.
#[derive(Deserialize)]
struct File {
    id: String,
    stages: Vec<Stage>,
}

#[derive(Deserialize)]
struct Stage {
    touchpoints: Vec<Extra>,
}

#[derive(Deserialize)]
struct Extra {
    reviewed: Option<Reviewed>,
    due_in_days: Option<i64>,
    opens_into: Option<String>,
}

#[derive(Deserialize)]
struct Reviewed {
    days_ago: i64,
    by: String,
}

/// Draws the maps that are not there yet; `owner` answers for them.
pub(super) async fn draw(app: &App, owner: UserId) -> anyhow::Result<()> {
    let actor = Actor::system();
    let mut drawn: HashMap<String, JourneyId> = HashMap::new();
    // What is opened comes first, and the one to open last: the newest change is the journey that a
    // first visit shows.
    for text in JOURNEYS.into_iter().rev() {
        let (file, mut draft) = read(text, app.env.now()).context("Foulée's map")?;
        let name = draft.name.clone();
        let journey = match app.journeys.find(&name).await? {
            Some(there) => there,
            None => {
                hang(app, &mut draft, &actor).await?;
                let journey = app.journeys.create_from(draft, &actor).await?;
                let owned = JourneyPatch { owner_id: Some(Some(owner)), ..Default::default() };
                app.journeys.update(journey.id, owned, &actor).await?
            }
        };
        let extras = file.stages.iter().flat_map(|stage| &stage.touchpoints);
        for (touchpoint, extra) in journey.touchpoints().zip(extras) {
            let Some(opened) = extra.opens_into.as_ref().and_then(|id| drawn.get(id)) else {
                continue;
            };
            let opens =
                TouchpointPatch { sub_journey_id: Some(Some(*opened)), ..Default::default() };
            app.journeys.update_touchpoint(touchpoint.id, opens, &actor).await?;
        }
        drawn.insert(file.id, journey.id);
    }
    Ok(())
}

/// Keeps the pictures that a map names, and names them by where they are kept.
async fn hang(app: &App, draft: &mut JourneyDraft, actor: &Actor) -> anyhow::Result<()> {
    for address in addresses(draft) {
        let (_, bytes) = PICTURES
            .iter()
            .find(|(name, _)| *name == address.as_str())
            .with_context(|| format!("Foulée has no picture {address}"))?;
        *address = app.journeys.keep_picture(*bytes, actor).await?.address;
    }
    Ok(())
}

/// Where a draft names pictures: at its key moments and for its persona.
fn addresses(draft: &mut JourneyDraft) -> impl Iterator<Item = &mut String> {
    let portrait = draft.persona.as_mut().and_then(|persona| persona.profile.picture.as_mut());
    let touchpoints = draft.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints);
    let moments = touchpoints.flat_map(|touchpoint| &mut touchpoint.content.pictures);
    portrait.into_iter().chain(moments.map(|picture| &mut picture.address))
}

/// A map as it is to be drawn today.
fn read(text: &str, now: Timestamp) -> anyhow::Result<(File, JourneyDraft)> {
    let file: File = serde_json::from_str(text)?;
    let mut draft = JourneyDraft::from_bilingual(text, Language::Fr)?;
    let touchpoints = draft.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints);
    for (touchpoint, extra) in touchpoints.zip(file.stages.iter().flat_map(|s| &s.touchpoints)) {
        if let Some(Reviewed { days_ago, by }) = &extra.reviewed {
            touchpoint.reviewed_at = Some(now.plus_seconds(-days_ago * DAY));
            touchpoint.reviewed_by = Some(by.clone());
        }
        if let (Some(action), Some(days)) = (&mut touchpoint.content.next_action, extra.due_in_days)
        {
            let due = now.plus_seconds(days * DAY).to_jiff().in_tz(TIME_ZONE)?;
            action.due = Some(due.date());
        }
    }
    Ok((file, draft))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_picture_is_used_and_told_in_words_in_both_languages() {
        let mut used = HashSet::new();
        for text in JOURNEYS {
            let (_, mut draft) = read(text, Timestamp::from_micros(0)).unwrap();
            for touchpoint in draft.stages.iter().flat_map(|stage| &stage.touchpoints) {
                for picture in &touchpoint.content.pictures {
                    assert!(!picture.alt.is_empty(), "{}", picture.address);
                    let field = format!("pictures.{}.alt", picture.id);
                    assert!(touchpoint.translations[&Language::En].contains_key(&field), "{field}");
                }
            }
            used.extend(addresses(&mut draft).map(|address| address.clone()));
        }
        let there: HashSet<_> = PICTURES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(used, there);
        assert!(PICTURES.iter().all(|(_, bytes)| bytes.len() < 30_000), "small enough to ship");
    }

    #[test]
    fn the_maps_use_all_that_a_map_can_say() {
        let now = Timestamp::parse("2026-11-21T09:30:00+01:00").unwrap();
        let maps: Vec<_> = JOURNEYS.iter().map(|text| read(text, now).unwrap()).collect();
        for (file, draft) in &maps {
            for touchpoint in draft.stages.iter().flat_map(|stage| &stage.touchpoints) {
                let (content, name) = (&touchpoint.content, &touchpoint.name);
                assert!(content.felt.is_some() && content.wished > content.felt, "{name}");
                assert!(!content.channels.is_empty() && !content.owning_team.is_empty(), "{name}");
                assert!(!content.behind_the_scenes.is_empty(), "{name}");
                let lists = !(content.actions.is_empty() || content.strengths.is_empty());
                assert!(lists && !content.frictions.is_empty(), "{name}");
                assert!(touchpoint.translations[&Language::En].contains_key("name"), "{name}");
            }
            let all = || draft.stages.iter().flat_map(|stage| &stage.touchpoints);
            assert!(all().any(|t| t.content.moment_of_truth), "{}", file.id);
            let due = |t: &parcours_journeys::TouchpointDraft| {
                t.content.next_action.as_ref().is_some_and(|action| action.due.is_some())
            };
            assert!(all().any(due), "{}", file.id);
            let stale =
                all().filter(|t| t.reviewed_at.is_some_and(|at| at < now.plus_seconds(-90 * DAY)));
            assert!((1..=3).contains(&stale.count()), "{}: mostly kept up", file.id);
            assert!(draft.links.iter().any(|link| link.to < link.from), "{}: a loop", file.id);
            assert!(draft.language == Language::Fr && !draft.translations.is_empty());
        }
        // Each map that is opened comes later in the list than those that open it.
        for (place, (file, _)) in maps.iter().enumerate() {
            let later: Vec<_> = maps[place + 1..].iter().map(|(file, _)| &file.id).collect();
            for opened in file
                .stages
                .iter()
                .flat_map(|s| &s.touchpoints)
                .filter_map(|t| t.opens_into.as_ref())
            {
                assert!(later.contains(&opened), "{} opens {opened}", file.id);
            }
        }
        assert!(
            maps[0].1.persona.as_ref().is_some_and(|persona| !persona.profile.quotes.is_empty())
        );
        assert!(maps[0].1.lanes.iter().any(|lane| lane.id.0 == "cost"));
    }
}
