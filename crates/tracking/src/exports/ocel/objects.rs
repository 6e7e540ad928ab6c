//! Which objects an interaction is about: its customer, and what well-known properties name.
//!
//! Few on purpose: an id that is unique within the company, under the names of Segment's
//! specifications. To add one: a line in [`KNOWN`], and in the guide.

use parcours_interactions::Interaction;
use serde_json::{Map, Value};

/// The type of the customer, and how an event is related to it.
const CUSTOMER: &str = "customer";
/// The properties that name an object, the better one first, and the object's type.
const KNOWN: [(&[&str], &str); 6] = [
    (&["order_id"], "order"),
    (&["cart_id"], "cart"),
    (&["session_id"], "session"),
    (&["conversation_id"], "conversation"),
    (&["ticket_id"], "ticket"),
    (PRODUCT, "product"),
];
const PRODUCT: &[&str] = &["product_id", "sku", "product"];
/// The lines of an order or a cart.
const PRODUCTS: &str = "products";

/// One object of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Unique among objects of all types: `order:F1`. A customer's is its own.
    pub(super) id: String,
    /// Its type, which is also the qualifier.
    pub(super) kind: &'static str,
}

/// The objects of an interaction, its customer first; one may come twice.
pub(super) fn of(interaction: &Interaction) -> Vec<Named> {
    let mut named = vec![Named { id: interaction.customer_id.to_string(), kind: CUSTOMER }];
    let Some(properties) = interaction.properties.as_object() else { return named };
    named.extend(KNOWN.iter().filter_map(|(names, kind)| one(properties, names, kind)));
    let lines = properties.get(PRODUCTS).and_then(Value::as_array).into_iter().flatten();
    named.extend(
        lines.filter_map(Value::as_object).filter_map(|line| one(line, PRODUCT, "product")),
    );
    named
}

fn one(properties: &Map<String, Value>, names: &[&str], kind: &'static str) -> Option<Named> {
    let id = names.iter().find_map(|name| match properties.get(*name)? {
        Value::String(text) => Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned),
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    })?;
    Some(Named { id: format!("{kind}:{id}"), kind })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::super::testing::interaction;
    use super::*;

    #[test]
    fn well_known_properties_name_objects() {
        let customer = interaction(0).customer_id.to_string();
        for (properties, expected) in [
            (json!({}), vec![]),
            (json!({ "order_id": "F1", "session_id": 7 }), vec!["order:F1", "session:7"]),
            (json!({ "sku": "S", "product_id": "P" }), vec!["product:P"]),
            (json!({ "sku": " S " }), vec!["product:S"]),
            (json!({ "product": "pegase-41", "products": "2" }), vec!["product:pegase-41"]),
            (json!({ "order_id": "", "cart_id": 1.5, "ticket_id": null }), vec![]),
            (
                json!({ "order_id": 1, "products": [{ "sku": "a" }, { "name": "b" }, 3, { "product_id": 4 }] }),
                vec!["order:1", "product:a", "product:4"],
            ),
        ] {
            let interaction = Interaction { properties, ..interaction(0) };
            let ids: Vec<_> = of(&interaction).into_iter().map(|named| named.id).collect();
            let expected: Vec<_> = std::iter::once(customer.as_str()).chain(expected).collect();
            assert_eq!(ids, expected, "{}", interaction.properties);
        }
    }
}
