//! Mail by SMTP, through the relay that the administrator names (RFC 5321, RFC 8314).

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::{MultiPart, header};
use lettre::transport::smtp::{Error, PoolConfig};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use parcours_kernel::Text;

/// How long a relay may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// Connections at once, so that a digest for many does not look like an attack.
const CONNECTIONS: u32 = 2;

/// Where mail goes out, and as whom.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct MailSettings {
    /// `smtps://user:password@host:465`, or `smtp://host:587?tls=required`; none where no mail is sent.
    pub smtp: Option<String>,
    /// `Parcours <parcours@example.org>`.
    pub from: Option<String>,
}

impl fmt::Debug for MailSettings {
    /// The address holds a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = self.smtp.as_ref().map(|_| "…");
        f.debug_struct("MailSettings").field("smtp", &set).field("from", &self.from).finish()
    }
}

/// Somebody with an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// What they are called.
    pub name: String,
    /// Where mail reaches them.
    pub address: String,
}

/// A mail to one person, twice: as text and as HTML that says the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// To whom.
    pub to: Mailbox,
    /// What it is about, on one line.
    pub subject: String,
    /// For readers without HTML.
    pub text: String,
    /// For all others.
    pub html: String,
    /// What makes it this mail and no other: sent again after a lost answer, servers and readers know
    /// it for the same (`Message-ID` without its brackets and domain).
    pub key: String,
}

/// Why a mail was not sent.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// No relay is named in the settings.
    #[error("no mail server is set up")]
    NotSet,
    /// It will never be taken like this: the address or the sender is refused.
    #[error("refused for good: {0}")]
    Refused(String),
    /// It may be taken later: the server is away, busy, or asks to come back.
    #[error("not now: {0}")]
    Later(String),
}

/// Sends mail; cheap to clone.
#[derive(Clone, Default)]
pub struct Mailer(Option<Arc<Relay>>);

struct Relay {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: lettre::message::Mailbox,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mailer").field(&self.is_set()).finish()
    }
}

impl Mailer {
    /// Over the relay of some settings. Does not connect yet; fails on settings that cannot be meant.
    pub fn new(settings: &MailSettings) -> Result<Self, Text> {
        let Some(smtp) = &settings.smtp else { return Ok(Self::default()) };
        let from = settings.from.as_deref().unwrap_or_default();
        let from = from.parse().map_err(|_| not_an_address(from))?;
        // Its errors may repeat the address, and with it the password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(smtp)
            .map_err(|_| not_a_relay())?
            .timeout(Some(PATIENCE))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS))
            .build();
        Ok(Self(Some(Arc::new(Relay { transport, from }))))
    }

    /// Whether there is a relay.
    pub fn is_set(&self) -> bool {
        self.0.is_some()
    }

    /// Whether the relay answers and lets us in.
    pub async fn check(&self) -> Result<(), MailError> {
        let relay = self.0.as_ref().ok_or(MailError::NotSet)?;
        match relay.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailError::Later("the server does not answer".to_owned())),
            Err(error) => Err(MailError::from(error)),
        }
    }

    /// Hands a mail to the relay; once this is `Ok`, the relay answers for it.
    pub async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        let relay = self.0.as_ref().ok_or(MailError::NotSet)?;
        relay.transport.send(relay.write(mail)?).await?;
        Ok(())
    }
}

impl Relay {
    fn write(&self, mail: &Mail) -> Result<Message, MailError> {
        let refused = |error: &dyn fmt::Display| MailError::Refused(error.to_string());
        let address: Address = mail.to.address.parse().map_err(|error| refused(&error))?;
        let to = lettre::message::Mailbox::new(Some(mail.to.name.clone()), address);
        let id = format!("<{}@{}>", mail.key, self.from.email.domain());
        Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(one_line(&mail.subject))
            .message_id(Some(id))
            // Written by a program: out-of-office answers stay away (RFC 3834).
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
            .map_err(|error| refused(&error))
    }
}

/// A subject with a line break would begin a header of its own.
fn one_line(subject: &str) -> String {
    subject.split(char::is_control).filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
}

#[derive(Debug, Clone)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl From<Error> for MailError {
    fn from(error: Error) -> Self {
        let said = error.to_string();
        if error.is_permanent() { Self::Refused(said) } else { Self::Later(said) }
    }
}

fn not_a_relay() -> Text {
    Text::new(
        "mail.smtp is an address such as smtps://user:password@smtp.example.org:465; a special character in \
         the password is written as in a web address (%40 for @)",
        "mail.smtp est une adresse telle que smtps://nom:motdepasse@smtp.exemple.fr:465\u{202f}; un caractère \
         spécial du mot de passe s’y écrit comme dans une adresse web (%40 pour @)",
    )
}

fn not_an_address(from: &str) -> Text {
    Text::new(
        format!("mail.from is an address such as Parcours <parcours@example.org>, not “{from}”"),
        format!(
            "mail.from est une adresse telle que Parcours <parcours@exemple.fr>, pas «\u{202f}{from}\u{202f}»"
        ),
    )
}
