//! Configuration: defaults, then a file, then the environment, then flags; the later wins.

mod cluster;
mod interactions;
mod mail;
mod secret;
mod sources;

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use parcours_storage::Options;
use serde::{Deserialize, Serialize};

use cluster::Cluster;
use interactions::Interactions;
use mail::Mail;

use crate::cli::Common;
use crate::database_url;

/// The file that `parcours config --example` prints.
pub(crate) const EXAMPLE: &str = include_str!("config.example.toml");

/// From which level on logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogLevel {
    /// What failed.
    Error,
    /// And what may become a fault.
    Warn,
    /// And what happens.
    Info,
    /// And how.
    Debug,
    /// Everything.
    Trace,
}

impl LogLevel {
    /// Its name in a filter.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warn => "warn",
            Self::Info => "info",
            Self::Debug => "debug",
            Self::Trace => "trace",
        }
    }
}

/// How logs are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LogFormat {
    /// Lines on a terminal, JSON elsewhere.
    #[default]
    Auto,
    /// Lines.
    Text,
    /// JSON.
    Json,
}

/// All settings of the process. Those of the organisation are in the database.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Configuration {
    /// The data folder.
    pub(crate) data: PathBuf,
    /// `postgres://…`; SQLite in the data folder when left out.
    pub(crate) database_url: Option<String>,
    /// Where to listen.
    pub(crate) address: String,
    /// Where people reach Parcours.
    pub(crate) public_url: Option<String>,
    /// Whether `X-Forwarded-…` headers may be believed.
    pub(crate) trust_proxy: bool,
    /// Whether `/metrics` answers other machines.
    pub(crate) open_metrics: bool,
    /// The largest upload in MiB.
    pub(crate) largest_upload_mib: u64,
    /// Memory for decoded rows of the interaction log in MiB.
    pub(crate) report_memory_mib: u32,
    /// From which level on logs are written; the command's own when left out.
    pub(crate) log_level: Option<LogLevel>,
    /// How logs are written.
    pub(crate) log_format: LogFormat,
    /// Where the files of the interaction log lie.
    pub(crate) interactions: Interactions,
    /// How mail goes out.
    pub(crate) mail: Mail,
    /// Large questions on many machines.
    pub(crate) cluster: Cluster,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            database_url: None,
            address: "127.0.0.1:7878".to_owned(),
            public_url: None,
            trust_proxy: false,
            open_metrics: false,
            largest_upload_mib: 2048,
            report_memory_mib: 256,
            log_level: None,
            log_format: LogFormat::Auto,
            interactions: Interactions::default(),
            mail: Mail::default(),
            cluster: Cluster::default(),
        }
    }
}

impl Configuration {
    /// Reads all sources. A file that was named must be there; `parcours.toml` in the working folder
    /// is read when it is.
    pub(crate) fn load(common: &Common) -> anyhow::Result<Self> {
        let mut configuration = sources::read(common.config.as_deref())?;
        if let Some(data) = &common.data {
            configuration.data.clone_from(data);
        }
        if common.database_url.is_some() {
            configuration.database_url.clone_from(&common.database_url);
        }
        configuration.interactions.check()?;
        configuration.cluster.check()?;
        configuration.mail.mailer()?;
        Ok(configuration)
    }

    /// The same with nothing secret in it, for showing.
    pub(crate) fn without_secrets(&self) -> Self {
        let mut shown = self.clone();
        shown.database_url = shown.database_url.as_deref().map(database_url::shown);
        shown.interactions = self.interactions.without_secrets();
        shown.cluster = self.cluster.without_secrets();
        shown.mail = self.mail.without_secrets();
        shown
    }

