//! Secrets that we hand out: session tokens, links, API tokens. 256 random bits each, so that a
//! plain SHA-256 is a sound way to store them; shown once, compared by digest.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use parcours_kernel::Rng;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

/// A secret in the clear; never printed, never stored.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(rng: &Rng) -> Self {
        Self(rng.secret())
    }

    /// A secret whose kind can be told, by people and by scanners of leaked keys.
    pub(crate) fn prefixed(prefix: &str, rng: &Rng) -> Self {
        Self(format!("{prefix}{}", rng.secret()))
    }

    pub(crate) fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The secret itself, to hand it to its owner.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub(crate) fn digest(&self) -> String {
        hash("parcours token", &self.0)
    }

    /// The CSRF token that belongs to a session's secret. It tells nothing of the secret nor of
    /// what is stored, and what is stored tells nothing of it.
    pub(crate) fn csrf(&self) -> String {
        hash("parcours csrf", &self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256 for one purpose; the purpose has no zero byte, so that no two purposes overlap.
pub(crate) fn hash(purpose: &str, text: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(purpose.as_bytes());
    digest.update([0]);
    digest.update(text.as_bytes());
    URL_SAFE_NO_PAD.encode(digest.finalize())
}

/// Compares without telling by its time where the texts differ.
pub(crate) fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_neither_printed_nor_stored_nor_its_csrf_token() {
        let secret = Secret::prefixed("prc_", &Rng::seeded(1));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        assert!(secret.expose().len() == 47);
        let all = [secret.expose(), &secret.digest(), &secret.csrf()].map(ToOwned::to_owned);
        assert!(all[0] != all[1] && all[1] != all[2] && all[0] != all[2]);
        assert!(same(&secret.digest(), &Secret::of(secret.expose()).digest()));
        assert!(!same("a", "ab") && !same("a", "b"));
    }
}
