//! How much of a touchpoint is known.

use parcours_journeys::TouchpointContent;
use serde::Serialize;
use utoipa::ToSchema;

use crate::feeling::Felt;

/// Answers under which a mean is hearsay.
pub const FEWEST_ANSWERS: u64 = 20;

/// How much of a touchpoint is known, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Nobody wrote anything, nothing was seen.
    Nothing,
    /// The team wrote or drew what it believes; nothing was seen.
    Believed,
    /// Interactions are seen; fewer than 20 scores say how it feels.
    PartlyMeasured,
    /// Interactions are seen, and 20 scores or more say how it feels.
    Measured,
}

impl Evidence {
    /// What is known of a touchpoint, from what the team says and what a period shows.
    pub fn of(content: &TouchpointContent, interactions: u64, felt: Option<Felt>) -> Self {
        let answers = felt.map_or(0, |felt| felt.answers);
        match (interactions > 0, answers >= FEWEST_ANSWERS) {
            (true, true) => Self::Measured,
            (true, false) => Self::PartlyMeasured,
            (false, _) if content.says_something() => Self::Believed,
            (false, _) => Self::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_goes_before_what_is_written() {
        let silent = TouchpointContent::default();
        let written = TouchpointContent { needs: "Payer".into(), ..Default::default() };
        let felt = |answers| Some(Felt { mean: 1.0, answers });
        assert_eq!(Evidence::of(&silent, 0, None), Evidence::Nothing);
        assert_eq!(Evidence::of(&written, 0, None), Evidence::Believed);
        for content in [&silent, &written] {
            assert_eq!(Evidence::of(content, 1, None), Evidence::PartlyMeasured);
            assert_eq!(Evidence::of(content, 90, felt(19)), Evidence::PartlyMeasured);
            assert_eq!(Evidence::of(content, 90, felt(20)), Evidence::Measured);
        }
    }
}
