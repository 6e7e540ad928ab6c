//! Connections to workers: kept open, with TLS and the token, and given up when nothing answers.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use datafusion::common::{DataFusionError, Result};
use datafusion_distributed::grpc::{BoxCloneSyncChannel, create_worker_client};
use datafusion_distributed::{ChannelResolver, GetWorkerInfoRequest, WorkerChannel};
use tonic::body::Body;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint};
use tower::ServiceExt as _;
use url::Url;

use crate::leaf::external;
use crate::settings::{Refused, Settings, refused};
use crate::store::Member;
use crate::token::Bearer;
use crate::worker::signature;

/// Opening a connection.
const CONNECT: Duration = Duration::from_secs(2);
/// A sign of life is asked for so often while a connection is open…
const PULSE: Duration = Duration::from_secs(2);
/// …and waited for so long. Both together are how long a machine that lost its power holds up a question.
const NO_PULSE: Duration = Duration::from_secs(3);
/// Somebody who is asked whether they are there says so within this.
const PROBE: Duration = Duration::from_millis(1500);
/// Past so many, those opened first are closed: addresses come and go.
const MOST: usize = 256;

/// How workers are reached; cheap to clone.
#[derive(Clone)]
pub(crate) struct Channels {
    settings: Arc<Settings>,
    bearer: Bearer,
    authority: Option<Certificate>,
    open: Arc<Mutex<HashMap<Url, Channel>>>,
}

impl std::fmt::Debug for Channels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Channels").finish_non_exhaustive()
    }
}

impl Channels {
    /// Nothing is opened yet.
    pub(crate) fn new(settings: Arc<Settings>) -> Result<Self, Refused> {
        let bearer = Bearer::new(settings.token()?).ok_or_else(|| {
            refused(
                "cluster.token: use letters and digits only",
                "cluster.token\u{202f}: n’utilisez que des lettres et des chiffres",
            )
        })?;
        let authority = match &settings.authority {
            Some(file) => {
                let pem = std::fs::read(file).map_err(|error| {
                    refused(
                        format!("cluster.authority: {} cannot be read: {error}", file.display()),
                        format!(
                            "cluster.authority\u{202f}: {} ne peut pas être lu\u{202f}: {error}",
                            file.display()
                        ),
                    )
                })?;
                Some(Certificate::from_pem(pem))
            }
            None => None,
        };
        Ok(Self { settings, bearer, authority, open: Arc::default() })
    }

    /// Those of some workers who answer, each being the very process it should be.
    pub(crate) async fn answering(&self, members: Vec<Member>) -> Vec<Member> {
        let probes = members.into_iter().map(|member| async move {
            let there = tokio::time::timeout(PROBE, self.probe(&member)).await;
            match there {
                Ok(Ok(said)) if said == signature(&member.process) => return Some(member),
                Ok(Ok(said)) => {
                    tracing::warn!(url = member.url, said, "another process answers for a worker");
                }
                Ok(Err(error)) => {
                    tracing::warn!(url = member.url, %error, "a worker cannot be reached");
                }
                Err(_) => tracing::warn!(url = member.url, "a worker does not answer"),
            }
            None
        });
        futures::future::join_all(probes).await.into_iter().flatten().collect()
    }

    async fn probe(&self, member: &Member) -> Result<String> {
        let url = member.url.parse().map_err(external)?;
        let mut worker = self.get_worker_client_for_url(&url).await?;
        Ok(worker.get_worker_info(GetWorkerInfoRequest {}).await?.version)
    }

    fn channel(&self, url: &Url) -> Result<Channel> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = open.get(url) {
            return Ok(channel.clone());
        }
        self.settings.may_ask(url.as_str().trim_end_matches('/')).map_err(external)?;
        let mut endpoint = Endpoint::from_shared(url.to_string())
            .map_err(external)?
            .connect_timeout(CONNECT)
            .tcp_nodelay(true)
            .http2_keep_alive_interval(PULSE)
            .keep_alive_timeout(NO_PULSE)
            .keep_alive_while_idle(true);
        if url.scheme() == "https" {
            let authority = self.authority.clone().ok_or_else(no_authority).map_err(external)?;
            let tls = ClientTlsConfig::new().ca_certificate(authority);
            endpoint = endpoint.tls_config(tls).map_err(external)?;
        }
        if open.len() >= MOST {
            open.clear();
        }
        // Connects with the first call, and again when a connection broke.
        let channel = endpoint.connect_lazy();
        open.insert(url.clone(), channel.clone());
        Ok(channel)
    }
}

#[async_trait]
impl ChannelResolver for Channels {
    async fn get_worker_client_for_url(
        &self,
        url: &Url,
    ) -> Result<Box<dyn WorkerChannel>, DataFusionError> {
        let channel = InterceptedService::new(self.channel(url)?, self.bearer.clone());
        let channel = channel.map_response(|response| response.map(Body::new));
        Ok(create_worker_client(BoxCloneSyncChannel::new(channel)))
    }
}

fn no_authority() -> Refused {
    refused(
        "cluster.authority is missing: name the PEM file of the authority that signed the workers’ certificates",
        "cluster.authority manque\u{202f}: indiquez le fichier PEM de l’autorité qui a signé les certificats des \
         machines de calcul",
    )
}
