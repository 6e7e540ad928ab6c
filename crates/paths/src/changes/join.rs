//! Finds about the same days are one change.
//!
//! A broken payment is a loss at the payment, fewer orders, more chats, on mobile and in all. Finds are
//! taken strongest first; each joins the first change that it overlaps by half of the shorter of the
//! two, if they begin together (within three days, or a quarter of the longer) or are explained by the
//! same segment, or if they share half of the longer. What is left begins a change of its own.

use super::explain::Explained;
use super::{Change, Find};

/// Days by which two beginnings of one change may differ.
const TOGETHER: usize = 3;

/// Joins finds; `explained` gives the segment that explains one.
pub fn join(mut finds: Vec<Find>, explained: impl Fn(&Find) -> Option<Explained>) -> Vec<Change> {
    finds.sort_by(|a, b| b.found.strength.total_cmp(&a.found.strength));
    let mut changes: Vec<Change> = Vec::new();
    for find in finds {
        let its = explained(&find);
        let same = changes.iter_mut().find(|change| {
            let by = change.explained.map(|one| one.value);
            is_about(&change.head, &find, by.is_some() && by == its.map(|one| one.value))
        });
        match same {
            // Of a loss on the way to the door, the order knows the day and the parcel the carrier.
            Some(change) if change.explained.is_none() && its.is_some() => {
                change.explained = its;
                change.others.push(std::mem::replace(&mut change.head, find));
            }
            Some(change) => change.others.push(find),
            None => {
                changes.push(Change { head: find, explained: its, others: Vec::new(), rate: 1.0 });
            }
        }
    }
    changes
}

/// Whether two finds are about the same days.
fn is_about(head: &Find, find: &Find, same_segment: bool) -> bool {
    let (one, two) = (head.found.window, find.found.window);
    let common = one.common(two);
    let overlap = common * 2 >= one.len().min(two.len());
    let tolerance = TOGETHER.max(one.len().max(two.len()) / 4);
    let together = one.from.abs_diff(two.from) <= tolerance;
    let within = common * 2 >= one.len().max(two.len());
    // What began before a series could tell shows as the end of another level.
    let over = same_segment && one.until.abs_diff(two.from) <= tolerance;
    (overlap && (together || same_segment || within)) || over
}
