//! Files that are imported beside the intake, by the command and through the API.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Child;

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use super::ledger::Ledger;
use super::server::Owner;
use super::site::{Site, text};
use super::world::World;

const PEOPLE: u32 = 61;
const COLUMNS: &str = "customer=who,at=at,kind=what,value=amount";
const COLUMNS_WITH_IDS: &str = "customer=who,at=at,kind=what,value=amount,message_id=id";

/// Every other file has ids for its rows; those of the others follow from their content.
fn has_own_ids(number: u32) -> bool {
    number.is_multiple_of(2)
}

/// Writes the file of a number.
pub(super) fn write(site: &Site, world: World, number: u32, rows: u32) -> anyhow::Result<PathBuf> {
    let chance = world.chance(u64::from(number) | 1 << 40);
    let own_ids = has_own_ids(number);
    let mut lines = String::from(if own_ids {
        "id,row,who,at,what,amount\n"
    } else {
        "row,who,at,what,amount\n"
    });
    for row in 0..rows {
        let (who, minute) = (chance.below(PEOPLE), chance.below(60));
        let (hour, amount) = (chance.below(24), chance.below(1000));
        if own_ids {
            write!(lines, "i{number}.{row},")?;
        }
        // `row` is a property: rows without ids of their own are known by it.
        write!(lines, "f{number}.{row},imported-{number}-{who},")?;
        writeln!(lines, "2025-03-01T{hour:02}:{minute:02}:00Z,read,{amount}")?;
    }
    let file = site.folder().join(name(number));
    std::fs::write(&file, lines)?;
    Ok(file)
}

fn name(number: u32) -> String {
    format!("file-{number}.csv")
}

fn arguments(file: &str, number: u32) -> [&str; 6] {
    let columns = if has_own_ids(number) { COLUMNS_WITH_IDS } else { COLUMNS };
    ["import", "events", file, "--json", "--columns", columns]
}

/// Starts the command that imports a file.
pub(super) fn begin(site: &Site, number: u32) -> anyhow::Result<Child> {
    site.spawn(&arguments(&name(number), number))
}

/// Uploads a file and starts its import, which the server carries out, and takes up again after a
/// kill. No answer is an answer.
pub(super) fn upload(site: &Site, owner: &Owner, url: &str, number: u32) -> anyhow::Result<()> {
    let content = std::fs::read(site.folder().join(name(number)))?;
    let Ok(uploaded) = owner.upload(url, &name(number), &content) else { return Ok(()) };
    let id = uploaded.body["id"].as_str().with_context(|| uploaded.body.to_string())?;
    let mut columns = json!({ "customer": "who", "at": "at", "kind": "what", "value": "amount" });
    if has_own_ids(number) {
        columns["message_id"] = "id".into();
    }
    let options = json!({
        "format": null, "separator": null, "encoding": null, "time_zone": "UTC", "columns": columns,
        "strict": false, "identity": "user_id"
    });
    let start = format!("/api/v1/imports/{id}/start");
    let Ok(started) = owner.post(url, &start, &options) else { return Ok(()) };
    // An erasure in between takes uploads with it that it cannot look into: the end imports it again.
    if started.status == 409 && started.body["code"] == "import_file_gone" {
        return Ok(());
    }
    ensure!(started.status == 200, "{}: {} {}", name(number), started.status, started.body);
    Ok(())
}

/// Imports a file to its end; what was there already is known again.
pub(super) fn finish(site: &Site, ledger: &Ledger, number: u32) -> anyhow::Result<()> {
    let file = name(number);
    let output = site.run(&arguments(&file, number))?;
    let said = || format!("{}{}", text(&output.stdout), text(&output.stderr));
    ensure!(output.status.success(), "{file}: {}: {}", output.status, said());
    let results: Value = serde_json::from_slice(&output.stdout).with_context(said)?;
    let progress = &results[0]["progress"];
    let count = |name: &str| progress[name].as_u64().unwrap_or(0);
    let known = count("rows_stored") + count("rows_duplicate");
    let rows = ledger.file(number).rows;
    ensure!(known == u64::from(rows), "{file}: {known} of {rows} rows: {}", said());
    ledger.finish_file(number);
    Ok(())
}
