//! What an operator says of the cluster, and what cannot be meant.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use parcours_kernel::Text;

/// A token shorter than this is guessed.
const SHORTEST_TOKEN: usize = 24;

/// How this process takes part in a cluster.
#[derive(Clone, Default)]
pub struct Settings {
    /// Whether large questions of this process go to the workers.
    pub enabled: bool,
    /// Where a worker listens; only `parcours worker` does.
    pub listen: Option<String>,
    /// How others reach it; made of where it listens when left out.
    pub url: Option<String>,
    /// What both sides know and nobody else.
    pub token: Option<String>,
    /// PEM file of a worker's certificate, and those between it and the authority.
    pub certificate: Option<PathBuf>,
    /// PEM file of its private key.
    pub key: Option<PathBuf>,
    /// PEM file of the authority whose certificates are believed.
    pub authority: Option<PathBuf>,
    /// Whether workers may be reached over a network without TLS.
    pub allow_plain: bool,
    /// Questions that look at fewer sealed interactions stay here.
    pub min_rows: u64,
    /// What a question that goes to the workers may take altogether.
    pub deadline: Duration,
}

/// Why this process does not take part; says what to do.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub Text);

impl Settings {
    /// The token.
    ///
    /// # Errors
    /// When there is none, or one that is easily guessed.
    pub fn token(&self) -> Result<&str, Refused> {
        match self.token.as_deref() {
            Some(token) if token.len() >= SHORTEST_TOKEN && token.is_ascii() => Ok(token),
            Some(_) => Err(refused(
                "cluster.token is too short: use 24 letters and digits or more, such as what `openssl rand -hex 24` prints",
                "cluster.token est trop court\u{202f}: utilisez au moins 24 lettres et chiffres, par exemple ce \
                 qu’affiche `openssl rand -hex 24`",
            )),
            None => Err(refused(
                "cluster.token is missing: workers and those who ask them must share a secret. `openssl rand -hex 24` \
                 prints one; give it as PARCOURS_CLUSTER_TOKEN or in the configuration file",
                "cluster.token manque\u{202f}: les machines de calcul et celles qui les interrogent doivent partager un \
                 secret. `openssl rand -hex 24` en affiche un\u{202f}; donnez-le par PARCOURS_CLUSTER_TOKEN ou dans le \
                 fichier de configuration",
            )),
        }
    }

    /// Whether a worker speaks TLS.
    ///
    /// # Errors
    /// When half of what it takes is missing.
    pub fn serves_tls(&self) -> Result<bool, Refused> {
        if self.certificate.is_some() == self.key.is_some() {
            return Ok(self.certificate.is_some());
        }
        Err(refused(
            "cluster.certificate and cluster.key belong together: set both, or neither",
            "cluster.certificate et cluster.key vont ensemble\u{202f}: indiquez les deux, ou aucun",
        ))
    }

    /// How others reach a worker that listens here.
    ///
    /// # Errors
    /// When that is no address for others, or one without TLS that is not this machine's alone.
    pub fn reachable(&self, local: SocketAddr) -> Result<String, Refused> {
        let tls = self.serves_tls()?;
        let scheme = if tls { "https" } else { "http" };
        if !tls && !self.allow_plain && !local.ip().is_loopback() {
            return Err(without_tls(&local.to_string()));
        }
        match &self.url {
            Some(url) if url.starts_with(&format!("{scheme}://")) => Ok(url.clone()),
            Some(url) => Err(refused(
                format!(
                    "cluster.url: {url} does not begin with {scheme}://, which is what this worker speaks"
                ),
                format!(
                    "cluster.url\u{202f}: {url} ne commence pas par {scheme}://, or c’est ce que parle cette machine de calcul"
                ),
            )),
            None if local.ip().is_unspecified() => Err(refused(
                format!(
                    "a worker that listens on {local} must be told how others reach it: set cluster.url, such as {scheme}://worker-1.internal:{}",
                    local.port()
                ),
                format!(
                    "une machine de calcul qui écoute sur {local} doit savoir comment les autres l’atteignent\u{202f}: \
                     indiquez cluster.url, par exemple {scheme}://worker-1.internal:{}",
                    local.port()
                ),
            )),
            None => Ok(format!("{scheme}://{local}")),
        }
    }

