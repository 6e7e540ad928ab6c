//! What is said when a file of the log is out of reach.

use std::fmt::Display;
use std::io;
use std::path::Path;

use parcours_kernel::Text;
use parcours_storage::StorageError;

pub(super) fn unwritable(path: &Path, error: &io::Error) -> StorageError {
    let path = path.display();
    StorageError::File(Text::new(
        format!(
            "{path} cannot be written: {error}. Make room or give Parcours the right to write there; \
             nothing is lost, it is tried again."
        ),
        format!(
            "Impossible d’écrire {path}\u{202f}: {error}. Libérez de la place ou donnez à Parcours le droit \
             d’écrire à cet endroit\u{202f}; rien n’est perdu, une nouvelle tentative suivra."
        ),
    ))
}

pub(super) fn unreadable(path: &Path, error: &io::Error) -> StorageError {
    if error.kind() == io::ErrorKind::NotFound {
        return missing(&path.display().to_string());
    }
    unreachable(&path.display().to_string(), error)
}

pub(super) fn missing(address: &str) -> StorageError {
    StorageError::File(Text::new(
        format!(
            "{address} is missing. It belongs to the interaction log; bring it back from a backup \
             (`parcours restore`). Until then nothing that needs it is answered."
        ),
        format!(
            "{address} a disparu. Ce fichier fait partie du journal des interactions\u{202f}; remettez-le à \
             partir d’une sauvegarde (`parcours restore`). D’ici là, aucune réponse qui en dépend n’est donnée."
        ),
    ))
}

pub(super) fn unreachable(address: &str, error: &impl Display) -> StorageError {
    StorageError::File(Text::new(
        format!("{address} cannot be read: {error}. Check the place, its rights and the network."),
        format!(
            "Impossible de lire {address}\u{202f}: {error}. Vérifiez l’emplacement, les droits et le réseau."
        ),
    ))
}

pub(super) fn not_fetched(address: &str, path: &Path, error: &io::Error) -> StorageError {
    let path = path.display();
    StorageError::File(Text::new(
        format!(
            "{address} cannot be fetched to {path}: {error}. Check the store, the network and the room \
             on this machine."
        ),
        format!(
            "Impossible de récupérer {address} vers {path}\u{202f}: {error}. Vérifiez le stockage, le réseau \
             et la place sur cette machine."
        ),
    ))
}

pub(super) fn not_stored(address: &str, error: &impl Display) -> StorageError {
    StorageError::File(Text::new(
        format!("{address} cannot be stored: {error}. Nothing is lost, it is tried again."),
        format!(
            "Impossible d’enregistrer {address}\u{202f}: {error}. Rien n’est perdu, une nouvelle tentative suivra."
        ),
    ))
}

pub(super) fn wrong_size(address: &str, found: u64, due: u64) -> StorageError {
    StorageError::File(Text::new(
        format!(
            "{address} has {found} bytes instead of {due}: it was cut off or overwritten. Bring it back \
             from a backup."
        ),
        format!(
            "{address} compte {found} octets au lieu de {due}\u{202f}: le fichier a été tronqué ou écrasé. \
             Remettez-le à partir d’une sauvegarde."
        ),
    ))
}

pub(super) fn altered(address: &str) -> StorageError {
    StorageError::File(Text::new(
        format!(
            "{address} is not as it was written (its checksum differs). Bring it back from a backup."
        ),
        format!(
            "{address} n’est plus tel qu’il a été écrit (sa somme de contrôle diffère). Remettez-le à partir \
             d’une sauvegarde."
        ),
    ))
}

pub(super) fn damaged(address: &str, error: &impl Display) -> StorageError {
    StorageError::File(Text::new(
        format!("{address} is damaged: {error}. Bring it back from a backup."),
        format!("{address} est endommagé\u{202f}: {error}. Remettez-le à partir d’une sauvegarde."),
    ))
}

pub(super) fn bad_place(error: &impl Display) -> StorageError {
    StorageError::Open(format!(
        "the store for the interaction log cannot be used: {error}. Check [interactions] in the configuration."
    ))
}
