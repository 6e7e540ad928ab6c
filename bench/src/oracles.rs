//! Outside oracles: what kernels find in public logs and published tables, held against what others
//! found there. The figures of the logs were computed with pm4py and, apart from it, in plain Python.

mod next_step;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, anyhow, ensure};
use parcours_interactions::Log;
use parcours_kernel::Env;
use parcours_paths::attribution::Attribution;
use parcours_paths::cases::{Cases, Kernel as _};
use parcours_paths::kernels::conversions::Conversions;
use parcours_paths::kernels::transitions::{CaseCount, Transitions};
use parcours_paths::kernels::variants::{LIMIT, Variants};
use parcours_paths::lifetime::bg_nbd::{BgNbd, Form};
use parcours_paths::lifetime::table::Table;
use parcours_paths::{Activities, Plan, Question, fold};
use parcours_storage::{Database, Options};
use serde_json::Value;

use crate::log::{Place, import_with};

/// Where the files are.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A log of events, `FILE=REFERENCE.json=COLUMNS`, with the columns of `parcours import events`;
    /// one case is what the column `customer` names. May be said several times
    #[arg(long)]
    log: Vec<String>,
    /// The CDNOW table of 2,357 customers: frequency, recency, T
    #[arg(long)]
    cdnow: Option<PathBuf>,
}

pub(crate) fn run(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    for log in &arguments.log {
        let parts: Vec<&str> = log.splitn(3, '=').collect();
        let [file, reference, columns] = parts[..] else {
            return Err(anyhow!("{log}: a file, a reference and columns, with = between"));
        };
        let reference: Value = serde_json::from_slice(&std::fs::read(reference)?)?;
        let folder = tempfile::tempdir()?;
        let data = folder.path().join("data");
        let rows = reference["events"].as_u64().context("events")?;
        import_with(&Place::new(binary, &data), Path::new(file), rows, columns)?;
        tokio::runtime::Runtime::new()?.block_on(mined(&data, file, &reference))?;
    }
    if let Some(file) = &arguments.cdnow {
        cdnow(file)?;
    }
    toy()
}

/// Transitions, starts, ends and variants of a log.
async fn mined(data: &Path, name: &str, reference: &Value) -> anyhow::Result<()> {
    let options = Options { data: data.to_owned(), url: None, schema: None };
    let log = Log::new(Database::open(options).await?, Env::system());
    let view = log.snapshot().await?;
    let plan = Plan::new(&Question::of(Activities::Kinds), &log.signatures().await?, &view).await;
    let plan = plan.map_err(|problem| anyhow!("{problem:?}"))?;
    let kernel = Arc::new(Transitions { activities: plan.activities(), quantiles: true });
    let graph = kernel.answer(&fold(&view, &plan, Arc::clone(&kernel)).await?.partial);
    let kernel = Arc::new(Variants { fold_loops: false, median: true, limit: LIMIT });
    let ranking = kernel.answer(&fold(&view, &plan, Arc::clone(&kernel)).await?.partial, 10);

    let agree = |what: &str, ours: u64, theirs: &Value| {
        ensure!(theirs.as_u64() == Some(ours), "{name}: {what}: {theirs}, we say {ours}");
        Ok(())
    };
    agree("events", graph.interactions, &reference["events"])?;
    agree("cases", graph.cases, &reference["cases"])?;
    agree("variants", ranking.variants, &reference["variants"])?;
    agree("edges", graph.edges.len() as u64, &reference["dfg_edges"])?;
    for edge in reference["dfg"].as_array().context("dfg")? {
        let found = graph
            .edges
            .iter()
            .find(|found| edge[0] == plan.name(found.from) && edge[1] == plan.name(found.to));
        agree(&format!("{edge}"), found.map_or(0, |found| found.count), &edge[2])?;
    }
    let counts = |found: &[CaseCount]| -> BTreeMap<String, u64> {
        found.iter().map(|one| (plan.name(one.activity).to_owned(), one.count)).collect()
    };
    for (what, ours) in [("start_activities", &graph.starts), ("end_activities", &graph.ends)] {
        let theirs: BTreeMap<String, u64> = serde_json::from_value(reference[what].clone())?;
        ensure!(counts(ours) == theirs, "{name}: {what}: {theirs:?}, we say {ours:?}");
    }
    let ours: BTreeMap<Vec<&str>, u64> = ranking
        .top
        .iter()
        .map(|one| (one.path.iter().map(|code| plan.name(*code)).collect(), one.count))
        .collect();
    let least = ranking.top.last().map_or(0, |one| one.count);
    let top = reference["top10_variants"].as_array().context("top10_variants")?;
    for variant in top {
        let path = variant["trace"].as_array().context("trace")?;
        let path: Vec<&str> = path.iter().filter_map(Value::as_str).collect();
        // Which of those that are as frequent as the tenth are shown is a matter of taste.
        let count = ours.get(&path).copied().unwrap_or(least);
        agree(&format!("{path:?}"), count, &variant["count"])?;
    }
    println!(
        "{name}: {} events, {} cases, {} edges, starts, ends, {} variants and the ten most frequent: the same",
        graph.interactions,
        graph.cases,
        graph.edges.len(),
        ranking.variants
    );
    let cases = fold(&view, &plan, Arc::new(next_step::Gather)).await;
    let cases = cases.map_err(|problem| anyhow!("{problem:?}"))?;
    next_step::compare(name, cases.partial)
}