    /// Whether the token may be sent to a worker by this address.
    ///
    /// # Errors
    /// When it would cross a network that others may listen to.
    pub fn may_ask(&self, url: &str) -> Result<(), Refused> {
        if self.allow_plain || url.starts_with("https://") || is_loopback(url) {
            return Ok(());
        }
        Err(without_tls(url))
    }
}

impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { enabled, listen, url, min_rows, deadline, .. } = self;
        f.debug_struct("Settings")
            .field("enabled", enabled)
            .field("listen", listen)
            .field("url", url)
            .field("min_rows", min_rows)
            .field("deadline", deadline)
            .finish_non_exhaustive()
    }
}

/// Whether an address without TLS stays on this machine.
fn is_loopback(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("http://") else { return false };
    let authority = rest.split('/').next().unwrap_or_default();
    authority.parse::<SocketAddr>().is_ok_and(|address| address.ip().is_loopback())
        || authority.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn without_tls(what: &str) -> Refused {
    refused(
        format!(
            "{what}: customers’ data and the token would cross the network in the clear. Set cluster.certificate, \
             cluster.key and cluster.authority, or cluster.allow_plain = true where the network itself is encrypted"
        ),
        format!(
            "{what}\u{202f}: les données des clients et le jeton traverseraient le réseau en clair. Indiquez \
             cluster.certificate, cluster.key et cluster.authority, ou cluster.allow_plain = true si le réseau \
             lui-même est chiffré"
        ),
    )
}

pub(crate) fn refused(en: impl Into<String>, fr: impl Into<String>) -> Refused {
    Refused(Text::new(en.into(), fr.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> SocketAddr {
        address.parse().unwrap()
    }

    #[test]
    fn without_tls_only_this_machine_is_spoken_to_unless_said_otherwise() {
        let settings = Settings::default();
        assert_eq!(settings.reachable(at("127.0.0.1:7979")).unwrap(), "http://127.0.0.1:7979");
        assert_eq!(settings.reachable(at("[::1]:7979")).unwrap(), "http://[::1]:7979");
        for open in ["0.0.0.0:7979", "10.0.0.5:7979", "[::]:7979"] {
            assert!(settings.reachable(at(open)).unwrap_err().to_string().contains("allow_plain"));
        }
        settings.may_ask("http://127.0.0.1:7979").unwrap();
        settings.may_ask("http://[::1]:7979").unwrap();
        settings.may_ask("https://10.0.0.5:7979").unwrap();
        for open in ["http://10.0.0.5:7979", "http://127.0.0.1.example.org:7979", "http://worker"] {
            assert!(settings.may_ask(open).is_err(), "{open}");
        }
        let plain = Settings { allow_plain: true, ..Settings::default() };
        assert_eq!(plain.reachable(at("10.0.0.5:7979")).unwrap(), "http://10.0.0.5:7979");
        plain.may_ask("http://10.0.0.5:7979").unwrap();
    }

    #[test]
    fn what_others_are_told_fits_what_is_spoken() {
        let tls = Settings {
            certificate: Some("a.pem".into()),
            key: Some("a.key".into()),
            ..Settings::default()
        };
        assert!(tls.reachable(at("0.0.0.0:1")).is_err(), "nobody reaches 0.0.0.0");
        let named = Settings { url: Some("https://w1:1".into()), ..tls.clone() };
        assert_eq!(named.reachable(at("0.0.0.0:1")).unwrap(), "https://w1:1");
        let wrong = Settings { url: Some("http://w1:1".into()), ..tls.clone() };
        assert!(wrong.reachable(at("0.0.0.0:1")).is_err());
        assert!(Settings { key: None, ..tls }.serves_tls().is_err());
    }

    #[test]
    fn a_secret_is_needed_and_never_shown() {
        let with = |token: &str| Settings { token: Some(token.to_owned()), ..Settings::default() };
        assert!(Settings::default().token().is_err());
        assert!(with("secret").token().is_err());
        let good = with("0123456789abcdef01234567");
        good.token().unwrap();
        assert!(!format!("{good:?}").contains("0123456789"));
    }
}
