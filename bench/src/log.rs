//! The interaction log at size: import, room, reading beside DuckDB, start and idle memory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use parcours_interactions::{Bucket, CustomerId, Log, ScanRequest, Snapshot};
use parcours_kernel::{Env, Period};
use parcours_storage::{Database, Options};
use serde_json::Value;

use crate::duckdb;
use crate::server::Server;
use crate::shop_log;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Interactions
    #[arg(long, default_value_t = 100_000_000)]
    rows: u64,
    /// A folder for the files; what is there is used again
    #[arg(long, default_value = "target/bench-log")]
    folder: PathBuf,
    /// The file that is imported
    #[arg(long, default_value = "parquet", value_parser = ["parquet", "csv"])]
    format: String,
    /// postgres://… of an empty database, instead of SQLite
    #[arg(long)]
    postgres: Option<String>,
    /// Python with the package duckdb
    #[arg(long, default_value = "python3")]
    python: String,
    /// Only read a log that was imported before
    #[arg(long)]
    read_only: bool,
}

pub(crate) fn run(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    std::fs::create_dir_all(&arguments.folder)?;
    let csv = arguments.folder.join(format!("shop-{}.csv", arguments.rows));
    let file = csv.with_extension(&arguments.format);
    if !file.exists() {
        if !csv.exists() {
            shop_log::write(&csv, arguments.rows)?;
        }
        if arguments.format == "parquet" {
            duckdb::to_parquet(&arguments.python, &csv, &file)?;
        }
    }
    let data = arguments.folder.join(format!("data-{}-{}", arguments.rows, arguments.format));
    let place = Place { binary, data: &data, postgres: arguments.postgres.as_deref() };
    println!("{} interactions, {}\n", arguments.rows, place.name());
    if !arguments.read_only {
        ensure!(
            !data.exists(),
            "{} is there already; remove it, or use --read-only",
            data.display()
        );
        import(&place, &file, arguments.rows)?;
        let (sealing, seal_peak) = place.watched(&["log", "seal"])?;
        let (joining, join_peak) = place.watched(&["log", "tidy"])?;
        let seconds = (sealing + joining).as_secs_f64();
        let peak = seal_peak.max(join_peak);
        println!("joined what was left in {seconds:.1} s, peak memory {peak:.0} MiB");
    }
    size(&place)?;
    same_numbers(&place, &arguments.python)?;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(read(&place, arguments))?;
    start(&place)
}

/// A data folder, and the program that works on it.
pub(crate) struct Place<'p> {
    binary: &'p Path,
    data: &'p Path,
    postgres: Option<&'p str>,
}

impl<'p> Place<'p> {
    /// On SQLite.
    pub(crate) fn new(binary: &'p Path, data: &'p Path) -> Self {
        Self { binary, data, postgres: None }
    }

    fn name(&self) -> &'static str {
        if self.postgres.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    fn at(&self, command: &mut Command) {
        command.arg("--data").arg(self.data);
        if let Some(url) = self.postgres {
            command.args(["--database-url", url]);
        }
    }

    /// Runs a command: how long it took, and the peak of its memory (MiB) as the operating system tells.
    pub(crate) fn watched(&self, arguments: &[&str]) -> anyhow::Result<(Duration, f64)> {
        let mut command = Command::new(self.binary);
        command.args(arguments);
        self.at(&mut command);
        let begin = Instant::now();
        let mut child = command.stdout(Stdio::null()).spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0.0_f64;
        loop {
            if let Some(ended) = child.try_wait()? {
                ensure!(ended.success(), "{arguments:?} failed");
                return Ok((begin.elapsed(), peak));
            }
            if let Ok(text) = std::fs::read_to_string(&status) {
                let line = text.lines().find(|line| line.starts_with("VmHWM:"));
                let kib = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
                peak = peak.max(kib.unwrap_or(0.0) / 1024.0);
            }
            std::thread::sleep(Duration::from_millis(200));
        }
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
        let mut command = Command::new(self.binary);
        command.args(arguments);
        self.at(&mut command);
        let output = command.stderr(Stdio::inherit()).output()?;
        ensure!(output.status.success(), "{arguments:?} failed");
        Ok(output.stdout)
    }
}

fn import(place: &Place<'_>, file: &Path, rows: u64) -> anyhow::Result<()> {
    let columns = "customer=customer,at=time,kind=event,channel=channel,subject=page,value=value";
    import_with(place, file, rows, columns)
}

/// Imports a file whose columns mean this.
pub(crate) fn import_with(
    place: &Place<'_>,
    file: &Path,
    rows: u64,
    columns: &str,
) -> anyhow::Result<()> {
    let file = file.to_str().context("a plain path")?;
    let (took, peak) = place.watched(&["import", "events", file, "--columns", columns])?;
    let seconds = took.as_secs_f64();
    println!("import: {:.0}/s ({seconds:.0} s), peak memory {peak:.0} MiB", rows as f64 / seconds);
    Ok(())
}

fn size(place: &Place<'_>) -> anyhow::Result<()> {
    let status: Value = serde_json::from_slice(&place.command(&["log", "status", "--json"])?)?;
    let number = |name: &str| status[name].as_f64().unwrap_or(0.0);
    println!(
        "size: {:.2} bytes an interaction sealed, {} files; {:.2} bytes a remembered message",
        number("segment_bytes") / number("sealed_rows"),
        number("segments"),
        number("remembered_bytes") / number("remembered_messages"),
    );
    Ok(())
}

