//! Puts Foulée into an empty installation: its owner, its year of interactions, its maps.

use std::collections::BTreeMap;

use anyhow::bail;
use parcours_access::Owner;
use parcours_customers::{Claim, IdentityKind, Key};
use parcours_interactions::{CustomerId, NewInteraction, SignatureParts, SourceId};
use parcours_kernel::{Language, Text, Timestamp};
use parcours_server::App;
use parcours_storage::Settings;
use parcours_tracking::{SourceKind, Told};
use serde_json::{Map, Value};

use super::foulee::{self, DemoEvent, PROMOTED, TIME_ZONE};
use super::{maps, teams};
use crate::output;

/// Whom the demo's link signs in.
pub(crate) const OWNER_EMAIL: &str = "camille@foulee.example";
const OWNER_NAME: &str = "Camille Moreau";
const SOURCE: &str = "Boutique Foulée";
/// Set when all is there: a load that was cut short is taken up again.
const LOADED: &str = "demo_loaded_until";
const STARTED: &str = "demo_started";
const FRESH_FOR_DAYS: i64 = 30;

/// Loads the shop unless it is there. Takes a few seconds in a release build.
pub(crate) async fn ensure_loaded(app: &App, seed: u64, scale: f64) -> anyhow::Result<()> {
    if let Some(until) = Settings::get(&app.database, LOADED).await? {
        warn_if_old(app, &until);
        return Ok(());
    }
    if Settings::get(&app.database, STARTED).await?.is_none() && is_in_use(app).await? {
        bail!(
            "{} holds an installation of somebody; choose another folder with --data",
            app.database.data().display()
        );
    }
    output::note(&Text::new(
        "Generating Foulée, a year of a shop for running shoes…",
        "Création de Foulée, un an d’une boutique de chaussures de course…",
    ));
    let password = app.env.rng().secret();
    let owner =
        Owner { name: OWNER_NAME, email: OWNER_EMAIL, password: &password, language: Language::Fr };
    mark_started(app).await?;
    let owner = app.access.ensure_demo_owner(owner).await?;

    let source = app.tracking.ensure_source("demo", SOURCE, SourceKind::Server).await?.number;
    let now = app.env.now();
    let told = foulee::generate(seed, now, scale).map(|event| told(event, source, now));
    app.tracking.load(told).await?;

    teams::gather(app).await?;
    maps::draw(app, owner.id).await?;
    let work = app.database.begin().await?;
    Settings::set(&work, LOADED, &now.to_string()).await?;
    work.commit(&app.env).await?;
    Ok(())
}

/// Whether anybody put something here: an owner, or interactions from a file.
async fn is_in_use(app: &App) -> anyhow::Result<bool> {
    let (interactions, _) = app.log.snapshot().await?.totals().await?;
    Ok(interactions > 0 || !app.access.setup_needed().await?)
}

async fn mark_started(app: &App) -> anyhow::Result<()> {
    let work = app.database.begin().await?;
    Settings::set(&work, STARTED, "yes").await?;
    Settings::set_time_zone(&work, TIME_ZONE).await?;
    Ok(work.commit(&app.env).await?)
}

fn warn_if_old(app: &App, until: &str) {
    let old = Timestamp::parse(until)
        .is_some_and(|until| until.plus_seconds(FRESH_FOR_DAYS * 86_400) < app.env.now());
    if old {
        output::note(&Text::new(
            format!("This shop's year ended on {until}: delete the data folder for a fresh one."),
            format!(
                "L’année de cette boutique s’est terminée le {until}\u{202f}: supprimez le dossier de données pour en avoir une récente."
            ),
        ));
    }
}

/// An event as the shop's server would have told it.
fn told(event: DemoEvent, source: SourceId, received_at: Timestamp) -> Told {
    let key = |kind, value: Option<String>| value.map(|value| Key { kind, value });
    let traits: Map<String, Value> =
        event.traits.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let email = traits.get("email").and_then(Value::as_str).map(str::to_lowercase);
    let mut promoted = BTreeMap::new();
    let mut properties = Map::new();
    for (name, value) in event.properties {
        match value.as_str().filter(|_| PROMOTED.contains(&name)) {
            Some(text) => drop(promoted.insert(name.to_owned(), text.to_owned())),
            None => drop(properties.insert(name.to_owned(), value)),
        }
    }
    Told {
        claim: Claim {
            lasting: key(IdentityKind::UserId, event.user_id),
            anonymous: key(IdentityKind::AnonymousId, event.anonymous_id),
            previous: None,
            also: key(IdentityKind::Email, email).into_iter().collect(),
            traits: (!traits.is_empty()).then_some(traits),
            // That of the fact.
            when: None,
        },
        fact: Some(NewInteraction {
            customer: CustomerId(0),
            at: Timestamp::from_micros(event.at),
            received_at,
            signature: SignatureParts::new(event.kind, event.channel, event.subject, promoted)
                .into(),
            subject: event.subject.map(ToOwned::to_owned),
            value: event.value,
            properties: (!properties.is_empty()).then(|| Value::Object(properties).to_string()),
            source,
            message_id: event.message_id,
            derived: true,
            lasting: true,
        }),
    }
}
