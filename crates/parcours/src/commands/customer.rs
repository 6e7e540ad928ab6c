//! `parcours customer`

mod words;

use std::io::{BufRead as _, IsTerminal as _};

use anyhow::Context as _;
use parcours_access::Actor;
use parcours_customers::{Customer as Known, IdentityKind, Key};
use parcours_interactions::{CustomerId, Effort};
use parcours_server::App;

use crate::cli::{Customer, Who};
use crate::config::Configuration;
use crate::output;

/// Customers that are shown; whoever has more to choose from writes more of the key.
const SHOWN: u32 = 50;

pub(crate) async fn run(configuration: &Configuration, command: Customer) -> anyhow::Result<()> {
    let app = super::open(configuration).await?;
    match command {
        Customer::Find { text, json } => find(&app, &text, json).await?,
        Customer::Forget { who, yes } => forget(&app, &who, yes).await?,
    }
    app.tracking.close().await;
    app.database.close().await?;
    Ok(())
}

async fn find(app: &App, text: &str, json: bool) -> anyhow::Result<()> {
    let mut found = app.customers.list(Some(text), None, SHOWN).await?;
    let more = found.len() > SHOWN as usize;
    found.truncate(SHOWN as usize);
    if json {
        return output::json(&found);
    }
    found.iter().map(words::line).for_each(output::line);
    if found.is_empty() {
        output::note(&words::nobody_found(text));
    } else if more {
        output::note(&words::more(SHOWN));
    }
    Ok(())
}

async fn forget(app: &App, who: &Who, yes: bool) -> anyhow::Result<()> {
    let customer = customer(app, who).await?;
    output::line(words::line(&customer));
    if !yes {
        output::note(&words::what_it_does());
        anyhow::ensure!(std::io::stdin().is_terminal(), "{}", words::say_yes());
        output::note(&words::ask());
        if !agreed()? {
            output::note(&words::nothing_done());
            return Ok(());
        }
    }
    let forgotten = app.customers.forget_for(customer.id, Actor::system()).await?;
    let forgotten = forgotten.with_context(words::nobody)?;
    output::line(words::forgotten(forgotten.keys));
    // The server would do all this soon; here whoever asked for it sees that it is done.
    app.tracking.let_go(&forgotten.customers, forgotten.at).await?;
    app.log_keeping().tidy_up(Effort::AsItPays, || false).await.with_context(words::later)?;
    output::note(&words::what_stays());
    Ok(())
}

/// The one who is named.
async fn customer(app: &App, who: &Who) -> anyhow::Result<Known> {
    if let Some(id) = &who.id {
        let id: CustomerId = id.parse().ok().with_context(|| words::not_an_id(id))?;
        return app.customers.find(id).await?.with_context(words::nobody);
    }
    let named = [
        (IdentityKind::UserId, &who.user_id),
        (IdentityKind::Email, &who.email),
        (IdentityKind::Phone, &who.phone),
        (IdentityKind::AnonymousId, &who.anonymous_id),
    ];
    let key = named.into_iter().find_map(|(kind, value)| Some((kind, value.as_ref()?)));
    let (kind, value) = key.expect("one of the group is required");
    let key = Key::from_file(kind, value).ok().with_context(words::nobody)?;
    app.customers.find_by_key(&key).await?.with_context(words::nobody)
}

/// Whether the answer is yes, in either language.
fn agreed() -> anyhow::Result<bool> {
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    Ok(["yes", "oui"].contains(&answer.trim().to_lowercase().as_str()))
}
