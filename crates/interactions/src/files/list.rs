//! What lies in a folder of files.

use std::fs;
use std::io;
use std::path::Path;

use parcours_storage::StorageError;

use super::words;

/// Whether a name is one that the log gives: people keep notes beside its files.
pub(super) fn could_be_ours(name: &str) -> bool {
    name.split_once('/').is_some_and(|(folder, file)| {
        let segment = folder.starts_with("bucket=") && file.ends_with(".parquet");
        segment || (folder == "keys" && file.ends_with(".keys"))
    })
}

/// The names of the files in a folder's folders. A folder that is not there is empty.
pub(super) fn folder(place: &Path) -> Result<Vec<String>, StorageError> {
    let mut names = Vec::new();
    for folder in entries(place)? {
        for file in entries(&place.join(&folder))? {
            names.push(format!("{folder}/{file}"));
        }
    }
    names.retain(|name| could_be_ours(name));
    Ok(names)
}

fn entries(folder: &Path) -> Result<Vec<String>, StorageError> {
    let unreadable = |error: io::Error| words::unreadable(folder, &error);
    match fs::read_dir(folder) {
        Err(error) if is_no_folder(&error) => Ok(Vec::new()),
        entries => entries
            .map_err(unreadable)?
            .map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<_>>()
            .map_err(unreadable),
    }
}

fn is_no_folder(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
