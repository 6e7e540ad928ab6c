//! What each column of a segment costs under each encoding and compression: room, and time to decode.
//!
//! Written and read by pyarrow, a reader that is not ours: what is small and fast there is for everyone
//! who opens the files.

use std::path::PathBuf;
use std::process::Command;

use anyhow::ensure;

const PROGRAM: &str = r#"
import sys, time, io
import pyarrow as pa, pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
rows = table.num_rows
print(f"{rows} rows\n")
print("| column | encoding | compression | bytes a row | decode, ms a million |")
print("|---|---|---|---|---|")
for name in table.column_names:
    column = table.select([name])
    kind = column.schema.field(name).type
    encodings = ["PLAIN", "dictionary"]
    if pa.types.is_integer(kind) or pa.types.is_timestamp(kind):
        encodings.append("DELTA_BINARY_PACKED")
    if pa.types.is_floating(kind):
        encodings.append("BYTE_STREAM_SPLIT")
    if pa.types.is_string(kind) or pa.types.is_binary(kind):
        encodings += ["DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"]
    for encoding in encodings:
        for compression in ["none", "zstd"]:
            out = io.BytesIO()
            how = {"use_dictionary": True} if encoding == "dictionary" else {"use_dictionary": False, "column_encoding": {name: encoding}}
            pq.write_table(column, out, compression=compression, data_page_size=1 << 17, row_group_size=1 << 18, write_statistics=False, **how)
            size = out.getbuffer().nbytes / rows
            best = 1e9
            for _ in range(5):
                out.seek(0)
                begin = time.process_time()
                pq.read_table(out, use_threads=False)
                best = min(best, time.process_time() - begin)
            print(f"| {name} | {encoding} | {compression} | {size:.2f} | {best / rows * 1e9:.1f} |")
"#;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A segment: one of those that `parcours log files` names
    segment: PathBuf,
    /// Python with the package pyarrow
    #[arg(long, default_value = "python3")]
    python: String,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let status =
        Command::new(&arguments.python).arg("-c").arg(PROGRAM).arg(&arguments.segment).status()?;
    ensure!(status.success(), "pyarrow could not measure {}", arguments.segment.display());
    Ok(())
}
