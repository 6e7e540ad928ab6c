//! The log held against the ledger: what it exports, line by line.

use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use serde::Deserialize;

use super::ledger::{Books, Fate};
use super::site::Site;
use super::world::{Call, Event, Person, Whose, World, place_of};

/// Violations that are spelled out; the others are counted.
const SPELLED_OUT: usize = 20;

/// What was found.
#[derive(Debug, Default, Clone)]
pub struct Verdict {
    /// Interactions in the log.
    pub rows: u64,
    /// Acknowledged, and not there.
    pub lost: u64,
    /// There more than once.
    pub doubled: u64,
    /// There, and never sent, or of somebody erased, or under the wrong customer.
    pub wrong: u64,
    /// The first of them in words.
    pub words: Vec<String>,
}

impl Verdict {
    fn say(&mut self, words: impl FnOnce() -> String) {
        if self.words.len() < SPELLED_OUT {
            self.words.push(words());
        }
    }

    fn lost(&mut self, count: u32, words: impl FnOnce() -> String) {
        self.lost += u64::from(count);
        self.say(words);
    }

    fn wrong(&mut self, words: impl FnOnce() -> String) {
        self.wrong += 1;
        self.say(words);
    }

    /// Something else that is wrong, in words.
    pub(super) fn add_faults(&mut self, faults: Vec<String>) {
        for fault in faults {
            self.wrong(|| fault);
        }
    }

    /// Whether the log is what the ledger says.
    pub fn is_good(&self) -> bool {
        self.lost + self.doubled + self.wrong == 0
    }
}

/// A line of the export, as far as it is looked at.
#[derive(Deserialize)]
struct Line {
    customer: String,
    message_id: Option<String>,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    row: Option<String>,
}

/// What was seen of one batch.
struct Batch {
    events: Vec<Event>,
    /// A bit for each event.
    seen: u64,
}

/// All that was seen.
struct Reading {
    world: World,
    verdict: Verdict,
    batches: HashMap<u32, Batch>,
    files: HashMap<u32, Vec<bool>>,
    customers: HashMap<Whose, String>,
}

/// Exports the log and compares it: what was acknowledged `before` the export must be there, what
/// was asked for by its end, which `after` tells, may.
pub(super) fn verify(
    site: &Site,
    world: World,
    before: &Books,
    after: impl FnOnce() -> Books,
) -> anyhow::Result<Verdict> {
    let mut command =
        site.command(None, &["export", "events", "--format", "jsonl", "--output", "-"]);
    let mut export = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let mut reading = Reading {
        world,
        verdict: Verdict::default(),
        batches: HashMap::new(),
        files: HashMap::new(),
        customers: HashMap::new(),
    };
    let out = export.stdout.take().context("it is piped")?;
    for line in BufReader::new(out).lines() {
        let line = line?;
        reading.read(&serde_json::from_str(&line).with_context(|| line.clone())?);
    }
    let ended = export.wait_with_output()?;
    let complaint = super::site::text(&ended.stderr);
    ensure!(ended.status.success(), "export: {}: {complaint}", ended.status);
    Ok(reading.judge(before, &after()))
}

impl Reading {
    fn read(&mut self, line: &Line) {
        self.verdict.rows += 1;
        let id = line.properties.row.as_deref().or(line.message_id.as_deref()).unwrap_or("");
        match place_of(id) {
            Some(('b', batch, place)) => self.read_event(line, batch, place),
            Some(('f', file, row)) => self.read_row(file, row),
            _ => self.verdict.wrong(|| format!("{id:?} was never sent")),
        }
    }

    fn read_event(&mut self, line: &Line, number: u32, place: u32) {
        let world = self.world;
        let fresh = || Batch { events: world.events(number), seen: 0 };
        let batch = self.batches.entry(number).or_insert_with(fresh);
        let Some(event) = batch.events.get(place as usize) else {
            return self.verdict.wrong(|| format!("b{number}.{place} was never sent"));
        };
        if batch.seen & (1 << place) != 0 {
            self.verdict.doubled += 1;
            self.verdict.say(|| format!("b{number}.{place} is there twice"));
        }
        batch.seen |= 1 << place;
        let customer = self.customers.entry(event.whose).or_insert_with(|| line.customer.clone());
        if *customer != line.customer {
            let (whose, other) = (event.whose, customer.clone());
            self.verdict.wrong(|| format!("{whose:?} is two: {other} and {}", line.customer));
        }
    }

    fn read_row(&mut self, file: u32, row: u32) {
        let rows = self.files.entry(file).or_default();
        let place = row as usize;
        if rows.len() <= place {
            rows.resize(place + 1, false);
        }
        if rows[place] {
            self.verdict.doubled += 1;
            self.verdict.say(|| format!("f{file}.{row} is there twice"));
        }
        rows[place] = true;
    }

