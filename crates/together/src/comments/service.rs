//! What can be done with comments, each in one unit of work.

use http::StatusCode;
use parcours_access::{Caller, Role, audit};
use parcours_journeys::{Journey, JourneyId, TouchpointId};
use parcours_kernel::{Page, PageQuery, Problem, Text};
use parcours_storage::{Topic, UnitOfWork};
use serde_json::json;

use super::model::{checked_body, checked_field, mentioned};
use super::store::{self, Found, New};
use super::{Comment, CommentCount, CommentDraft, CommentId, CommentState, Thread};
use crate::Together;

/// Answers in one thread: more is a meeting.
const MOST_ANSWERS: i64 = 500;

impl Together {
    /// A page of the threads of a journey, newest first; of one touchpoint, if named.
    pub async fn threads(
        &self,
        journey: JourneyId,
        touchpoint: Option<TouchpointId>,
        state: CommentState,
        query: &PageQuery,
    ) -> Result<Page<Thread>, Problem> {
        self.journey(journey).await?;
        store::threads(self.database.read(), journey, touchpoint, state, query).await
    }

    /// How many open threads there are at each place of a journey.
    pub async fn comment_counts(&self, journey: JourneyId) -> Result<Vec<CommentCount>, Problem> {
        self.journey(journey).await?;
        Ok(store::counts(self.database.read(), journey).await?)
    }

    /// Says something, in a new thread or in one there is, and tells those whom it concerns.
    pub async fn comment(
        &self,
        journey: JourneyId,
        draft: CommentDraft,
        caller: &Caller,
    ) -> Result<Thread, Problem> {
        let body = checked_body(&draft.body)?;
        checked_field(&draft.field)?;
        let journey = self.journey(journey).await?;
        let called = self.people(mentioned(&body)?, journey.id).await?;
        let mut work = self.database.begin().await?;
        let id = CommentId::new(&self.env);
        let (thread, touchpoint, field) = match draft.thread_id {
            None => (id, draft.touchpoint_id, draft.field),
            Some(thread) => {
                let first = store::hold(&work, thread).await?;
                let first =
                    first.filter(|first| first.thread == thread && first.journey == journey.id);
                let first = first.ok_or_else(thread_not_found)?;
                if store::answers(&work, thread).await? >= MOST_ANSWERS {
                    return Err(too_many_answers());
                }
                (thread, first.touchpoint, first.field)
            }
        };
        if draft.thread_id.is_none() {
            place(&journey, touchpoint)?;
        }
        let user = caller.user();
        let new = New {
            id,
            journey: journey.id,
            thread,
            touchpoint,
            field,
            author: user.map(|user| user.id),
            author_name: caller.name().to_owned(),
            body,
            created_at: self.env.now(),
        };
        store::insert(&work, &new).await?;
        // An answer in a settled thread opens it again: somebody still has something to say.
        store::set_resolved(&work, thread, None).await?;
        self.tell_of_comment(&mut work, &journey, &new, &called).await?;
        self.note(&mut work, &journey, (id, new.touchpoint), caller, "comment.created").await?;
        self.finish(work, thread).await
    }

