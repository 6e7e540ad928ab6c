//! One fact of the demo shop: kept small while the year is made, spelt out when it is handed over.

use serde_json::{Value, json};

use super::catalogue::Product;
use super::person::{Device, Person};

/// One event as an SDK of the shop would have sent it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DemoEvent {
    /// When, in microseconds since 1970-01-01T00:00:00Z.
    pub(crate) at: i64,
    /// The browser's own id, for what happens in a browser.
    pub(crate) anonymous_id: Option<String>,
    /// The shop's number of the customer, once they left their name there.
    pub(crate) user_id: Option<String>,
    /// What happened, in the words of Segment's e-commerce specification where it has one.
    pub(crate) kind: &'static str,
    /// Where: `web`, `email`, `instagram`, `chat`, `phone`, `store`, `carrier` or `review_site`.
    pub(crate) channel: &'static str,
    /// What about: a page, a product, an e-mail, a survey, a reason.
    pub(crate) subject: Option<&'static str>,
    /// Euros, a score, stars or kilometres, as the kind says.
    pub(crate) value: Option<f64>,
    /// The rest. `device`, `carrier` and `campaign` are worth promoting into signatures.
    pub(crate) properties: Vec<(&'static str, Value)>,
    /// What the shop learnt about the customer; on the first event that carries their `user_id`.
    pub(crate) traits: Vec<(&'static str, Value)>,
    /// Unique in the whole year, and the same on every run.
    pub(crate) message_id: String,
}

/// The working form of a [`DemoEvent`]: half a million of them are sorted, so nothing is allocated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub(super) at: i64,
    pub(super) who: u32,
    /// The fact's number in the customer's life, in time order.
    pub(super) rank: u32,
    pub(super) kind: &'static str,
    pub(super) channel: &'static str,
    pub(super) subject: Option<&'static str>,
    pub(super) value: Option<f64>,
    /// The browser it happened in; without one it happened to somebody known.
    pub(super) device: Option<Device>,
    pub(super) known: bool,
    /// The first fact that says who the customer is.
    pub(super) introduces: bool,
    pub(super) product: Option<&'static Product>,
    /// The number of the customer's order, from 1.
    pub(super) order: Option<u16>,
    /// Shoe size, with a product.
    pub(super) size: Option<u8>,
    /// One more property, in words: a carrier, a campaign, a reason, a search, a comment.
    pub(super) words: Option<(&'static str, &'static str)>,
}

impl Fact {
    /// A fact with nothing said yet but what and where.
    pub(super) fn new(at: i64, kind: &'static str, channel: &'static str) -> Self {
        Self {
            at,
            who: 0,
            rank: 0,
            kind,
            channel,
            subject: None,
            value: None,
            device: None,
            known: true,
            introduces: false,
            product: None,
            order: None,
            size: None,
            words: None,
        }
    }

    /// Spells the fact out.
    pub(super) fn tell(self, seed: u64) -> DemoEvent {
        let mut properties = Vec::new();
        if let Some(device) = self.device {
            properties.push(("device", json!(device.name())));
        }
        if let Some(product) = self.product {
            properties.push(("product", json!(product.name)));
            if let Some(size) = self.size {
                properties.push(("size", json!(size)));
            }
        }
        if let Some(order) = self.order {
            properties.push(("order_id", json!(format!("F{:05}-{order}", self.who))));
        }
        if matches!(self.kind, "order_completed" | "order_refunded") {
            properties.push(("currency", json!("EUR")));
        }
        if let Some((name, words)) = self.words {
            properties.push((name, json!(words)));
        }
        let who = self.who;
        let traits = if self.introduces {
            Person::draw(who, &mut super::stream(seed, who)).traits()
        } else {
            Vec::new()
        };
        DemoEvent {
            at: self.at,
            anonymous_id: self.device.map(|device| format!("visitor-{who:05}-{}", device.name())),
            user_id: self.known.then(|| format!("foulee-{who:05}")),
            kind: self.kind,
            channel: self.channel,
            subject: self.subject,
            value: self.value,
            properties,
            traits,
            message_id: format!("demo-{who:05}-{}", self.rank),
        }
    }
}
