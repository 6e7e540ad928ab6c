//! The table of uploaded pictures.

use parcours_kernel::Env;
use parcours_storage::{StorageError, UnitOfWork, sql, values};
use sea_orm::{ConnectionTrait, FromQueryResult};

use super::{broken, id};
use crate::picture::{Picture, PictureContent, PictureId, Prepared};

#[derive(FromQueryResult)]
struct PictureRow {
    id: String,
    width: i64,
    height: i64,
}

/// Keeps a picture, once: the one that is there when its bytes are.
pub(crate) async fn keep(
    work: &UnitOfWork,
    env: &Env,
    (picture, digest): (Prepared, String),
    by: &str,
) -> Result<Picture, StorageError> {
    let Prepared { media_type, width, height, bytes } = picture;
    let sql = "INSERT INTO pictures (id, digest, media_type, width, height, bytes, created_at, created_by) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (digest) DO NOTHING";
    let row = values![
        PictureId::new(env).to_string(),
        digest.clone(),
        media_type,
        i64::from(width),
        i64::from(height),
        bytes,
        env.now().as_micros(),
        by
    ];
    sql::execute(work.conn(), sql, row).await?;
    let sql = "SELECT id, width, height FROM pictures WHERE digest = $1";
    let row: Option<PictureRow> = sql::one(work.conn(), sql, values![digest]).await?;
    let row = row.ok_or_else(|| broken("a picture just kept is not there".to_owned()))?;
    let side = |pixels: i64| {
        u32::try_from(pixels).map_err(|_| broken(format!("{pixels} is no number of pixels")))
    };
    Ok(Picture {
        id: id(&row.id)?,
        address: format!("/api/v1/pictures/{}", row.id),
        width: side(row.width)?,
        height: side(row.height)?,
    })
}

#[derive(FromQueryResult)]
struct ContentRow {
    media_type: String,
    bytes: Vec<u8>,
}

/// What is stored of a picture.
pub(crate) async fn content(
    conn: &impl ConnectionTrait,
    picture: PictureId,
) -> Result<Option<PictureContent>, StorageError> {
    let sql = "SELECT media_type, bytes FROM pictures WHERE id = $1";
    let row: Option<ContentRow> = sql::one(conn, sql, values![picture.to_string()]).await?;
    Ok(row.map(|ContentRow { media_type, bytes }| PictureContent { media_type, bytes }))
}
