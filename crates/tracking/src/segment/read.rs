//! From the JSON of a request to things told.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::event::{CallType, RawEvent, Shared, told};
use super::json::{self, Fields};
use super::{Circumstances, Refusal, limits};
use crate::sample::{self, Sample};
use crate::told::Batch;

/// A batch: events, and what all of them share.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Envelope<'a> {
    #[serde(borrow, default)]
    batch: Option<&'a RawValue>,
    #[serde(borrow, default)]
    context: Option<&'a RawValue>,
    #[serde(borrow, default)]
    sent_at: Option<&'a RawValue>,
}

/// What a request tells.
#[derive(Debug, Default)]
pub(crate) struct Understood {
    /// The events that can be stored, in their order.
    pub(crate) batch: Batch,
    /// The last few events as they came, and those that were refused.
    pub(crate) samples: Vec<Sample>,
    /// How many were refused.
    pub(crate) refused: usize,
}

/// Reads a request. `call` is what the address says: one call, or a batch when it says nothing.
///
/// An error refuses the request whole. An event of a batch that cannot be stored is among the
/// samples, with its reason.
pub(crate) fn understand(
    body: &str,
    call: Option<CallType>,
    around: &Circumstances<'_>,
) -> Result<Understood, Refusal> {
    let mut understood = Understood::default();
    if let Some(call) = call {
        let event: &RawValue = serde_json::from_str(body).map_err(|_| Refusal::BadJson)?;
        understood.add(event, Some(call), &Shared::default(), around, true)?;
        return Ok(understood);
    }
    let envelope: Envelope<'_> = serde_json::from_str(body)
        .map_err(|error| if error.is_data() { Refusal::EmptyBatch } else { Refusal::BadJson })?;
    let events: Vec<&RawValue> = envelope
        .batch
        .and_then(|batch| serde_json::from_str(batch.get()).ok())
        .filter(|events: &Vec<_>| !events.is_empty())
        .ok_or(Refusal::EmptyBatch)?;
    let shared = Shared { context: Fields::of(envelope.context), sent_at: envelope.sent_at };
    let taken = events.len().min(limits::BATCH_EVENTS);
    for (place, event) in events.iter().enumerate() {
        let refusal = if place < taken {
            let shown = place + sample::MOST >= taken;
            understood.add(event, None, &shared, around, shown).err()
        } else {
            Some(Refusal::TooMany)
        };
        if let Some(refusal) = refusal {
            understood.refuse(event, None, refusal);
        }
    }
    sample::keep_last(&mut understood.samples);
    Ok(understood)
}

/// What is shown of a request that was refused whole: its one event, or its beginning.
pub(crate) fn refused_whole(body: &str, call: Option<CallType>, refusal: Refusal) -> Sample {
    let event: Option<&RawValue> = serde_json::from_str(body).ok();
    match event.filter(|_| call.is_some()) {
        Some(event) => shown(event, call, Err(refusal)),
        None => Sample::refused("batch", None, refusal, body),
    }
}

impl Understood {
    fn add(
        &mut self,
        event: &RawValue,
        address: Option<CallType>,
        shared: &Shared<'_>,
        around: &Circumstances<'_>,
        keep_sample: bool,
    ) -> Result<(), Refusal> {
        let raw = RawEvent::read(event)?;
        if raw.write_key.and_then(json::text).is_some_and(|key| key != around.key) {
            return Err(Refusal::OtherKey);
        }
        let call = raw.call(address).ok_or(Refusal::UnknownType)?;
        let told = told(&raw, call, shared, around)?;
        let place = self.batch.push(told);
        if keep_sample {
            let name = raw.shown_name();
            self.samples.push(Sample::told(call.name(), name, place, event.get()));
        }
        Ok(())
    }

    fn refuse(&mut self, event: &RawValue, address: Option<CallType>, refusal: Refusal) {
        self.refused += 1;
        // Bounded: a batch that is refused whole must not be copied whole.
        if self.refused <= sample::MOST {
            self.samples.push(shown(event, address, Err(refusal)));
        }
    }
}

fn shown(event: &RawValue, address: Option<CallType>, fate: Result<usize, Refusal>) -> Sample {
    let raw = RawEvent::read(event).unwrap_or_default();
    let call = raw.call(address).map(|call| call.name().to_owned());
    let call = call.or_else(|| raw.call.and_then(json::text)).unwrap_or_else(|| "unknown".into());
    match fate {
        Ok(place) => Sample::told(&call, raw.shown_name(), place, event.get()),
        Err(refusal) => Sample::refused(&call, raw.shown_name(), refusal, event.get()),
    }
}
