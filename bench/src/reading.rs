//! What reading a file costs before anything is stored: rows a second on one core.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Context as _;
use parcours_tracking::files::{Input, Options, resolve};
use parcours_tracking::rehearse_import;

/// Reads each file once, in the columns that an import would guess.
pub(crate) fn run(files: &[PathBuf]) -> anyhow::Result<()> {
    for file in files {
        let name = file.display();
        let input = Input::open(file).with_context(|| format!("cannot open {name}"))?;
        let options = resolve(&input, &Options::default())?;
        let begin = Instant::now();
        let read = rehearse_import(&input, &options)?;
        let seconds = begin.elapsed().as_secs_f64();
        let per_second = read.rows_read as f64 / seconds;
        let megabytes = read.bytes_total as f64 / 1e6;
        println!(
            "{name}: {} rows ({megabytes:.0} MB, {} refused) in {seconds:.2} s, {per_second:.0} rows/s",
            read.rows_read, read.rows_refused
        );
    }
    Ok(())
}
