//! What somebody holds in their hands: mobile, tablet or desktop.

use serde_json::value::RawValue;

use super::json::Fields;

/// From what the context says, else from the browser's name.
pub(super) fn device(context: &Fields<'_>, user_agent: Option<&str>) -> Option<&'static str> {
    if let Some(said) = Fields::of(context.get("device")).text("type") {
        match said.to_lowercase().as_str() {
            "mobile" | "phone" | "smartphone" | "ios" | "android" => return Some("mobile"),
            "tablet" | "ipad" => return Some("tablet"),
            "desktop" | "computer" | "pc" | "laptop" => return Some("desktop"),
            _ => {}
        }
    }
    if let Some(agent) = context.text("userAgent") {
        return of_agent(&agent);
    }
    match Fields::of(context.get("userAgentData")).get("mobile").map(RawValue::get) {
        Some("true") => Some("mobile"),
        Some("false") => Some("desktop"),
        _ => user_agent.and_then(of_agent),
    }
}

/// `None` for programs: only browsers and apps are held by somebody.
fn of_agent(agent: &str) -> Option<&'static str> {
    let has = |word| agent.contains(word);
    if has("iPad") || has("Tablet") || (has("Android") && !has("Mobile")) {
        Some("tablet")
    } else if has("Mobi") || has("iPhone") || has("Android") {
        Some("mobile")
    } else if has("Mozilla/") {
        Some("desktop")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(context: &str, header: Option<&str>) -> Option<&'static str> {
        device(&serde_json::from_str(context).unwrap(), header)
    }

    #[test]
    fn devices_are_told_apart() {
        const IPHONE: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148";
        assert_eq!(of(r#"{"device":{"type":"Android"}}"#, None), Some("mobile"));
        assert_eq!(of(&format!(r#"{{"userAgent":"{IPHONE}"}}"#), None), Some("mobile"));
        assert_eq!(
            of(r#"{"userAgent":"Mozilla/5.0 (Linux; Android 16; SM-X900)"}"#, None),
            Some("tablet")
        );
        assert_eq!(of(r#"{"userAgent":"Mozilla/5.0 (X11; Linux x86_64)"}"#, None), Some("desktop"));
        assert_eq!(of(r#"{"userAgentData":{"mobile":false}}"#, Some(IPHONE)), Some("desktop"));
        assert_eq!(of("{}", Some(IPHONE)), Some("mobile"));
        assert_eq!(of("{}", Some("analytics-python/2.4.0")), None);
    }
}
