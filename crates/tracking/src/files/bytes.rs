//! From the stored bytes of a file to its text: unpacked, in UTF-8, without a mark, and never more
//! in memory than a buffer.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{CoderResult, Decoder, Encoding};
use flate2::bufread::MultiGzDecoder;

use super::input::Input;

/// The longest row, in bytes: a line, a quoted CSV row, the attributes of one event.
pub(super) const MAX_ROW_BYTES: usize = 1 << 20;

/// How far a file may unpack: this many times its size. Logs of a few constant columns reach a
/// hundred; what is made to exhaust a machine comes to a thousand.
const MAX_RATIO: u64 = 500;
/// Unpacked bytes that are read before the ratio counts.
const FREE_BYTES: u64 = 64 << 20;

const BUFFER_BYTES: usize = 64 << 10;

/// Marks errors of our own among those of the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    /// Unpacks to more than [`MAX_RATIO`] times its size.
    #[error("unpacks too far")]
    Bomb,
    /// One row is over [`MAX_ROW_BYTES`].
    #[error("row too long")]
    TooLong,
}

impl Refusal {
    /// The refusal inside an error of reading, if it is one.
    pub(super) fn within(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// The bytes of a file, unpacked. `seen` follows how many stored bytes were read.
pub(super) fn unpacked(input: &Input, gzip: bool, seen: Arc<AtomicU64>) -> Box<dyn Read + Send> {
    let pass = input.pass(seen.clone());
    if gzip {
        let packed = BufReader::with_capacity(BUFFER_BYTES, pass);
        Box::new(Unpack { inner: MultiGzDecoder::new(packed), seen, unpacked: 0, free: FREE_BYTES })
    } else {
        Box::new(pass)
    }
}

/// The text of a file in UTF-8. Bytes that are not UTF-8 pass through when `encoding` is UTF-8, so
/// that the row they are in can be named.
pub(super) fn text(
    bytes: Box<dyn Read + Send>,
    encoding: &'static Encoding,
) -> Box<dyn BufRead + Send> {
    let mut bytes = BufReader::with_capacity(BUFFER_BYTES, bytes);
    if encoding != encoding_rs::UTF_8 {
        let decoder = encoding.new_decoder_with_bom_removal();
        let recode = Recode { bytes, decoder, text: Vec::new(), at: 0, done: false };
        return Box::new(BufReader::with_capacity(BUFFER_BYTES, recode));
    }
    // An error here comes again at the next read, where it is reported.
    if bytes.fill_buf().is_ok_and(|start| start.starts_with(b"\xef\xbb\xbf")) {
        bytes.consume(3);
    }
    Box::new(bytes)
}

struct Unpack<R> {
    inner: R,
    seen: Arc<AtomicU64>,
    unpacked: u64,
    /// See [`FREE_BYTES`].
    free: u64,
}

impl<R: Read> Read for Unpack<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let packed = self.seen.load(Ordering::Relaxed);
        if self.unpacked > self.free && self.unpacked / MAX_RATIO > packed {
            return Err(io::Error::other(Refusal::Bomb));
        }
        let count = self.inner.read(buffer)?;
        self.unpacked += u64::try_from(count).expect("a buffer's length fits");
        Ok(count)
    }
}

/// Decodes any encoding into UTF-8 as it is read.
struct Recode<R> {
    bytes: R,
    decoder: Decoder,
    text: Vec<u8>,
    at: usize,
    done: bool,
}

impl<R: BufRead> Recode<R> {
    /// Decodes what the source holds next into `text`.
    fn refill(&mut self) -> io::Result<()> {
        let source = self.bytes.fill_buf()?;
        let last = source.is_empty();
        // Enough for the longest character there is, or the decoder could not go on.
        let room =
            self.decoder.max_utf8_buffer_length(source.len()).unwrap_or(BUFFER_BYTES).max(16);
        self.text.resize(room, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(source, &mut self.text, last);
        self.bytes.consume(read);
        self.text.truncate(written);
        self.at = 0;
        self.done = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: BufRead> Read for Recode<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.done {
            self.refill()?;
        }
        let count = (&self.text[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

/// Refuses to read on past a budget that the owner renews for each row, so that a parser below
/// cannot be made to hold a whole file.
pub(super) struct Budget<R> {
    inner: R,
    left: usize,
}

impl<R> Budget<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, left: MAX_ROW_BYTES }
    }

    pub(super) fn renew(&mut self) {
        self.left = MAX_ROW_BYTES;
    }
}

impl<R: BufRead> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let count = ready.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Budget<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let ready = self.inner.fill_buf()?;
        if self.left == 0 && !ready.is_empty() {
            return Err(io::Error::other(Refusal::TooLong));
        }
        Ok(&ready[..ready.len().min(self.left)])
    }

    fn consume(&mut self, count: usize) {
        self.left -= count;
        self.inner.consume(count);
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use proptest::prelude::*;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn recoded(bytes: Vec<u8>, encoding: &'static Encoding) -> String {
        let mut read = String::new();
        text(Box::new(Cursor::new(bytes)), encoding).read_to_string(&mut read).unwrap();
        read
    }

    #[test]
    fn members_of_gzip_are_read_one_after_the_other() {
        let file = [gzip(b"one "), gzip(b"two")].concat();
        let input = Input::new("a.gz", Cursor::new(file)).unwrap();
        let mut read = String::new();
        unpacked(&input, true, Arc::default()).read_to_string(&mut read).unwrap();
        assert_eq!(read, "one two");
    }

    #[test]
    fn a_bomb_is_refused_while_it_unpacks() {
        let file = gzip(&vec![0; 3 << 20]);
        let seen = Arc::new(AtomicU64::new(file.len() as u64));
        let inner = MultiGzDecoder::new(Cursor::new(file));
        let mut unpack = Unpack { inner, seen, unpacked: 0, free: 2 << 20 };
        let error = io::copy(&mut unpack, &mut io::sink()).unwrap_err();
        assert!(unpack.unpacked < 3 << 20);
        assert_eq!(Refusal::within(&error), Some(Refusal::Bomb));
    }

    #[test]
    fn encodings_become_utf_8_without_their_mark() {
        assert_eq!(recoded(b"\xef\xbb\xbfd\xc3\xa9j\xc3\xa0".to_vec(), encoding_rs::UTF_8), "déjà");
        assert_eq!(recoded(b"d\xe9j\xe0 \x80".to_vec(), encoding_rs::WINDOWS_1252), "déjà €");
        let utf_16: Vec<u8> = "\u{feff}déjà 🏃".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(recoded(utf_16, encoding_rs::UTF_16LE), "déjà 🏃");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn any_text_survives_recoding(content in ".{0,300}", long in any::<bool>()) {
            // Long enough that characters fall across the ends of buffers.
            let content = content.repeat(if long { 100_000 / content.len().max(1) + 1 } else { 1 });
            let utf_16: Vec<u8> = content.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let expected = content.strip_prefix('\u{feff}').unwrap_or(&content);
            prop_assert_eq!(recoded(utf_16, encoding_rs::UTF_16BE), expected);
        }
    }
}
