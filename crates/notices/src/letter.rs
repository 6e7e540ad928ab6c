//! The mails themselves, in the reader's language.

use std::fmt::Write as _;

use parcours_kernel::{Language, Text};
use parcours_outbound::{Mail, Mailbox};

use crate::model::{Notice, NoticeId};

/// Notices that one mail tells; the rest is counted.
pub(crate) const MOST: usize = 20;

/// All that has gathered for somebody, in one mail. `notices` is not empty.
pub(crate) fn digest(
    to: Mailbox,
    language: Language,
    notices: &[Notice],
    more: usize,
    base: &str,
) -> Mail {
    let says = |text: Text| text.get(language).to_owned();
    let base = base.trim_end_matches('/');
    let [first, ..] = notices else { unreachable!("somebody is told something") };
    let count = notices.len() + more;
    let subject = match count {
        1 => first.title.clone(),
        _ => says(Text::new(
            format!("{count} new notices in Parcours"),
            format!("{count} nouveautés pour vous dans Parcours"),
        )),
    };
    let open = says(Text::new("Open in Parcours", "Ouvrir dans Parcours"));
    let rest = (more > 0).then(|| {
        says(Text::new(
            format!("And {more} more in Parcours."),
            format!("Et {more} autres dans Parcours."),
        ))
    });
    let why = says(Text::new(
        "You get this mail because you have not seen this in Parcours yet. When mail comes, and from \
         which journeys, you choose here:",
        "Vous recevez ce message parce que vous n’avez pas encore vu cela dans Parcours. Vous choisissez \
         ici quand vous recevez des messages, et de quels parcours\u{202f}:",
    ));
    let settings = format!("{base}/settings/notices");
    let mut text = String::new();
    let mut html = String::new();
    for notice in notices {
        let link = format!("{base}{}", notice.path);
        let (title, excerpt) = (&notice.title, &notice.excerpt);
        let _ = writeln!(text, "{title}");
        for line in excerpt.lines() {
            let _ = writeln!(text, "> {line}");
        }
        let _ = write!(text, "{link}\n\n");
        let quote = if excerpt.is_empty() {
            String::new()
        } else {
            format!(
                "<blockquote style=\"margin:8px 0;padding:0 0 0 12px;border-left:3px solid #d5d2ca;\
                 color:#57534a\">{}</blockquote>",
                escaped(excerpt).replace('\n', "<br>")
            )
        };
        let _ = write!(
            html,
            "<div style=\"margin:0 0 24px\"><strong>{}</strong>{quote}\
             <a href=\"{}\" style=\"color:#1d4f8f\">{open}</a></div>",
            escaped(title),
            escaped(&link)
        );
    }
    if let Some(rest) = rest {
        let _ = write!(text, "{rest}\n{base}/\n\n");
        let _ = write!(html, "<p>{rest}</p>");
    }
    let _ = write!(text, "-- \n{why}\n{settings}\n");
    let html = page(
        language,
        &html,
        &format!("{} <a href=\"{settings}\" style=\"color:#57534a\">{settings}</a>", escaped(&why)),
    );
    let newest = notices.last().map_or(first.id, |last| last.id);
    Mail { to, subject, text, html, key: format!("notices-{newest}") }
}

/// A mail that says only that mail arrives.
pub(crate) fn test(to: Mailbox, language: Language, id: NoticeId) -> Mail {
    let says = |text: Text| text.get(language).to_owned();
    let subject =
        says(Text::new("Mail from Parcours arrives", "Les messages de Parcours arrivent"));
    let words = says(Text::new(
        "This mail was sent to try the settings. They work.",
        "Ce message a été envoyé pour essayer les réglages. Ils fonctionnent.",
    ));
    let html = page(language, &format!("<p>{words}</p>"), "");
    Mail { to, subject, text: format!("{words}\n"), html, key: format!("test-{id}") }
}

/// Plain enough for every reader of mail: one column, no picture, no style sheet.
fn page(language: Language, body: &str, foot: &str) -> String {
    let foot = if foot.is_empty() {
        String::new()
    } else {
        format!("<p style=\"margin:32px 0 0;font-size:13px;color:#57534a\">{foot}</p>")
    };
    format!(
        "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><body style=\"margin:0;padding:24px;\
         font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1f1d19\">\
         <div style=\"max-width:560px\">{body}{foot}</div></body></html>",
        language.code()
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
