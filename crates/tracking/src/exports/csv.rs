//! CSV by RFC 4180: a header, commas, CRLF, quotes where they are needed, UTF-8 without a mark.
//!
//! Texts come from anybody who knows a public write key, and a spreadsheet runs a cell that begins
//! like a formula. Such a text gets an apostrophe before it (OWASP, “CSV Injection”), which is a
//! change: whoever needs every byte takes another format. Numbers are ours and stay numbers.

use std::borrow::Cow;
use std::io;

use csv::{Terminator, Writer, WriterBuilder};
use parcours_interactions::export_parquet::{
    COLUMNS, ExportRow, PLACE_COLUMNS, Place, properties_text,
};

use super::moment::moment;
use super::{Form, Out};

/// A CSV file being written.
pub(super) struct Csv {
    out: Writer<Out>,
}

impl Csv {
    pub(super) fn new(out: Out, places: bool) -> io::Result<Self> {
        let mut out = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        let place = if places { PLACE_COLUMNS.as_slice() } else { &[] };
        out.write_record(COLUMNS.iter().chain(place)).map_err(failed)?;
        Ok(Self { out })
    }
}

impl Form for Csv {
    fn row(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        let ExportRow { interaction, source, place } = row;
        // In the order of COLUMNS.
        let cells: [Cow<'_, str>; COLUMNS.len()] = [
            interaction.id.to_string().into(),
            interaction.customer_id.to_string().into(),
            moment(interaction.at).into(),
            moment(interaction.received_at).into(),
            harmless(&interaction.kind),
            harmless(&interaction.channel),
            harmless(interaction.subject.as_deref().unwrap_or_default()),
            // With its point: readers that guess a column's type from its first cells see no integers.
            interaction.value.map(|value| format!("{value:?}")).unwrap_or_default().into(),
            properties_text(interaction).unwrap_or_default().into(),
            harmless(source),
            harmless(interaction.message_id.as_deref().unwrap_or_default()),
        ];
        for cell in &cells {
            self.out.write_field(cell.as_bytes()).map_err(failed)?;
        }
        if let Some(Place { stage, touchpoint }) = place {
            for cell in [harmless(stage), harmless(touchpoint)] {
                self.out.write_field(cell.as_bytes()).map_err(failed)?;
            }
        }
        self.out.write_record(None::<&[u8]>).map_err(failed)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.out.flush()
    }
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0']) {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

fn failed(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use parcours_interactions::Interaction;
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::Format;
    use super::super::testing::{exported, interaction, interactions, names};
    use super::*;

    #[test]
    fn rows_are_as_the_standard_says() {
        let odd = Interaction {
            subject: Some("a, \"b\"\nc".into()),
            value: None,
            properties: json!({}),
            message_id: None,
            ..interaction(1)
        };
        let text = exported(Format::Csv, &[interaction(0), odd], names(true), 1);
        let id = |seq| interaction(seq).id;
        let customer = interaction(0).customer_id;
        let expected = format!(
            "id,customer,at,received_at,kind,channel,subject,value,properties,source,message_id,stage,touchpoint\r\n\
             {},{customer},2026-03-01T08:00:00.000000Z,2026-03-01T08:01:00.000000Z,page_viewed,web,/panier,12.5,\
             \"{{\"\"order_id\"\":\"\"F0\"\",\"\"size\"\":42}}\",Boutique,m0,Considération,Page vue\r\n\
             {},{customer},2026-03-01T08:00:01.000000Z,2026-03-01T08:01:01.000000Z,product_added,web,\
             \"a, \"\"b\"\"\nc\",,,Boutique,,Décision,Panier\r\n",
            id(0),
            id(1),
        );
        assert_eq!(text, expected);
    }

    #[test]
    fn no_rows_are_a_header() {
        let text = exported(Format::Csv, &[], names(false), 1);
        assert_eq!(text, COLUMNS.join(",") + "\r\n");
    }

    #[test]
    fn nothing_begins_like_a_formula_but_numbers() {
        let evil = "=HYPERLINK(\"https://evil.example\")";
        let row = Interaction {
            kind: "@SUM(A1)".into(),
            channel: "+web".into(),
            subject: Some(evil.into()),
            value: Some(-12.0),
            message_id: Some("-m".into()),
            ..interaction(0)
        };
        let text = exported(Format::Csv, &[row], names(false), 1);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let record = reader.records().next().unwrap().unwrap();
        assert_eq!(&record[4], "'@SUM(A1)");
        assert_eq!(&record[5], "'+web");
        assert_eq!(record[6], format!("'{evil}"));
        assert_eq!((&record[7], &record[10]), ("-12.0", "'-m"));
    }

    proptest! {
        #[test]
        fn any_text_is_one_cell(subject in "[a-z\",\r\n;é'= ]{0,20}", value in any::<f64>()) {
            let value = Some(value).filter(|value| value.is_finite());
            let mut rows = interactions(2);
            rows[0].subject = Some(subject.clone());
            rows[0].value = value;
            let text = exported(Format::Csv, &rows, names(false), 2);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assert_eq!(records.len(), 2);
            prop_assert_eq!(&records[0][6], harmless(&subject));
            prop_assert_eq!(records[0][7].parse::<f64>().ok(), value);
        }
    }
}
