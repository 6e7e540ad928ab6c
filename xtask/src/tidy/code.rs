//! Rust source without its comments and literals, so that a check does not trip over words in a
//! sentence. A small scanner, not a parser: it knows where text begins and ends and nothing else.

/// Replaces every comment, string and character literal by spaces; line numbers stay.
pub(super) fn without_comments_and_literals(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Whether the character before `rest` belongs to a word: the `r` of `for"` begins no raw string.
    let mut in_word = false;
    while let Some(first) = rest.chars().next() {
        let hidden = hidden_length(rest, in_word);
        if hidden > 0 {
            out.extend(rest[..hidden].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = &rest[hidden..];
            in_word = false;
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            in_word = first.is_alphanumeric() || first == '_';
        }
    }
    out
}

/// The length in bytes of the comment or literal that `text` begins with; 0 when it begins with code.
fn hidden_length(text: &str, in_word: bool) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return block_comment(text);
    }
    if text.starts_with('\'') {
        return character(text);
    }
    // The prefixes of string literals: b"", c"", r"", br"", cr"", with any number of #.
    let prefix = if in_word {
        ""
    } else {
        ["br", "cr", "b", "c", "r"].into_iter().find(|p| text.starts_with(p)).unwrap_or("")
    };
    let literal = &text[prefix.len()..];
    let hashes = literal.len() - literal.trim_start_matches('#').len();
    let raw = prefix.ends_with('r');
    if !literal[hashes..].starts_with('"') || (hashes > 0 && !raw) {
        return 0;
    }
    let opening = prefix.len() + hashes + 1;
    let end = if raw {
        let closing = format!("\"{}", "#".repeat(hashes));
        text[opening..].find(&closing).map(|at| at + closing.len())
    } else {
        string_end(&text[opening..])
    };
    end.map_or(text.len(), |end| opening + end)
}

/// Where a string that has begun ends, past its closing quote.
fn string_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The length of a block comment; they nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0usize;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a character literal, or 0 for a lifetime.
fn character(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    match chars.next() {
        Some((_, '\\')) => {
            // The escaped character itself may be a quote.
            chars.next();
            chars.find(|(_, c)| *c == '\'').map_or(text.len(), |(at, _)| at + 1)
        }
        Some(_) => chars.next().filter(|(_, c)| *c == '\'').map_or(0, |(at, _)| at + 1),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        without_comments_and_literals(text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(
            words("let a = 1; // sqlx\n/* sqlx /* deep */ sqlx */ let b;"),
            "let a = 1; let b;"
        );
        assert_eq!(words("/// sqlx\n//! sqlx\nfn f() {}"), "fn f() {}");
    }

    #[test]
    fn strings_go_with_their_prefixes() {
        assert_eq!(
            words(r##"f("sq\"lx", b"sqlx", r"sqlx\", r#"sq"lx"#, c"x"); g"##),
            "f( , , , , ); g"
        );
        assert_eq!(words("macro_for\"sqlx\" end"), "macro_for end");
    }

    #[test]
    fn characters_go_and_lifetimes_stay() {
        assert_eq!(
            words(r#"let q: &'a str = ('"', '\'', 'é', '\u{2F}');"#),
            "let q: &'a str = ( , , , );"
        );
        assert_eq!(words("impl<'a, 'b> X<'a> {}"), "impl<'a, 'b> X<'a> {}");
    }

    #[test]
    fn line_numbers_stay() {
        let text = "a\n\"one\ntwo\"\n/* x\n*/ b\n";
        assert_eq!(without_comments_and_literals(text).lines().count(), text.lines().count());
        assert!(without_comments_and_literals(text).lines().nth(4).unwrap().contains('b'));
    }

    #[test]
    fn what_never_ends_hides_the_rest() {
        assert_eq!(words("a /* b"), "a");
        assert_eq!(words("a \"b"), "a");
        assert_eq!(words("a r#\"b\""), "a");
    }
}
