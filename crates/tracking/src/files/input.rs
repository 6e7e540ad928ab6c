//! The bytes of a file: opened once, read from the start as often as needed.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use parcours_interactions::import_parquet::ReadAt;

trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// A file to read, cheap to clone. Looking at the header and reading the rows are passes of their
/// own over the same file, so it must not change in between.
#[derive(Clone)]
pub struct Input {
    name: Arc<str>,
    bytes: u64,
    source: Arc<Mutex<Box<dyn Source>>>,
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input")
            .field("name", &self.name)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

impl Input {
    /// A file on disk.
    pub fn open(path: &Path) -> io::Result<Self> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Self::new(&name, File::open(path)?)
    }

    /// Anything that can be read twice. `name` is what the file was called where it came from; its
    /// ending decides the form only where the content does not.
    pub fn new(name: &str, mut source: impl Read + Seek + Send + 'static) -> io::Result<Self> {
        let bytes = source.seek(SeekFrom::End(0))?;
        Ok(Self { name: name.into(), bytes, source: Arc::new(Mutex::new(Box::new(source))) })
    }

    /// What the file was called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its size as stored, compressed or not.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// A new pass from the first byte.
    pub(super) fn pass(&self, seen: Arc<AtomicU64>) -> Pass {
        Pass { input: self.clone(), at: 0, seen }
    }

    /// The first bytes, at most `count`.
    pub(super) fn head(&self, count: u64) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.pass(Arc::default()).take(count).read_to_end(&mut head)?;
        Ok(head)
    }
}

impl ReadAt for Input {
    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        // A panic elsewhere cannot leave the source in a bad state: each read seeks first.
        let mut source = self.source.lock().unwrap_or_else(PoisonError::into_inner);
        source.seek(SeekFrom::Start(offset))?;
        source.read(buffer)
    }
}

/// One pass over an [`Input`], which tells how far it has come.
#[derive(Debug)]
pub(super) struct Pass {
    input: Input,
    at: u64,
    seen: Arc<AtomicU64>,
}

impl Read for Pass {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read_at(self.at, buffer)?;
        self.at += u64::try_from(count).expect("a buffer's length fits");
        self.seen.store(self.at, Ordering::Relaxed);
        Ok(count)
    }
}
