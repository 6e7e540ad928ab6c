//! Intake over HTTP against a bare insert loop of the same rows on the same database.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::ensure;
use serde_json::Value;

use crate::bare;
use crate::events::{BATCH, bodies};
use crate::server::Server;

pub(crate) fn run(
    binary: &Path,
    postgres: Option<&str>,
    events: usize,
    connections: usize,
) -> anyhow::Result<()> {
    let events = events / BATCH * BATCH;
    println!("{events} interactions in batches of {BATCH}, {connections} connections\n");
    println!(
        "| database | start | idle memory | intake | memory after | bare loop | intake ÷ bare |"
    );
    println!("|---|---|---|---|---|---|---|");
    measure(binary, "SQLite, synchronous=FULL", None, events, connections)?;
    if let Some(url) = postgres {
        measure(binary, "PostgreSQL", Some(url), events, connections)?;
    }
    Ok(())
}

fn measure(
    binary: &Path,
    name: &str,
    postgres: Option<&str>,
    events: usize,
    connections: usize,
) -> anyhow::Result<()> {
    let server = Server::start(binary, postgres)?;
    let key = server.write_key()?;
    let idle = server.memory()?;
    let bodies = bodies(events);
    let time = send(&server.url, &key, &bodies, connections)?;
    // Each event is told a second time: nothing may be there twice.
    send(&server.url, &key, &bodies[..bodies.len() / 10], connections)?;
    let stored = stored(binary, &server, postgres)?;
    ensure!(stored == events as u64, "{stored} of {events} interactions are stored");
    let after = server.memory()?;
    let bare = match postgres {
        Some(url) => bare::postgres(url, events)?,
        None => bare::sqlite(&server.data(), events)?,
    };
    let rate = |time: Duration| events as f64 / time.as_secs_f64();
    println!(
        "| {name} | {} ms | {idle:.0} MiB | {:.0}/s | {after:.0} MiB | {:.0}/s | {:.2} |",
        server.start.as_millis(),
        rate(time),
        rate(bare),
        rate(time) / rate(bare)
    );
    Ok(())
}

/// Sends all bodies over some connections; the time until the last is acknowledged.
fn send(url: &str, key: &str, bodies: &[String], connections: usize) -> anyhow::Result<Duration> {
    let next = AtomicUsize::new(0);
    let begin = Instant::now();
    std::thread::scope(|scope| {
        let senders: Vec<_> = (0..connections)
            .map(|_| {
                scope.spawn(|| -> anyhow::Result<()> {
                    let agent = ureq::agent();
                    loop {
                        let place = next.fetch_add(1, Ordering::Relaxed);
                        let Some(body) = bodies.get(place) else { return Ok(()) };
                        let mut answer = agent
                            .post(format!("{url}/v1/batch?writeKey={key}"))
                            .content_type("application/json")
                            .send(body.as_str())?;
                        ensure!(answer.status().as_u16() == 200, "{}", answer.status());
                        answer.body_mut().read_to_vec()?;
                    }
                })
            })
            .collect();
        senders.into_iter().try_for_each(|sender| sender.join().expect("a sender does not panic"))
    })?;
    Ok(begin.elapsed())
}

/// What the log itself says.
fn stored(binary: &Path, server: &Server, postgres: Option<&str>) -> anyhow::Result<u64> {
    let mut command = std::process::Command::new(binary);
    command.args(["report", "summary", "--json", "--data"]).arg(server.data());
    if let Some(url) = postgres {
        command.args(["--database-url", url]);
    }
    let summary: Value = serde_json::from_slice(&command.output()?.stdout)?;
    Ok(summary["interactions"].as_u64().unwrap_or(0))
}
