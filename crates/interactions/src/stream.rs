//! Whole interactions, chunk after chunk.

use std::collections::HashMap;

use parcours_kernel::Timestamp;
use parcours_storage::StorageError;
use tokio::sync::mpsc;

use crate::model::{CustomerId, Interaction, InteractionId, ScanRequest, SourceId};
use crate::property::Properties;
use crate::rows::{Columns, Rows};
use crate::segment::BUCKETS;
use crate::signature::Signature;
use crate::snapshot::Snapshot;

/// Interactions of a chunk; a customer with more comes in one piece all the same.
const CHUNK: usize = 8192;

/// See [`Snapshot::rows`].
#[derive(Debug)]
pub struct InteractionStream(mpsc::Receiver<Result<Vec<Interaction>, StorageError>>);

impl InteractionStream {
    pub(crate) fn start(snapshot: Snapshot, request: ScanRequest) -> Self {
        let (sender, receiver) = mpsc::channel(2);
        tokio::spawn(async move {
            if let Err(error) = read(&snapshot, &request, &sender).await {
                // Whoever stopped listening needs no error.
                let _ = sender.send(Err(error)).await;
            }
        });
        Self(receiver)
    }

    /// The next chunk; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Vec<Interaction>, StorageError>> {
        self.0.recv().await
    }
}

async fn read(
    snapshot: &Snapshot,
    request: &ScanRequest,
    sender: &mpsc::Sender<Result<Vec<Interaction>, StorageError>>,
) -> Result<(), StorageError> {
    if request.signatures.as_ref().is_some_and(Vec::is_empty) {
        return Ok(());
    }
    let signatures = snapshot.log.signatures().await?;
    let scan =
        std::sync::Arc::new(snapshot.prepare(request, Columns::ALL, Properties::default()).await?);
    for bucket in 0..BUCKETS {
        let (scan, signatures, sender) = (scan.clone(), signatures.clone(), sender.clone());
        let reading = crate::scan::blocking(move || {
            scan.each_chunk(bucket, |rows| {
                let mut rows = std::mem::take(rows);
                while !rows.is_empty() {
                    let cut = end_of_customer(&rows, CHUNK);
                    let rest = rows.split_off(cut);
                    let chunk = interactions(&rows, &signatures);
                    rows = rest;
                    if sender.blocking_send(Ok(chunk)).is_err() {
                        return false;
                    }
                }
                true
            })
        });
        reading.await?;
        snapshot.hold().await?;
    }
    Ok(())
}

/// The first boundary between customers at or after a row.
fn end_of_customer(rows: &Rows, row: usize) -> usize {
    match rows.customer.get(row.saturating_sub(1)) {
        Some(customer) => rows.customer.partition_point(|one| one <= customer),
        None => rows.len(),
    }
}

/// Rows as interactions, in their order.
pub(crate) fn interactions(rows: &Rows, signatures: &[Signature]) -> Vec<Interaction> {
    let known: HashMap<u32, &Signature> =
        signatures.iter().map(|signature| (signature.id, signature)).collect();
    let text = |text: &parquet::data_type::ByteArray| {
        (!text.is_empty()).then(|| String::from_utf8_lossy(text.data()).into_owned())
    };
    let one = |row: usize| {
        let parts = known.get(&rows.signature[row]).map(|signature| &signature.parts);
        let mut properties: serde_json::Map<String, serde_json::Value> =
            serde_json::from_slice(rows.properties[row].data()).unwrap_or_default();
        // What was promoted into the signature is a property all the same.
        for (name, value) in parts.iter().flat_map(|parts| &parts.properties) {
            properties.entry(name.clone()).or_insert_with(|| value.clone().into());
        }
        let received_at = Timestamp::from_micros(rows.received_at[row]);
        Interaction {
            id: InteractionId::of(received_at, rows.seq[row]),
            seq: rows.seq[row],
            customer_id: CustomerId(rows.customer[row]),
            at: Timestamp::from_micros(rows.at[row]),
            received_at,
            signature: rows.signature[row],
            kind: parts.map(|parts| parts.kind.clone()).unwrap_or_default(),
            channel: parts.map(|parts| parts.channel.clone()).unwrap_or_default(),
            subject: text(&rows.subject[row]),
            value: Some(rows.value[row]).filter(|value| !value.is_nan()),
            properties: properties.into(),
            source: SourceId(rows.source[row]),
            message_id: text(&rows.message_id[row]),
        }
    };
    (0..rows.len()).map(one).collect()
}
