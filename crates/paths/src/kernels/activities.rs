//! Sets of activities, as questions name them: a step of a funnel, what counts as coming back.

use serde::{Deserialize, Serialize};

/// A set of codes: 256 bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ActivitySet([u64; 4]);

impl ActivitySet {
    /// All there can be.
    pub const ALL: Self = Self([u64::MAX; 4]);

    /// Whether the activity is in it.
    #[inline]
    pub fn contains(&self, activity: u8) -> bool {
        self.0[usize::from(activity >> 6)] >> (activity & 63) & 1 == 1
    }

    /// Puts the activity in.
    pub fn insert(&mut self, activity: u8) {
        self.0[usize::from(activity >> 6)] |= 1 << (activity & 63);
    }

    /// The activities in it, ascending; never [`NONE`](crate::cases::NONE).
    pub fn codes(self) -> impl Iterator<Item = u8> {
        (0..crate::cases::NONE).filter(move |code| self.contains(*code))
    }

    /// Whether some activity is in both.
    pub fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; 4]
    }
}

impl FromIterator<u8> for ActivitySet {
    fn from_iter<I: IntoIterator<Item = u8>>(activities: I) -> Self {
        let mut set = Self::default();
        for activity in activities {
            set.insert(activity);
        }
        set
    }
}

impl<const N: usize> From<[u8; N]> for ActivitySet {
    fn from(activities: [u8; N]) -> Self {
        activities.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_in_and_nothing_else() {
        let set = ActivitySet::from([0, 63, 64, 200, 254]);
        let inside: Vec<u8> = set.codes().collect();
        assert_eq!(inside, [0, 63, 64, 200, 254]);
        assert!(ActivitySet::default().is_empty());
        assert!(ActivitySet::ALL.contains(255) && !set.contains(255));
    }
}
