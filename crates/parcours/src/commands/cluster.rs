//! Taking part in a cluster, where the configuration says so.

use parcours_cluster::{Refused, Serving};
use parcours_server::App;
use tokio_util::sync::CancellationToken;

use crate::config::Configuration;
use crate::output;

/// The services, with large questions answered by workers where that is wanted.
pub(super) fn asking(app: App, configuration: &Configuration) -> anyhow::Result<App> {
    let settings = configuration.cluster.settings();
    if !settings.enabled {
        return Ok(app);
    }
    let engine = parcours_cluster::engine(&app.log, settings).map_err(|refused| said(&refused))?;
    Ok(app.with_engine(engine))
}

/// Serves others' questions where that is wanted.
pub(super) async fn serving(
    app: &App,
    configuration: &Configuration,
    stop: CancellationToken,
) -> anyhow::Result<Option<Serving>> {
    let settings = configuration.cluster.settings();
    if settings.listen.is_none() {
        return Ok(None);
    }
    let serving = parcours_cluster::listen(&app.log, &app.env, settings, stop).await;
    serving.map(Some).map_err(|refused| said(&refused))
}

fn said(refused: &Refused) -> anyhow::Error {
    anyhow::anyhow!("{}", refused.0.get(output::language()))
}