    fn judge(mut self, before: &Books, after: &Books) -> Verdict {
        let batches = std::mem::take(&mut self.batches);
        let mut joins = HashMap::new();
        for (number, now) in (0..).zip(&after.batches) {
            let fate = before.batches.get(number as usize).copied().unwrap_or(Fate::Unanswered);
            let events = self.world.events(number);
            let due = Due::of(&events, before, after);
            let seen = batches.get(&number).map_or(0, |batch| batch.seen);
            self.judge_batch(number, fate, seen, due);
            let is_there = match fate {
                Fate::Acknowledged => Some(true),
                // Nothing of it can be seen, whether it is there or not.
                Fate::Unanswered if due.must == 0 => None,
                Fate::Unanswered => Some(seen != 0),
            };
            note_joins(&events, is_there, &mut joins);
            debug_assert!(fate == Fate::Unanswered || *now == fate, "answers are not taken back");
        }
        for number in batches.keys().filter(|number| **number as usize >= after.batches.len()) {
            self.verdict.wrong(|| format!("batch {number} was never sent"));
        }
        self.judge_files(before, after);
        self.judge_customers(&joins, after);
        self.verdict
    }

    /// A batch is there whole, or not at all when it was not answered; the erased are not there.
    fn judge_batch(&mut self, number: u32, fate: Fate, seen: u64, due: Due) {
        if seen & due.never != 0 {
            self.verdict.wrong(|| format!("batch {number} has events that must not be there"));
        }
        let missing = due.must & !seen;
        let may_lack = fate == Fate::Unanswered && seen & due.must == 0;
        if missing != 0 && !may_lack {
            let (count, all) = (missing.count_ones(), due.must.count_ones());
            self.verdict
                .lost(count, || format!("batch {number} ({fate:?}) lacks {count} of {all} events"));
        }
    }

    fn judge_files(&mut self, before: &Books, after: &Books) {
        for (number, file) in (0..).zip(&before.files) {
            let seen =
                self.files.get(&number).map_or(0, |rows| rows.iter().filter(|row| **row).count());
            let seen = u32::try_from(seen).expect("far fewer");
            if file.fate == Fate::Acknowledged && seen < file.rows {
                let (count, rows) = (file.rows - seen, file.rows);
                self.verdict.lost(count, || format!("file {number} lacks {count} of {rows} rows"));
            }
        }
        for (number, rows) in &self.files {
            let most = after.files.get(*number as usize).map_or(0, |file| file.rows as usize);
            if rows.len() > most {
                self.verdict
                    .wrong(|| format!("file {number} has row {}, of {most}", rows.len() - 1));
            }
        }
    }

    /// A device is its person once somebody said so, and another customer before; people are apart.
    fn judge_customers(&mut self, joins: &HashMap<Person, Option<bool>>, after: &Books) {
        let mut owners: HashMap<&str, Person> = HashMap::new();
        for (whose, customer) in &self.customers {
            let person = whose.person();
            let owner = *owners.entry(customer).or_insert(person);
            if owner != person {
                self.verdict.wrong(|| format!("{person:?} and {owner:?} are both {customer}"));
            }
            let known = match whose {
                Whose::Known(_) => continue,
                Whose::Device(_) => self.customers.get(&Whose::Known(person)),
            };
            let said = joins.get(&person).copied().unwrap_or(Some(false));
            let (Some(known), Some(said)) = (known, said) else { continue };
            if said != (known == customer) && !after.erasures.contains_key(&person) {
                self.verdict.wrong(|| {
                    format!(
                        "{person:?} has their device: {said}, yet they are {known} and {customer}"
                    )
                });
            }
        }
    }
}

/// What must be there of a batch that is there, and what must not be in any case; a bit for each
/// event.
#[derive(Clone, Copy)]
struct Due {
    must: u64,
    never: u64,
}

impl Due {
    fn of(events: &[Event], before: &Books, after: &Books) -> Self {
        let mut due = Self { must: 0, never: 0 };
        for (place, event) in events.iter().enumerate() {
            let person = event.whose.person();
            match (before.erasures.get(&person), event.whose) {
                _ if !event.is_kept() => due.never |= 1 << place,
                (Some(Fate::Acknowledged), Whose::Known(_)) => due.never |= 1 << place,
                // Asked for and perhaps done; or a device of which nobody knew that it was theirs.
                _ if after.erasures.contains_key(&person) => {}
                _ => due.must |= 1 << place,
            }
        }
        due
    }
}

/// Whether people were said to have their device: `None` where nobody can tell.
fn note_joins(events: &[Event], is_there: Option<bool>, joins: &mut HashMap<Person, Option<bool>>) {
    for event in events.iter().filter(|event| event.call == Call::Identify) {
        let said = joins.entry(event.whose.person()).or_insert(Some(false));
        *said = match (*said, is_there) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (None, _) | (_, None) => None,
            _ => Some(false),
        };
    }
}
