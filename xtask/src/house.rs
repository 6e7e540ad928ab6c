//! Where things are: the workspace, cargo's target folder, the cache of this computer.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

/// The folders that every task works in.
#[derive(Debug)]
pub(crate) struct House {
    /// The root of the workspace.
    pub(crate) root: PathBuf,
    /// Cargo's target folder; may be outside the workspace and shared by several clones.
    pub(crate) target: PathBuf,
    /// Downloads and environments that outlive a clone.
    pub(crate) cache: PathBuf,
    /// What `cargo metadata` says of the workspace's own crates.
    pub(crate) metadata: cargo_metadata::Metadata,
}

impl House {
    /// Asks cargo.
    pub(crate) fn find() -> Result<Self> {
        // Cargo sets this for `cargo run`; the built-in value serves a binary started by hand.
        let manifest = env::var("CARGO_MANIFEST_DIR")
            .unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let metadata = cargo_metadata::MetadataCommand::new()
            .manifest_path(PathBuf::from(manifest).join("Cargo.toml"))
            .no_deps()
            .exec()
            .context("cargo metadata does not understand this workspace")?;
        Ok(Self {
            root: metadata.workspace_root.clone().into(),
            target: metadata.target_directory.clone().into(),
            cache: cache_folder()?,
            metadata,
        })
    }

    /// The folder of the front end.
    pub(crate) fn web_app(&self) -> PathBuf {
        self.root.join("web/app")
    }

    /// The folder of the scripts that drive the published tracking SDKs.
    pub(crate) fn sdk_tests(&self) -> PathBuf {
        self.root.join("crates/tracking/tests/sdk")
    }
}

/// `$XDG_CACHE_HOME/parcours`, or `~/.cache/parcours`.
fn cache_folder() -> Result<PathBuf> {
    let base = match env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
        Some(folder) => PathBuf::from(folder),
        None => {
            PathBuf::from(env::var_os("HOME").context("neither XDG_CACHE_HOME nor HOME is set")?)
                .join(".cache")
        }
    };
    Ok(base.join("parcours"))
}
