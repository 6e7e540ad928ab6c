//! Whom a comment concerns: those it calls, those who took part, who follows the touchpoint, and whoever
//! owns the journey.

use std::collections::{BTreeMap, BTreeSet};

use parcours_access::{Caller, User, UserId};
use parcours_journeys::{Journey, JourneyId};
use parcours_kernel::{Problem, Text};
use parcours_notices::{NewNotice, NoticeKind};
use parcours_storage::UnitOfWork;

use super::model::spoken;
use super::store::{self, Found, New};
use crate::Together;

impl Together {
    /// The users that a comment calls. Whoever could not read it is not to be called.
    pub(super) async fn people(
        &self,
        called: BTreeSet<UserId>,
        journey: JourneyId,
    ) -> Result<Vec<User>, Problem> {
        let mut people = Vec::with_capacity(called.len());
        for id in called {
            match self.access.user(id).await? {
                Some(user) if !user.disabled && self.sees(&user, journey).await? => {
                    people.push(user);
                }
                known => return Err(cannot_read(known.as_ref())),
            }
        }
        Ok(people)
    }

    /// Tells of a new comment, each person once, for the reason that concerns them most.
    pub(super) async fn tell_of_comment(
        &self,
        work: &mut UnitOfWork,
        journey: &Journey,
        new: &New,
        called: &[User],
    ) -> Result<(), Problem> {
        let mut reasons: BTreeMap<UserId, NoticeKind> = BTreeMap::new();
        if let Some(owner) = &journey.owner {
            reasons.insert(owner.id, NoticeKind::Comment);
        }
        if let Some(touchpoint) = new.touchpoint {
            let watchers = self.journeys.watchers(touchpoint, None).await?.items;
            reasons.extend(watchers.into_iter().map(|person| (person.id, NoticeKind::Comment)));
        }
        for user in store::took_part(work, new.thread).await? {
            reasons.insert(user, NoticeKind::Reply);
        }
        reasons.extend(called.iter().map(|user| (user.id, NoticeKind::Mention)));
        self.tell(work, journey, new, reasons).await
    }

    /// Tells those whom a changed comment calls.
    pub(super) async fn tell_mentioned(
        &self,
        work: &mut UnitOfWork,
        journey: &Journey,
        now: &New,
        called: &[User],
    ) -> Result<(), Problem> {
        let reasons = called.iter().map(|user| (user.id, NoticeKind::Mention)).collect();
        self.tell(work, journey, now, reasons).await
    }

    /// Tells those who took part that a thread is settled.
    pub(super) async fn tell_of_resolution(
        &self,
        work: &mut UnitOfWork,
        journey: &Journey,
        first: &Found,
        caller: &Caller,
    ) -> Result<(), Problem> {
        let took_part = store::took_part(work, first.thread).await?;
        let reasons = took_part.into_iter().map(|user| (user, NoticeKind::Resolved)).collect();
        let settled = New {
            author: caller.user().map(|user| user.id),
            author_name: caller.name().to_owned(),
            ..first.clone().into()
        };
        self.tell(work, journey, &settled, reasons).await
    }

    async fn tell(
        &self,
        work: &mut UnitOfWork,
        journey: &Journey,
        new: &New,
        reasons: BTreeMap<UserId, NoticeKind>,
    ) -> Result<(), Problem> {
        let place = new.touchpoint.and_then(|id| journey.touchpoint(id));
        let place = place.map_or(journey.name.as_str(), |touchpoint| touchpoint.name.as_str());
        let mut names = BTreeMap::new();
        for id in super::model::mentioned(&new.body).unwrap_or_default() {
            if let Some(user) = self.access.user(id).await? {
                names.insert(id, user.name);
            }
        }
        let excerpt = spoken(&new.body, |id| names.get(&id).cloned());
        for (to, kind) in reasons {
            if new.author == Some(to) {
                continue;
            }
            let known = self.access.user(to).await?.filter(|user| !user.disabled);
            match known {
                // Who took part may have lost sight of the journey since.
                Some(user) if self.sees(&user, journey.id).await? => {}
                _ => continue,
            }
            let notice = NewNotice {
                to,
                kind,
                by: new.author_name.clone(),
                title: title(kind, &new.author_name, place),
                excerpt: excerpt.clone(),
                path: format!("/journeys/{}?panel=comments&thread={}", journey.id, new.thread),
                entity: journey.id.to_string(),
            };
            parcours_notices::add(work, &self.env, &self.database, &notice).await?;
        }
        Ok(())
    }
}

fn title(kind: NoticeKind, by: &str, place: &str) -> Text {
    let (en, fr) = match kind {
        NoticeKind::Mention => ("mentioned you at", "vous mentionne à propos de"),
        NoticeKind::Reply => ("answered you at", "vous répond à propos de"),
        NoticeKind::Resolved => (
            "resolved a conversation you took part in, at",
            "clôt un échange auquel vous avez pris part, à propos de",
        ),
        NoticeKind::Comment | NoticeKind::Assigned => ("commented on", "commente"),
    };
    Text::new(format!("{by} {en} “{place}”"), format!("{by} {fr} «\u{202f}{place}\u{202f}»"))
}

fn cannot_read(known: Option<&User>) -> Problem {
    let text = match known {
        Some(user) => Text::new(
            format!(
                "{} has no access any more and would not read this. Mention somebody else.",
                user.name
            ),
            format!(
                "{} n’a pas accès à ce parcours et ne lirait pas ceci. Mentionnez quelqu’un d’autre.",
                user.name
            ),
        ),
        None => Text::new(
            "You mention somebody who has no account here. Choose a name from the list.",
            "Vous mentionnez une personne sans compte ici. Choisissez un nom dans la liste.",
        ),
    };
    Problem::invalid("body", "mention_without_access", text)
}
