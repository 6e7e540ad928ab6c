//! One customer among a million, as a page of theirs asks for them: where they stand, what customers like
//! them did next, and their chances of reaching the goal, in one call; and how soon a position is right after
//! an interaction was acknowledged. Asked over HTTP of the program as it is served, on `SQLite`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use parcours_interactions::CustomerId;
use serde_json::{Value, json};

use crate::log::{Place, import_with};
use crate::paths::year::{self, TOUCHPOINTS};
use crate::server::{Owner, Server};
use crate::shop_log::Draw;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Interactions
    #[arg(long, default_value_t = 10_000_000)]
    rows: u64,
    /// Customers who might come; of eight million, ten million interactions meet about a million
    #[arg(long, default_value_t = 8_000_000)]
    customers: u64,
    /// A folder for the files; what is there is used again
    #[arg(long, default_value = "target/bench-latency")]
    folder: PathBuf,
    /// Customers that are asked for
    #[arg(long, default_value_t = 2_000)]
    asked: usize,
    /// Interactions that are told and waited for
    #[arg(long, default_value_t = 100)]
    told: usize,
}

/// Stages of the map, and how many of the touchpoints each has.
const STAGES: usize = 5;
/// Longest wait for a position.
const PATIENCE: Duration = Duration::from_secs(600);

pub(crate) fn run(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let Arguments { rows, customers, folder, asked, told } = arguments;
    std::fs::create_dir_all(folder)?;
    let data = folder.join(format!("data-{rows}"));
    let place = Place::new(binary, &data);
    if !data.exists() {
        let file = folder.join(format!("year-{rows}.csv"));
        year::write_among(&file, *rows, *customers)?;
        import_with(&place, &file, *rows, "customer=customer,at=time,kind=event,value=value")?;
        place.watched(&["log", "seal"])?;
        place.watched(&["log", "tidy"])?;
        std::fs::remove_file(file)?;
    }
    let summary: Value = serde_json::from_slice(&place.command(&["report", "summary", "--json"])?)?;
    let customers = summary["customers"].as_u64().context("customers")?;
    println!("{} interactions of {customers} customers", summary["interactions"]);
    let server = Server::start_in(binary, &data, None)?;
    let owner = server.owner()?;
    let journey = journey(&owner)?;
    let begin = Instant::now();
    await_positions(&owner, &journey)?;
    println!("positions of all worked out in {:.1} s", begin.elapsed().as_secs_f64());
    ask((&server, &owner), &journey, customers, *asked)?;
    tell(&owner, &server.url, &journey, *told)?;
    println!("memory of the server {:.0} MiB", server.memory()?);
    Ok(())
}

/// The map: all touchpoints in five stages, the order being the goal.
fn journey(owner: &Owner) -> anyhow::Result<String> {
    let there = owner.get("/api/v1/journeys")?;
    if let Some(id) = there["items"][0]["id"].as_str() {
        return Ok(id.to_owned());
    }
    let made = owner.post("/api/v1/journeys", &json!({ "name": "Shop", "language": "en" }))?;
    for (place, kind) in TOUCHPOINTS.iter().enumerate() {
        let stage = &made["stages"][place * STAGES / TOUCHPOINTS.len()]["id"];
        let path = format!("/api/v1/stages/{}/touchpoints", stage.as_str().context("a stage")?);
        let is_goal = *kind == "order_completed";
        owner.post(
            &path,
            &json!({ "name": kind, "goal": is_goal, "signals": [{ "kind": kind }] }),
        )?;
    }
    Ok(made["id"].as_str().context("an id")?.to_owned())
}

fn await_positions(owner: &Owner, journey: &str) -> anyhow::Result<()> {
    let begin = Instant::now();
    loop {
        // A conflict says: not yet. Of the empty map that was first, nobody stands anywhere.
        let found = owner.get(&format!("/api/v1/reports/position?journey={journey}"));
        let is_there = |report: Value| {
            let touchpoints = report["touchpoints"].as_array().map_or(0, Vec::len);
            touchpoints == TOUCHPOINTS.len() && report["customers"].as_u64() > Some(0)
        };
        if found.is_ok_and(is_there) {
            return Ok(());
        }
        ensure!(begin.elapsed() < PATIENCE, "positions are not worked out");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Asks for some customers, one after the other.
fn ask(
    (server, owner): (&Server, &Owner),
    journey: &str,
    customers: u64,
    asked: usize,
) -> anyhow::Result<()> {
    let mut draw = Draw(5);
    let mut one = || {
        let customer = CustomerId(draw.below(customers).cast_signed() + 1);
        let path = format!("/api/v1/customers/{customer}/next-step?journey={journey}");
        let begin = Instant::now();
        let answer = owner.get(&path)?;
        ensure!(answer["position"]["touchpoint"].is_string(), "{customer} stands somewhere");
        Ok(begin.elapsed())
    };
    println!("first call, which counts what everybody did: {:.2} s", one()?.as_secs_f64());
    let before = server.processor()?;
    let times = (0..asked).map(|_| one()).collect::<anyhow::Result<Vec<Duration>>>()?;
    let each = (server.processor()? - before) / asked.max(1) as f64;
    println!("processor time of the server, each call: {:.2} ms", each * 1000.0);
    told("position, next steps and chances in one call", times);
    Ok(())
}

/// Tells interactions, and waits for each until the position says so.
fn tell(owner: &Owner, url: &str, journey: &str, count: usize) -> anyhow::Result<()> {
    let key = owner.write_key()?;
    let map = owner.get(&format!("/api/v1/journeys/{journey}"))?;
    let touchpoints = map["stages"].as_array().context("stages")?.iter();
    let mut touchpoints =
        touchpoints.flat_map(|stage| stage["touchpoints"].as_array().into_iter().flatten());
    let viewed = touchpoints.find(|one| one["name"] == "product_viewed").context("a touchpoint")?;
    let viewed = viewed["id"].as_str().context("an id")?;
    let newest = format!("/api/v1/journeys/{journey}/positions?touchpoint={viewed}&limit=1");
    let agent = ureq::agent();
    let mut times = Vec::new();
    for number in 0..count {
        let user = format!("{}", 1_000 + number * 37);
        let before = owner.get(&newest)?["items"][0]["last_at"].clone();
        let event = json!({ "batch": [{
            "type": "track", "event": "Product Viewed", "userId": user,
            "messageId": format!("latency-{}-{number}", std::process::id())
        }] });
        let path = format!("{url}/v1/batch?writeKey={key}");
        ensure!(agent.post(path).send_json(&event)?.status().as_u16() == 200, "acknowledged");
        let begin = Instant::now();
        while owner.get(&newest)?["items"][0]["last_at"] == before {
            ensure!(begin.elapsed() < PATIENCE, "the position does not follow");
            std::thread::sleep(Duration::from_millis(2));
        }
        times.push(begin.elapsed());
    }
    told("from an acknowledged interaction to the position", times);
    Ok(())
}

fn told(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |share: f64| {
        let place = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len());
        times[place - 1].as_secs_f64() * 1000.0
    };
    println!(
        "{what}: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, longest {:.1} ms ({} times)",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
        times.len()
    );
}
