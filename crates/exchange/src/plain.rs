//! HTML in cells, as other tools write it, made plain text.

/// Entities that occur in texts; numbers are read whatever they are.
const ENTITIES: [(&str, &str); 26] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("agrave", "à"),
    ("acirc", "â"),
    ("ccedil", "ç"),
    ("ugrave", "ù"),
    ("ucirc", "û"),
    ("ocirc", "ô"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("Eacute", "É"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("euro", "€"),
];
/// Elements whose end is the end of a line.
const LINES: [&str; 12] =
    ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "table"];
/// Elements that hold no words of people.
const SILENT: [&str; 3] = ["script", "style", "head"];

/// Whether a text has tags or entities of HTML in it.
pub(crate) fn has_html(text: &str) -> bool {
    let tag = |after: &str| {
        let name = after.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let closes = after.find('>').is_some();
        end > 0 && closes && (KNOWN.contains(&name[..end].to_ascii_lowercase().as_str()))
    };
    text.match_indices('<').any(|(place, _)| tag(&text[place + 1..]))
        || text.match_indices('&').any(|(place, _)| entity(&text[place..]).is_some())
}

const KNOWN: [&str; 32] = [
    "a", "b", "i", "u", "s", "p", "br", "div", "span", "strong", "em", "ul", "ol", "li", "h1",
    "h2", "h3", "h4", "table", "tr", "td", "th", "tbody", "img", "font", "script", "style", "head",
    "html", "body", "meta", "small",
];

/// The words of a text with HTML: line ends where lines end, a dash before items of lists.
pub(crate) fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(place) = rest.find(['<', '&']) {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        if let Some((sign, length)) = entity(rest) {
            out.push_str(&sign);
            rest = &rest[length..];
            continue;
        }
        let end = if rest.starts_with('<') { rest.find('>') } else { None };
        let Some(end) = end else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        let inner = &rest[1..end];
        let closing = inner.starts_with('/');
        let name: String =
            inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        rest = &rest[end + 1..];
        if SILENT.contains(&name.as_str()) && !closing {
            let close = format!("</{name}");
            let after = rest.to_ascii_lowercase().find(&close);
            rest = after.map_or("", |after| &rest[after..]);
        } else if LINES.contains(&name.as_str()) {
            if !out.is_empty() && !out.ends_with('\n') {
                out.push('\n');
            }
            if name == "li" && !closing {
                out.push_str("– ");
            }
        } else if matches!(name.as_str(), "td" | "th") && closing {
            out.push(' ');
        }
    }
    out.push_str(rest);
    let lines = out.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The sign of an entity at the start of a text, and its length.
fn entity(text: &str) -> Option<(String, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.char_indices().take(12).find(|(_, sign)| *sign == ';')?.0;
    let (name, length) = (&body[..end], end + 2);
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code).filter(|sign| *sign != '\0')?.to_string(), length));
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, sign)| ((*sign).to_owned(), length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_clipboard_full_of_html_becomes_words() {
        let html = "<div style=\"color:red\"><p>Caf&eacute; &amp; th&#233;</p><ul><li>un</li><li>deux<br>trois</li></ul>\
                    <script>alert(1 < 2)</script><style>p{}</style></div>";
        assert_eq!(text(html), "Café & thé\n– un\n– deux\ntrois");
        assert!(has_html(html) && has_html("a&nbsp;b"));
    }

    #[test]
    fn words_that_only_look_like_it_stay() {
        for plain in ["a < b", "R&D; more", "1 <2> 3", "x & y", "<3"] {
            assert!(!has_html(plain), "{plain}");
        }
    }

    proptest! {
        #[test]
        fn nothing_makes_it_panic(html in "(<|>|&|;|/|é|[a-z#0-9 ]){0,40}") {
            let _ = (text(&html), has_html(&html));
        }
    }
}
