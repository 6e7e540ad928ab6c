//! Where an export goes: a file that is there whole or not at all, or the standard output.

use std::io::{ErrorKind, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use parcours_kernel::Text;
use parcours_tracking::exports::Format;
use tempfile::NamedTempFile;

use super::words;
use super::writing::Written;
use crate::output;

const STANDARD_OUTPUT: &str = "-";

/// A place to write to.
#[derive(Debug)]
pub(super) enum Target {
    StandardOutput,
    /// A draft beside the file's place. Only its owner may read it, and so the file: it holds
    /// personal data.
    File {
        draft: NamedTempFile,
        file: PathBuf,
        force: bool,
    },
}

impl Target {
    /// Finds out whether it can be written at all.
    pub(super) fn new(output: &str, force: bool, format: Format) -> anyhow::Result<Self> {
        if output == STANDARD_OUTPUT {
            if format.is_binary() && std::io::stdout().is_terminal() {
                return Err(words::binary(format));
            }
            return Ok(Self::StandardOutput);
        }
        let file = PathBuf::from(output);
        match std::fs::metadata(&file) {
            Ok(found) if found.is_dir() => return Err(words::is_a_folder(&file)),
            // A device or a pipe must not be replaced by a file.
            Ok(found) if !found.is_file() => return Err(words::is_no_file(&file)),
            Ok(_) if !force => return Err(words::exists(&file)),
            _ => {}
        }
        let folder = folder_of(&file);
        let draft = tempfile::Builder::new()
            .prefix(".parcours-export-")
            .tempfile_in(folder)
            .map_err(|error| words::cannot_write_in(folder, &error))?;
        Ok(Self::File { draft, file, force })
    }

    /// Where the bytes go.
    pub(super) fn out(&self) -> std::io::Result<Box<dyn Write + Send>> {
        Ok(match self {
            Self::StandardOutput => Box::new(std::io::stdout()),
            Self::File { draft, .. } => Box::new(draft.as_file().try_clone()?),
        })
    }

    /// Where there is room for as much again.
    pub(super) fn scratch_folder(&self, data: &Path) -> PathBuf {
        match self {
            Self::StandardOutput => data.to_owned(),
            Self::File { file, .. } => folder_of(file).to_owned(),
        }
    }

    pub(super) fn is_standard_output(&self) -> bool {
        matches!(self, Self::StandardOutput)
    }

    /// Whether a person sees the bytes themselves.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_standard_output() && std::io::stdout().is_terminal()
    }

    /// The name, for a progress bar.
    pub(super) fn name(&self) -> String {
        match self {
            Self::StandardOutput => STANDARD_OUTPUT.to_owned(),
            Self::File { file, .. } => {
                file.file_name().unwrap_or_default().to_string_lossy().into_owned()
            }
        }
    }

    /// A failed write in words that name the place.
    pub(super) fn explain(&self, error: anyhow::Error) -> anyhow::Error {
        match (self, error.downcast_ref::<std::io::Error>()) {
            (Self::File { file, .. }, Some(why)) => words::cannot_write_in(folder_of(file), why),
            _ => error,
        }
    }

    /// Puts what was written in its place, and says so.
    pub(super) fn keep(self, written: &Written) -> anyhow::Result<()> {
        let Self::File { draft, file, force } = self else {
            output::note(&words::done(None, written));
            return Ok(());
        };
        let named = draft.as_file().sync_all().and_then(|()| {
            let named = if force { draft.persist(&file) } else { draft.persist_noclobber(&file) };
            named.map_err(|error| error.error)
        });
        match named {
            Ok(_) => {}
            // Somebody else made it meanwhile.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                return Err(words::exists(&file));
            }
            Err(error) => return Err(words::cannot_write_in(folder_of(&file), &error)),
        }
        let done: Text = words::done(Some(&file), written);
        output::line(done.get(output::language()));
        Ok(())
    }
}

/// The folder that a file's name stands in.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
