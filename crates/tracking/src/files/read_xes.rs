//! XES event logs (IEEE 1849), one event at a time.
//!
//! An event's attributes keep their keys, those of its trace come with `case:` before theirs, as
//! process-mining tools name them. An attribute inside another is `outer.inner`, the items of a
//! list one JSON array. The log's own attributes, extensions, globals and classifiers say nothing
//! about a customer and are passed over.
//!
//! The parser below resolves no external entity, and a document type definition ends the reading.

use std::io::BufRead;

use parcours_kernel::Text;
use quick_xml::errors::SyntaxError;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error as XmlError, Reader};
use serde_json::{Map, Value};

use super::bytes::{Budget, Refusal};
use super::error::RowError;
use super::record::Record;
use super::xes_attributes::{Attributes, Element};
use super::{failure, words};

const MAX_DEPTH: usize = 32;

/// The events of a log.
pub(super) struct XesRecords {
    xml: Reader<Budget<Box<dyn BufRead + Send>>>,
    buffer: Vec<u8>,
    /// The elements around the place of reading, outermost first.
    open: Vec<Element>,
    trace: Attributes,
    event: Attributes,
    /// How many events were met.
    events: u64,
    finished: bool,
}

/// What one piece of XML brought.
enum Step {
    Nothing,
    EventEnded,
    LogEnded,
}

impl XesRecords {
    pub(super) fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self {
            xml: Reader::from_reader(Budget::new(input)),
            buffer: Vec::new(),
            open: Vec::new(),
            trace: Attributes::default(),
            event: Attributes::default(),
            events: 0,
            finished: false,
        }
    }

    fn record(&mut self) -> Result<Option<Record>, RowError> {
        loop {
            match self.step().map_err(|message| RowError::fatal(self.events.max(1), message))? {
                Step::Nothing => {}
                Step::LogEnded => return Ok(None),
                Step::EventEnded => return self.ended_event().map(Some),
            }
        }
    }

    fn ended_event(&mut self) -> Result<Record, RowError> {
        let line = self.events;
        let problem = self.event.problem.take().or_else(|| self.trace.problem.clone());
        if let Some(message) = problem {
            return Err(RowError::new(line, message));
        }
        let mut fields: Map<String, Value> = self.event.take();
        let of_case =
            self.trace.values().iter().map(|(key, value)| (format!("case:{key}"), value.clone()));
        fields.extend(of_case);
        Ok(Record { line, fields })
    }

    /// Reads one tag or the text between two.
    fn step(&mut self) -> Result<Step, Text> {
        self.buffer.clear();
        self.xml.get_mut().renew();
        let event = match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(error) => return Err(said(&error, self.xml.buffer_position())),
        };
        let (events, open) = (&mut self.events, &mut self.open);
        match event {
            Event::Start(tag) => {
                let element = opened(&tag, open, events, &mut self.trace, &mut self.event)?;
                if open.len() == MAX_DEPTH {
                    return Err(words::too_deep());
                }
                open.push(element);
                Ok(Step::Nothing)
            }
            Event::Empty(tag) => {
                let element = opened(&tag, open, events, &mut self.trace, &mut self.event)?;
                Ok(if matches!(element, Element::Event) { Step::EventEnded } else { Step::Nothing })
            }
            Event::End(_) => Ok(match open.pop() {
                Some(Element::Event) => Step::EventEnded,
                Some(Element::Trace) => {
                    self.trace = Attributes::default();
                    Step::Nothing
                }
                _ => Step::Nothing,
            }),
            Event::DocType(_) => Err(words::dtd()),
            Event::Eof if open.is_empty() => Ok(Step::LogEnded),
            Event::Eof => Err(words::cut_short()),
            _ => Ok(Step::Nothing),
        }
    }
}

/// What a tag is, where it stands; an attribute is kept with its trace or event.
fn opened(
    tag: &BytesStart<'_>,
    open: &[Element],
    events: &mut u64,
    trace: &mut Attributes,
    event: &mut Attributes,
) -> Result<Element, Text> {
    let name = tag.local_name();
    let name = name.as_ref();
    Ok(match (open.last(), name) {
        (None, "log") => Element::Log,
        (None, root) => return Err(words::not_xes(root)),
        (Some(Element::Log), "trace") => {
            *trace = Attributes::default();
            Element::Trace
        }
        (Some(Element::Log | Element::Trace), "event") => {
            *event = Attributes::default();
            *events += 1;
            Element::Event
        }
        (Some(Element::Log | Element::Ignored), _) => Element::Ignored,
        _ if open.iter().any(|element| matches!(element, Element::Event)) => {
            event.add(tag, name, open)
        }
        _ => trace.add(tag, name, open),
    })
}

/// What went wrong in the words of a person.
fn said(error: &XmlError, byte: u64) -> Text {
    match error {
        XmlError::Io(error) => match Refusal::within(error) {
            Some(Refusal::TooLong) => words::too_long(),
            _ => failure(0, error).message,
        },
        // All but one of these say that the input ended inside something.
        XmlError::Syntax(what) if !matches!(what, SyntaxError::InvalidBangMarkup) => {
            words::cut_short()
        }
        other => words::bad_xml(&other.to_string(), byte),
    }
}

impl Iterator for XesRecords {
    type Item = Result<Record, RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.finished {
            return None;
        }
        let record = self.record().transpose();
        self.finished = match &record {
            None => true,
            Some(Err(error)) => error.fatal,
            Some(Ok(_)) => false,
        };
        record
    }
}

#[cfg(test)]
mod tests;
