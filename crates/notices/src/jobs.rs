//! Mail about what was not read, and the end of what was.

use std::time::Duration;

use parcours_access::UserId;
use parcours_kernel::Text;
use parcours_outbound::{MailError, Mailbox};
use parcours_storage::jobs::{Job, JobFailure, Runner};
use serde::{Deserialize, Serialize};

use crate::letter::{self, MOST};
use crate::{Notices, store};

/// How long a notice is kept once it was read: three months.
const KEPT_SECONDS: i64 = 90 * 86_400;
/// Notices that one mail stands for.
const GATHERED: usize = 200;

/// Mails somebody what they have not read by now.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MailNotices {
    pub(crate) to: UserId,
}

impl Job for MailNotices {
    const KIND: &'static str = "mail_notices";
}

/// Forgets what was read long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct PurgeNotices {}

impl Job for PurgeNotices {
    const KIND: &'static str = "purge_notices";
    const EVERY: Option<Duration> = Some(Duration::from_secs(86_400));
}

/// Registers the jobs of this crate.
pub fn register(runner: Runner, notices: &Notices) -> Runner {
    let (mailing, purging) = (notices.clone(), notices.clone());
    runner
        .handle(move |job: MailNotices, _| {
            let notices = mailing.clone();
            async move { notices.mail(job.to).await }
        })
        .upkeep(move |_: PurgeNotices, _| {
            let notices = purging.clone();
            async move { notices.purge().await }
        })
}

impl Notices {
    /// Sends one mail for all that somebody has not read. Safe to repeat: what went out is noted, and
    /// the same mail sent twice after a crash has the same `Message-ID`.
    async fn mail(&self, to: UserId) -> Result<(), JobFailure> {
        if !self.mailer.is_set() {
            return Ok(());
        }
        let Some(user) = self.access.user(to).await?.filter(|user| !user.disabled) else {
            return Ok(());
        };
        let conn = self.database.read();
        let gathered = store::unsent(conn, to, user.language, GATHERED).await?;
        if gathered.is_empty() {
            return Ok(());
        }
        let told = &gathered[..gathered.len().min(MOST)];
        let mailbox = Mailbox { name: user.name, address: user.email };
        let more = gathered.len() - told.len();
        let mail = letter::digest(mailbox, user.language, told, more, &self.base_url);
        self.mailer.send(&mail).await.map_err(failure)?;
        let ids: Vec<_> = gathered.iter().map(|notice| notice.id).collect();
        let work = self.database.begin().await?;
        store::mailed(&work, &ids, self.env.now()).await?;
        work.commit(&self.env).await?;
        Ok(())
    }

    async fn purge(&self) -> Result<(), JobFailure> {
        let work = self.database.begin().await?;
        store::purge(&work, self.env.now().plus_seconds(-KEPT_SECONDS)).await?;
        work.commit(&self.env).await?;
        Ok(())
    }
}

fn failure(error: MailError) -> JobFailure {
    match error {
        MailError::Refused(why) => JobFailure::GiveUp(Text::new(
            format!("The mail server refused the mail: {why}"),
            format!("Le serveur de messagerie a refusé le message\u{202f}: {why}"),
        )),
        later => JobFailure::Retry(later.to_string()),
    }
}
