//! Randomness, injected like time.

use std::fmt;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

/// A source of random bytes.
pub trait RandomSource: Send + Sync {
    /// Fills the whole buffer.
    fn fill(&self, buffer: &mut [u8]);
}

struct System;

impl RandomSource for System {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the machine for randomness"
    )]
    fn fill(&self, buffer: &mut [u8]) {
        rand::rng().fill_bytes(buffer);
    }
}

struct Seeded(Mutex<StdRng>);

impl RandomSource for Seeded {
    fn fill(&self, buffer: &mut [u8]) {
        let mut rng = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        rng.fill_bytes(buffer);
    }
}

/// A handle to a source of randomness; cheap to clone.
#[derive(Clone)]
pub struct Rng(Arc<dyn RandomSource>);

impl fmt::Debug for Rng {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rng")
    }
}

impl Rng {
    /// Cryptographically secure randomness of the operating system's making.
    pub fn system() -> Self {
        Self(Arc::new(System))
    }

    /// A repeatable stream, for tests.
    pub fn seeded(seed: u64) -> Self {
        Self(Arc::new(Seeded(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes);
        bytes
    }

    /// A secret of 256 random bits in URL-safe Base64 (43 characters).
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.bytes::<32>())
    }

    /// A number in `0..bound`; the bias of the plain remainder is below 2⁻³² for small bounds.
    pub fn below(&self, bound: u32) -> u32 {
        let wide = u64::from_le_bytes(self.bytes::<8>());
        u32::try_from(wide % u64::from(bound.max(1))).unwrap_or(0)
    }
}
