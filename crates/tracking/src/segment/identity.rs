//! Who a call is about.

use parcours_customers::{Claim, IdentityKind, Key, KeyRefusal};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::Refusal;
use super::event::{CallType, RawEvent};
use super::json::{self, Fields};

/// The claim of a call: its ids and, for an identify call, its traits.
pub(super) fn claim(
    call: CallType,
    event: &RawEvent<'_>,
    context: &Fields<'_>,
) -> Result<Claim, Refusal> {
    let mut claim = Claim::default();
    let mut blocked = false;
    let mut key = |kind, value: Option<String>| match Key::from_client(kind, &value?) {
        Ok(key) => Some(key),
        Err(KeyRefusal::Empty) => None,
        Err(KeyRefusal::Blocked | KeyRefusal::TooLong) => {
            blocked = true;
            None
        }
    };
    claim.lasting = key(IdentityKind::UserId, event.user_id.and_then(json::text));
    claim.anonymous = key(IdentityKind::AnonymousId, event.anonymous_id.and_then(json::text));
    match call {
        CallType::Alias => {
            let previous = key(IdentityKind::UserId, event.previous_id.and_then(json::text));
            claim.previous = Some(previous.ok_or(Refusal::NoPrevious)?.value);
            // Some SDKs send the new id as the anonymous one when nobody has signed in yet.
            claim.lasting.as_ref().ok_or(Refusal::NoPrevious)?;
        }
        CallType::Merge => merge(&mut claim, event.merge_properties),
        CallType::Identify => {
            // RudderStack's SDKs say traits in the context only.
            let mut traits = object(context.get("traits"));
            traits.extend(object(event.traits));
            for (name, kind) in [("email", IdentityKind::Email), ("phone", IdentityKind::Phone)] {
                claim.also.extend(also(kind, traits.get(name)));
            }
            claim.traits = Some(traits).filter(|traits| !traits.is_empty());
        }
        CallType::Track | CallType::Page | CallType::Screen | CallType::Group => {}
    }
    claim.also.extend(external_ids(context));
    if claim.lasting.is_some() || claim.anonymous.is_some() {
        Ok(claim)
    } else if blocked {
        Err(Refusal::BlockedIdentity)
    } else {
        Err(Refusal::NoIdentity)
    }
}

fn object(value: Option<&RawValue>) -> Map<String, Value> {
    value.and_then(|value| serde_json::from_str(value.get()).ok()).unwrap_or_default()
}

fn also(kind: IdentityKind, value: Option<&Value>) -> Option<Key> {
    let text = match value? {
        Value::String(text) => text.replace('\0', ""),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    // What is not the form of an address would only be in the way of a real one.
    let plausible = match kind {
        IdentityKind::Email => text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty() && host.contains('.') && !text.contains(char::is_whitespace)
        }),
        IdentityKind::Phone => text.bytes().filter(u8::is_ascii_digit).count() >= 6,
        IdentityKind::UserId | IdentityKind::AnonymousId => true,
    };
    plausible.then(|| Key::from_client(kind, &text).ok()).flatten()
}

/// `context.externalIds`: those of a kind that we know.
fn external_ids(context: &Fields<'_>) -> Vec<Key> {
    let Some(Value::Array(ids)) =
        context.get("externalIds").and_then(|ids| serde_json::from_str(ids.get()).ok())
    else {
        return Vec::new();
    };
    let key = |id: &Value| also(kind(id.get("type")?)?, id.get("id"));
    ids.iter().filter_map(key).take(5).collect()
}

/// RudderStack's merge call: two keys of one customer.
fn merge(claim: &mut Claim, keys: Option<&RawValue>) {
    let keys: Vec<Map<String, Value>> =
        keys.and_then(|keys| serde_json::from_str(keys.get()).ok()).unwrap_or_default();
    for key in keys.iter().take(5) {
        let Some(key) =
            key.get("type").and_then(kind).and_then(|kind| also(kind, key.get("value")))
        else {
            continue;
        };
        if !key.kind.is_lasting() {
            claim.anonymous.get_or_insert(key);
        } else if claim.lasting.is_none() {
            claim.lasting = Some(key);
        } else {
            claim.also.push(key);
        }
    }
}

fn kind(name: &Value) -> Option<IdentityKind> {
    match name.as_str()? {
        "user_id" | "userId" => Some(IdentityKind::UserId),
        "anonymous_id" | "anonymousId" => Some(IdentityKind::AnonymousId),
        "email" => Some(IdentityKind::Email),
        "phone" | "mobile" => Some(IdentityKind::Phone),
        _ => None,
    }
}