    /// Changes what one said.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        body: &str,
        caller: &Caller,
    ) -> Result<Thread, Problem> {
        let body = checked_body(body)?;
        let mut work = self.database.begin().await?;
        let (before, journey) = self.own(&work, id, caller, false).await?;
        let called = self.people(mentioned(&body)?, journey.id).await?;
        store::set_body(&work, id, &body, self.env.now()).await?;
        // Only who was not called before.
        let known = mentioned(&before.body).unwrap_or_default();
        let called: Vec<_> = called.into_iter().filter(|user| !known.contains(&user.id)).collect();
        let now = New { body, ..before.clone().into() };
        self.tell_mentioned(&mut work, &journey, &now, &called).await?;
        let what = (id, before.touchpoint);
        self.note(&mut work, &journey, what, caller, "comment.updated").await?;
        self.finish(work, before.thread).await
    }

    /// Takes back what one said; administrators may take back anything. The thread stays.
    pub async fn remove_comment(&self, id: CommentId, caller: &Caller) -> Result<(), Problem> {
        let mut work = self.database.begin().await?;
        let (before, journey) = self.own(&work, id, caller, true).await?;
        store::remove(&work, id, self.env.now()).await?;
        if store::is_empty(&work, before.thread).await? {
            store::delete_thread(&work, before.thread).await?;
        }
        let what = (id, before.touchpoint);
        self.note(&mut work, &journey, what, caller, "comment.removed").await?;
        Ok(work.commit(&self.env).await?)
    }

    /// Settles a thread, or opens it again.
    pub async fn resolve(
        &self,
        thread: CommentId,
        resolved: bool,
        caller: &Caller,
    ) -> Result<Thread, Problem> {
        let mut work = self.database.begin().await?;
        let first = store::hold(&work, thread).await?.filter(|first| first.thread == thread);
        let first = first.ok_or_else(thread_not_found)?;
        let seen = self.journeys.viewable(caller, first.journey).await;
        seen.map_err(|_| thread_not_found())?;
        let journey = self.journey(first.journey).await?;
        if first.resolved == resolved {
            return self.finish(work, thread).await;
        }
        let by = resolved.then(|| (caller.name(), self.env.now()));
        store::set_resolved(&work, thread, by).await?;
        if resolved {
            self.tell_of_resolution(&mut work, &journey, &first, caller).await?;
        }
        let action = if resolved { "comment.resolved" } else { "comment.reopened" };
        self.note(&mut work, &journey, (thread, first.touchpoint), caller, action).await?;
        self.finish(work, thread).await
    }

    /// A comment that the caller may change, and its journey.
    async fn own(
        &self,
        work: &UnitOfWork,
        id: CommentId,
        caller: &Caller,
        or_admin: bool,
    ) -> Result<(Found, Journey), Problem> {
        let found = store::hold(work, id).await?.filter(|found| !found.removed);
        let found = found.ok_or_else(comment_not_found)?;
        let seen = self.journeys.viewable(caller, found.journey).await;
        seen.map_err(|_| comment_not_found())?;
        let journey = self.journey(found.journey).await?;
        let mine = caller.user().is_some_and(|user| found.author == Some(user.id));
        let may = mine || (or_admin && caller.role() >= Role::Admin);
        if !may {
            return Err(not_yours());
        }
        Ok((found, journey))
    }

    async fn note(
        &self,
        work: &mut UnitOfWork,
        journey: &Journey,
        (id, touchpoint): (CommentId, Option<TouchpointId>),
        caller: &Caller,
        action: &'static str,
    ) -> Result<(), Problem> {
        let of = journey.id.to_string();
        let place = touchpoint.and_then(|id| journey.touchpoint(id));
        let name = place.map_or(&journey.name, |touchpoint| &touchpoint.name);
        let (env, name) = (&self.env, Some(name.as_str()));
        audit::record_in(work, env, caller, Some(&of), action, id, name, json!({})).await?;
        work.note_change(Topic::Comments, Some(&of));
        Ok(())
    }

    async fn finish(&self, work: UnitOfWork, thread: CommentId) -> Result<Thread, Problem> {
        let after = store::thread(work.conn(), thread).await?.ok_or_else(thread_not_found)?;
        work.commit(&self.env).await?;
        Ok(after)
    }
}

fn place(journey: &Journey, touchpoint: Option<TouchpointId>) -> Result<(), Problem> {
    match touchpoint {
        Some(id) if journey.touchpoint(id).is_none() => Err(Problem::invalid(
            "touchpoint_id",
            "unknown_touchpoint",
            Text::new(
                "This touchpoint is not on the map; it may have been deleted.",
                "Ce point de contact n’est pas sur la carte\u{202f}; il a peut-être été supprimé.",
            ),
        )),
        _ => Ok(()),
    }
}

/// One comment of a thread, as it is told.
impl Comment {
    pub(super) fn told(found: Found) -> Self {
        Self {
            id: found.id,
            author_id: found.author,
            author: found.author_name,
            body: found.body,
            created_at: found.created_at,
            edited_at: found.edited_at,
            removed: found.removed,
        }
    }
}

fn thread_not_found() -> Problem {
    Problem::not_found(
        "thread_not_found",
        Text::new(
            "There is no such conversation here; it may have been taken back.",
            "Cet échange n’existe pas ici\u{202f}; il a peut-être été retiré.",
        ),
    )
}

fn comment_not_found() -> Problem {
    Problem::not_found(
        "comment_not_found",
        Text::new(
            "There is no such comment; it may have been taken back.",
            "Ce commentaire n’existe pas\u{202f}; il a peut-être été retiré.",
        ),
    )
}

fn not_yours() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "not_your_comment",
        Text::new(
            "Only who wrote a comment may change it.",
            "Seul son auteur peut modifier un commentaire.",
        ),
    )
}

fn too_many_answers() -> Problem {
    Problem::conflict(
        "too_many_answers",
        Text::new(
            "This conversation has 500 answers. Begin a new one.",
            "Cet échange compte 500 réponses. Commencez-en un autre.",
        ),
    )
}
