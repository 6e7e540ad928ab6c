//! Files are all or nothing, and what happened to them is named.

use std::io::Write as _;

use parquet::file::reader::ChunkReader as _;

use super::*;

fn text(error: &StorageError) -> String {
    error.to_string()
}

fn write(files: &Files, name: &str, content: &[u8]) -> LogFile {
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
    let open = files.open(&written).unwrap();
    assert_eq!(open.range(7, 5).unwrap().as_ref(), b"bytes");
    assert!(files.check(&written).is_none());

    let mut dropped = files.create("bucket=03/b.parquet").unwrap();
    dropped.write_all(b"half").unwrap();
    drop(dropped);
    assert!(
        text(
            &files
                .open(&LogFile { name: "bucket=03/b.parquet".to_owned(), ..written.clone() })
                .unwrap_err()
        )
        .contains("is missing")
    );
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
    let fault = files.check(&written).unwrap();
    assert!(text(&fault).contains("checksum"), "{fault}");
    std::fs::write(folder.path().join("k/a"), b"twelve").unwrap();
    let fault = files.open(&written).unwrap_err();
    assert!(text(&fault).contains("6 bytes instead of 12"), "{fault}");
    // A file where a folder should be: it can be neither read nor written there.
    let fault = files.create("k/a/b").unwrap_err();
    assert!(text(&fault).contains("cannot be written"), "{fault}");
}

/// Whatever part is asked for: it is as it was written, or it is refused.
#[test]
fn an_altered_byte_is_noticed_wherever_its_part_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path());
    let content: Vec<u8> = (0..50_000_u32).map(|byte| (byte * 31 % 251) as u8).collect();
    let written = write(&files, "k/a", &content);
    let mut altered = content.clone();
    altered[20_000] ^= 1;
    std::fs::write(folder.path().join("k/a"), &altered).unwrap();
    let open = files.open(&written).unwrap();
    for (from, length) in [(0, 16_384), (24_576, 25_424), (8_192, 1), (49_999, 1), (30_000, 0)] {
        let part = open.range(from as u64, length).unwrap();
        assert_eq!(part.as_ref(), &content[from..from + length]);
    }
    for (from, length) in [(0, 50_000), (20_000, 1), (16_384, 1), (24_575, 9_000), (10_000, 9_000)]
    {
        let fault = open.range(from, length).unwrap_err();
        assert!(text(&files.unsound("k/a", &fault)).contains("checksum"), "{from}: {fault}");
    }
    assert_eq!(open.range(49_999, 2).unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    // A file from before there were checksums is read all the same.
    let before = LogFile { checks: Checks::default(), ..written };
    assert_eq!(
        files.open(&before).unwrap().range(20_000, 1).unwrap().as_ref(),
        &altered[20_000..20_001]
    );
}

/// What is read ahead is checked as well, and is what lies there.
#[test]
fn a_part_read_ahead_is_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path());
    let content: Vec<u8> = (0..900_000_u32).map(|byte| (byte * 31 % 251) as u8).collect();
    let written = write(&files, "k/a", &content);
    let pages = [(100, 40_000), (40_100, 1), (40_101, 400_000), (440_101, 150_000), (200, 10)];
    let ahead = ReadAhead::new(files.open(&written).unwrap(), 590_101);
    let mut held = None;
    for (from, length) in pages {
        let page = ahead.get_bytes(from as u64, length).unwrap();
        assert_eq!(page.as_ref(), &content[from..from + length]);
        // One that is still held keeps its bytes, whatever is read next.
        if let Some((from, page)) = held.replace((from, page)) {
            assert_eq!(page.as_ref(), &content[from..from + page.len()]);
        }
    }
    assert!(ahead.get_bytes(899_999, 2).is_err());
    let mut altered = content.clone();
    altered[500_000] ^= 1;
    std::fs::write(folder.path().join("k/a"), &altered).unwrap();
    let ahead = ReadAhead::new(files.open(&written).unwrap(), 590_101);
    assert!(ahead.get_bytes(100, 9_000).is_ok());
    let fault = ahead.get_bytes(440_101, 150_000).unwrap_err();
    assert!(text(&files.unsound("k/a", &fault)).contains("checksum"), "{fault}");
}
