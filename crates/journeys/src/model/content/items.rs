//! The items of the lanes that hold lists. Each has an id of its own, so that an edit, a
//! translation and a comment find it again wherever it moves.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::Checks;

/// Items a list may have.
const MAX_ITEMS: usize = 40;
const MAX_ID: usize = 40;

/// An item of a list.
pub(crate) trait Item: Default {
    fn id(&mut self) -> &mut String;
    /// Whether it says nothing: such items are dropped.
    fn is_empty(&self) -> bool;
    fn check(&mut self, path: &str, checks: &mut Checks);
}

/// Checks a list: empty items are dropped, items without an id of their own get one.
pub(crate) fn check_list<T: Item>(items: &mut Vec<T>, field: &str, checks: &mut Checks) {
    items.retain(|item| !item.is_empty());
    checks.count(field, items.len(), MAX_ITEMS);
    let mut taken = BTreeSet::new();
    for (place, item) in items.iter_mut().enumerate() {
        item.check(&format!("{field}[{place}]."), checks);
        let id = item.id();
        let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if id.is_empty() || id.len() > MAX_ID || !is_plain || taken.contains(id) {
            let free = (1..).map(|number| format!("i{number}")).find(|id| !taken.contains(id));
            *id = free.expect("numbers do not end");
        }
        taken.insert(id.clone());
    }
}

macro_rules! item {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
     empty: $empty:expr, check: $check:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Names it within its list; given when left out.
            #[schema(required)]
            pub id: String,
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl Item for $name {
            fn id(&mut self) -> &mut String {
                &mut self.id
            }

            fn is_empty(&self) -> bool {
                let empty: fn(&Self) -> bool = $empty;
                empty(self)
            }

            fn check(&mut self, path: &str, checks: &mut Checks) {
                let check: fn(&mut Self, &str, &mut Checks) = $check;
                check(self, path, checks);
            }
        }
    };
}

item!(
    /// A picture of a key moment.
    KeyPicture {
        /// Where it is: an uploaded picture (`/api/v1/pictures/…`), or a web address.
        #[schema(required)]
        address: String,
        /// What it shows, for those who do not see it.
        #[schema(required)]
        alt: String,
    }
    empty: |picture| picture.address.trim().is_empty(),
    check: |picture, path, checks| {
        let mut address = Some(std::mem::take(&mut picture.address));
        checks.address(&format!("{path}address"), &mut address);
        picture.address = address.unwrap_or_default();
        checks.label(&format!("{path}alt"), &mut picture.alt);
    }
);

item!(
    /// Something a team does.
    TeamAction {
        /// What.
        #[schema(required)]
        text: String,
        /// Who; empty when nobody in particular.
        #[schema(required)]
        team: String,
    }
    empty: |action| action.text.trim().is_empty(),
    check: |action, path, checks| {
        checks.text(&format!("{path}text"), &action.text);
        checks.label(&format!("{path}team"), &mut action.team);
    }
);

/// How much something weighs.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It is noticed.
    Low,
    /// It annoys, or pleases.
    #[default]
    Medium,
    /// Customers leave, or come back, because of it.
    High,
}

item!(
    /// A strength or a friction.
    Finding {
        /// What.
        #[schema(required)]
        text: String,
        /// How much it weighs.
        #[schema(required)]
        severity: Severity,
        /// How one knows: a figure, a study, words of a customer, an address.
        #[schema(required)]
        evidence: String,
    }
    empty: |finding| finding.text.trim().is_empty(),
    check: |finding, path, checks| {
        checks.text(&format!("{path}text"), &finding.text);
        checks.text(&format!("{path}evidence"), &finding.evidence);
    }
);

item!(
    /// Something behind the scenes.
    HandledBy {
        /// Who or what: a team, a person, a system, a supplier.
        #[schema(required)]
        who: String,
        /// What they make happen.
        #[schema(required)]
        what: String,
    }
    empty: |part| part.who.trim().is_empty() && part.what.trim().is_empty(),
    check: |part, path, checks| {
        checks.label(&format!("{path}who"), &mut part.who);
        checks.text(&format!("{path}what"), &part.what);
    }
);

/// What is done next about a touchpoint.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NextAction {
    /// What.
    #[schema(required)]
    pub text: String,
    /// By whom.
    #[schema(required)]
    pub owner: String,
    /// Until when.
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<jiff::civil::Date>,
}

impl NextAction {
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.owner.is_empty()
    }

    pub(super) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.text(&format!("{path}.text"), &self.text);
        checks.label(&format!("{path}.owner"), &mut self.owner);
    }
}

/// What a free lane says at a touchpoint; which of these, its lane tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FreeValue {
    /// Text, a number as it is written, or the words of a link.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Lines of a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// Where the picture or the link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

impl FreeValue {
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty() && self.lines.is_empty() && self.address.is_none()
    }

    pub(super) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.text(&format!("{path}.text"), &self.text);
        checks.sentences(&format!("{path}.lines"), &mut self.lines);
        checks.address(&format!("{path}.address"), &mut self.address);
    }
}
