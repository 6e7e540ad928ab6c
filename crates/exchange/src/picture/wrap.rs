//! Texts broken into lines.

use super::font::width;

/// The lines of a text that is `most` wide; its own line ends are kept, words that are wider than a
/// line are broken.
pub(super) fn wrap(text: &str, size: f64, bold: bool, most: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        // Spaces that do not break belong to their word.
        for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&joined, size, bold) <= most {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            let (full, rest) = broken(word, size, bold, most);
            lines.extend(full);
            line = rest;
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// The first lines of a text; the last of them ends with … when there is more.
pub(super) fn wrap_to(text: &str, size: f64, bold: bool, most: f64, lines: usize) -> Vec<String> {
    let mut all = wrap(text, size, bold, most);
    if all.len() > lines {
        all.truncate(lines);
        if let Some(last) = all.last_mut() {
            while !last.is_empty() && width(&format!("{last}…"), size, bold) > most {
                last.pop();
            }
            last.push('…');
        }
    }
    all
}

fn broken(word: &str, size: f64, bold: bool, most: f64) -> (Vec<String>, String) {
    let (mut full, mut rest) = (Vec::new(), String::new());
    for sign in word.chars() {
        rest.push(sign);
        if width(&rest, size, bold) > most && rest.chars().count() > 1 {
            rest.pop();
            full.push(std::mem::take(&mut rest));
            rest.push(sign);
        }
    }
    (full, rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_no_letter_is_lost(text in "[a-zé’\u{202f}A-Z]{0,40}( [a-zœÀ]{1,30}){0,9}") {
            let lines = wrap(&text, 12.0, false, 120.0);
            prop_assert!(lines.iter().all(|line| width(line, 12.0, false) <= 120.0));
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }

    #[test]
    fn what_is_too_long_says_so() {
        let lines = wrap_to("un deux trois quatre cinq six sept", 12.0, false, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…') && width(&lines[1], 12.0, false) <= 60.0);
    }
}
