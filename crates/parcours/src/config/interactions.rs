//! `[interactions]`: where the files of the interaction log lie.

use anyhow::{bail, ensure};
use parcours_interactions::S3Options;
use serde::{Deserialize, Serialize};

use super::secret::Secret;
const S3: &str = "s3://";

/// A store for the log's files; the data folder when nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Interactions {
    /// `s3://bucket/prefix`.
    pub(crate) store: Option<String>,
    /// Of stores other than Amazon's.
    pub(crate) endpoint: Option<String>,
    /// The store's region.
    pub(crate) region: Option<String>,
    /// The key's id.
    pub(crate) access_key_id: Option<String>,
    /// The key's secret.
    pub(crate) secret_access_key: Option<Secret>,
}

impl Interactions {
    /// Fails on what cannot be meant.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        let Some(store) = &self.store else {
            let alone = [
                ("endpoint", self.endpoint.is_some()),
                ("region", self.region.is_some()),
                ("access_key_id", self.access_key_id.is_some()),
                ("secret_access_key", self.secret_access_key.is_some()),
            ];
            if let Some((name, _)) = alone.iter().find(|(_, said)| *said) {
                bail!(
                    "interactions.{name} says how to reach a store, and none is named: set \
                     interactions.store to s3://bucket/prefix, or leave {name} out"
                );
            }
            return Ok(());
        };
        let bucket = store.strip_prefix(S3).and_then(|rest| rest.split('/').next());
        ensure!(
            bucket.is_some_and(|bucket| !bucket.is_empty()),
            "interactions.store: write s3://bucket/prefix, or leave it out for the data folder"
        );
        ensure!(
            self.access_key_id.is_some() == self.secret_access_key.is_some(),
            "interactions.access_key_id and interactions.secret_access_key belong together: set both, \
             or neither for AWS_… variables"
        );
        Ok(())
    }

    /// How to reach the store; `None` for the data folder.
    pub(super) fn options(&self) -> Option<S3Options> {
        Some(S3Options {
            url: self.store.clone()?,
            endpoint: self.endpoint.clone(),
            region: self.region.clone(),
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.clone().map(Secret::told),
        })
    }

    /// The same with nothing secret in it, for showing.
    pub(super) fn without_secrets(&self) -> Self {
        let hidden = self.secret_access_key.as_ref().map(|_| Secret::hidden());
        Self { secret_access_key: hidden, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(store: Option<&str>, key: Option<&str>, secret: Option<&str>) -> Interactions {
        Interactions {
            store: store.map(ToOwned::to_owned),
            access_key_id: key.map(ToOwned::to_owned),
            secret_access_key: secret.map(Secret::from),
            ..Interactions::default()
        }
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        for (store, key, secret, named) in [
            (Some("bucket/log"), None, None, "s3://bucket/prefix"),
            (Some("s3://"), None, None, "s3://bucket/prefix"),
            (Some("s3:///log"), None, None, "s3://bucket/prefix"),
            (None, Some("id"), Some("s"), "interactions.access_key_id"),
            (Some("s3://b"), Some("id"), None, "belong together"),
        ] {
            let error = said(store, key, secret).check().unwrap_err().to_string();
            assert!(error.contains(named), "{store:?}: {error}");
        }
        for store in [None, Some("s3://b"), Some("s3://b/log/of/ours")] {
            said(store, None, None).check().unwrap();
        }
    }

    #[test]
    fn the_secret_is_told_to_the_store_alone() {
        let whole = said(Some("s3://b"), Some("id"), Some("s3cret"));
        assert_eq!(whole.options().unwrap().secret_access_key.as_deref(), Some("s3cret"));
        let shown = serde_json::to_string(&whole.without_secrets()).unwrap();
        for text in [shown, format!("{whole:?}"), format!("{:?}", whole.options())] {
            assert!(!text.contains("s3cret"), "{text}");
        }
    }
}
