//! `[mail]`: how mail goes out.

use parcours_outbound::{MailSettings, Mailer};
use serde::{Deserialize, Serialize};

use super::secret::Secret;
use crate::output;

/// How mail goes out; it does not when nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Mail {
    /// The server, with the name and password it asks for.
    pub(crate) smtp: Option<Secret>,
    /// As whom.
    pub(crate) from: Option<String>,
}

impl Mail {
    /// Fails on what cannot be meant.
    pub(super) fn mailer(&self) -> anyhow::Result<Mailer> {
        let settings =
            MailSettings { smtp: self.smtp.clone().map(Secret::told), from: self.from.clone() };
        Mailer::new(&settings)
            .map_err(|why| anyhow::anyhow!(why.get(output::language()).to_owned()))
    }

    /// The same with nothing secret in it.
    pub(super) fn without_secrets(&self) -> Self {
        Self { smtp: self.smtp.as_ref().map(|_| Secret::hidden()), from: self.from.clone() }
    }
}
