//! `parcours serve`: the lifecycle of the process.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use parcours_kernel::{Env, Text};
use parcours_server::App;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::cli::Serve;
use crate::config::Configuration;
use crate::output;

/// A graceful stop ends within ten seconds: requests first, then intake, jobs and the database.
const FOR_REQUESTS: Duration = Duration::from_secs(4);
const FOR_INTAKE: Duration = Duration::from_secs(2);
const FOR_JOBS: Duration = Duration::from_secs(2);
const FOR_DATABASE: Duration = Duration::from_secs(1);

pub(crate) async fn run(configuration: &Configuration, flags: Serve) -> anyhow::Result<()> {
    configuration.make_data_folder()?;
    let app = App::open(configuration.serving(false), Env::system()).await?;
    serve(configuration, app, flags, Link::FirstOwner).await
}

/// Which link to print once it serves.
#[derive(Debug)]
pub(crate) enum Link {
    /// The one that makes the owner, while there is none.
    FirstOwner,
    /// One that signs in the demo's owner.
    SignIn(parcours_access::OneTimeLink),
}

/// Serves until SIGTERM or Ctrl-C.
pub(crate) async fn serve(
    configuration: &Configuration,
    app: App,
    flags: Serve,
    link: Link,
) -> anyhow::Result<()> {
    let app = super::cluster::asking(app, configuration)?;
    // Heard from now on: whoever sees that it serves may ask it to stop at once.
    let asked_to_stop = stop_signal()?;
    if let Some(file) = &flags.ready_file {
        forget_ready_file(file)?;
    }
    let address = flags.address.as_deref().unwrap_or(&configuration.address);
    let listener = TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; is it taken? Choose another with --address")
    })?;
    let local = listener.local_addr()?;
    let url =
        configuration.public_url.clone().unwrap_or_else(|| format!("http://{}", reachable(local)));
    let link = match link {
        Link::FirstOwner => app.access.setup_link_if_needed().await?.map(|link| link.url(&url)),
        Link::SignIn(link) => Some(link.url(&url)),
    };

    look_at_files(&app);
    let stop = CancellationToken::new();
    let router = parcours_server::router(&app, stop.clone());
    let jobs = tokio::spawn(app.runner().run(stop.clone()));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut server = tokio::spawn(
        axum::serve(listener, service)
            .with_graceful_shutdown(stop.clone().cancelled_owned())
            .into_future(),
    );
    announce(&url, link.as_deref());
    if let Some(file) = &flags.ready_file {
        write_ready_file(file, &json!({ "url": url, "link": link }))?;
    }

    tokio::select! {
        () = asked_to_stop => {}
        ended = &mut server => return Ok(ended??),
    }
    tracing::info!("stopping");
    stop.cancel();
    if tokio::time::timeout(FOR_REQUESTS, &mut server).await.is_err() {
        tracing::warn!("some requests were still open and are cut off");
        server.abort();
    }
    wind_up(app, jobs, FOR_JOBS).await;
    Ok(())
}

/// Ends what is still at work: intake, jobs (which were told already), the database.
pub(super) async fn wind_up(app: App, jobs: JoinHandle<()>, for_jobs: Duration) {
    if tokio::time::timeout(FOR_INTAKE, app.tracking.close()).await.is_err() {
        tracing::warn!("some events were not acknowledged; their senders will send them again");
    }
    if tokio::time::timeout(for_jobs, jobs).await.is_err() {
        tracing::warn!("some jobs were still at work; they will be taken up again");
    }
    // Leaves one file behind instead of a file and its log. Nothing is lost without.
    match tokio::time::timeout(FOR_DATABASE, app.database.close()).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the database was not closed well"),
        Err(_) => tracing::warn!("the database was not closed in time; the next start tidies up"),
    }
    tracing::info!("stopped");
}

/// Says in the log when the files of the interactions are not where they are looked for. Beside the
/// start: a store that does not answer keeps nobody waiting, and events are taken in without it.
pub(super) fn look_at_files(app: &App) {
    let log = app.log.clone();
    tokio::spawn(async move {
        match log.fault_of_place().await {
            Ok(None) => {}
            Ok(Some(fault)) => tracing::error!(
                file = fault.name,
                place = log.files().describe(),
                "the interaction log’s files are not where they are looked for, and nothing is sealed \
                 until they are: {}",
                fault.what
            ),
            Err(error) => tracing::warn!(%error, "the interaction log’s files were not looked at"),
        }
    });
}

/// Listens for SIGTERM and Ctrl-C from the call on; the future ends with the first of them.
pub(super) fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// The address as a browser on this machine writes it.
fn reachable(local: SocketAddr) -> SocketAddr {
    if local.ip().is_unspecified() {
        SocketAddr::from(([127, 0, 0, 1], local.port()))
    } else {
        local
    }
}

fn announce(url: &str, link: Option<&str>) {
    output::line(format!("Parcours  {url}"));
    if let Some(link) = link {
        let words = Text::new("Sign in (works once)", "Se connecter (une seule fois)");
        output::line(format!("{}  {link}", words.get(output::language())));
    }
}

/// A file of an earlier run would say that this one serves.
fn forget_ready_file(file: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot write {}", file.display()))
        }
        _ => Ok(()),
    }
}

pub(super) fn write_ready_file(file: &Path, facts: &Value) -> anyhow::Result<()> {
    // Renamed into place: whoever waits for the file never reads half of it.
    let draft = file.with_extension("part");
    std::fs::write(&draft, facts.to_string())
        .and_then(|()| std::fs::rename(&draft, file))
        .with_context(|| format!("cannot write {}", file.display()))
}
