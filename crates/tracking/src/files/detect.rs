//! What a file is, by its first bytes; its name decides only between forms of plain text.

use std::io::{Cursor, Read};

use encoding_rs::Encoding as Charset;
use flate2::read::MultiGzDecoder;

use super::error::FileError;
use super::options::Format;
use super::words;

/// How many bytes from the start are looked at.
pub(super) const HEAD_BYTES: u64 = 64 << 10;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// Its form.
    pub format: Format,
    /// Whether it is packed with gzip.
    pub gzip: bool,
}

/// Recognises a file by `head`, its first bytes (64 KiB are plenty), and by `name` where plain text
/// leaves it open. What is not read here is an error that says what to do with it.
pub fn detect(name: &str, head: &[u8]) -> Result<Detected, FileError> {
    let gzip = head.starts_with(&[0x1f, 0x8b]);
    let name = name.to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    let format = if gzip { format_of(name, &unpack(head)) } else { format_of(name, head) }?;
    if gzip && format == Format::Parquet {
        return Err(FileError::file("zipped_parquet", words::zipped_parquet()));
    }
    Ok(Detected { format, gzip })
}

/// As much of a packed head as can be unpacked.
pub(super) fn unpack(head: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    // The head is cut off somewhere, so an error at its end is expected; what came before counts.
    let _ = MultiGzDecoder::new(Cursor::new(head)).take(HEAD_BYTES).read_to_end(&mut unpacked);
    unpacked
}

fn format_of(name: &str, head: &[u8]) -> Result<Format, FileError> {
    let refused = |code, message| Err(FileError::file(code, message));
    match head {
        [] => return refused("empty_file", words::empty_file()),
        [b'P', b'A', b'R', b'1', ..] => return Ok(Format::Parquet),
        [b'P', b'K', 3 | 5, ..] => return refused("zip_file", words::zip_file()),
        // zstd, bzip2, xz, 7z.
        [0x28, 0xb5, 0x2f, 0xfd, ..]
        | [b'B', b'Z', b'h', ..]
        | [0xfd, b'7', b'z', ..]
        | [b'7', b'z', 0xbc, ..] => {
            return refused("other_compression", words::other_compression());
        }
        _ => {}
    }
    let charset = mark(head).unwrap_or(encoding_rs::UTF_8);
    let (text, _) = charset.decode_with_bom_removal(head);
    let text = text.trim_start();
    if text.is_empty() {
        return refused("empty_file", words::empty_file());
    }
    if text.contains('\0') {
        return refused("unknown_format", words::unknown_format());
    }
    let array = text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with('{'));
    Ok(match text.as_bytes()[0] {
        b'{' => Format::Jsonl,
        b'<' => Format::Xes,
        _ if array => return refused("json_array", words::json_array()),
        _ if name.ends_with(".jsonl") || name.ends_with(".ndjson") => Format::Jsonl,
        _ => Format::Csv,
    })
}

/// The encoding that a mark at the start of a file declares.
pub(super) fn mark(head: &[u8]) -> Option<&'static Charset> {
    Charset::for_bom(head).map(|(charset, _)| charset)
}

/// The encoding that an XML declaration names, if any.
pub(super) fn declared_in_xml(head: &[u8]) -> Result<Option<&'static Charset>, FileError> {
    let start = String::from_utf8_lossy(&head[..head.len().min(200)]);
    let declaration = start.strip_prefix("<?xml").and_then(|rest| rest.split("?>").next());
    let Some((_, after)) = declaration.and_then(|text| text.split_once("encoding")) else {
        return Ok(None);
    };
    let after = after.trim_start().trim_start_matches('=').trim_start();
    let label = after.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default();
    // UTF-16 without a mark could not have been read this far.
    let charset = Charset::for_label(label.as_bytes())
        .ok_or_else(|| FileError::file("unknown_encoding", words::unknown_encoding(label)))?;
    Ok(Some(if charset.is_ascii_compatible() { charset } else { encoding_rs::UTF_8 }))
}

