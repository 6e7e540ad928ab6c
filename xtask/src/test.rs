//! `cargo xtask test`: every check and test, in the order in which failures are cheapest to learn.
//!
//! To add a step: a variant of [`Step`] (its place is its turn), a file in `test/`, a line in
//! [`run_step`]. A step makes sure itself of what it needs, so that `--only` works; `set-up` does the
//! same work first, to keep the other steps' times honest.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::house::House;
use crate::{interrupt, openapi, report, tidy};

mod counts;
mod front_end;
mod rust;
mod set_up;
mod summary;
mod whole_program;

use counts::Counts;
use summary::{Line, Summary};

/// What `test` takes.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Leave out PostgreSQL, the cluster, the tracking SDKs and the browser.
    #[arg(long)]
    quick: bool,
    /// Run this step alone; may be given several times.
    #[arg(long, value_name = "STEP")]
    only: Vec<Step>,
}

/// The steps, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// Install what the other steps need.
    SetUp,
    /// The code is formatted.
    Fmt,
    /// The invariants of the architecture hold.
    Tidy,
    /// The compiler and clippy have nothing to say.
    Clippy,
    /// Licences and advisories of the dependencies, where cargo-deny is installed.
    Deny,
    /// The Rust tests, on SQLite and PostgreSQL.
    Rust,
    /// The tests of the feature `cluster`, which takes long to compile the first time.
    Cluster,
    /// The API's document and the typed client are in step with the code.
    Openapi,
    /// Types, style, unit tests and build of the front end.
    Web,
    /// The published tracking SDKs against the running program.
    Sdk,
    /// A browser against the running program.
    Browser,
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether `--quick` keeps it.
    fn is_quick(self) -> bool {
        !matches!(self, Self::Cluster | Self::Sdk | Self::Browser)
    }

    /// Whether nothing after it makes sense when it fails: what does not compile has no tests.
    fn is_ground(self) -> bool {
        matches!(self, Self::SetUp | Self::Clippy)
    }
}

/// How a step ended. An `Err` beside it means that it could not even say.
#[derive(Debug)]
enum Verdict {
    Passed(Counts),
    Failed(Counts, String),
    /// It does not apply here, and why.
    Skipped(&'static str),
}

impl Verdict {
    /// For a step that is one check.
    fn one(result: Result<()>) -> Self {
        match result {
            Ok(()) => Self::Passed(Counts { passed: 1, failed: 0 }),
            Err(error) => Self::Failed(Counts { passed: 0, failed: 1 }, format!("{error:#}")),
        }
    }
}

/// Runs the chosen steps, prints the summary, and fails when one failed.
pub(crate) fn run(house: &House, options: &Options) -> Result<ExitCode> {
    interrupt::listen()?;
    let mut summary = Summary::default();
    let mut ground_gone = false;
    for &step in Step::value_variants() {
        let chosen = if options.only.is_empty() {
            !options.quick || step.is_quick()
        } else {
            options.only.contains(&step)
        };
        if !chosen {
            continue;
        }
        if ground_gone || interrupt::requested() {
            summary.add(Line::not_run(step.name()));
            continue;
        }
        report::title(step.name());
        let began = Instant::now();
        let verdict =
            run_step(step, house, options.quick).unwrap_or_else(|error| Verdict::one(Err(error)));
        if let Verdict::Failed(_, why) = &verdict {
            report::line(format!("{} failed: {why}", step.name()));
            ground_gone = step.is_ground();
        }
        summary.add(Line::of(step.name(), &verdict, began.elapsed()));
    }
    report::title("summary");
    report::line(&summary);
    Ok(if summary.is_good() && !interrupt::requested() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn run_step(step: Step, house: &House, quick: bool) -> Result<Verdict> {
    match step {
        Step::SetUp => Ok(Verdict::one(set_up::run(house, quick))),
        Step::Fmt => Ok(Verdict::one(rust::fmt(house))),
        Step::Tidy => Ok(Verdict::one(tidy::run(house))),
        Step::Clippy => Ok(Verdict::one(rust::clippy(house))),
        Step::Deny => rust::deny(house),
        Step::Rust => rust::tests(house, quick),
        Step::Cluster => rust::cluster(house),
        Step::Openapi => Ok(Verdict::one(openapi::check(house))),
        Step::Web => front_end::run(house),
        Step::Sdk => whole_program::sdk(house),
        Step::Browser => whole_program::browser(house),
    }
}
