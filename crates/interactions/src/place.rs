//! Whether the files lie where they are looked for: a place that was changed by mistake must not
//! become a second, empty one.

use std::collections::HashSet;
use std::sync::Arc;

use parcours_storage::StorageError;

use crate::scan::blocking;
use crate::segment::read::Segment;
use crate::store::status;
use crate::{Fault, Log};

impl Log {
    /// Files that could be the log's and that no row tells of: nothing reads them, nothing removes
    /// them. A database that was put back by hand leaves some. Cost: a listing of the place.
    pub async fn strangers(&self) -> Result<Vec<String>, StorageError> {
        let files = self.files().clone();
        let mut known = status::names(self.database().read()).await?;
        let listed = blocking(move || files.list()).await?;
        // Noted before it is begun and until it is removed, a file may come or go meanwhile.
        known.extend(status::names(self.database().read()).await?);
        let known: HashSet<String> = known.into_iter().collect();
        Ok(listed.into_iter().filter(|name| !known.contains(name)).collect())
    }

    /// What is said of the oldest segment when neither it nor the newest can be opened; one lost file
    /// does not make a wrong place. `None` while nothing is sealed. Cost: two files opened at most.
    pub async fn fault_of_place(&self) -> Result<Option<Fault>, StorageError> {
        let view = self.snapshot().await?.view;
        blocking(move || {
            let ends = [
                view.manifest.all().min_by_key(|info| info.file),
                view.manifest.all().max_by_key(|info| info.file),
            ];
            let mut said = None;
            for info in ends.into_iter().flatten() {
                // Not the one at hand: the place is what is looked at.
                match Segment::open(&view.files, Arc::clone(info)) {
                    Ok(_) => return Ok(None),
                    Err(StorageError::File(what)) => {
                        said.get_or_insert(Fault { name: info.stored.name.clone(), what });
                    }
                    Err(other) => return Err(other),
                }
            }
            Ok(said)
        })
        .await
    }
}