/// The character that separates the cells of a table: of those that the first line has outside
/// quotes, the one whose count is most often the same in the lines after it.
pub(super) fn separator(text: &[u8]) -> u8 {
    const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
    const ROWS: usize = 50;
    let mut rows: Vec<[usize; 4]> = vec![[0; 4]];
    let mut quoted = false;
    for &byte in text {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => rows.push([0; 4]),
            _ if quoted => {}
            _ => {
                if let Some(which) = CANDIDATES.iter().position(|candidate| *candidate == byte)
                    && let Some(row) = rows.last_mut()
                {
                    row[which] += 1;
                }
            }
        }
        if rows.len() > ROWS {
            break;
        }
    }
    // The last one is cut off, or the nothing after the last line break.
    if rows.len() > 1 {
        rows.pop();
    }
    let header = rows[0];
    let score = |which: usize| {
        let same = rows.iter().filter(|row| row[which] == header[which]).count();
        (same, header[which])
    };
    let found = (0..CANDIDATES.len())
        .filter(|&which| header[which] > 0)
        .rev()
        .max_by_key(|&which| score(which));
    found.map_or(b',', |which| CANDIDATES[which])
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn content_decides_before_the_name() {
        for (name, head, format) in [
            ("a.txt", &b"PAR1\x15\x04"[..], Format::Parquet),
            ("a.csv", b"<?xml version=\"1.0\"?><log>", Format::Xes),
            ("a", b"\xef\xbb\xbf <log>", Format::Xes),
            ("a.csv", b" {\"a\":1}\n", Format::Jsonl),
            ("a.jsonl", b"null\n", Format::Jsonl),
            ("a", b"a;b\n1;2\n", Format::Csv),
            ("a.txt", b"\xff\xfea\0;\0b\0", Format::Csv),
        ] {
            assert_eq!(detect(name, head).unwrap(), Detected { format, gzip: false }, "{name}");
        }
        let packed = detect("events.jsonl.gz", &gzip(b"null\n")).unwrap();
        assert_eq!(packed, Detected { format: Format::Jsonl, gzip: true });
    }

    #[test]
    fn what_is_not_read_says_what_to_do() {
        for (head, code) in [
            (&b""[..], "empty_file"),
            (b"\n \n", "empty_file"),
            (b"PK\x03\x04xl", "zip_file"),
            (b"\x28\xb5\x2f\xfd", "other_compression"),
            (b"[ {\"a\":1}]", "json_array"),
            (b"\x00\x01\x02", "unknown_format"),
        ] {
            assert_eq!(detect("a.csv", head).unwrap_err().code, code);
        }
        assert_eq!(detect("a.gz", &gzip(b"PAR1....")).unwrap_err().code, "zipped_parquet");
    }

    #[test]
    fn the_separator_is_the_steady_one() {
        assert_eq!(separator(b"a,b,c\n1,2,3\n"), b',');
        assert_eq!(separator("client;montant\nZoé;12,50\nLéo;3,20\n".as_bytes()), b';');
        assert_eq!(separator(b"a\tb\n1,5\t2\n"), b'\t');
        assert_eq!(separator(b"a|b|c\n\"x|\ny\"|2|3\n"), b'|');
        assert_eq!(separator(b"\"a;b;c\",d\n1,2\n"), b',');
        assert_eq!(separator(b"one column\nvalue\n"), b',');
    }

    #[test]
    fn xml_may_declare_its_encoding() {
        let declared = |head: &[u8]| declared_in_xml(head).map(|found| found.map(Charset::name));
        assert_eq!(
            declared(b"<?xml version='1.0' encoding='ISO-8859-1'?>").unwrap(),
            Some("windows-1252")
        );
        assert_eq!(
            declared(b"<?xml version=\"1.0\" encoding = \"UTF-8\" ?>").unwrap(),
            Some("UTF-8")
        );
        assert_eq!(declared(b"<log>encoding").unwrap(), None);
        assert_eq!(declared(b"<?xml encoding='klingon'?>").unwrap_err().code, "unknown_encoding");
    }

    proptest! {
        #[test]
        fn no_head_panics(head in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = detect("a.csv", &head);
            let _ = declared_in_xml(&head);
            let _ = separator(&head);
        }
    }
}
