//! Uploaded pictures.

use parcours_access::Actor;
use parcours_kernel::Problem;
use serde_json::json;
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::{Entry, Journeys, record};
use crate::picture::{self, Picture, PictureContent, PictureId};
use crate::{problems, store};

/// Pictures that are unpacked at once, over the whole process: each may take some hundred MB.
static UNPACKING: Semaphore = Semaphore::const_new(2);

impl Journeys {
    /// Keeps a picture: made smaller, rid of all but its pixels; the same one only once.
    pub async fn keep_picture(
        &self,
        bytes: impl AsRef<[u8]> + Send + 'static,
        actor: &Actor,
    ) -> Result<Picture, Problem> {
        let turn = UNPACKING.acquire().await.map_err(Problem::internal)?;
        let prepare = move || {
            let prepared = picture::prepare(bytes.as_ref())?;
            let digest: String =
                Sha256::digest(&prepared.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            Ok((prepared, digest))
        };
        let prepared = tokio::task::spawn_blocking(prepare).await.map_err(Problem::internal)?;
        drop(turn);
        let prepared = prepared.map_err(problems::refused_picture)?;
        let work = self.database.begin().await?;
        let kept = store::pictures::keep(&work, &self.env, prepared, actor.name()).await?;
        let changes = json!({ "width": kept.width, "height": kept.height });
        let entity = kept.id.to_string();
        record(
            &work,
            &self.env,
            actor,
            None,
            Entry { action: "picture.kept", entity, name: "", changes },
        )
        .await?;
        work.commit(&self.env).await?;
        Ok(kept)
    }

    /// A picture; 404 when there is none.
    pub async fn picture(&self, id: PictureId) -> Result<PictureContent, Problem> {
        let content = store::pictures::content(self.database.read(), id).await?;
        content.ok_or_else(problems::picture_not_found)
    }
}
