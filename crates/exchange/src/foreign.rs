//! Tables of other tools: UXPressia and Smaply write stages side by side and lanes below each other,
//! Miro and spreadsheets a row for each thing. What a row or column means is guessed by its head, and
//! somebody looks over the guess before anything is drawn.

mod guess;
mod map;
mod words;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(crate) use guess::guess;
pub(crate) use map::draw;

/// What the rows or columns of a table of another tool are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TableMapping)]
pub struct Mapping {
    /// How the table is laid out.
    pub layout: Layout,
    /// What each column holds (`rows`), or each row (`matrix`), in order. What is not there is left out.
    pub fields: Vec<Field>,
}

/// How a table is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TableLayout)]
pub enum Layout {
    /// A head, and below it one row a touchpoint.
    Rows,
    /// Stages side by side, and below each other what is said of them; the first column names the rows.
    Matrix,
}

/// What a column or row holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = TableField)]
pub enum Field {
    /// Nothing that is wanted.
    #[default]
    LeaveOut,
    /// The name of the stage.
    Stage,
    /// The name of the touchpoint.
    Touchpoint,
    /// Channels, separated by commas or line ends.
    Channels,
    /// Who answers for it.
    OwningTeam,
    /// What the customer needs.
    Needs,
    /// The moment that decides.
    KeyMoment,
    /// What the customer does.
    Does,
    /// What the customer thinks.
    Thinks,
    /// What the customer feels.
    Feels,
    /// What stands in the customer's way.
    StandsInTheWay,
    /// How it feels: a number from −2 to 2, a word or a face.
    Felt,
    /// What the company does; a line each.
    Actions,
    /// What goes badly; a line each.
    Frictions,
    /// What goes well; a line each.
    Strengths,
    /// Who and what makes it happen; a line each.
    BehindTheScenes,
    /// What is done next.
    NextAction,
    /// A free lane of its own, named as here.
    Lane,
}
