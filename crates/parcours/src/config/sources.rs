//! Where settings come from: defaults, a file, the environment; and what is said when one is wrong.

use std::collections::HashMap;
use std::path::Path;

use anyhow::bail;
use figment::error::Kind;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::{Figment, Source};
use parcours_kernel::Text;
use serde_json::Value;

use super::Configuration;
use crate::output;

const FILE: &str = "parcours.toml";
const ENVIRONMENT: &str = "PARCOURS_";
/// Variables that begin alike and belong to tests and examples.
const FOREIGN: [&str; 5] = ["test_postgres", "sdk_python", "url", "link", "token"];

/// Reads the file that was named, or `parcours.toml` where there is one, then the environment.
pub(super) fn read(named: Option<&Path>) -> anyhow::Result<Configuration> {
    let mut figment = Figment::from(Serialized::defaults(Configuration::default()));
    match named {
        Some(file) if !file.exists() => {
            bail!("{} does not exist; name a file or leave --config out", file.display())
        }
        Some(file) => figment = figment.merge(Toml::file_exact(file)),
        None if Path::new(FILE).exists() => figment = figment.merge(Toml::file_exact(FILE)),
        None => {}
    }
    figment.merge(environment()).extract().map_err(explained)
}

/// The variables that are settings; the others that begin alike are named, and left out: the
/// environment is shared with programs that are not ours.
fn environment() -> Env {
    let known = settings();
    let all = Env::prefixed(ENVIRONMENT).ignore(&FOREIGN);
    let names: Vec<String> = known.iter().map(|setting| setting.replace('.', "_")).collect();
    for (name, _) in all.iter().filter(|(name, _)| names.iter().all(|setting| name != setting)) {
        let name = name.as_str().to_uppercase();
        output::note(&Text::new(
            format!("{ENVIRONMENT}{name} is not a setting and is left out: see `parcours config`."),
            format!(
                "{ENVIRONMENT}{name} n’est pas un réglage et n’est pas pris en compte\u{202f}: voyez `parcours config`."
            ),
        ));
    }
    let by_name: HashMap<String, String> = names.into_iter().zip(known).collect();
    all.filter_map(move |name| {
        by_name.get(&name.as_str().to_lowercase()).map(|setting| setting.clone().into())
    })
}

/// The paths of all settings, such as `address` and `interactions.store`.
fn settings() -> Vec<String> {
    fn collect(prefix: &str, value: &Value, paths: &mut Vec<String>) {
        let Value::Object(section) = value else { return paths.push(prefix.to_owned()) };
        for (name, value) in section {
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            collect(&path, value, paths);
        }
    }
    let defaults = serde_json::to_value(Configuration::default()).expect("settings are plain JSON");
    let mut paths = Vec::new();
    collect("", &defaults, &mut paths);
    paths
}

fn explained(error: figment::Error) -> anyhow::Error {
    let faults: Vec<_> = error.into_iter().map(|fault| explain(&fault)).collect();
    anyhow::anyhow!("the configuration cannot be read: {}", faults.join("; "))
}

fn explain(fault: &figment::Error) -> String {
    let source = fault.metadata.as_ref();
    let name = fault.path.join(".");
    let place = match source.and_then(|source| source.source.as_ref()) {
        Some(Source::File(file)) => format!(" (in {})", file.display()),
        _ if name.is_empty() => String::new(),
        _ => format!(" (in {ENVIRONMENT}{})", name.replace('.', "_").to_uppercase()),
    };
    match &fault.kind {
        Kind::UnknownField(name, known) => {
            format!("there is no setting `{name}`{place}. There are: {}", known.join(", "))
        }
        kind if name.is_empty() => format!("{}{place}", kind.to_string().trim_end()),
        kind => format!("{name}: {kind}{place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_setting_is_named() {
        let read: Result<Configuration, _> =
            Figment::from(Serialized::defaults(Configuration::default()))
                .merge(Toml::string("adress = 'x'"))
                .extract();
        let text = explained(read.unwrap_err()).to_string();
        assert!(text.contains("adress"), "{text}");
    }
}
