//! `parcours journey`

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, bail};
use parcours_access::Actor;
use parcours_exchange::{ExportAsk, Exported, Format, ImportAsk, Imported, Mapping};
use parcours_kernel::{Language, PageQuery, Text};
use parcours_paths::MapVersion;
use parcours_server::App;

use crate::cli::{ExportJourney, ImportJourney, Journey};
use crate::config::Configuration;
use crate::output;

pub(crate) async fn run(configuration: &Configuration, command: Journey) -> anyhow::Result<()> {
    let app = super::open(configuration).await?;
    match command {
        Journey::List { json } => list(&app, json).await?,
        Journey::Export(flags) => export(&app, flags).await?,
        Journey::Import(flags) => import(&app, flags).await?,
    }
    app.database.close().await?;
    Ok(())
}

async fn list(app: &App, json: bool) -> anyhow::Result<()> {
    let mut all = Vec::new();
    let mut query = PageQuery::default();
    loop {
        let page = app.journeys.list(&query).await?;
        all.extend(page.items);
        let Some(next) = page.next else { break };
        query.cursor = Some(next);
    }
    if json {
        return output::json(&all);
    }
    for journey in all {
        let persona = journey.persona.map(|persona| persona.name).unwrap_or_default();
        output::line(format!(
            "{}  {:>3} stages  {:>3} touchpoints  {}  {persona}",
            journey.id, journey.stages, journey.touchpoints, journey.name
        ));
    }
    Ok(())
}

async fn export(app: &App, flags: ExportJourney) -> anyhow::Result<()> {
    let format = format_of(&flags)?;
    let journey = app.journeys.find(&flags.journey).await?;
    let journey = journey.with_context(|| no_journey(&flags.journey))?;
    let language = flags
        .language
        .as_deref()
        .map(|tag| Language::from_tag(tag).context("the language is fr or en"));
    let ask = ExportAsk {
        format,
        map: if flags.published { MapVersion::Published } else { MapVersion::Draft },
        language: language.transpose()?,
        figures: flags.figures.then(|| super::report::query(flags.period, "30d")),
    };
    let Exported { file_name, bytes, .. } = app.exchange().export(journey.id, &ask).await?;
    match flags.out.as_deref() {
        Some("-") => std::io::stdout().write_all(&bytes)?,
        out => {
            let path = out.unwrap_or(&file_name);
            write(Path::new(path), &bytes, flags.force)?;
            output::note(&Text::new(format!("Written: {path}"), format!("Écrit\u{202f}: {path}")));
        }
    }
    Ok(())
}

fn format_of(flags: &ExportJourney) -> anyhow::Result<Format> {
    let known = || Format::ALL.map(Format::name).join(", ");
    if let Some(name) = &flags.format {
        return Format::from_name(name).with_context(|| format!("--format is one of {}", known()));
    }
    let ending =
        flags.out.as_deref().and_then(|out| out.rsplit_once('.')).map(|(_, ending)| ending);
    let format = ending.and_then(|ending| {
        if ending == "xml" { Some(Format::Cjml) } else { Format::from_name(ending) }
    });
    format.with_context(|| format!("say the form of the file: --format {}", known()))
}

fn write(path: &Path, bytes: &[u8], force: bool) -> anyhow::Result<()> {
    if path.exists() && !force {
        bail!("{} is there already; --force puts the new one in its place", path.display());
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

async fn import(app: &App, flags: ImportJourney) -> anyhow::Result<()> {
    let path = &flags.file;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mapping = flags.mapping.as_deref().map(mapping).transpose()?;
    let ask =
        ImportAsk { file_name: path.display().to_string(), journey_name: flags.name, mapping };
    let language = output::language();
    if flags.preview {
        let seen = app.exchange().preview(bytes, ask, language).await?;
        return match &seen.mapping {
            Some(mapping) if !flags.json => output::json(mapping),
            _ => output::json(&seen),
        };
    }
    let made = app.exchange().import(bytes, ask, language, &Actor::system()).await?;
    if flags.json {
        return output::json(&made);
    }
    show(&made);
    Ok(())
}

fn mapping(path: &Path) -> anyhow::Result<Mapping> {
    let text = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_slice(&text).with_context(|| format!("{} is no mapping", path.display()))
}

fn show(made: &Imported) {
    output::line(format!("{}  {}", made.journey_id, made.name));
    let Imported { stages, touchpoints, pictures, .. } = made;
    output::note(&Text::new(
        format!("{stages} stages, {touchpoints} touchpoints, {pictures} pictures."),
        format!("{stages} étapes, {touchpoints} points de contact, {pictures} images."),
    ));
    if !made.left_out.is_empty() {
        let all = made.left_out.join(", ");
        output::note(&Text::new(
            format!("Left out: {all}"),
            format!("Laissé de côté\u{202f}: {all}"),
        ));
    }
    for note in &made.notes {
        output::error(note);
    }
}

fn no_journey(name: &str) -> String {
    Text::new(
        format!("there is no journey “{name}”; `parcours journey list` names them all"),
        format!("il n’y a pas de parcours «\u{202f}{name}\u{202f}»\u{202f}; `parcours journey list` les nomme tous"),
    )
    .get(output::language())
    .to_owned()
}
