//! `parcours demo`

use anyhow::Context as _;
use parcours_access::By;
use parcours_kernel::Env;
use parcours_server::App;

use super::serve::{Link, serve};
use crate::cli::Demo;
use crate::config::Configuration;
use crate::demo::{OWNER_EMAIL, ensure_loaded};

pub(crate) async fn run(configuration: &Configuration, flags: Demo) -> anyhow::Result<()> {
    configuration.make_data_folder()?;
    let app = App::open(configuration.serving(true), Env::system()).await?;
    ensure_loaded(&app, flags.seed, flags.scale).await?;
    let owner =
        app.access.user_by_email(OWNER_EMAIL).await?.context("the demo's owner was removed")?;
    let link = app.access.sign_in_link(&By::system(), owner.id).await?;
    serve(configuration, app, flags.serve, Link::SignIn(link)).await
}
