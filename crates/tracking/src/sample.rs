//! The last few events of a source as they came, so that whoever wires it sees what arrives.

use crate::segment::Refusal;

/// Samples a commit keeps of one source.
pub(crate) const MOST: usize = 10;
/// Of these, at most so many that were refused: they must not hide what works.
const MOST_REFUSED: usize = 5;
/// Samples a source keeps.
pub(crate) const KEPT: i64 = 50;
/// A longer event is shown cut.
const PAYLOAD_BYTES: usize = 8 * 1024;
const NAME_CHARS: usize = 100;

/// One event as it came.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    /// Its place among the things told, or why it was refused.
    pub(crate) fate: Result<usize, Refusal>,
    /// `track`, `identify`, …
    pub(crate) call: String,
    /// What people recognise it by.
    pub(crate) name: Option<String>,
    /// JSON as it came; no longer JSON where it had to be cut.
    pub(crate) payload: String,
}

impl Sample {
    pub(crate) fn told(call: &str, name: Option<String>, place: usize, payload: &str) -> Self {
        Self::new(call, name, Ok(place), payload)
    }

    pub(crate) fn refused(
        call: &str,
        name: Option<String>,
        refusal: Refusal,
        payload: &str,
    ) -> Self {
        Self::new(call, name, Err(refusal), payload)
    }

    fn new(call: &str, name: Option<String>, fate: Result<usize, Refusal>, payload: &str) -> Self {
        Self {
            fate,
            call: call.chars().take(NAME_CHARS).collect(),
            name: name.map(|name| name.chars().take(NAME_CHARS).collect()),
            payload: cut(payload, PAYLOAD_BYTES).replace('\0', ""),
        }
    }
}

fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Keeps the newest [`MOST`], a few refused ones among them, in their order.
pub(crate) fn keep_last(samples: &mut Vec<Sample>) {
    if samples.len() <= MOST {
        return;
    }
    let refused = samples.iter().filter(|sample| sample.fate.is_err()).count();
    let told = samples.len() - refused;
    let room_refused = refused.min(MOST_REFUSED.max(MOST.saturating_sub(told)));
    let mut drop_refused = refused - room_refused;
    let mut drop_told = told - told.min(MOST - room_refused);
    samples.retain(|sample| {
        let drop = if sample.fate.is_err() { &mut drop_refused } else { &mut drop_told };
        let dropped = *drop > 0;
        *drop = drop.saturating_sub(1);
        !dropped
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(samples: &[Sample]) -> String {
        samples.iter().map(|s| s.fate.map_or("x".into(), |place| place.to_string())).collect()
    }

    #[test]
    fn the_newest_are_kept_and_refusals_do_not_hide_them() {
        let make = |pattern: &str| -> Vec<Sample> {
            pattern
                .chars()
                .map(|c| match c.to_digit(10) {
                    Some(place) => Sample::told("track", None, place as usize, "{}"),
                    None => Sample::refused("track", None, Refusal::NoName, "{}"),
                })
                .collect()
        };
        for (before, after) in [
            ("0123", "0123"),
            ("01234567890123", "4567890123"),
            ("xxxxxxxx12345678", "xxxxx45678"),
            ("xxxxxxxxxxxx1", "xxxxxxxxx1"),
            ("x012345678901", "x345678901"),
        ] {
            let mut samples = make(before);
            keep_last(&mut samples);
            assert_eq!(places(&samples), after, "{before}");
        }
    }

    #[test]
    fn long_payloads_are_cut_between_characters() {
        let sample = Sample::told("track", None, 0, &"é".repeat(PAYLOAD_BYTES));
        assert!(sample.payload.len() <= PAYLOAD_BYTES && sample.payload.ends_with('é'));
    }
}
