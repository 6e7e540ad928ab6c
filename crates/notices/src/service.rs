//! What can be done with notices.

use jiff::civil::time;
use parcours_access::{Access, User, UserId};
use parcours_kernel::{Env, Page, PageQuery, Problem, Text, Timestamp};
use parcours_outbound::{MailError, Mailbox, Mailer};
use parcours_storage::jobs::NewJob;
use parcours_storage::{Database, Settings, StorageError, Topic, UnitOfWork};

use crate::jobs::MailNotices;
use crate::letter;
use crate::model::{MailWish, NewNotice, Notice, NoticeId, NoticeSettings};
use crate::store;

/// How long mail waits for more, and for the app to be looked at.
const GATHER_SECONDS: i64 = 600;
/// When those who want it once a day get it, on the organisation's clock.
const MORNING: jiff::civil::Time = time(8, 0, 0, 0);
/// Entities that one may mute.
const MOST_MUTED: usize = 500;
const LONGEST_ID: usize = 64;

/// Notices; cheap to clone.
#[derive(Debug, Clone)]
pub struct Notices {
    pub(crate) database: Database,
    pub(crate) env: Env,
    pub(crate) access: Access,
    pub(crate) mailer: Mailer,
    /// How links in mails begin: `https://parcours.example.org`.
    pub(crate) base_url: String,
}

/// Tells somebody something, in the unit of work of what happened. Nothing happens for those who muted
/// it.
pub async fn add(
    work: &mut UnitOfWork,
    env: &Env,
    database: &Database,
    new: &NewNotice,
) -> Result<(), StorageError> {
    if !new.kind.is_personal() && store::is_muted(work, new.to, &new.entity).await? {
        return Ok(());
    }
    store::insert(work, NoticeId::new(env), env.now(), new).await?;
    work.note_change(Topic::Notices, Some(&new.to.to_string()));
    let due = match store::wish(work.conn(), new.to).await? {
        MailWish::Never => return Ok(()),
        MailWish::Soon => env.now().plus_seconds(GATHER_SECONDS),
        MailWish::Daily => next_morning(database, env.now()).await?,
    };
    let job = NewJob::now(MailNotices { to: new.to }).not_before(due);
    work.enqueue(env, job.unique(format!("mail_notices:{}", new.to))).await
}

async fn next_morning(database: &Database, now: Timestamp) -> Result<Timestamp, StorageError> {
    let zone = Settings::time_zone(database).await?;
    let here = now.to_jiff().to_zoned(zone);
    let today = here.with().time(MORNING).build();
    let next = today.and_then(|today| {
        if today > here { Ok(today) } else { today.tomorrow()?.with().time(MORNING).build() }
    });
    // The calendar ends in the year 9999.
    Ok(next.map_or_else(
        |_| now.plus_seconds(86_400),
        |at| Timestamp::from_micros(at.timestamp().as_microsecond()),
    ))
}

impl Notices {
    /// The notices of a database.
    pub fn new(
        database: Database,
        env: Env,
        access: Access,
        mailer: Mailer,
        base_url: String,
    ) -> Self {
        Self { database, env, access, mailer, base_url }
    }

    /// Somebody's notices, newest first; only those not read, if wished.
    pub async fn list(
        &self,
        reader: &User,
        unread: bool,
        query: &PageQuery,
    ) -> Result<Page<Notice>, Problem> {
        store::page(self.database.read(), reader.id, reader.language, unread, query).await
    }

    /// How many somebody has not read.
    pub async fn unread(&self, reader: UserId) -> Result<u64, Problem> {
        Ok(store::unread(self.database.read(), reader).await?.unsigned_abs())
    }

    /// Notes that some were read, or all. Those of others stay as they are.
    pub async fn read(&self, reader: UserId, ids: Option<&[NoticeId]>) -> Result<(), Problem> {
        if ids.is_some_and(<[_]>::is_empty) {
            return Ok(());
        }
        let mut work = self.database.begin().await?;
        if store::read(&work, reader, ids, self.env.now()).await? > 0 {
            work.note_change(Topic::Notices, Some(&reader.to_string()));
        }
        Ok(work.commit(&self.env).await?)
    }

    /// What somebody wishes to hear of.
    pub async fn settings(&self, user: UserId) -> Result<NoticeSettings, Problem> {
        let conn = self.database.read();
        Ok(NoticeSettings {
            mail: store::wish(conn, user).await?,
            mail_is_set_up: self.mailer.is_set(),
            muted: store::muted(conn, user).await?,
        })
    }

    /// When somebody wants mail from now on.
    pub async fn set_mail(&self, user: UserId, wish: MailWish) -> Result<NoticeSettings, Problem> {
        let work = self.database.begin().await?;
        store::set_wish(&work, user, wish).await?;
        work.commit(&self.env).await?;
        self.settings(user).await
    }

    /// Mutes something, or lets it speak again.
    pub async fn mute(&self, user: UserId, entity: &str, on: bool) -> Result<(), Problem> {
        let is_id = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if entity.len() > LONGEST_ID || !entity.chars().all(is_id) {
            return Err(nothing_to_mute());
        }
        let work = self.database.begin().await?;
        if on && store::muted(work.conn(), user).await?.len() >= MOST_MUTED {
            return Err(too_many_muted());
        }
        store::mute(&work, user, entity, on).await?;
        Ok(work.commit(&self.env).await?)
    }
}

/// Sends somebody a mail that says only that mail arrives.
pub async fn test_mail(mailer: &Mailer, env: &Env, to: &User) -> Result<(), MailError> {
    let to_whom = Mailbox { name: to.name.clone(), address: to.email.clone() };
    mailer.send(&letter::test(to_whom, to.language, NoticeId::new(env))).await
}

fn nothing_to_mute() -> Problem {
    Problem::not_found(
        "not_found",
        Text::new("There is nothing at this address.", "Il n’y a rien à cette adresse."),
    )
}

fn too_many_muted() -> Problem {
    Problem::conflict(
        "too_many_muted",
        Text::new(
            "You have muted 500 journeys. Let one speak again before you mute another.",
            "Vous avez mis 500 parcours en sourdine. Rétablissez-en un avant d’en ajouter un autre.",
        ),
    )
}
