//! `parcours openapi`

use anyhow::Context as _;
use parcours_kernel::Env;
use parcours_server::{App, Config};

use crate::output;

/// The document comes from the routers, which hold services: an empty database is made for them.
pub(crate) async fn run() -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    let config = Config { data: folder.path().into(), ..Config::default() };
    let app = App::open(config, Env::system()).await?;
    output::json(&parcours_server::openapi(&app))?;
    app.database.close().await?;
    Ok(())
}
