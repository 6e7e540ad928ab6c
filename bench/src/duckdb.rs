//! DuckDB as the peer: it reads the same files, in a process of its own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};

fn python(python: &str, program: &str, arguments: &[String]) -> anyhow::Result<String> {
    // Its progress bar would stand among the answers.
    let quiet = "import duckdb\nduckdb.execute('SET enable_progress_bar = false')\n";
    let program = format!("{quiet}{program}");
    let output = Command::new(python).arg("-c").arg(program).args(arguments).output()?;
    let error = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "DuckDB failed: {error}");
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// A CSV file as a Parquet file, as somebody's warehouse would export it.
pub(crate) fn to_parquet(with: &str, csv: &Path, parquet: &Path) -> anyhow::Result<()> {
    let program = "import duckdb, sys; duckdb.sql(f\"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) \
                   TO '{sys.argv[2]}' (FORMAT parquet)\")";
    let path = |path: &Path| path.to_str().map(ToOwned::to_owned).context("a plain path");
    python(with, program, &[path(csv)?, path(parquet)?]).map(drop)
}

/// Interactions and customers by kind.
pub(crate) fn kinds(with: &str, files: &[String]) -> anyhow::Result<Vec<(String, u64, u64)>> {
    let program = "import duckdb, sys\n\
        for row in duckdb.execute('SELECT kind, count(*), count(DISTINCT customer) FROM read_parquet($f) GROUP BY 1 ORDER BY 1',\n\
          {'f': sys.argv[1:]}).fetchall(): print(*row, sep=';')";
    let lines = python(with, program, files)?;
    lines
        .lines()
        .map(|line| {
            let mut parts = line.split(';');
            let mut next = || parts.next().context("three columns");
            Ok((next()?.to_owned(), next()?.parse()?, next()?.parse()?))
        })
        .collect()
}

/// The sums of three columns: the best time of five in seconds, and what they are.
pub(crate) fn scan(with: &str, files: &[String]) -> anyhow::Result<(f64, String)> {
    let program = "import duckdb, sys, time\n\
        q = 'SELECT count(*), sum(customer::HUGEINT), sum(epoch_us(\"at\")::HUGEINT), sum(signature) FROM read_parquet($f)'\n\
        best = 1e9\n\
        for _ in range(5):\n\
        \x20 t = time.perf_counter(); r = duckdb.execute(q, {'f': sys.argv[1:]}).fetchone(); best = min(best, time.perf_counter() - t)\n\
        print(best); print(*r)";
    let said = python(with, program, files)?;
    let (time, sums) = said.split_once('\n').context("two lines")?;
    Ok((time.parse()?, sums.to_owned()))
}
