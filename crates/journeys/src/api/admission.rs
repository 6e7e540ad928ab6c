//! Extractors that let a handler run only for those who may see, or edit, what its path names:
//! `Editable { id, caller }: Editable<TouchpointId>`.
//!
//! For whoever may not see a restricted journey, there is no such journey: 404, as for an id that
//! names nothing. A handler that takes an id of a journey from elsewhere asks
//! [`Journeys::viewable`].

use std::fmt::Debug;
use std::marker::PhantomData;
use std::str::FromStr;

use axum::extract::{FromRef, FromRequestParts, RawPathParams};
use http::request::Parts;
use parcours_access::{Actor, Caller, CommentJourneys, EditJourneys, Permission, ViewJourneys};
use parcours_kernel::{Problem, Text};

use super::Api;
use crate::model::{JourneyId, JourneyRole, StageId, TouchpointId};
use crate::{Journeys, problems};

/// What lies in one journey, and is named in paths.
pub trait InJourney: FromStr + Copy + Debug + Send + 'static {
    /// The journey it lies in, removed or not; `None` when there is no such thing.
    fn journey(
        self,
        journeys: &Journeys,
    ) -> impl Future<Output = Result<Option<JourneyId>, Problem>> + Send;

    /// The answer when there is no such thing.
    fn not_found() -> Problem;
}

impl InJourney for JourneyId {
    async fn journey(self, _: &Journeys) -> Result<Option<JourneyId>, Problem> {
        Ok(Some(self))
    }

    fn not_found() -> Problem {
        problems::journey_not_found()
    }
}

impl InJourney for StageId {
    async fn journey(self, journeys: &Journeys) -> Result<Option<JourneyId>, Problem> {
        journeys.journey_of_stage(self).await
    }

    fn not_found() -> Problem {
        problems::stage_not_found()
    }
}

impl InJourney for TouchpointId {
    async fn journey(self, journeys: &Journeys) -> Result<Option<JourneyId>, Problem> {
        journeys.journey_of_touchpoint(self).await
    }

    fn not_found() -> Problem {
        problems::touchpoint_not_found()
    }
}

/// What the path's `id` names, and the caller, who has permission `P` and may see its journey.
#[derive(Debug, Clone)]
pub struct Viewable<T, P = ViewJourneys> {
    /// What is named.
    pub id: T,
    /// Who asks.
    pub caller: Caller,
    /// What they may do with it, as far as the journey has a say.
    pub role: JourneyRole,
    permission: PhantomData<P>,
}

/// What the path's `id` names, and the caller, who may edit its journey.
#[derive(Debug, Clone)]
pub struct Editable<T> {
    /// What is named.
    pub id: T,
    /// Who asks.
    pub caller: Caller,
}

/// What the path's `id` names, and the caller, who may say something about its journey.
#[derive(Debug, Clone)]
pub struct Commentable<T> {
    /// What is named.
    pub id: T,
    /// Who asks.
    pub caller: Caller,
}

impl<T> Editable<T> {
    /// Who changes it.
    pub fn actor(&self) -> Actor {
        Actor::from(&self.caller)
    }
}

impl FromRef<Api> for Journeys {
    fn from_ref(api: &Api) -> Self {
        api.journeys.clone()
    }
}

impl Journeys {
    /// Refuses a journey that a caller may not see, as one that is not there.
    pub async fn viewable(&self, caller: &Caller, id: JourneyId) -> Result<(), Problem> {
        admitted(self, caller, id).await.map(drop)
    }
}

async fn admitted<T: InJourney>(
    journeys: &Journeys,
    caller: &Caller,
    id: T,
) -> Result<JourneyRole, Problem> {
    let journey = id.journey(journeys).await?.ok_or_else(T::not_found)?;
    journeys.role_in(caller, journey).await?.ok_or_else(T::not_found)
}

async fn named<T: InJourney, S: Send + Sync>(parts: &mut Parts, state: &S) -> Result<T, Problem> {
    let params = RawPathParams::from_request_parts(parts, state).await;
    let params = params.map_err(|_| nothing_here())?;
    let id = params.iter().find(|(name, _)| *name == "id").map(|(_, value)| value.parse());
    id.and_then(Result::ok).ok_or_else(nothing_here)
}

fn nothing_here() -> Problem {
    Problem::not_found(
        "not_found",
        Text::new("There is nothing at this address.", "Il n’y a rien à cette adresse."),
    )
}

impl<T, P, S> FromRequestParts<S> for Viewable<T, P>
where
    T: InJourney,
    P: Permission,
    S: Send + Sync,
    Journeys: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::require::<P>(&parts.extensions)?;
        let id = named::<T, S>(parts, state).await?;
        let role = admitted(&Journeys::from_ref(state), &caller, id).await?;
        Ok(Self { id, caller, role, permission: PhantomData })
    }
}

impl<T, S> FromRequestParts<S> for Editable<T>
where
    T: InJourney,
    S: Send + Sync,
    Journeys: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::require::<EditJourneys>(&parts.extensions)?;
        let id = named::<T, S>(parts, state).await?;
        match admitted(&Journeys::from_ref(state), &caller, id).await? {
            JourneyRole::Edit => Ok(Self { id, caller }),
            JourneyRole::View | JourneyRole::Comment => Err(problems::may_not_edit_journey()),
        }
    }
}

impl<T, S> FromRequestParts<S> for Commentable<T>
where
    T: InJourney,
    S: Send + Sync,
    Journeys: FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::require::<CommentJourneys>(&parts.extensions)?;
        let id = named::<T, S>(parts, state).await?;
        match admitted(&Journeys::from_ref(state), &caller, id).await? {
            JourneyRole::Comment | JourneyRole::Edit => Ok(Self { id, caller }),
            JourneyRole::View => Err(problems::may_not_comment_journey()),
        }
    }
}
