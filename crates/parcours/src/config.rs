//! Configuration: defaults, then a file, then the environment, then flags; the later wins.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::cli::Common;

/// The file that `parcours config --example` prints.
pub(crate) const EXAMPLE: &str = include_str!("config.example.toml");
const FILE: &str = "parcours.toml";
const ENVIRONMENT: &str = "PARCOURS_";

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
    /// `error`, `warn`, `info`, `debug` or `trace`.
    pub(crate) log_level: Option<String>,
    /// How logs are written.
    pub(crate) log_format: LogFormat,
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
            log_level: None,
            log_format: LogFormat::Auto,
        }
    }
}

impl Configuration {
    /// Reads all sources. A file that was named must be there; `parcours.toml` in the working folder
    /// is read when it is.
    pub(crate) fn load(common: &Common) -> anyhow::Result<Self> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        match &common.config {
            Some(file) if !file.exists() => {
                bail!("{} does not exist; name a file or leave --config out", file.display())
            }
            Some(file) => figment = figment.merge(Toml::file_exact(file)),
            None if Path::new(FILE).exists() => figment = figment.merge(Toml::file_exact(FILE)),
            None => {}
        }
        // Variables of the tests begin alike and are not settings.
        let environment = Env::prefixed(ENVIRONMENT).ignore(&["test_postgres", "sdk_python"]);
        let mut configuration: Self = figment.merge(environment).extract().map_err(explained)?;
        if let Some(data) = &common.data {
            configuration.data.clone_from(data);
        }
        if common.database_url.is_some() {
            configuration.database_url.clone_from(&common.database_url);
        }
        Ok(configuration)
    }

    /// The same with nothing secret in it, for showing.
    pub(crate) fn without_secrets(&self) -> Self {
        let mut shown = self.clone();
        shown.database_url = shown.database_url.as_deref().map(hide_password);
        shown
    }

    /// Makes the data folder, for its owner alone.
    pub(crate) fn make_data_folder(&self) -> anyhow::Result<()> {
        if self.data.is_dir() {
            return Ok(());
        }
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.data)
            .with_context(|| format!("cannot make the data folder {}", self.data.display()))
    }

    /// What the server needs of it.
    pub(crate) fn server(&self, demo: bool) -> parcours_server::Config {
        parcours_server::Config {
            data: self.data.clone(),
            database_url: self.database_url.clone(),
            schema: None,
            public_url: self.public_url.clone(),
            trust_proxy: self.trust_proxy,
            open_metrics: self.open_metrics,
            largest_upload: self.largest_upload_mib << 20,
            demo,
        }
    }
}

fn hide_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return "…".to_owned() };
    match rest.rsplit_once('@') {
        Some((login, place)) => {
            let user = login.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}:…@{place}")
        }
        None => url.to_owned(),
    }
}

fn explained(error: figment::Error) -> anyhow::Error {
    let faults: Vec<_> = error
        .into_iter()
        .map(|fault| {
            let place = fault
                .metadata
                .as_ref()
                .map(|source| format!(" ({})", source.name))
                .unwrap_or_default();
            let path = fault.path.join(".");
            let colon = if path.is_empty() { "" } else { ": " };
            format!("{path}{colon}{}{place}", fault.kind)
        })
        .collect();
    anyhow::anyhow!("the configuration cannot be read: {}", faults.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_the_default() {
        let lines: String = EXAMPLE
            .lines()
            .filter_map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")))
            .map(|line| format!("{line}\n"))
            .collect();
        let example: Configuration = Figment::from(Toml::string(&lines)).extract().unwrap();
        let shown = |configuration: &Configuration| {
            let mut value = serde_json::to_value(configuration).unwrap();
            for optional in ["database_url", "public_url", "log_level"] {
                value.as_object_mut().unwrap().remove(optional);
            }
            value
        };
        assert_eq!(shown(&example), shown(&Configuration::default()));
        assert!(
            example.database_url.is_some() && example.public_url.is_some(),
            "every setting is explained"
        );
    }

    #[test]
    fn a_misspelt_setting_is_named() {
        let read: Result<Configuration, _> =
            Figment::from(Serialized::defaults(Configuration::default()))
                .merge(Toml::string("adress = 'x'"))
                .extract();
        let text = explained(read.unwrap_err()).to_string();
        assert!(text.contains("adress"), "{text}");
    }

    #[test]
    fn passwords_are_not_shown() {
        assert_eq!(hide_password("postgres://lea:s3cr@t@db/p"), "postgres://lea:…@db/p");
        assert_eq!(hide_password("postgres://db/p"), "postgres://db/p");
    }
}
