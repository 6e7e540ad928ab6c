//! One call of an SDK, from JSON to what the log keeps.

use parcours_customers::{Claim, When};
use parcours_interactions::{NewInteraction, SignatureParts};
use parcours_kernel::Env;
use serde::Deserialize;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use super::json::{self, Fields};
use super::meaning::{self, Said};
use super::stored::{Seen, stored};
use super::{Circumstances, Refusal, identity, limits, names, time};
use crate::SourceKind;
use crate::told::{NOBODY_YET, Told};

/// The calls of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallType {
    Track,
    Page,
    Screen,
    Identify,
    Group,
    Alias,
    Merge,
}

impl CallType {
    pub(crate) const ALL: [Self; 7] = [
        Self::Track,
        Self::Page,
        Self::Screen,
        Self::Identify,
        Self::Group,
        Self::Alias,
        Self::Merge,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Page => "page",
            Self::Screen => "screen",
            Self::Identify => "identify",
            Self::Group => "group",
            Self::Alias => "alias",
            Self::Merge => "merge",
        }
    }
}

/// An event as it came; nothing of it is read before it is needed.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct RawEvent<'a> {
    #[serde(borrow, rename = "type")]
    pub(super) call: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) action: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) event: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) name: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) category: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) user_id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) anonymous_id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) previous_id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) merge_properties: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) message_id: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) original_timestamp: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) sent_at: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) context: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) properties: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) traits: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) channel: Option<&'a RawValue>,
    #[serde(borrow)]
    pub(super) write_key: Option<&'a RawValue>,
}

impl<'a> RawEvent<'a> {
    pub(super) fn read(event: &'a RawValue) -> Result<Self, Refusal> {
        if event.get().len() > limits::EVENT_BYTES {
            return Err(Refusal::EventTooLarge);
        }
        serde_json::from_str(event.get()).map_err(|_| Refusal::BadEvent)
    }

    /// When it happened, by the teller's clock.
    pub(super) fn said_at(&self) -> Option<&'a RawValue> {
        self.original_timestamp.or(self.timestamp)
    }

    /// What it is: the address decides for a single call, `type` (older SDKs: `action`) in a batch.
    pub(super) fn call(&self, address: Option<CallType>) -> Option<CallType> {
        address.or_else(|| {
            let name = self.call.or(self.action).and_then(json::text)?.to_lowercase();
            CallType::ALL.into_iter().find(|call| call.name() == name)
        })
    }

    /// What people recognise it by in a list: its own name, or that of the page.
    pub(super) fn shown_name(&self) -> Option<String> {
        let named = self.event.or(self.name).and_then(json::text);
        named.or_else(|| Fields::of(self.properties).text("path"))
    }
}

/// What the rest of a batch says for each of its events.
#[derive(Debug, Default)]
pub(super) struct Shared<'a> {
    pub(super) context: Fields<'a>,
    pub(super) sent_at: Option<&'a RawValue>,
}

/// What a call tells us.
pub(super) fn told(
    event: &RawEvent<'_>,
    call: CallType,
    shared: &Shared<'_>,
    around: &Circumstances<'_>,
) -> Result<Told, Refusal> {
    let mut context = Fields::of(event.context);
    context.add_missing(&shared.context);
    let claim = identity::claim(call, event, &context)?;
    let sent = event.sent_at.or(shared.sent_at);
    let at = time::corrected(
        event.said_at().and_then(time::moment),
        sent.and_then(time::moment),
        around.received_at,
    );
    if !matches!(call, CallType::Track | CallType::Page | CallType::Screen) {
        return Ok(Told { claim: Claim { when: Some(When::at(at)), ..claim }, fact: None });
    }
    let properties = Fields::of(event.properties);
    let name = event.event.or(event.name).and_then(json::text);
    let kind = match call {
        CallType::Page => "page_viewed".to_owned(),
        CallType::Screen => "screen_viewed".to_owned(),
        _ => names::kind_of(event.event.and_then(json::text).ok_or(Refusal::NoName)?.as_str()),
    };
    let said = Said {
        call,
        kind: &kind,
        name: name.as_deref(),
        properties: &properties,
        context: &context,
    };
    // What a server sends says nothing about the customer's own address and browser.
    let direct = matches!(around.kind, SourceKind::Browser | SourceKind::Mobile)
        || context.get("direct").is_some_and(|direct| direct.get() == "true");
    let seen = if direct {
        Seen { ip: around.ip, user_agent: around.user_agent }
    } else {
        Seen::default()
    };
    let channel = meaning::channel(&said, event.channel.and_then(json::text), around.kind);
    let subject = meaning::subject(&said);
    let promoted = meaning::promoted(&said, around.promoted, seen.user_agent);
    let stored = stored(event, &properties, &context, seen, sent.map(RawValue::get));
    if stored.as_deref().is_some_and(|stored| !json::is_sound(stored)) {
        return Err(Refusal::BadProperties);
    }
    let told_id = event.message_id.and_then(json::text);
    let fact = NewInteraction {
        customer: NOBODY_YET,
        at,
        received_at: around.received_at,
        signature: SignatureParts::new(&kind, &channel, subject.as_deref(), promoted).into(),
        subject,
        value: meaning::value(&said),
        properties: stored,
        source: around.source,
        derived: told_id.is_none(),
        lasting: false,
        message_id: message_id(told_id, around.env),
    };
    Ok(Told { claim, fact: Some(fact) })
}

/// The teller's own id; a digest where it is longer than a hundred characters, a new one where
/// there is none.
fn message_id(said: Option<String>, env: &Env) -> String {
    const LONGEST: usize = 100;
    match said {
        Some(id) if id.chars().count() <= LONGEST => id,
        Some(id) => {
            Sha256::digest(id.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
        }
        None => env.uuid().to_string(),
    }
}

#[cfg(test)]
mod tests;
