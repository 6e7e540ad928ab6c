//! Files are all or nothing, and what happened to them is named.

use std::io::Write as _;

use super::*;

fn text(error: &StorageError) -> String {
    error.to_string()
}

fn write(files: &Files, name: &str, content: &[u8]) -> Written {
    let mut file = files.create(name).unwrap();
    file.write_all(content).unwrap();
    file.finish().unwrap()
}

#[test]
fn a_file_is_there_once_finished_and_gone_when_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path().join("log"));
    let written = write(&files, "bucket=03/a.parquet", b"twelve bytes");
    assert_eq!(written.bytes, 12);
    let open = files.open(&written.name, written.bytes).unwrap();
    assert_eq!(open.range(7, 5).unwrap().as_ref(), b"bytes");
    assert!(files.check(&written.name, 12, &written.digest).unwrap().is_none());

    let mut dropped = files.create("bucket=03/b.parquet").unwrap();
    dropped.write_all(b"half").unwrap();
    drop(dropped);
    assert!(text(&files.open("bucket=03/b.parquet", 4).unwrap_err()).contains("is missing"));
    let left: Vec<_> = std::fs::read_dir(folder.path().join("log/bucket=03")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
    files.remove("bucket=03/a.parquet").unwrap();
    files.remove("bucket=03/a.parquet").unwrap();
}

#[test]
fn what_happened_to_a_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path());
    let written = write(&files, "k/a", b"twelve bytes");
    std::fs::write(folder.path().join("k/a"), b"twelve bytez").unwrap();
    let fault = files.check("k/a", 12, &written.digest).unwrap().unwrap();
    assert!(text(&fault).contains("checksum"), "{fault}");
    std::fs::write(folder.path().join("k/a"), b"twelve").unwrap();
    let fault = files.open("k/a", 12).unwrap_err();
    assert!(text(&fault).contains("6 bytes instead of 12"), "{fault}");
    // A file where a folder should be: it can be neither read nor written there.
    let fault = files.create("k/a/b").unwrap_err();
    assert!(text(&fault).contains("cannot be written"), "{fault}");
}
