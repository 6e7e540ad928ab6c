//! What is kept of an event beside its signature: the properties as they came, and under
//! `context` where it happened.

use std::fmt::Write as _;

use super::event::RawEvent;
use super::json::{Fields, members};

/// What is kept of the context.
const KEPT: [&str; 19] = [
    "ip",
    "locale",
    "timezone",
    "userAgent",
    "userAgentData",
    "page",
    "campaign",
    "referrer",
    "device",
    "os",
    "app",
    "network",
    "screen",
    "library",
    "location",
    "groupId",
    "externalIds",
    "traits",
    "active",
];

/// What the server saw of the request itself; used where the context does not say it.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) ip: Option<std::net::IpAddr>,
    pub(super) user_agent: Option<&'a str>,
}

/// One JSON object: the members of `properties` byte for byte, then the context. `None` when there
/// is nothing to keep.
pub(super) fn stored(
    event: &RawEvent<'_>,
    properties: &Fields<'_>,
    context: &Fields<'_>,
    seen: Seen<'_>,
    sent: Option<&str>,
) -> Option<String> {
    let own = event.properties.and_then(members);
    let context = kept(event, context, seen, sent);
    let mut out = String::with_capacity(own.map_or(0, str::len) + context.len() + 64);
    let mut separator = '{';
    let mut add = |part: &str| {
        out.push(separator);
        out.push_str(part);
        separator = ',';
    };
    if let Some(own) = own {
        add(own);
    }
    for (name, value) in [("name", event.name), ("category", event.category)] {
        if let Some(value) = value.filter(|_| !properties.has(name)) {
            add(&format!("\"{name}\":{}", value.get()));
        }
    }
    if !context.is_empty() {
        let name = if properties.has("context") { "_context" } else { "context" };
        add(&format!("\"{name}\":{{{context}}}"));
    }
    if out.is_empty() {
        return None;
    }
    out.push('}');
    Some(out)
}

fn kept(event: &RawEvent<'_>, context: &Fields<'_>, seen: Seen<'_>, sent: Option<&str>) -> String {
    let mut out = String::new();
    let mut add = |name: &str, json: &str| {
        let comma = if out.is_empty() { "" } else { "," };
        write!(out, "{comma}\"{name}\":{json}").expect("a string takes all");
    };
    for (name, value) in context.iter().filter(|(name, _)| KEPT.contains(name)) {
        add(name, value.get());
    }
    if let Some(ip) = seen.ip.filter(|_| !context.has("ip")) {
        add("ip", &format!("\"{ip}\""));
    }
    if let Some(agent) = seen.user_agent.filter(|_| !context.has("userAgent")) {
        add("userAgent", &serde_json::to_string(agent).expect("a text is plain JSON"));
    }
    // By the teller's clock, for whoever doubts the corrected time.
    if let Some(original) = event.said_at() {
        add("originalTimestamp", original.get());
    }
    if let Some(sent) = sent {
        add("sentAt", sent);
    }
    out
}
