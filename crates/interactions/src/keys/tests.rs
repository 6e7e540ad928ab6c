//! What was told is known again, whatever the runs, and nothing else is.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::probe::find;
use super::*;
use crate::Files;

fn keys(range: std::ops::Range<u32>) -> Vec<Key> {
    range.map(|number| key(1, &format!("m{number}"))).collect()
}

fn info(files: &Files, name: &str, mut content: Vec<Key>) -> RunInfo {
    let count = content.len() as u64;
    let written = write_run(files, name, &mut content).unwrap();
    RunInfo { file: 0, stored: written, keys: count, lasting: false, oldest_at: 0, newest_at: 0 }
}

#[test]
fn told_is_known_and_merging_runs_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path());
    let runs = [info(&files, "keys/a", keys(0..5000)), info(&files, "keys/b", keys(4000..9000))];
    let (written, count) = merge_runs(&files, &runs, "keys/c").unwrap();
    assert_eq!(count, 9000);
    let merged = RunInfo { stored: written, keys: count, ..runs[0].clone() };
    for runs in [runs.to_vec(), vec![merged]] {
        let memory = Memory::open(&files, &runs, &Memory::default()).unwrap();
        let asked: Vec<_> = keys(8990..9010);
        let known = memory.known(&asked).unwrap();
        assert_eq!(known.iter().filter(|known| **known).count(), 10);
        assert!(known[..10].iter().all(|known| *known));
        assert!(memory.known(&keys(0..9000)).unwrap().iter().all(|known| *known));
    }
    assert_ne!(key(1, "a"), key(2, "a"));
}

#[test]
fn a_foreign_or_cut_file_is_refused_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path());
    let run = info(&files, "keys/a", keys(0..100));
    std::fs::write(
        folder.path().join("keys/a"),
        vec![0; usize::try_from(run.stored.bytes).unwrap()],
    )
    .unwrap();
    let fault = Memory::open(&files, std::slice::from_ref(&run), &Memory::default()).unwrap_err();
    assert!(fault.to_string().contains("keys/a"), "{fault}");
    std::fs::remove_file(folder.path().join("keys/a")).unwrap();
    let fault = Memory::open(&files, &[run], &Memory::default()).unwrap_err();
    assert!(fault.to_string().contains("is missing"), "{fault}");
}

proptest! {
    #[test]
    fn search_agrees_with_a_set(held in prop::collection::btree_set(0_u32..3000, 0..900), asked in prop::collection::btree_set(0_u32..3000, 0..200)) {
        let held: BTreeSet<Key> = held.into_iter().map(|number| key(0, &number.to_string())).collect();
        let asked: BTreeSet<Key> = asked.into_iter().map(|number| key(0, &number.to_string())).collect();
        let asked: Vec<Key> = asked.into_iter().collect();
        let bytes: Vec<u8> = held.iter().flatten().copied().collect();
        let read = |first: u64, count: usize| {
            let first = usize::try_from(first).unwrap() * KEY_BYTES;
            Ok(bytes[first..first + count * KEY_BYTES].to_vec().into())
        };
        let found = find(&asked, held.len() as u64, read).unwrap();
        let due: Vec<usize> = (0..asked.len()).filter(|place| held.contains(&asked[*place])).collect();
        prop_assert_eq!(found, due);
    }
}
