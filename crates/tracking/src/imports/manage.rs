//! Imports as people manage them: upload, look, start, take away.

use axum::body::Body;
use parcours_access::{Actor, audit};
use parcours_customers::IdentityKind;
use parcours_kernel::{Language, Page, PageQuery, Problem};
use parcours_storage::jobs::NewJob;
use parcours_storage::{Settings, Topic};
use serde_json::json;

use super::files_on_disk::Folder;
use super::model::{Import, ImportId, ImportProgress, ImportState, Record};
use super::words;
use crate::files::{self, Input};
use crate::jobs::ImportFile;
use crate::{Tracking, store};

const NAME_CHARS: usize = 200;

impl Tracking {
    /// Takes an upload, streamed to the data folder.
    pub(crate) async fn upload_import(
        &self,
        name: &str,
        body: Body,
        actor: Actor,
    ) -> Result<Record, Problem> {
        let id = ImportId::new(&self.env);
        let most = self.config.most_upload_bytes;
        let bytes = self.uploads().receive(id, body, most).await?;
        // A shop writes its own time: its zone is the likely one for moments without an offset.
        let zone = Settings::time_zone(&self.database).await?;
        let time_zone = zone.iana_name().unwrap_or("UTC").to_owned();
        let record = Record {
            id,
            name: plain_name(name),
            bytes,
            state: ImportState::Uploaded,
            created_at: self.env.now(),
            created_by: actor.name().to_owned(),
            options: files::Options { time_zone, ..files::Options::default() },
            progress: ImportProgress { bytes_total: bytes, ..ImportProgress::default() },
            errors: Vec::new(),
            problem: None,
            started_at: None,
            finished_at: None,
        };
        let kept = self.note_upload(&record, actor).await;
        if kept.is_err() {
            self.uploads().remove(id).await;
        }
        kept.map(|()| record)
    }

    async fn note_upload(&self, record: &Record, actor: Actor) -> Result<(), Problem> {
        let mut work = self.database.begin().await?;
        store::imports::insert(&work, record).await?;
        let (name, changes) = (Some(record.name.as_str()), json!({ "bytes": record.bytes }));
        audit::record(&work, &self.env, actor, "import.uploaded", record.id, name, changes).await?;
        work.note_change(Topic::Imports, Some(&record.id.to_string()));
        Ok(work.commit(&self.env).await?)
    }

    /// A page of imports, newest first.
    pub(crate) async fn imports(
        &self,
        page: &PageQuery,
        language: Language,
    ) -> Result<Page<Import>, Problem> {
        let rows = store::imports::list(&self.database, page).await?;
        let key = |row: &Record| (row.created_at.as_micros(), row.id.to_string());
        Ok(Page::from_rows(rows, page.limit(), key).map(|record| record.shown(language)))
    }

    /// One import; 404 when there is none.
    pub(crate) async fn import(&self, id: ImportId) -> Result<Record, Problem> {
        store::imports::by_id(&self.database, id).await?.ok_or_else(words::no_such_import)
    }

    /// What the first rows would become.
    pub(crate) async fn preview_import(
        &self,
        id: ImportId,
        options: files::Options,
    ) -> Result<files::Preview, Problem> {
        const ROWS: usize = 10;
        let record = self.import(id).await?;
        let input = self.input(&record).await?;
        let preview = move || files::preview(&input, &options, ROWS);
        Ok(tokio::task::spawn_blocking(preview).await.map_err(Problem::internal)??)
    }

    /// Lets an import begin. It may be begun again when it has ended, with other options too.
    pub(crate) async fn start_import(
        &self,
        id: ImportId,
        options: files::Options,
        actor: impl Into<Actor>,
    ) -> Result<Record, Problem> {
        let mut record = self.import(id).await?;
        if record.state.is_active() {
            return Err(words::busy());
        }
        if options.identity.parse::<IdentityKind>().is_err() {
            return Err(words::unknown_identity(&options.identity).into());
        }
        let input = self.input(&record).await?;
        // What cannot be read at all is said now, not by a job that fails.
        let settle = move || {
            let options = files::resolve(&input, &options)?;
            files::open(&input, &options).map(|_| options)
        };
        record.options = tokio::task::spawn_blocking(settle).await.map_err(Problem::internal)??;
        record.state = ImportState::Waiting;
        record.progress = ImportProgress { bytes_total: record.bytes, ..ImportProgress::default() };
        record.errors = Vec::new();
        (record.problem, record.started_at, record.finished_at) = (None, None, None);
        let mut work = self.database.begin().await?;
        if !store::imports::update(&work, &record).await? {
            return Err(words::no_such_import());
        }
        let job = NewJob::now(ImportFile { import: id }).unique(format!("import:{id}"));
        work.enqueue(&self.env, job).await?;
        let (name, changes) = (Some(record.name.as_str()), json!({ "options": record.options }));
        audit::record(&work, &self.env, actor, "import.started", id, name, changes).await?;
        work.note_change(Topic::Imports, Some(&id.to_string()));
        work.commit(&self.env).await?;
        Ok(record)
    }

    /// Takes an import off the list, with its file. One that runs is called off; what it stored stays.
    pub(crate) async fn delete_import(
        &self,
        id: ImportId,
        actor: impl Into<Actor>,
    ) -> Result<(), Problem> {
        let record = self.import(id).await?;
        let mut work = self.database.begin().await?;
        if store::imports::delete(&work, id).await? {
            let name = Some(record.name.as_str());
            audit::record(&work, &self.env, actor, "import.deleted", id, name, json!({})).await?;
            work.note_change(Topic::Imports, Some(&id.to_string()));
        }
        work.commit(&self.env).await?;
        self.uploads().remove(id).await;
        Ok(())
    }

    pub(super) fn uploads(&self) -> Folder {
        Folder::of(self.database.data())
    }

    /// The uploaded file; 409 when it was cleared away.
    async fn input(&self, record: &Record) -> Result<Input, Problem> {
        self.input_of(record).await.map_err(Problem::internal)?.ok_or_else(words::gone)
    }

    /// The same for the job: `None` when the file is not here.
    pub(super) async fn input_of(&self, record: &Record) -> std::io::Result<Option<Input>> {
        let (file, name) = (self.uploads().file(record.id), record.name.clone());
        match tokio::task::spawn_blocking(move || Input::new(&name, std::fs::File::open(file)?))
            .await
        {
            Ok(Ok(input)) => Ok(Some(input)),
            Ok(Err(error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Ok(Err(error)) => Err(error),
            Err(error) => Err(std::io::Error::other(error)),
        }
    }
}

/// What the file is called, without the folders that some browsers send along.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name).trim();
    let name: String = last.chars().filter(|c| !c.is_control()).take(NAME_CHARS).collect();
    if name.is_empty() { "fichier".to_owned() } else { name }
}
