//! Passwords: what is accepted, how they are stored.
//!
//! argon2id with the parameters of the OWASP password storage cheat sheet (19 MiB, two passes, one
//! lane). Hashing is slow on purpose, so it runs on the blocking pool, few at a time: a crowd at the
//! door costs 4 × 19 MiB, not one 19 MiB each.

mod common;
mod rules;

use std::sync::{Arc, LazyLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use parcours_kernel::{Env, Problem};
use tokio::sync::Semaphore;

pub(crate) use rules::{MOST_BYTES, check};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const AT_ONCE: usize = 4;

/// Compared against when there is no such account, so that the answer takes the same time. Its
/// password is 256 random bits that were thrown away.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    let env = Env::system();
    hash(&env.rng().secret(), &env.rng().bytes()).expect("the parameters are valid")
});

/// What a comparison found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Wrong,
    Right {
        /// The stored hash is of older parameters: hash anew while the password is at hand.
        stale: bool,
    },
}

/// Hashes and compares, few at a time. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Passwords {
    gate: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        Self { gate: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// The PHC string to store.
    pub(crate) async fn hash(&self, env: &Env, password: String) -> Result<String, Problem> {
        let salt = env.rng().bytes::<16>();
        self.run(move || hash(&password, &salt)).await?.map_err(Problem::internal)
    }

    /// Compares with what is stored. With nothing stored it takes as long and is wrong.
    pub(crate) async fn verify(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<Verdict, Problem> {
        self.run(move || verify(&password, stored.as_deref())).await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let permit = Arc::clone(&self.gate).acquire_owned().await.map_err(Problem::internal)?;
        let job = tokio::task::spawn_blocking(move || {
            // Held until the work ends, also when whoever asked has gone away.
            let _permit = permit;
            work()
        });
        job.await.map_err(Problem::internal)
    }
}

fn argon2id() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str, salt: &[u8; 16]) -> Result<String, argon2::password_hash::Error> {
    let hash: PasswordHash = argon2id().hash_password_with_salt(password.as_bytes(), salt)?;
    Ok(hash.to_string())
}

fn verify(password: &str, stored: Option<&str>) -> Verdict {
    // Made at the first comparison of any kind, so that the first stranger takes no longer either.
    let nobody = NOBODY.as_str();
    let against = PasswordHash::new(stored.unwrap_or(nobody));
    let Ok(against) = against else {
        tracing::error!("a stored password hash cannot be read");
        return Verdict::Wrong;
    };
    // A longer one was never accepted; nor is it worth hashing.
    let fits = password.len() <= MOST_BYTES;
    let password = if fits { password } else { "" };
    let right = argon2id().verify_password(password.as_bytes(), &against).is_ok();
    if right && fits && stored.is_some() {
        Verdict::Right { stale: is_stale(&against) }
    } else {
        Verdict::Wrong
    }
}

fn is_stale(stored: &PasswordHash) -> bool {
    let now = argon2id();
    stored.algorithm != Algorithm::Argon2id.ident()
        || stored.version != Some(u32::from(Version::V0x13))
        || Params::try_from(stored).map_or(true, |params| {
            let wanted = now.params();
            params.m_cost() != wanted.m_cost()
                || params.t_cost() != wanted.t_cost()
                || params.p_cost() != wanted.p_cost()
        })
}

/// A hash as an older version would have made it.
#[cfg(test)]
pub(crate) fn weaker_hash(password: &str) -> String {
    let params = Params::new(8192, 1, 1, None).expect("the parameters are valid");
    let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash =
        weak.hash_password_with_salt(password.as_bytes(), &[7; 16]).expect("a salt of 16 bytes");
    hash.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_told_from_another() {
        let passwords = Passwords::new();
        let env = Env::system();
        let stored = passwords.hash(&env, "des lacets bien noués".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        let ask = async |password: &str, stored: Option<&str>| {
            passwords.verify(password.into(), stored.map(Into::into)).await.unwrap()
        };
        assert_eq!(
            ask("des lacets bien noués", Some(&stored)).await,
            Verdict::Right { stale: false }
        );
        assert_eq!(ask("des lacets mal noués", Some(&stored)).await, Verdict::Wrong);
        assert_eq!(ask("des lacets bien noués", None).await, Verdict::Wrong);
        assert_eq!(ask(&"x".repeat(MOST_BYTES + 1), Some(&stored)).await, Verdict::Wrong);
        assert_eq!(ask("des lacets bien noués", Some("rubbish")).await, Verdict::Wrong);
    }

    #[test]
    fn a_hash_of_weaker_parameters_is_right_and_stale() {
        let stored = weaker_hash("un vieux secret");
        assert_eq!(verify("un vieux secret", Some(&stored)), Verdict::Right { stale: true });
        assert_eq!(verify("un autre secret", Some(&stored)), Verdict::Wrong);
    }

    #[test]
    fn nobody_costs_as_much_as_somebody() {
        let nobody = PasswordHash::new(&NOBODY).unwrap();
        assert!(!is_stale(&nobody), "same algorithm, same parameters, same time");
    }
}
