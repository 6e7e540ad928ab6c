//! An S3-compatible store on this machine (s3s over a folder), which can be down for a while.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::{self, Runtime};

use crate::program::Program;

const KEY: &str = "AKIDPARCOURS";
const SECRET: &str = "the-secret-of-the-store";
const BUCKET: &str = "parcours";

/// A store with one bucket; gone with this value.
pub(crate) struct Store {
    root: TempDir,
    address: SocketAddr,
    running: Option<Runtime>,
}

impl Store {
    /// A store that answers on a port of its own.
    pub(crate) fn start() -> Self {
        let root = TempDir::new().unwrap();
        std::fs::create_dir(root.path().join(BUCKET)).unwrap();
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut store = Self { root, address: anywhere, running: None };
        store.up();
        store
    }

    /// Answers (again), at the same address.
    pub(crate) fn up(&mut self) {
        let running = runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let running = running.unwrap();
        let listener = running.block_on(TcpListener::bind(self.address)).unwrap();
        self.address = listener.local_addr().unwrap();
        running.spawn(answer(listener, service(&self.root)));
        self.running = Some(running);
    }

    /// Answers no more.
    pub(crate) fn down(&mut self) {
        self.running.take().unwrap().shutdown_timeout(Duration::from_secs(5));
    }

    /// A program whose log lies in the store, below a prefix.
    pub(crate) fn told_to(&self, program: Program, prefix: &str) -> Program {
        program
            .with("PARCOURS_INTERACTIONS_STORE", &format!("s3://{BUCKET}/{prefix}"))
            .with("PARCOURS_INTERACTIONS_ENDPOINT", &format!("http://{}", self.address))
            .with("PARCOURS_INTERACTIONS_REGION", "us-east-1")
            .with("PARCOURS_INTERACTIONS_ACCESS_KEY_ID", KEY)
            .with("PARCOURS_INTERACTIONS_SECRET_ACCESS_KEY", SECRET)
    }

    /// The file behind an address such as `s3://parcours/prefix/name`.
    pub(crate) fn behind(&self, address: &str) -> PathBuf {
        self.root.path().join(address.strip_prefix("s3://").unwrap())
    }
}

fn service(root: &TempDir) -> S3Service {
    let mut service = S3ServiceBuilder::new(FileSystem::new(root.path()).unwrap());
    // Real signatures are asked for: whoever has no key is refused.
    service.set_auth(SimpleAuth::from_single(KEY, SECRET));
    service.build()
}

async fn answer(listener: TcpListener, service: S3Service) {
    let server = Builder::new(TokioExecutor::new());
    while let Ok((socket, _)) = listener.accept().await {
        let connection = server.serve_connection(TokioIo::new(socket), service.clone());
        tokio::spawn(connection.into_owned());
    }
}
