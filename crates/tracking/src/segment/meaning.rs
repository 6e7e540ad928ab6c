//! What a call means in our words: channel, subject, value, promoted properties.

use std::collections::BTreeMap;

use super::device::device;
use super::event::CallType;
use super::json::{self, Fields};
use crate::SourceKind;

/// What the parts of a call are read from.
pub(super) struct Said<'a> {
    pub(super) call: CallType,
    pub(super) kind: &'a str,
    pub(super) name: Option<&'a str>,
    pub(super) properties: &'a Fields<'a>,
    pub(super) context: &'a Fields<'a>,
}

/// Where it happened: what the event says, else what its kind is about, else what sent it.
pub(super) fn channel(said: &Said<'_>, top_level: Option<String>, source: SourceKind) -> String {
    const LONGEST: usize = 40;
    if let Some(channel) = said.properties.text("channel").filter(|text| text.len() <= LONGEST) {
        return named(&channel.to_lowercase());
    }
    for (prefix, channel) in [("email_", "email"), ("live_chat_", "chat"), ("sms_", "sms")] {
        if said.kind.starts_with(prefix) {
            return channel.to_owned();
        }
    }
    let said_channel = top_level.or_else(|| said.context.text("channel"));
    if let Some(channel) = said_channel.filter(|text| text.len() <= LONGEST) {
        return named(&channel.to_lowercase());
    }
    let from_context = if said.call == CallType::Screen {
        Some("mobile")
    } else if said.context.has("page") {
        Some("web")
    } else {
        None
    };
    let from_source = || match source {
        SourceKind::Browser => "web",
        SourceKind::Mobile => "mobile",
        SourceKind::Server | SourceKind::Import => {
            if said.call == CallType::Page {
                "web"
            } else {
                "server"
            }
        }
    };
    from_context.unwrap_or_else(from_source).to_owned()
}

/// One name a channel, however clients call it.
fn named(channel: &str) -> String {
    match channel {
        "e-mail" | "mail" => "email",
        "browser" | "website" => "web",
        "live chat" | "livechat" | "live_chat" => "chat",
        other => other,
    }
    .to_owned()
}

/// What it is about: the page, the product, the search, the template. Order numbers and the like
/// are not: they are different each time.
pub(super) fn subject(said: &Said<'_>) -> Option<String> {
    let property = |names: &[&str]| names.iter().find_map(|name| said.properties.text(name));
    let page = || {
        let page = Fields::of(said.context.get("page"));
        ["path", "url"].iter().find_map(|name| page.text(name))
    };
    let name = || said.name.map(ToOwned::to_owned);
    match said.kind {
        "page_viewed" => property(&["path", "url"]).or_else(page).or_else(name),
        "screen_viewed" => name().or_else(|| property(&["name", "screen"])),
        "products_searched" => property(&["query", "search_term"]),
        kind if kind.starts_with("product_list_") => property(&["category", "list_id"]),
        kind if kind.starts_with("product_") => property(&["name", "product", "product_id", "sku"]),
        kind if kind.starts_with("promotion_") => property(&["name", "promotion_id", "creative"]),
        kind if kind.starts_with("coupon_") => property(&["coupon_name", "coupon_id"]),
        kind if kind.starts_with("email_") => {
            property(&["template", "email_subject", "campaign_name", "campaign_id"])
        }
        kind if kind.starts_with("survey_") => property(&["survey", "survey_name", "survey_id"]),
        kind if kind.starts_with("review_") => {
            property(&["product", "name", "product_id"]).or_else(page)
        }
        kind if kind.starts_with("checkout_step_") => property(&["step_name", "step"]),
        _ => property(&["subject", "template", "name", "title", "label"]).or_else(page),
    }
}

/// Money or a score.
pub(super) fn value(said: &Said<'_>) -> Option<f64> {
    let is_opinion = said.kind.starts_with("survey_") || said.kind.starts_with("review_");
    let names: &[&str] = if is_opinion {
        &["score", "rating", "value"]
    } else {
        &["revenue", "total", "value", "price", "amount"]
    };
    names.iter().find_map(|name| said.properties.get(name).and_then(json::number))
}

/// The properties that this source puts into the signature. `device` and `campaign` are found in
/// the context, names that begin with `context.` anywhere in it, all others in the properties.
pub(super) fn promoted(
    said: &Said<'_>,
    names: &[String],
    user_agent: Option<&str>,
) -> BTreeMap<String, String> {
    let find = |name: &str| {
        let own = match name.strip_prefix("context.") {
            Some(path) => said.context.at(path),
            None => said.properties.at(name),
        };
        own.and_then(json::plain).or_else(|| match name {
            "device" => device(said.context, user_agent).map(ToOwned::to_owned),
            "campaign" => Fields::of(said.context.get("campaign")).text("name"),
            _ => None,
        })
    };
    names.iter().filter_map(|name| Some((name.clone(), find(name)?))).collect()
}
