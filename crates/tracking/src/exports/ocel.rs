//! OCEL 2.0 as JSON (ocel-standard.org): events, and the objects that each is about.
//!
//! An event's type is the interaction's kind; its objects are the customer and what well-known
//! properties name ([`objects`]), the qualifier saying how. Values are texts, as the standard's
//! schema has them; the declared type says how to read them. A type is known only when the last
//! value was seen, so events come first and the declarations last, which JSON leaves open.
//!
//! An object is listed once. Those met are put aside in a [`Scratch`] file, not in memory.

mod distinct;
mod objects;
mod types;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, Write as _};

use parcours_interactions::InteractionId;
use parcours_interactions::export_parquet::{ExportRow, Place};
use serde::Serialize;
use serde_json::{Map, Value};

use super::moment::moment;
use super::{Form, Out};
use distinct::Distinct;
pub use distinct::Scratch;
use types::{Type, Types};

/// Attributes that are not properties. A property of the same name gets `properties.` before it.
const OWN: [&str; 9] = [
    "channel",
    "subject",
    "value",
    "received_at",
    "source",
    "message_id",
    "stage",
    "touchpoint",
    REST,
];
/// Properties of which a kind has too many, as one JSON text.
const REST: &str = "properties";

#[derive(Serialize)]
struct Event<'a> {
    id: InteractionId,
    #[serde(rename = "type")]
    kind: &'a str,
    time: String,
    attributes: Vec<Attribute<'a>>,
    relationships: Vec<Relationship>,
}

#[derive(Serialize)]
struct Attribute<'a> {
    name: Cow<'a, str>,
    value: Cow<'a, str>,
}

#[derive(Serialize)]
struct Relationship {
    #[serde(rename = "objectId")]
    object: String,
    qualifier: &'static str,
}

#[derive(Serialize)]
struct Object<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// A log being written.
pub(super) struct Ocel {
    out: Out,
    objects: Distinct,
    object_types: BTreeSet<&'static str>,
    types: Types,
    any: bool,
}

impl Ocel {
    pub(super) fn new(mut out: Out, scratch: Box<dyn Scratch>) -> io::Result<Self> {
        out.write_all(b"{\"events\":[")?;
        Ok(Self {
            out,
            objects: Distinct::new(scratch),
            object_types: BTreeSet::new(),
            types: Types::default(),
            any: false,
        })
    }

    fn relationships(&mut self, row: &ExportRow<'_>) -> io::Result<Vec<Relationship>> {
        let mut relationships: Vec<Relationship> = Vec::new();
        for object in objects::of(row.interaction) {
            if relationships.iter().any(|known| known.object == object.id) {
                continue;
            }
            let listed = Object { id: &object.id, kind: object.kind };
            self.objects.add(serde_json::to_string(&listed)?)?;
            self.object_types.insert(object.kind);
            relationships.push(Relationship { object: object.id, qualifier: object.kind });
        }
        Ok(relationships)
    }
}

impl Form for Ocel {
    fn row(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        let interaction = row.interaction;
        let relationships = self.relationships(row)?;
        let mut attributes = Attributes {
            types: self.types.of(&interaction.kind),
            list: Vec::new(),
            rest: Map::new(),
        };
        attributes.own(row);
        if let Some(properties) = interaction.properties.as_object() {
            attributes.properties(properties);
        }
        let event = Event {
            id: interaction.id,
            kind: &interaction.kind,
            time: moment(interaction.at),
            attributes: attributes.list,
            relationships,
        };
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        serde_json::to_writer(&mut self.out, &event)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        #[derive(Serialize)]
        struct ObjectType {
            name: &'static str,
            attributes: [(); 0],
        }
        self.out.write_all(b"\n],\n\"objects\":[")?;
        self.objects.write(&mut self.out)?;
        self.out.write_all(b"\n],\n\"objectTypes\":")?;
        let types: Vec<_> =
            self.object_types.iter().map(|name| ObjectType { name, attributes: [] }).collect();
        serde_json::to_writer(&mut self.out, &types)?;
        self.out.write_all(b",\n\"eventTypes\":")?;
        serde_json::to_writer(&mut self.out, &self.types)?;
        self.out.write_all(b"}\n")?;
        self.out.flush()
    }
}

/// The attributes of one event.
struct Attributes<'a, 't> {
    types: &'t mut types::EventType,
    list: Vec<Attribute<'a>>,
    rest: Map<String, Value>,
}

impl<'a> Attributes<'a, '_> {
    fn own(&mut self, row: &ExportRow<'a>) {
        let ExportRow { interaction, source, place } = *row;
        self.add(
            "channel",
            Type::String,
            Some(interaction.channel.as_str()).filter(|c| !c.is_empty()),
        );
        self.add("subject", Type::String, interaction.subject.as_deref());
        self.add("value", Type::Float, interaction.value.map(|value| value.to_string()));
        self.add("received_at", Type::Time, Some(moment(interaction.received_at)));
        self.add("source", Type::String, Some(source));
        self.add("message_id", Type::String, interaction.message_id.as_deref());
        if let Some(Place { stage, touchpoint }) = place {
            self.add("stage", Type::String, Some(stage));
            self.add("touchpoint", Type::String, Some(touchpoint));
        }
    }

    fn add(&mut self, name: &'static str, kind: Type, value: Option<impl Into<Cow<'a, str>>>) {
        let Some(value) = value else { return };
        self.types.note_own(name, kind);
        self.list.push(Attribute { name: name.into(), value: value.into() });
    }

    fn properties(&mut self, properties: &'a Map<String, Value>) {
        for (name, value) in properties {
            let (kind, text): (_, Cow<'a, str>) = match value {
                Value::Null => continue,
                Value::Bool(yes) => (Type::Boolean, yes.to_string().into()),
                Value::Number(number) if number.is_f64() => {
                    (Type::Float, number.to_string().into())
                }
                Value::Number(number) => (Type::Integer, number.to_string().into()),
                Value::String(text) => (Type::String, text.into()),
                Value::Array(_) | Value::Object(_) => (Type::String, value.to_string().into()),
            };
            let mut name = Cow::from(name);
            if OWN.contains(&&*name) {
                name = format!("properties.{name}").into();
                while properties.contains_key(&*name) {
                    name.to_mut().push('_');
                }
            }
            if self.types.note(&name, kind) {
                self.list.push(Attribute { name, value: text });
            } else {
                self.rest.insert(name.into_owned(), value.clone());
            }
        }
        if !self.rest.is_empty() {
            let rest = Value::from(std::mem::take(&mut self.rest)).to_string();
            self.add(REST, Type::String, Some(rest));
        }
    }
}

#[cfg(test)]
mod tests;
