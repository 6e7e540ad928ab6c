//! Why a request or one event of it is refused.

use http::StatusCode;
use parcours_kernel::Text;

use super::limits;

/// What is wrong, with a request or with one event of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The request names no write key.
    NoKey,
    /// Nobody has this write key, or no longer.
    UnknownKey,
    /// The source is switched off.
    Disabled,
    /// The body is over the limit, packed or unpacked.
    TooLarge,
    /// Said or looks to be gzip and is not.
    BadGzip,
    /// The body did not arrive whole.
    CutShort,
    /// Neither JSON nor a form that holds JSON.
    BadJson,
    /// A batch without an array `batch`, or with an empty one.
    EmptyBatch,
    /// The event is not an object of the known shape.
    BadEvent,
    /// The event is over the limit.
    EventTooLarge,
    /// The batch has more events than are taken.
    TooMany,
    /// No `type`, or none that is known.
    UnknownType,
    /// A track call without `event`.
    NoName,
    /// Neither `userId` nor `anonymousId`.
    NoIdentity,
    /// Only an identity that broken clients send for everybody.
    BlockedIdentity,
    /// An alias without `previousId`.
    NoPrevious,
    /// Properties or context that are JSON by the letter but cannot be read back.
    BadProperties,
    /// The event names another write key than its request.
    OtherKey,
}

/// One line a refusal: its stable code, status, and words.
macro_rules! facts {
    ($self:expr; $($variant:ident => $code:literal, $status:ident, $en:expr, $fr:expr;)*) => {
        match $self {
            $(Refusal::$variant => ($code, StatusCode::$status, Text::new($en, $fr)),)*
        }
    };
}

impl Refusal {
    const ALL: [Self; 18] = [
        Self::NoKey,
        Self::UnknownKey,
        Self::Disabled,
        Self::TooLarge,
        Self::BadGzip,
        Self::CutShort,
        Self::BadJson,
        Self::EmptyBatch,
        Self::BadEvent,
        Self::EventTooLarge,
        Self::TooMany,
        Self::UnknownType,
        Self::NoName,
        Self::NoIdentity,
        Self::BlockedIdentity,
        Self::NoPrevious,
        Self::BadProperties,
        Self::OtherKey,
    ];

    fn facts(self) -> (&'static str, StatusCode, Text) {
        facts! { self;
            NoKey => "missing_write_key", UNAUTHORIZED,
                "Send the source’s write key: Basic authentication with the key as user name, or writeKey in the body.",
                "Envoyez la clé d’écriture de la source\u{202f}: authentification Basic avec la clé comme nom d’utilisateur, ou writeKey dans le corps.";
            UnknownKey => "unknown_write_key", UNAUTHORIZED,
                "This write key is unknown or revoked. Copy it again from Settings, Sources.",
                "Cette clé d’écriture est inconnue ou révoquée. Recopiez-la depuis Réglages, Sources.";
            Disabled => "source_disabled", NOT_FOUND,
                "This source is disabled. Enable it in Settings, Sources.",
                "Cette source est désactivée. Activez-la dans Réglages, Sources.";
            TooLarge => "too_large", PAYLOAD_TOO_LARGE,
                "The request is over 4 MB. Send smaller batches.",
                "La requête dépasse 4 Mo. Envoyez des lots plus petits.";
            BadGzip => "invalid_gzip", BAD_REQUEST,
                "The body is said to be gzip but cannot be unpacked.",
                "Le corps est annoncé en gzip mais ne peut pas être décompressé.";
            CutShort => "body_cut_short", BAD_REQUEST,
                "The body did not arrive whole.",
                "Le corps de la requête n’est pas arrivé en entier.";
            BadJson => "invalid_json", BAD_REQUEST,
                "The body is not valid JSON.",
                "Le corps de la requête n’est pas du JSON valide.";
            EmptyBatch => "empty_batch", BAD_REQUEST,
                "A batch needs an array “batch” with at least one event.",
                "Un lot doit avoir un tableau «\u{202f}batch\u{202f}» avec au moins un événement.";
            BadEvent => "invalid_event", BAD_REQUEST,
                "The event is not an object of the expected shape, or names a field twice.",
                "L’événement n’est pas un objet de la forme attendue, ou nomme deux fois un champ.";
            EventTooLarge => "event_too_large", PAYLOAD_TOO_LARGE,
                format!("The event is over {} KB.", limits::EVENT_BYTES / 1024),
                format!("L’événement dépasse {} Ko.", limits::EVENT_BYTES / 1024);
            TooMany => "too_many_events", BAD_REQUEST,
                format!("Only the first {} events of a batch are taken.", limits::BATCH_EVENTS),
                format!("Seuls les {} premiers événements d’un lot sont pris.", limits::BATCH_EVENTS);
            UnknownType => "unknown_type", BAD_REQUEST,
                "The type must be track, page, screen, identify, group or alias.",
                "Le type doit être track, page, screen, identify, group ou alias.";
            NoName => "missing_event", BAD_REQUEST,
                "A track call needs a name in “event”.",
                "Un appel track doit avoir un nom dans «\u{202f}event\u{202f}».";
            NoIdentity => "missing_identity", BAD_REQUEST,
                "Send userId or anonymousId.",
                "Envoyez userId ou anonymousId.";
            BlockedIdentity => "blocked_identity", BAD_REQUEST,
                "This identity stands for nobody (such as null, -1 or anonymous), or is too long.",
                "Cette identité ne désigne personne (comme null, -1 ou anonymous), ou est trop longue.";
            NoPrevious => "missing_previous_id", BAD_REQUEST,
                "An alias needs previousId and userId.",
                "Un alias doit avoir previousId et userId.";
            BadProperties => "invalid_properties", BAD_REQUEST,
                "The properties cannot be read: nested too deeply, or a number out of range.",
                "Les propriétés sont illisibles\u{202f}: trop imbriquées, ou un nombre hors limites.";
            OtherKey => "other_write_key", BAD_REQUEST,
                "The event names another write key than the rest of its batch.",
                "L’événement nomme une autre clé d’écriture que le reste de son lot.";
        }
    }

    /// A stable name.
    pub(crate) fn code(self) -> &'static str {
        self.facts().0
    }

    /// The status when the whole request is refused.
    pub(crate) fn status(self) -> StatusCode {
        self.facts().1
    }

    /// What is wrong and what to do.
    pub(crate) fn text(self) -> Text {
        self.facts().2
    }

    /// The refusal of a code, for samples kept in the database.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn codes_are_distinct_and_found_again() {
        let codes: BTreeSet<_> = Refusal::ALL.iter().map(|refusal| refusal.code()).collect();
        assert_eq!(codes.len(), Refusal::ALL.len());
        for refusal in Refusal::ALL {
            assert_eq!(Refusal::from_code(refusal.code()), Some(refusal));
        }
    }
}
