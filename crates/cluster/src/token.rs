//! The shared secret: sent with every call, compared in constant time, shown nowhere.

use std::sync::Arc;

use subtle::ConstantTimeEq as _;
use tonic::metadata::{Ascii, MetadataValue};
use tonic::service::Interceptor;
use tonic::{Request, Status};

const HEADER: &str = "authorization";

/// Lets through what carries the token.
#[derive(Clone)]
pub(crate) struct Doorkeeper(Arc<[u8]>);

impl Doorkeeper {
    pub(crate) fn new(token: &str) -> Self {
        Self(format!("Bearer {token}").into_bytes().into())
    }
}

impl Interceptor for Doorkeeper {
    fn call(&mut self, request: Request<()>) -> Result<Request<()>, Status> {
        let said = request.metadata().get(HEADER).map(MetadataValue::as_bytes);
        // A length tells nothing: it is that of the header, not of what matched.
        if said.is_some_and(|said| said.ct_eq(&self.0).into()) {
            return Ok(request);
        }
        Err(Status::unauthenticated("the token is missing or another one"))
    }
}

/// Puts the token on calls.
#[derive(Clone)]
pub(crate) struct Bearer(MetadataValue<Ascii>);

impl Bearer {
    /// Of ASCII characters.
    pub(crate) fn new(token: &str) -> Option<Self> {
        let mut value: MetadataValue<Ascii> = format!("Bearer {token}").parse().ok()?;
        // Hidden in logs of requests, and kept out of the tables of header compression.
        value.set_sensitive(true);
        Some(Self(value))
    }
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        request.metadata_mut().insert(HEADER, self.0.clone());
        Ok(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_token_opens() {
        let mut door = Doorkeeper::new("0123456789abcdef01234567");
        let mut enter = |token: &str| {
            let request = Bearer::new(token).unwrap().call(Request::new(())).unwrap();
            door.call(request).is_ok()
        };
        assert!(enter("0123456789abcdef01234567"));
        for other in ["0123456789abcdef01234568", "0123456789abcdef0123456", ""] {
            assert!(!enter(other), "{other}");
        }
        assert!(door.call(Request::new(())).is_err(), "no token at all");
    }

    #[test]
    fn a_call_in_a_log_hides_it() {
        let request = Bearer::new("0123456789abcdef").unwrap().call(Request::new(())).unwrap();
        assert!(!format!("{request:?}").contains("0123456789abcdef"));
    }
}
