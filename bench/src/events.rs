//! A shop's stream of events, the same in every run.

use serde_json::json;

const KINDS: [&str; 5] =
    ["Product Viewed", "Product Added", "Cart Viewed", "Checkout Started", "Order Completed"];
pub(crate) const BATCH: usize = 100;

/// One event's facts; everything follows from its number.
pub(crate) struct Event {
    pub(crate) message_id: String,
    pub(crate) user: String,
    pub(crate) kind: &'static str,
    pub(crate) at_micros: i64,
    pub(crate) properties: String,
}

/// The event of a number. Customers come back as in a shop: few often, most seldom.
pub(crate) fn event(number: usize) -> Event {
    // A fixed multiplicative hash: even, repeatable, no library.
    let hash = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let draw = (hash >> 32) as f64 / f64::from(u32::MAX);
    let user = (draw * draw * draw * 50_000.0) as usize;
    Event {
        message_id: format!("bench-{number:012}"),
        user: format!("customer-{user}"),
        kind: KINDS[(hash % 5) as usize],
        at_micros: 1_760_000_000_000_000 + (number as i64) * 1_000,
        properties: format!(r#"{{"product_id":"p{}","price":{}}}"#, hash % 500, hash % 200),
    }
}

/// The JSON bodies of `/v1/batch`, made before the clock starts.
pub(crate) fn bodies(events: usize) -> Vec<String> {
    (0..events / BATCH)
        .map(|batch| {
            let events: Vec<_> = (batch * BATCH..(batch + 1) * BATCH)
                .map(|number| {
                    let event = event(number);
                    let properties: serde_json::Value = serde_json::from_str(&event.properties).expect("it is JSON");
                    json!({
                        "type": "track", "event": event.kind, "userId": event.user, "messageId": event.message_id,
                        "properties": properties, "context": { "library": { "name": "bench", "version": "1" } }
                    })
                })
                .collect();
            json!({ "batch": events, "sentAt": null }).to_string()
        })
        .collect()
}
