//! Interactions, written for the tools of others: rows in, bytes out.
//!
//! Five open formats: tables as Parquet, CSV and JSON lines, event logs of process mining as XES
//! (one trace a customer) and OCEL 2.0 (events with the objects they are about). [`Export`] takes
//! rows in the order of (customer, time, arrival), whole customers after one another, and holds a
//! row group at most, however many there are.
//!
//! What it never does: read the log, know a journey, name a file.
//!
//! To add a format: a variant of [`Format`], a file that implements [`Form`], its line in
//! [`Export::new`], and what it looks like in the guide.

mod csv;
mod jsonl;
mod moment;
mod ocel;
mod xes;

#[cfg(test)]
mod testing;

use std::collections::HashMap;
use std::io::{self, BufWriter, Write};

use parcours_interactions::Interaction;
use parcours_interactions::export_parquet::{ExportRow, ParquetExport, Place};

pub use ocel::Scratch;

/// The formats that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Apache Parquet: columns, compressed.
    Parquet,
    /// A table in text (RFC 4180).
    Csv,
    /// One JSON object a line.
    Jsonl,
    /// An event log of process mining, one trace a customer (IEEE 1849-2016).
    Xes,
    /// An object-centric event log (OCEL 2.0), as JSON.
    Ocel,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Parquet, Self::Csv, Self::Jsonl, Self::Xes, Self::Ocel];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Xes => "xes",
            Self::Ocel => "ocel",
        }
    }

    /// The format of a name, in whatever case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name().eq_ignore_ascii_case(name))
    }

    /// The format that the name of a file promises.
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let endings = [
            (".parquet", Self::Parquet),
            (".csv", Self::Csv),
            (".jsonl", Self::Jsonl),
            (".ndjson", Self::Jsonl),
            (".xes", Self::Xes),
            (".ocel", Self::Ocel),
            (".jsonocel", Self::Ocel),
            (".ocel.json", Self::Ocel),
        ];
        endings.into_iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, format)| format)
    }

    /// Whether it is no text: nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Self::Parquet
    }
}

/// What the numbers in interactions stand for.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// The name of each source, by its number.
    pub sources: HashMap<i64, String>,
    /// With a journey: stage and touchpoint of each signature that one claims.
    pub places: Option<HashMap<u32, (String, String)>>,
}

impl Names {
    /// A row for an interaction. A source that is not known (it came with a later one) has no name.
    fn row<'a>(&'a self, interaction: &'a Interaction) -> ExportRow<'a> {
        let source = self.sources.get(&interaction.source.0).map_or("", String::as_str);
        let place = self.places.as_ref().map(|places| {
            places.get(&interaction.signature).map_or(
                Place { stage: "", touchpoint: "" },
                |(stage, touchpoint)| Place { stage, touchpoint },
            )
        });
        ExportRow { interaction, source, place }
    }
}

/// One way to write rows.
trait Form: Send {
    /// Writes a row, or keeps it for later.
    fn row(&mut self, row: &ExportRow<'_>) -> io::Result<()>;

    /// Writes what is left, and whatever ends the file.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// Where bytes go.
type Out = BufWriter<Box<dyn Write + Send>>;

/// A file being written.
pub struct Export {
    form: Box<dyn Form>,
    names: Names,
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("names", &self.names).finish_non_exhaustive()
    }
}

impl Export {
    /// Begins a file. `scratch` opens a throw-away file, for the one format that needs it.
    pub fn new(
        format: Format,
        out: Box<dyn Write + Send>,
        names: Names,
        scratch: impl FnOnce() -> io::Result<Box<dyn Scratch>>,
    ) -> io::Result<Self> {
        const BUFFER: usize = 256 << 10;
        let places = names.places.is_some();
        let out: Out = BufWriter::with_capacity(BUFFER, out);
        let form: Box<dyn Form> = match format {
            Format::Parquet => Box::new(ParquetExport::new(out, places)?),
            Format::Csv => Box::new(csv::Csv::new(out, places)?),
            Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
            Format::Xes => Box::new(xes::Xes::new(out, places)?),
            Format::Ocel => Box::new(ocel::Ocel::new(out, scratch()?)?),
        };
        Ok(Self { form, names })
    }

    /// Writes rows: after those of earlier calls, and of whole customers.
    pub fn write(&mut self, rows: &[Interaction]) -> io::Result<()> {
        rows.iter().try_for_each(|interaction| self.form.row(&self.names.row(interaction)))
    }

    /// Ends the file. Without it, it is not one.
    pub fn finish(self) -> io::Result<()> {
        self.form.finish()
    }
}

impl Form for ParquetExport<Out> {
    fn row(&mut self, row: &ExportRow<'_>) -> io::Result<()> {
        self.write(row)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        ParquetExport::finish(*self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names_and_endings() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(Format::of_file(&format!("Log.{}", format.name())), Some(format));
        }
        assert_eq!(Format::from_name("JSONL"), Some(Format::Jsonl));
        assert_eq!(Format::of_file("shop.ocel.json"), Some(Format::Ocel));
        assert_eq!((Format::from_name("excel"), Format::of_file("events.json")), (None, None));
    }

    #[test]
    fn a_failed_write_is_heard_of_in_every_format() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        for format in Format::ALL {
            let export = Export::new(format, Box::new(Full), Names::default(), testing::scratch);
            let rows: Vec<_> = (0..10).map(testing::interaction).collect();
            let ended = export.and_then(|mut export| {
                export.write(&rows)?;
                export.finish()
            });
            assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::StorageFull, "{format:?}");
        }
    }
}
