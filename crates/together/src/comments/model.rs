//! Comments and their threads. Pure.

use std::collections::BTreeSet;

use parcours_access::UserId;
use parcours_journeys::TouchpointId;
use parcours_kernel::{Problem, Text, Timestamp, prefixed_id};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

prefixed_id!(
    /// A comment.
    CommentId,
    "cmt"
);

/// Characters of a comment.
const LONGEST: usize = 5_000;
/// Of the name of a lane.
const LONGEST_FIELD: usize = 64;
/// People one comment may call.
const MOST_MENTIONS: usize = 20;
/// What a mention begins with, before the id of a user.
const AT: &str = "@usr_";

/// A comment to be made.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommentDraft {
    /// What it is about; the whole journey when left out. Not said in an answer.
    pub touchpoint_id: Option<TouchpointId>,
    /// The lane it is about, as the map names it: `needs`, `frictions`… The whole card when left out.
    #[serde(default)]
    pub field: String,
    /// The first comment of the thread that it answers; a new thread when left out.
    pub thread_id: Option<CommentId>,
    /// Plain text, 1 to 5,000 characters. `@` and the id of a user mentions them: `@usr_01k…`.
    pub body: String,
}

/// One thing that somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Who said it; null when the account is gone, or it was a program.
    #[schema(value_type = Option<String>)]
    pub author_id: Option<UserId>,
    /// Their name, as it was then.
    pub author: String,
    /// What they said, with mentions as `@usr_…`; empty when it was taken back.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was last changed; null when it was not.
    pub edited_at: Option<Timestamp>,
    /// Whether it was taken back.
    pub removed: bool,
}

/// A comment and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Thread {
    /// The id of its first comment.
    pub id: CommentId,
    /// What it is about; null for the whole journey.
    pub touchpoint_id: Option<TouchpointId>,
    /// The lane it is about; empty for the whole card.
    pub field: String,
    /// When it was resolved; null while it is open.
    pub resolved_at: Option<Timestamp>,
    /// Who did that.
    pub resolved_by: Option<String>,
    /// The first one and its answers, in order.
    pub comments: Vec<Comment>,
}

/// Which threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CommentState {
    /// Those that nobody resolved.
    #[default]
    Open,
    /// Those that somebody resolved.
    Resolved,
    /// All of them.
    All,
}

/// How many open threads there are at one place of the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CommentCount {
    /// The touchpoint; null for the whole journey.
    pub touchpoint_id: Option<TouchpointId>,
    /// The lane; empty for the whole card.
    pub field: String,
    /// Open threads.
    pub open: u64,
}

/// The checked text of a comment.
pub(super) fn checked_body(body: &str) -> Result<String, Problem> {
    let body = body.trim();
    if body.is_empty() {
        let text = Text::new("Write something.", "Écrivez quelque chose.");
        return Err(Problem::invalid("body", "required", text));
    }
    if body.chars().count() > LONGEST {
        return Err(Problem::invalid(
            "body",
            "too_long",
            Text::new(
                "A comment has 5,000 characters at most.",
                "Un commentaire compte 5\u{202f}000 caractères au plus.",
            ),
        ));
    }
    Ok(body.to_owned())
}

/// The checked name of a lane.
pub(super) fn checked_field(field: &str) -> Result<(), Problem> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.');
    if field.len() <= LONGEST_FIELD && field.chars().all(plain) {
        return Ok(());
    }
    Err(Problem::invalid(
        "field",
        "unknown_lane",
        Text::new(
            "Name a lane as the map does, such as needs.",
            "Nommez une ligne comme le fait la carte, par exemple needs.",
        ),
    ))
}

/// Whom a comment calls, each once. What only looks like an id is text.
pub(super) fn mentioned(body: &str) -> Result<BTreeSet<UserId>, Problem> {
    let called: BTreeSet<UserId> = body
        .match_indices(AT)
        .filter_map(|(at, _)| {
            let id = &body[at + 1..];
            let end = id.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            id[..end.unwrap_or(id.len())].parse().ok()
        })
        .collect();
    if called.len() > MOST_MENTIONS {
        return Err(Problem::invalid(
            "body",
            "too_many_mentions",
            Text::new(
                "A comment mentions 20 people at most.",
                "Un commentaire mentionne 20 personnes au plus.",
            ),
        ));
    }
    Ok(called)
}

/// The text as people read it: names for mentions.
pub(super) fn spoken(body: &str, names: impl Fn(UserId) -> Option<String>) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(AT) {
        let (before, mention) = rest.split_at(at);
        let id = &mention[1..];
        let end = id.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(id.len());
        text.push_str(before);
        match id[..end].parse().ok().and_then(&names) {
            Some(name) => {
                text.push('@');
                text.push_str(&name);
            }
            None => text.push_str(&mention[..=end]),
        }
        rest = &id[end..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use parcours_kernel::Env;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn mentions_are_found_wherever_they_stand() {
        let (one, two) = (UserId::new(&Env::system()), UserId::new(&Env::system()));
        let body = format!("@{one}, voyez (@{two}). @{one} @usr_nobody camille@usr_x.fr @");
        assert_eq!(mentioned(&body).unwrap(), [one, two].into());
        let names = |id| Some(if id == one { "Camille" } else { "Karim" }.to_owned());
        assert_eq!(
            spoken(&body, names),
            "@Camille, voyez (@Karim). @Camille @usr_nobody camille@usr_x.fr @"
        );
        let many: String = (0..21).map(|_| format!("@{} ", UserId::new(&Env::system()))).collect();
        assert!(mentioned(&many).is_err());
    }

    #[test]
    fn texts_and_lanes_are_bounded() {
        assert_eq!(checked_body("  oui\n").unwrap(), "oui");
        for bad in [String::new(), "  ".to_owned(), "é".repeat(5_001)] {
            assert!(checked_body(&bad).is_err());
        }
        assert!(checked_field("free:lane-1").is_ok());
        assert!(checked_field("<b>").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_spoken_and_keeps_all_that_is_no_mention(body in "[@usr_0-9a-zé <>&]{0,60}") {
            prop_assert_eq!(spoken(&body, |_| None), body.clone());
            prop_assert!(mentioned(&body).unwrap().is_empty());
        }
    }
}
