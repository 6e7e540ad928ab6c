//! Public ids: a prefix that names the kind and a UUIDv7, as in `jrn_01j9x…` (the TypeID form).
//!
//! The 128 bits are written in Crockford's Base32, lower case, 26 characters, so that ids sort by
//! the time they were made and can be selected with a double click.

use uuid::Uuid;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS: usize = 26;

/// Why a text is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}_…")]
pub struct IdError {
    /// The prefix that was wanted.
    pub prefix: &'static str,
}

/// Writes `prefix_` and the 26 digits of `id`.
pub fn encode_id(prefix: &str, id: Uuid) -> String {
    let mut rest = id.as_u128();
    let mut digits = [0_u8; DIGITS];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[usize::try_from(rest & 31).expect("five bits fit")];
        rest >>= 5;
    }
    let mut text = String::with_capacity(prefix.len() + 1 + DIGITS);
    text.push_str(prefix);
    text.push('_');
    text.extend(digits.iter().map(|&digit| char::from(digit)));
    text
}

/// Reads what [`encode_id`] writes. Upper case is accepted; anything else is an error.
pub fn decode_id(prefix: &'static str, text: &str) -> Result<Uuid, IdError> {
    let error = IdError { prefix };
    let digits =
        text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(error.clone())?;
    if digits.len() != DIGITS || digits.as_bytes()[0] > b'7' {
        return Err(error);
    }
    let mut id = 0_u128;
    for byte in digits.bytes() {
        let value = ALPHABET
            .iter()
            .position(|&known| known == byte.to_ascii_lowercase())
            .ok_or(error.clone())?;
        id = (id << 5) | u128::try_from(value).expect("an index below 32 fits");
    }
    Ok(Uuid::from_u128(id))
}

/// Defines a type of id: `prefixed_id!(/// What it names. JourneyId, "jrn");`
#[macro_export]
macro_rules! prefixed_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name($crate::reexport::uuid::Uuid);

        impl $name {
            /// A new id, later than all before.
            pub fn new(env: &$crate::Env) -> Self {
                Self(env.uuid())
            }
        }

        impl From<$crate::reexport::uuid::Uuid> for $name {
            fn from(id: $crate::reexport::uuid::Uuid) -> Self {
                Self(id)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&$crate::encode_id($prefix, self.0))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::IdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::decode_id($prefix, text).map(Self)
            }
        }

        impl $crate::reexport::serde::Serialize for $name {
            fn serialize<S: $crate::reexport::serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }

        impl<'de> $crate::reexport::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::reexport::serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let text = <::std::string::String as $crate::reexport::serde::Deserialize>::deserialize(input)?;
                text.parse().map_err($crate::reexport::serde::de::Error::custom)
            }
        }

        impl $crate::reexport::utoipa::PartialSchema for $name {
            fn schema() -> $crate::reexport::utoipa::openapi::RefOr<$crate::reexport::utoipa::openapi::schema::Schema> {
                $crate::reexport::utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::reexport::utoipa::openapi::schema::Type::String)
                    .description(Some(concat!("An id of the form ", $prefix, "_…")))
                    .into()
            }
        }

        impl $crate::reexport::utoipa::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the macro makes public types")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    prefixed_id!(
        /// An id for the tests.
        TestId,
        "tst"
    );

    #[test]
    fn other_kinds_and_broken_digits_are_refused() {
        let id = TestId::new(&crate::Env::system()).to_string();
        assert!(id.parse::<TestId>().is_ok());
        assert!(id.to_uppercase().replacen("TST", "tst", 1).parse::<TestId>().is_ok());
        for bad in [
            "",
            "tst_",
            "jrn_00000000000000000000000000",
            "tst_8zzzzzzzzzzzzzzzzzzzzzzzzz",
            "tst_0000000000000000000000000u",
        ] {
            assert!(bad.parse::<TestId>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn an_id_reads_back(bits in any::<u128>()) {
            let id = Uuid::from_u128(bits);
            prop_assert_eq!(decode_id("tst", &encode_id("tst", id)), Ok(id));
        }

        #[test]
        fn ids_sort_as_their_numbers(a in any::<u128>(), b in any::<u128>()) {
            let (x, y) = (encode_id("t", Uuid::from_u128(a)), encode_id("t", Uuid::from_u128(b)));
            prop_assert_eq!(a.cmp(&b), x.cmp(&y));
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = decode_id("tst", &text);
        }
    }
}
