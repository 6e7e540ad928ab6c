//! XES event logs (IEEE 1849-2016): one trace a customer, one event an interaction, in their order.
//!
//! `concept:name` of a trace is the customer, of an event its kind; `time:timestamp` is when it
//! happened. Everything else has its own key and type. With a journey, classifiers let a tool see
//! stages or touchpoints as the activities. There is no lifecycle: an interaction has no duration.
//!
//! Properties keep their names and types; lists and objects are JSON texts, for few tools read
//! XES's own lists. A name that is no XML name, or is taken, is changed as little as it takes.

mod attributes;

use std::io::{self, Write as _};

use parcours_interactions::CustomerId;
use parcours_interactions::export_parquet::{ExportRow, Place};

use super::moment::moment;
use super::{Form, Out};
use attributes::{Attributes, Kind};

/// The version is a number by the standard's schema.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<global scope="trace">
<string key="concept:name" value=""/>
</global>
<global scope="event">
<string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000000Z"/>
"#;
const PLACES: &str = r#"<string key="stage" value=""/>
<string key="touchpoint" value=""/>
"#;
const CLASSIFIER: &str = r#"</global>
<classifier name="Kind" scope="event" keys="concept:name"/>
"#;
const PLACE_CLASSIFIERS: &str = r#"<classifier name="Touchpoint" scope="event" keys="touchpoint"/>
<classifier name="Stage" scope="event" keys="stage"/>
"#;

/// A log being written.
pub(super) struct Xes {
    out: Out,
    /// Whose trace is open.
    customer: Option<CustomerId>,
    attributes: Attributes,
}

impl Xes {
    pub(super) fn new(mut out: Out, places: bool) -> io::Result<Self> {
        let (globals, classifiers) = if places { (PLACES, PLACE_CLASSIFIERS) } else { ("", "") };
        for part in [HEAD, globals, CLASSIFIER, classifiers] {
            out.write_all(part.as_bytes())?;
        }
        Ok(Self { out, customer: None, attributes: Attributes::default() })
    }

    fn turn_to(&mut self, customer: CustomerId) -> io::Result<()> {
        if self.customer == Some(customer) {
            return Ok(());
        }
        self.end_trace()?;
        self.customer = Some(customer);
        self.attributes.clear();
        self.attributes.add("concept:name", Kind::String, &customer.to_string());
        self.out.write_all(b"<trace>\n")?;
        self.attributes.write(&mut self.out)
    }

    fn end_trace(&mut self) -> io::Result<()> {
        if self.customer.take().is_some() {
            self.out.write_all(b"</trace>\n")?;
        }
        Ok(())
    }
}

impl Form for Xes {
    fn row(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        let ExportRow { interaction, source, place } = row;
        self.turn_to(interaction.customer_id)?;
        let attributes = &mut self.attributes;
        attributes.clear();
        attributes.add("concept:name", Kind::String, &interaction.kind);
        attributes.add("time:timestamp", Kind::Date, &moment(interaction.at));
        if let Some(Place { stage, touchpoint }) = place {
            attributes.add("stage", Kind::String, stage);
            attributes.add("touchpoint", Kind::String, touchpoint);
        }
        attributes.add("id", Kind::String, &interaction.id.to_string());
        attributes.add("received_at", Kind::Date, &moment(interaction.received_at));
        if !interaction.channel.is_empty() {
            attributes.add("channel", Kind::String, &interaction.channel);
        }
        if let Some(subject) = &interaction.subject {
            attributes.add("subject", Kind::String, subject);
        }
        if let Some(value) = interaction.value {
            attributes.add("value", Kind::Float, &value.to_string());
        }
        attributes.add("source", Kind::String, source);
        if let Some(message_id) = &interaction.message_id {
            attributes.add("message_id", Kind::String, message_id);
        }
        for (name, value) in interaction.properties.as_object().into_iter().flatten() {
            attributes.property(name, value);
        }
        self.out.write_all(b"<event>\n")?;
        self.attributes.write(&mut self.out)?;
        self.out.write_all(b"</event>\n")
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.end_trace()?;
        self.out.write_all(b"</log>\n")?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