/// Fader, Hardie and Lee (2005): the BG/NBD model of CDNOW.
fn cdnow(file: &Path) -> anyhow::Result<()> {
    let table = Table::read(std::fs::File::open(file)?)?;
    let fitted = BgNbd::fit(Form::BgNbd, &table.purchases());
    let BgNbd { r, alpha, a, b, .. } = fitted.model;
    let figures = [
        ("r", r, 0.2426, 1e-4),
        ("α", alpha, 4.4135, 1e-3),
        ("a", a, 0.7929, 1e-3),
        ("b", b, 2.4258, 3e-3),
        ("LL", fitted.log_likelihood, -9582.43, 0.01),
    ];
    for (name, ours, published, within) in figures {
        ensure!((ours - published).abs() <= within, "CDNOW: {name} = {published}, we say {ours}");
    }
    let told = figures.map(|(name, ours, published, _)| format!("{name} {ours:.4} ({published})"));
    println!("CDNOW, {} customers, ours (published): {}", fitted.customers, told.join(", "));
    Ok(())
}

/// Paths 1 2 3 that convert, 1 and 2 3 that do not: removal effects ½, 1, 1.
fn toy() -> anyhow::Result<()> {
    const GOAL: u8 = 9;
    let question =
        Conversions { goals: vec![GOAL], touches: vec![1, 2, 3], window: None, half_life: 1 };
    let mut led = question.begin();
    let cases = Cases {
        customers: &[1, 2, 3],
        offsets: &[0, 4, 5, 7],
        codes: &[1, 2, 3, GOAL, 1, 2, 3],
        at: &[0, 1, 2, 3, 0, 0, 1],
        value: &[],
    };
    question.add(&mut led, cases);
    let answer = Attribution::of(&question, &led);
    let found: Vec<_> = answer
        .touches
        .iter()
        .map(|touch| (touch.removal_effect, touch.markov.conversions))
        .collect();
    let published = [(0.5, 0.2), (1.0, 0.4), (1.0, 0.4)];
    let close = |a: f64, b: f64| (a - b).abs() < 1e-9;
    let same = found.len() == published.len()
        && found
            .iter()
            .zip(published)
            .all(|(ours, theirs)| close(ours.0, theirs.0) && close(ours.1, theirs.1));
    ensure!(same, "the toy of attribution: {published:?}, we say {found:?}");
    println!(
        "Attribution, Markov removal effects .5, 1, 1 and shares .2, .4, .4 of the toy: the same"
    );
    Ok(())
}
