//! The ledger: what was sent and what was acknowledged. It is kept apart from the program, in memory,
//! and what it says is what the log is held against.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use parcours_kernel::Rng;

use super::world::{BATCHES_A_TIME, Event, PEOPLE, Person, Whose, World};

/// How far it came with something that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Sent, and no answer came: it may be there or not, but not in part.
    Unanswered,
    /// Answered with success: it must be there.
    Acknowledged,
}

/// A file that is imported, by a command or through the API.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileFate {
    pub(super) rows: u32,
    /// Rows are stored commit by commit: unanswered, any part may be there.
    pub(super) fate: Fate,
}

/// All that was asked for.
#[derive(Debug, Default, Clone)]
pub(super) struct Books {
    /// By number.
    pub(super) batches: Vec<Fate>,
    /// By number.
    pub(super) files: Vec<FileFate>,
    pub(super) erasures: BTreeMap<Person, Fate>,
    /// Requests that were sent again because no answer had come.
    pub(super) resent: u64,
    /// Requests that were sent again although an answer had come.
    pub(super) repeated: u64,
    /// Answers other than success.
    pub(super) refused: u64,
    waiting: Vec<u32>,
}

/// The books, shared by those who send.
#[derive(Debug, Default)]
pub(super) struct Ledger(Mutex<Books>);

impl Ledger {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it says now.
    pub(super) fn read(&self) -> Books {
        self.books().clone()
    }

    /// What a sender sends next: what was not answered, mostly something new, now and then what was
    /// acknowledged long ago. It counts as sent from here on.
    pub(super) fn next_batch(&self, chance: &Rng) -> u32 {
        let mut books = self.books();
        if let Some(batch) = books.waiting.pop() {
            books.resent += 1;
            return batch;
        }
        let told = u32::try_from(books.batches.len()).expect("far fewer");
        if told > 0 && chance.below(8) == 0 {
            let batch = chance.below(told);
            // What is unanswered and not waiting is on its way: it is told twice at once.
            books.repeated += 1;
            return batch;
        }
        books.batches.push(Fate::Unanswered);
        told
    }

    pub(super) fn acknowledge_batch(&self, batch: u32) {
        self.books().batches[batch as usize] = Fate::Acknowledged;
    }

    pub(super) fn note_refusal(&self) {
        self.books().refused += 1;
    }

    /// From now on senders begin with what was not answered: all of it, or each with a chance of
    /// three in four. The rest is never told again before that.
    pub(super) fn send_unanswered(&self, some: Option<&Rng>) {
        let mut books = self.books();
        let unanswered = (0..).zip(&books.batches).filter(|(_, fate)| **fate == Fate::Unanswered);
        let numbers: Vec<u32> = unanswered.map(|(number, _)| number).collect();
        let chosen = numbers.into_iter().filter(|_| some.is_none_or(|some| some.below(4) > 0));
        books.waiting = chosen.collect();
    }

    /// Whether nothing waits to be sent again.
    pub(super) fn has_nothing_waiting(&self) -> bool {
        self.books().waiting.is_empty()
    }

    /// Whether all that was sent was answered.
    pub(super) fn is_answered(&self) -> bool {
        self.books().batches.iter().all(|fate| *fate == Fate::Acknowledged)
    }

    /// The number of a file to import: one that was not finished, or a new one of so many rows.
    pub(super) fn next_file(&self, rows: u32) -> u32 {
        let mut books = self.books();
        let unfinished = books.files.iter().position(|file| file.fate == Fate::Unanswered);
        let number = unfinished.unwrap_or_else(|| {
            books.files.push(FileFate { rows, fate: Fate::Unanswered });
            books.files.len() - 1
        });
        u32::try_from(number).expect("far fewer")
    }

    pub(super) fn file(&self, number: u32) -> FileFate {
        self.books().files[number as usize]
    }

    /// A file that was not finished.
    pub(super) fn unfinished_file(&self) -> Option<u32> {
        let books = self.books();
        let place = books.files.iter().position(|file| file.fate == Fate::Unanswered)?;
        u32::try_from(place).ok()
    }

    pub(super) fn finish_file(&self, number: u32) {
        self.books().files[number as usize].fate = Fate::Acknowledged;
    }

    /// Whom to erase: somebody whose erasure was not answered, or somebody new whose time is past
    /// and who is surely known. It counts as asked for from here on.
    pub(super) fn next_erasure(&self, world: World, chance: &Rng) -> Option<Person> {
        if let Some(person) = self.unanswered_erasure() {
            return Some(person);
        }
        let mut books = self.books();
        let told = u32::try_from(books.batches.len()).expect("far fewer");
        let time = chance.below(told / BATCHES_A_TIME + 1);
        let person = Person { time, number: chance.below(PEOPLE) };
        if !person.is_past(told) {
            return None;
        }
        let of_their_time = person.time * BATCHES_A_TIME..(person.time + 2) * BATCHES_A_TIME;
        let tells_of = |event: &Event| event.whose == Whose::Known(person);
        let is_known = of_their_time
            .filter(|batch| books.batches[*batch as usize] == Fate::Acknowledged)
            .any(|batch| world.events(batch).iter().any(tells_of));
        let is_new = is_known && !books.erasures.contains_key(&person);
        is_new.then(|| {
            books.erasures.insert(person, Fate::Unanswered);
            person
        })
    }

    /// Somebody whose erasure was not answered.
    pub(super) fn unanswered_erasure(&self) -> Option<Person> {
        let books = self.books();
        let unanswered = books.erasures.iter().find(|(_, fate)| **fate == Fate::Unanswered);
        unanswered.map(|(person, _)| *person)
    }

    pub(super) fn finish_erasure(&self, person: Person) {
        self.books().erasures.insert(person, Fate::Acknowledged);
    }
}
