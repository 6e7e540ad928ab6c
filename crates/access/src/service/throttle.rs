//! Limits on guessing: per account, against many guesses at one password; per address, against one
//! guess at many accounts. Kept in the database, so that restarts and other processes count too.

use std::net::IpAddr;

use parcours_kernel::{Problem, Text};

use crate::Access;
use crate::secret::hash;
use crate::store::throttles::{self, Allowance};

/// 10 tries, then one each 90 s: 50 in the first hour (OWASP ASVS 2.2.1 allows 100).
pub(super) const ACCOUNT: Allowance = Allowance { at_once: 10, seconds_each: 90 };
/// 50 tries, then one each 20 s: an office behind one address does not notice.
pub(super) const ADDRESS: Allowance = Allowance { at_once: 50, seconds_each: 20 };

/// The name of an account's count: a digest, so that what people type is stored nowhere.
pub(super) fn account(email_key: &str) -> String {
    format!("account:{}", hash("parcours throttle", email_key))
}

/// The name of an address's count. IPv6: the network, since whoever has one has 2⁶⁴ addresses in it.
pub(super) fn address(address: Option<IpAddr>) -> String {
    match address.map(|address| address.to_canonical()) {
        None => "address:unknown".to_owned(),
        Some(IpAddr::V4(address)) => format!("address:{address}"),
        Some(IpAddr::V6(address)) => {
            let [a, b, c, d, ..] = address.segments();
            format!("address:{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

impl Access {
    /// Counts a try for each name; 429 as soon as one has none left. Counted before the password is
    /// looked at: tries that come at once cannot all slip through.
    pub(super) async fn count_try(&self, names: &[(String, Allowance)]) -> Result<(), Problem> {
        let work = self.database.begin().await?;
        let mut wait = None;
        for (name, allowance) in names {
            wait = throttles::take(&work, name, *allowance, self.env.now()).await?.err();
            if wait.is_some() {
                break;
            }
        }
        work.commit(&self.env).await?;
        match wait {
            None => Ok(()),
            Some(seconds) => {
                metrics::counter!("parcours_throttled_total").increment(1);
                tracing::warn!(names = ?names.iter().map(|(name, _)| name).collect::<Vec<_>>(), "too many tries");
                Err(too_many(seconds))
            }
        }
    }
}

fn too_many(seconds: u64) -> Problem {
    let (en, fr) = if seconds < 120 {
        (format!("{seconds} s"), format!("{seconds}\u{a0}s"))
    } else {
        let minutes = seconds.div_ceil(60);
        (format!("{minutes} min"), format!("{minutes}\u{a0}min"))
    };
    Problem::new(
        http::StatusCode::TOO_MANY_REQUESTS,
        "too_many_requests",
        Text::new(
            format!("Too many tries. Try again in {en}."),
            format!("Trop d’essais. Réessayez dans {fr}."),
        ),
    )
    .retry_after(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ipv6_network_counts_as_one_address() {
        let name = |text: &str| address(Some(text.parse().unwrap()));
        assert_eq!(name("2001:db8:1:2::7"), name("2001:db8:1:2:ffff::1"));
        assert_ne!(name("2001:db8:1:2::7"), name("2001:db8:1:3::7"));
        assert_eq!(name("::ffff:192.0.2.1"), name("192.0.2.1"));
        assert_ne!(name("192.0.2.1"), name("192.0.2.2"));
    }
}
