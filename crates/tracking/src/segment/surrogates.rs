//! Half characters. JavaScript cuts texts in the middle of a character and writes what is left as
//! `\ud83d`, which no strict JSON reader takes. Half a character becomes U+FFFD, the rest is kept.

const REPLACEMENT: &str = "\\ufffd";

/// The same JSON without half characters. Costs a search when there are none.
pub(super) fn repair(json: String) -> String {
    if !json.contains("\\ud") && !json.contains("\\uD") {
        return json;
    }
    let mut sound = String::with_capacity(json.len());
    let mut rest = json.as_str();
    while let Some(start) = rest.find('\\') {
        let (before, escape) = rest.split_at(start);
        sound.push_str(before);
        let taken = match surrogate(escape) {
            Some(Half::First) if surrogate(&escape[6..]) == Some(Half::Second) => 12,
            Some(_) => {
                sound.push_str(REPLACEMENT);
                rest = &escape[6..];
                continue;
            }
            // A backslash and what it escapes; at the very end there is nothing to escape.
            None => escape.chars().take(2).map(char::len_utf8).sum(),
        };
        sound.push_str(&escape[..taken]);
        rest = &escape[taken..];
    }
    sound.push_str(rest);
    sound
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}

/// Which half of a character an escape at the start of `text` is, if it is one.
fn surrogate(text: &str) -> Option<Half> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let code = u16::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    match code {
        0xd800..=0xdbff => Some(Half::First),
        0xdc00..=0xdfff => Some(Half::Second),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whole_characters_stay_and_halves_are_replaced() {
        for (said, kept) in [
            (r#""\ud83d\ude00""#, "😀"),
            (r#""a\uD83D""#, "a\u{fffd}"),
            (r#""\ude00\ud83d\ude00""#, "\u{fffd}😀"),
            (r#""\\ud83d \" é""#, "\\ud83d \" é"),
            (r#""\ud83d\n""#, "\u{fffd}\n"),
        ] {
            let text: String = serde_json::from_str(&repair(said.to_owned())).unwrap();
            assert_eq!(text, kept, "{said}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in r"(\\|u|d83d|\\ud83d|\\ude00|é|.){0,20}") {
            let _ = repair(text);
        }

        #[test]
        fn what_is_sound_is_untouched(text: String) {
            let json = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(repair(json.clone()), json);
        }
    }
}