/// The same log counted by DuckDB over the raw and the exported files.
fn same_numbers(place: &Place<'_>, python: &str) -> anyhow::Result<()> {
    let files = String::from_utf8(place.command(&["log", "files"])?)?;
    let raw: Vec<_> = files.lines().map(ToOwned::to_owned).collect();
    let exported = place.data.with_extension("export.parquet");
    let begin = Instant::now();
    let output = exported.to_str().context("a plain path")?;
    place.command(&["export", "events", "--format", "parquet", "--force", "--output", output])?;
    println!("export to Parquet: {:.0} s", begin.elapsed().as_secs_f64());
    let report = ["report", "summary", "--json", "--period", "all"];
    let ours: Value = serde_json::from_slice(&place.command(&report)?)?;
    let mut counted: Vec<(String, u64, u64)> = Vec::new();
    for kind in ours["kinds"].as_array().context("kinds")? {
        let number = |name: &str| kind[name].as_u64().unwrap_or(0);
        let name = kind["kind"].as_str().unwrap_or_default().to_owned();
        counted.push((name, number("interactions"), number("customers")));
    }
    counted.sort();
    for (what, files) in [("raw", &raw), ("exported", &vec![output.to_owned()])] {
        let theirs = duckdb::kinds(python, files)?;
        ensure!(theirs == counted, "{what} files: DuckDB counts {theirs:?}, we count {counted:?}");
        println!("DuckDB counts the same over the {what} files, by kind and customer");
    }
    std::fs::remove_file(exported)?;
    Ok(())
}

#[derive(Debug, Default)]
struct Sums {
    rows: u64,
    customers: u64,
    customer: i128,
    at: i128,
    signature: u64,
}

fn sum(sums: &mut Sums, bucket: &Bucket) {
    sums.rows += bucket.at.len() as u64;
    sums.customers += bucket.customers.len() as u64;
    for (place, window) in bucket.offsets.windows(2).enumerate() {
        sums.customer += i128::from(bucket.customers[place]) * i128::from(window[1] - window[0]);
    }
    sums.at += bucket.at.iter().map(|at| i128::from(*at)).sum::<i128>();
    sums.signature += bucket.signature.iter().map(|signature| u64::from(*signature)).sum::<u64>();
}

async fn read(place: &Place<'_>, arguments: &Arguments) -> anyhow::Result<()> {
    let options = Options {
        data: place.data.to_owned(),
        url: place.postgres.map(ToOwned::to_owned),
        schema: None,
    };
    let database = Database::open(options).await?;
    let log = Log::new(database.clone(), Env::system());
    let begin = Instant::now();
    let view = log.snapshot().await?;
    println!("first view: {} ms", begin.elapsed().as_millis());
    let request = ScanRequest::of(Period::ALL);
    let mut best = Duration::MAX;
    let mut sums = Sums::default();
    for _ in 0..5 {
        let begin = Instant::now();
        let parts: Vec<Sums> = view.scan(&request, sum).await?;
        best = best.min(begin.elapsed());
        sums = parts.into_iter().fold(Sums::default(), |mut all, part| {
            all.rows += part.rows;
            all.customers += part.customers;
            all.customer += part.customer;
            all.at += part.at;
            all.signature += part.signature;
            all
        });
    }
    let files: Vec<_> =
        log.live_files().await?.into_iter().filter(|file| file.interactions).collect();
    let addresses: Vec<_> = files.iter().map(|file| file.address.clone()).collect();
    let (theirs, said) = duckdb::scan(&arguments.python, &addresses)?;
    let ours = format!("{} {} {} {}", sums.rows, sums.customer, sums.at, sums.signature);
    ensure!(said == ours, "the scan: DuckDB says {said}, we say {ours}");
    println!(
        "scan of three columns: {:.2} s, DuckDB {theirs:.2} s, ratio {:.2} ({} customers)",
        best.as_secs_f64(),
        best.as_secs_f64() / theirs,
        sums.customers
    );
    timelines(&view, sums.customers).await?;
    Ok(())
}

/// A thousand customers, one after the other, each from the first view of their page.
async fn timelines(view: &Snapshot, customers: u64) -> anyhow::Result<()> {
    let mut times = Vec::with_capacity(1000);
    for number in 0..1000_u64 {
        let customer = 1 + number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % customers.max(1);
        let begin = Instant::now();
        view.timeline(CustomerId(customer.cast_signed()), None, 50).await?;
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    let at = |share: usize| times[share * times.len() / 1000].as_secs_f64() * 1e3;
    println!(
        "timeline of one customer: p50 {:.2} ms, p99 {:.2} ms, max {:.2} ms",
        at(500),
        at(990),
        at(999)
    );
    Ok(())
}

fn start(place: &Place<'_>) -> anyhow::Result<()> {
    let server = Server::start_in(place.binary, place.data, place.postgres)?;
    // What it does after its start is part of being idle.
    std::thread::sleep(Duration::from_secs(10));
    println!("start: {} ms; idle memory {:.0} MiB", server.start.as_millis(), server.memory()?);
    Ok(())
}
