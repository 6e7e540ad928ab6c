//! Extractors that let a handler run only for those who may: `can: Can<EditJourneys>`.

use std::marker::PhantomData;
use std::ops::Deref;

use axum::extract::FromRequestParts;
use http::request::Parts;
use parcours_kernel::{Language, Problem, Text};

use crate::caller::not_allowed;
use crate::permission::Permission;
use crate::{Caller, User};

/// The caller, who has permission `P`. Refuses with 401 when nobody is signed in, 403 otherwise.
#[derive(Debug, Clone)]
pub struct Can<P> {
    caller: Caller,
    permission: PhantomData<P>,
}

impl<P> Can<P> {
    /// The caller itself.
    pub fn into_caller(self) -> Caller {
        self.caller
    }
}

impl<P> Deref for Can<P> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<P: Permission, S: Send + Sync> FromRequestParts<S> for Can<P> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        Caller::require::<P>(&parts.extensions)
            .map(|caller| Self { caller, permission: PhantomData })
    }
}

/// The signed-in user, for what a person does to their own account; a token is refused.
#[derive(Debug, Clone)]
pub struct SignedIn(pub User);

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        let caller = Caller::of(&parts.extensions)?;
        caller.user().cloned().map(Self).ok_or_else(|| {
            not_allowed(Text::new(
                "Only a signed-in person may do this, not an API token.",
                "Seule une personne connectée peut faire cela, pas un jeton d’API.",
            ))
        })
    }
}

/// The language to answer in: the user's, else what the browser asks for, else French. The rare
/// handler whose answer is text needs it; problems are turned into words by the outermost layer.
#[derive(Debug, Clone, Copy)]
pub struct Speaks(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Speaks {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(parts.extensions.get::<Language>().copied().unwrap_or_default()))
    }
}
