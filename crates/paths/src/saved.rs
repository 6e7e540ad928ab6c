//! Saved views: a picture of reality with its filters, under a name.
//!
//! What is saved is what the address says, so that it can be opened again like any link. It belongs to
//! whoever saved it; shared, everybody sees it, and only its owner or an administrator changes it.

mod store;

use std::collections::BTreeMap;

use http::StatusCode;
use parcours_access::{Caller, Role, UserId};
use parcours_journeys::OwnerRef;
use parcours_kernel::{Problem, Text, Timestamp, prefixed_id};
use parcours_storage::Topic;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::Paths;

prefixed_id!(
    /// A saved view.
    SavedViewId,
    "svw"
);

/// Of one person, and of all that share: as many as a menu holds with a search in it.
pub(crate) const MOST: usize = 200;
const LONGEST_NAME: usize = 80;
/// Of the whole search, as JSON.
const LONGEST_SEARCH: usize = 4_000;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SavedView {
    /// Its id.
    pub id: SavedViewId,
    /// What it is called.
    pub name: String,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whose it is.
    pub owner: OwnerRef,
    /// The view and its filters, as the address has them.
    pub search: BTreeMap<String, Value>,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A view to be saved.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedViewDraft {
    /// What it is called: 1 to 80 characters, another one for each of one's own.
    pub name: String,
    /// Whether everybody sees it.
    #[serde(default)]
    pub shared: bool,
    /// The view and its filters, as the address has them: texts, numbers, truths; 4,000 characters at most.
    pub search: BTreeMap<String, Value>,
}

/// A change to a saved view; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedViewPatch {
    /// What it is called.
    pub name: Option<String>,
    /// Whether everybody sees it.
    pub shared: Option<bool>,
    /// The view and its filters.
    pub search: Option<BTreeMap<String, Value>>,
}

impl Paths {
    /// The views that somebody sees: their own and those that others share, by name.
    pub async fn saved_views(&self, caller: &Caller) -> Result<Vec<SavedView>, Problem> {
        let whose = caller.responsible().id;
        Ok(store::seen_by(self.log().database().read(), whose).await?)
    }

    /// Saves a view.
    pub async fn save_view(
        &self,
        draft: SavedViewDraft,
        caller: &Caller,
    ) -> Result<SavedView, Problem> {
        let owner = caller.responsible();
        let view = SavedView {
            id: SavedViewId::new(self.env()),
            name: name(&draft.name)?,
            shared: draft.shared,
            owner: OwnerRef { id: owner.id, name: owner.name.clone() },
            search: search(draft.search)?,
            updated_at: self.now(),
        };
        let mut work = self.log().database().begin().await?;
        if store::how_many(&work, owner.id).await? >= MOST {
            return Err(too_many());
        }
        if store::named(&work, owner.id, &view.name).await?.is_some() {
            return Err(name_taken());
        }
        store::insert(&work, &view).await?;
        work.note_change(Topic::Journeys, None);
        work.commit(self.env()).await?;
        Ok(view)
    }

    /// Changes a view.
    pub async fn change_view(
        &self,
        id: SavedViewId,
        patch: SavedViewPatch,
        caller: &Caller,
    ) -> Result<SavedView, Problem> {
        let mut work = self.log().database().begin().await?;
        let before = store::get(&work, id).await?;
        let mut view = changeable(before, caller)?;
        if let Some(wished) = patch.name {
            view.name = name(&wished)?;
        }
        if let Some(wished) = patch.search {
            view.search = search(wished)?;
        }
        view.shared = patch.shared.unwrap_or(view.shared);
        view.updated_at = self.now();
        let other = store::named(&work, view.owner.id, &view.name).await?;
        if other.is_some_and(|other| other != id) {
            return Err(name_taken());
        }
        store::update(&work, &view).await?;
        work.note_change(Topic::Journeys, None);
        work.commit(self.env()).await?;
        Ok(view)
    }

    /// Forgets a view.
    pub async fn forget_view(&self, id: SavedViewId, caller: &Caller) -> Result<(), Problem> {
        let mut work = self.log().database().begin().await?;
        let before = store::get(&work, id).await?;
        changeable(before, caller)?;
        store::delete(&work, id).await?;
        work.note_change(Topic::Journeys, None);
        work.commit(self.env()).await?;
        Ok(())
    }
}

/// A view that the caller may change. Of others' own ones one is not told that they exist.
fn changeable(view: Option<SavedView>, caller: &Caller) -> Result<SavedView, Problem> {
    let own = |owner: UserId| owner == caller.responsible().id;
    match view {
        Some(view) if own(view.owner.id) => Ok(view),
        Some(view) if view.shared && caller.role() >= Role::Admin => Ok(view),
        Some(view) if view.shared => Err(Problem::new(
            StatusCode::FORBIDDEN,
            "not_your_view",
            Text::new(
                "This view belongs to somebody else. Save it under a name of your own.",
                "Cette vue appartient à quelqu’un d’autre. Enregistrez-la sous un nom à vous.",
            ),
        )),
        _ => Err(Problem::not_found(
            "saved_view_not_found",
            Text::new("There is no such view.", "Cette vue n’existe pas."),
        )),
    }
}

fn name(wished: &str) -> Result<String, Problem> {
    let name = wished.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Err(Problem::invalid(
            "name",
            "invalid_name",
            Text::new(
                "A name has 1 to 80 characters, on one line.",
                "Un nom compte de 1 à 80 caractères, sur une ligne.",
            ),
        ));
    }
    Ok(name.to_owned())
}

fn search(wished: BTreeMap<String, Value>) -> Result<BTreeMap<String, Value>, Problem> {
    let plain = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
    let length = serde_json::to_string(&wished).map_or(usize::MAX, |text| text.len());
    if length > LONGEST_SEARCH || !wished.values().all(plain) {
        return Err(Problem::invalid(
            "search",
            "invalid_search",
            Text::new(
                "What is saved are texts, numbers and truths, 4,000 characters at most.",
                "Une vue se compose de textes, de nombres et de oui ou non, 4\u{202f}000 caractères au plus.",
            ),
        ));
    }
    Ok(wished)
}

fn name_taken() -> Problem {
    Problem::invalid(
        "name",
        "name_taken",
        Text::new(
            "You have a view of this name. Choose another one, or replace that view.",
            "Vous avez déjà une vue de ce nom. Choisissez-en un autre, ou remplacez cette vue.",
        ),
    )
}

fn too_many() -> Problem {
    Problem::conflict(
        "too_many_views",
        Text::new(
            "You have 200 saved views. Delete one before you save another.",
            "Vous avez 200 vues enregistrées. Supprimez-en une avant d’en enregistrer une autre.",
        ),
    )
}