    /// Makes the data folder, for its owner alone. One that is there and empty becomes so; one that
    /// is in use stays as somebody set it (`doctor` says when that is too open).
    pub(crate) fn make_data_folder(&self) -> anyhow::Result<()> {
        if let Ok(mut entries) = std::fs::read_dir(&self.data) {
            if entries.next().is_none() {
                let alone = std::os::unix::fs::PermissionsExt::from_mode(0o700);
                // Only its owner may: a folder that somebody else prepared is theirs to set.
                let _ = std::fs::set_permissions(&self.data, alone);
            }
            return Ok(());
        }
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.data)
            .with_context(|| format!("cannot make the data folder {}", self.data.display()))
    }

    /// Fails where there is no installation: a mistyped folder must not become a new, empty one.
    pub(crate) fn must_be_there(&self) -> anyhow::Result<()> {
        if self.database_url.is_none() && !Options::sqlite(&self.data).sqlite_file().exists() {
            bail!(
                "there is no installation in {}; name its folder with --data, or begin one with `parcours serve`",
                self.data.display()
            );
        }
        Ok(())
    }

    /// How links begin when no request says where people reach Parcours.
    pub(crate) fn base_url(&self) -> String {
        self.public_url.clone().unwrap_or_else(|| {
            let everywhere = [("0.0.0.0:", "127.0.0.1:"), ("[::]:", "[::1]:")];
            let here = everywhere.iter().find_map(|(every, here)| {
                self.address.strip_prefix(every).map(|port| format!("{here}{port}"))
            });
            format!("http://{}", here.as_deref().unwrap_or(&self.address))
        })
    }

    /// What the server needs of it, where reports are asked for again and again.
    pub(crate) fn serving(&self, demo: bool) -> parcours_server::Config {
        let decoded_bytes = (self.report_memory_mib as usize) << 20;
        parcours_server::Config { decoded_bytes, ..self.server(demo) }
    }

    /// What the server needs of it.
    pub(crate) fn server(&self, demo: bool) -> parcours_server::Config {
        parcours_server::Config {
            data: self.data.clone(),
            database_url: self.database_url.clone(),
            schema: None,
            interactions: self.interactions.options(),
            public_url: self.public_url.clone(),
            base_url: self.base_url(),
            // Checked when the settings were read.
            mailer: self.mail.mailer().unwrap_or_default(),
            trust_proxy: self.trust_proxy,
            open_metrics: self.open_metrics,
            largest_upload: self.largest_upload_mib << 20,
            decoded_bytes: 0,
            demo,
        }
    }
}

#[cfg(test)]
mod tests {
    use figment::Figment;
    use figment::providers::{Format as _, Toml};

    use super::*;

    #[test]
    fn the_example_is_the_default() {
        let lines: String = EXAMPLE
            .lines()
            .filter_map(|line| match line.strip_prefix("# ") {
                Some(setting) => setting.contains(" = ").then_some(setting),
                None => line.starts_with('[').then_some(line),
            })
            .map(|line| format!("{line}\n"))
            .collect();
        let example: Configuration = Figment::from(Toml::string(&lines)).extract().unwrap();
        let shown = |configuration: &Configuration| {
            let mut value = serde_json::to_value(configuration).unwrap();
            for optional in ["database_url", "public_url", "log_level"] {
                value.as_object_mut().unwrap().remove(optional);
            }
            value.as_object_mut().unwrap().remove("interactions");
            value.as_object_mut().unwrap().remove("mail");
            let cluster = value["cluster"].as_object_mut().unwrap();
            for optional in ["listen", "url", "token", "certificate", "key", "authority"] {
                cluster.remove(optional);
            }
            value
        };
        assert_eq!(shown(&example), shown(&Configuration::default()));
        assert!(
            example.database_url.is_some() && example.public_url.is_some(),
            "every setting is explained"
        );
        for section in [
            serde_json::to_value(&example.interactions).unwrap(),
            serde_json::to_value(&example.mail).unwrap(),
            serde_json::to_value(&example.cluster).unwrap(),
        ] {
            let explained = section.as_object().unwrap().values().all(|setting| !setting.is_null());
            assert!(explained, "{section}");
        }
    }

    #[test]
    fn links_lead_to_where_a_browser_on_this_machine_gets() {
        let of = |address: &str| {
            Configuration { address: address.to_owned(), ..Configuration::default() }.base_url()
        };
        assert_eq!(of("0.0.0.0:7878"), "http://127.0.0.1:7878");
        assert_eq!(of("[::]:80"), "http://[::1]:80");
        assert_eq!(of("localhost:7878"), "http://localhost:7878");
    }
}
