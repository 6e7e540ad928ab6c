//! Serving leaves: what `parcours worker --listen` does beside its jobs.

use std::net::SocketAddr;
use std::num::NonZero;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use datafusion_distributed::{DistributedExt as _, Worker, WorkerQueryContext};
use parcours_interactions::Log;
use parcours_kernel::{Env, encode_id};
use parcours_paths::engine::Work;
use parcours_storage::{Backend, Database};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_stream::wrappers::TcpListenerStream;
use tokio_util::sync::CancellationToken;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Identity, Server, ServerTlsConfig};

use crate::leaf::{Bench, Codec};
use crate::settings::{Refused, Settings, refused};
use crate::store::{self, Member};
use crate::token::Doorkeeper;

/// Four may be missed before a worker is taken for dead.
const BEAT: Duration = Duration::from_secs(2);
/// What is being answered when a worker stops is left so long to come to its end.
const FOR_ANSWERS: Duration = Duration::from_secs(4);

/// A worker that serves until it is told to stop.
#[derive(Debug)]
pub struct Serving {
    url: String,
    server: JoinHandle<()>,
    beats: JoinHandle<()>,
}

impl Serving {
    /// How others reach it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Ends once it was told to stop and what it was answering is answered, or cut off.
    pub async fn ended(self) {
        // A task that panicked has said so.
        let _ = self.beats.await;
        let stop = self.server.abort_handle();
        if tokio::time::timeout(FOR_ANSWERS, self.server).await.is_err() {
            stop.abort();
        }
    }
}

/// What a worker says of itself: which run of which process, and of which version.
pub(crate) fn signature(process: &str) -> String {
    format!("{process} {}", Work::VERSION)
}

/// Serves leaves of others' questions over a log, on the address of the settings, and puts itself on the
/// list of workers.
///
/// # Errors
/// When the settings do not do, the address is taken, or the database does not answer.
pub async fn listen(
    log: &Log,
    env: &Env,
    settings: Settings,
    stop: CancellationToken,
) -> Result<Serving, Refused> {
    let database = log.database().clone();
    if database.backend() == Backend::Sqlite {
        return Err(refused(
            "workers share a PostgreSQL database: name it with --database-url",
            "les machines de calcul partagent une base PostgreSQL\u{202f}: indiquez-la avec --database-url",
        ));
    }
    let door = Doorkeeper::new(settings.token()?);
    let address = settings.listen.as_deref().unwrap_or("127.0.0.1:7979");
    let (listener, local) = bind(address).await?;
    let url = settings.reachable(local)?;
    let mut server = Server::builder()
        .http2_keepalive_interval(Some(Duration::from_secs(10)))
        .http2_keepalive_timeout(Some(Duration::from_secs(10)));
    if settings.serves_tls()? {
        server = server.tls_config(identity(&settings)?).map_err(|error| {
            refused(
                format!("cluster.certificate and cluster.key do not do: {error}"),
                format!("cluster.certificate et cluster.key ne conviennent pas\u{202f}: {error}"),
            )
        })?;
    }
    let process: Arc<str> = encode_id("prc", env.uuid()).into();
    let member = Member { process: process.to_string(), url: url.clone() };
    store::beat(&database, env, &member, Work::VERSION).await.map_err(|error| {
        refused(
            format!("this worker cannot be put on the list in the database: {error}"),
            format!("impossible d’inscrire cette machine de calcul dans la base\u{202f}: {error}"),
        )
    })?;
    let service = InterceptedService::new(worker(log, process).into_worker_server(), door);
    let incoming = TcpListenerStream::new(listener);
    let until = stop.clone().cancelled_owned();
    let server = tokio::spawn(async move {
        let served =
            server.add_service(service).serve_with_incoming_shutdown(incoming, until).await;
        if let Err(error) = served {
            tracing::error!(%error, "the worker no longer listens");
        }
    });
    let beats = tokio::spawn(beat(database, env.clone(), member, stop));
    Ok(Serving { url, server, beats })
}

fn worker(log: &Log, process: Arc<str>) -> Worker {
    let hands = std::thread::available_parallelism().map_or(2, NonZero::get);
    let signature = signature(&process);
    let bench = Bench { log: log.clone(), process, hands: Arc::new(Semaphore::new(hands)) };
    let codec = Codec { bench: Some(bench) };
    let session = move |context: WorkerQueryContext| {
        let codec = codec.clone();
        async move { Ok(context.builder.with_distributed_user_codec(codec).build()) }
    };
    Worker::from_session_builder(session).with_version(signature)
}

/// Says again and again that this worker lives, and at the end that it leaves.
async fn beat(database: Database, env: Env, member: Member, stop: CancellationToken) {
    let mut beats = tokio::time::interval(BEAT);
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            _ = beats.tick() => {}
        }
        if let Err(error) = store::beat(&database, &env, &member, Work::VERSION).await {
            tracing::warn!(%error, "a heartbeat of this worker was not noted");
        }
    }
    if let Err(error) = store::leave(&database, &env, &member).await {
        tracing::warn!(%error, "this worker stays on the list until its silence is noticed");
    }
}

async fn bind(address: &str) -> Result<(TcpListener, SocketAddr), Refused> {
    let bound = async {
        let listener = TcpListener::bind(address).await?;
        let local = listener.local_addr()?;
        Ok::<_, std::io::Error>((listener, local))
    };
    bound.await.map_err(|error| {
        refused(
            format!("a worker cannot listen on {address}: {error}. Choose another address with --listen"),
            format!(
                "une machine de calcul ne peut pas écouter sur {address}\u{202f}: {error}. Choisissez une autre \
                 adresse avec --listen"
            ),
        )
    })
}

fn identity(settings: &Settings) -> Result<ServerTlsConfig, Refused> {
    let read = |file: Option<&Path>| {
        let file = file.unwrap_or(Path::new(""));
        std::fs::read(file).map_err(|error| {
            refused(
                format!("{} cannot be read: {error}", file.display()),
                format!("{} ne peut pas être lu\u{202f}: {error}", file.display()),
            )
        })
    };
    let certificate = read(settings.certificate.as_deref())?;
    let key = read(settings.key.as_deref())?;
    Ok(ServerTlsConfig::new().identity(Identity::from_pem(certificate, key)))
}
