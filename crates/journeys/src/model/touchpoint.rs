//! A touchpoint: one moment of contact, with what its lanes say.

use parcours_kernel::prefixed_id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Checks, Signal, StageId};

prefixed_id!(
    /// Names a touchpoint.
    TouchpointId,
    "tch"
);

/// One moment of contact in a stage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Touchpoint {
    /// Its id.
    pub id: TouchpointId,
    /// The stage it lies in.
    pub stage_id: StageId,
    /// What people call it.
    pub name: String,
    /// Its place in the stage, from 0.
    pub position: usize,
    /// Whether reaching it is the journey's goal.
    pub goal: bool,
    /// What its lanes say.
    #[serde(flatten)]
    pub content: TouchpointContent,
    /// Grows with every change to it.
    pub revision: i64,
    /// Which interactions happen here: any of these.
    pub signals: Vec<Signal>,
}

/// What the lanes of a touchpoint say. Stored whole, as JSON: a new lane is a new field here.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct TouchpointContent {
    /// Where it happens: email, web, store…
    pub channel: Option<String>,
    /// Who in the company answers for it.
    #[schema(required)]
    pub owning_team: String,
    /// What the customer needs here.
    #[schema(required)]
    pub needs: String,
    /// The moment that decides.
    #[schema(required)]
    pub key_moment: String,
    /// A picture of it: an address that starts with https://, http:// or /.
    pub key_moment_image: Option<String>,
    /// What the company does here.
    #[schema(required)]
    pub actions: String,
    /// What the customer does.
    #[schema(required)]
    pub does: String,
    /// What the customer thinks.
    #[schema(required)]
    pub thinks: String,
    /// What the customer feels.
    #[schema(required)]
    pub feels: String,
    /// What stands in the customer's way.
    #[schema(required)]
    pub stands_in_the_way: String,
    /// What goes well.
    #[schema(required)]
    pub strengths: String,
    /// What goes badly.
    #[schema(required)]
    pub frictions: String,
}

impl TouchpointContent {
    /// Trims the short fields, makes empty ones absent, and checks all. `path` leads to this: `stages[0].`.
    pub(crate) fn check(&mut self, path: &str, checks: &mut Checks) {
        checks.label(&format!("{path}owning_team"), &mut self.owning_team);
        checks.optional_label(&format!("{path}channel"), &mut self.channel);
        checks.address(&format!("{path}key_moment_image"), &mut self.key_moment_image);
        let texts = [
            ("needs", &self.needs),
            ("key_moment", &self.key_moment),
            ("actions", &self.actions),
            ("does", &self.does),
            ("thinks", &self.thinks),
            ("feels", &self.feels),
            ("stands_in_the_way", &self.stands_in_the_way),
            ("strengths", &self.strengths),
            ("frictions", &self.frictions),
        ];
        for (field, text) in texts {
            checks.text(&format!("{path}{field}"), text);
        }
    }
}
