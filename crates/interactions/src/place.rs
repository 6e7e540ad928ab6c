//! Whether the files lie where they are looked for: a place that was changed by mistake must not
//! become a second, empty one.

use std::sync::Arc;

use parcours_storage::StorageError;

use crate::scan::blocking;
use crate::segment::read::Segment;
use crate::{Fault, Log};

impl Log {
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
                        said.get_or_insert(Fault { name: info.name.clone(), what });
                    }
                    Err(other) => return Err(other),
                }
            }
            Ok(said)
        })
        .await
    }
}
