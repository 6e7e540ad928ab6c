//! Rows for the tests of the formats.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};

use parcours_interactions::{CustomerId, Interaction, SourceId};
use parcours_kernel::Timestamp;
use serde_json::json;
use uuid::Uuid;

use super::{Export, Format, Names, Scratch};

/// The `seq`th interaction of a log; each customer has three.
pub(super) fn interaction(seq: u32) -> Interaction {
    let moment = |seconds: u32| {
        Timestamp::parse("2026-03-01T08:00:00Z").unwrap().plus_seconds(i64::from(seconds))
    };
    Interaction {
        id: Uuid::from_u128(u128::from(seq)).into(),
        seq: i64::from(seq),
        customer_id: CustomerId(i64::from(seq / 3) + 1),
        at: moment(seq),
        received_at: moment(seq + 60),
        signature: seq % 3,
        kind: ["page_viewed", "product_added", "order_completed"][seq as usize % 3].into(),
        channel: "web".into(),
        subject: Some("/panier".into()),
        value: Some(12.5),
        properties: json!({ "order_id": format!("F{}", seq / 3), "size": 42 }),
        source: SourceId(1),
        message_id: Some(format!("m{seq}")),
    }
}

/// The first `count` of them.
pub(super) fn interactions(count: u32) -> Vec<Interaction> {
    (0..count).map(interaction).collect()
}

pub(super) fn scratch() -> io::Result<Box<dyn Scratch>> {
    Ok(Box::new(Cursor::new(Vec::new())))
}

/// Names of the one source, and with `places` a place for each kind.
pub(super) fn names(places: bool) -> Names {
    let place = |stage: &str, touchpoint: &str| (stage.to_owned(), touchpoint.to_owned());
    Names {
        sources: [(1, "Boutique".to_owned())].into(),
        places: places.then(|| {
            [
                (0, place("Considération", "Page vue")),
                (1, place("Décision", "Panier")),
                (2, place("Décision", "Commande")),
            ]
            .into()
        }),
    }
}

/// A place to write to that can be read afterwards.
#[derive(Debug, Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a format makes of rows, given in chunks of `chunk`.
pub(super) fn exported(format: Format, rows: &[Interaction], names: Names, chunk: usize) -> String {
    let out = Shared::default();
    let mut export = Export::new(format, Box::new(out.clone()), names, scratch).unwrap();
    for rows in rows.chunks(chunk.max(1)) {
        export.write(rows).unwrap();
    }
    export.finish().unwrap();
    let bytes = std::mem::take(&mut *out.0.lock().unwrap());
    String::from_utf8(bytes).unwrap()
}
