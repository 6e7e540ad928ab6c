//! The front end: installed and built when its sources changed, and not otherwise.

use anyhow::Result;

use crate::fingerprint::{Fingerprint, Stamp};
use crate::house::House;
use crate::{git, npm, report};

/// Builds `web/app/dist`, unless it was built from these very sources.
pub(crate) fn build(house: &House) -> Result<()> {
    let app = house.web_app();
    npm::install(&app)?;
    let mut sources = Fingerprint::default().value(npm::node_version()?);
    for path in git::files(&house.root, "web/app")? {
        if is_built(&path) {
            sources = sources.file(&house.root.join(&path));
        }
    }
    let wanted = sources.finish();
    let stamp = stamp(house);
    if stamp.matches(&wanted) && app.join("dist/index.html").is_file() {
        report::line("web/app/dist is up to date");
        return Ok(());
    }
    npm::script(&app, "build").run()?;
    stamp.write(&wanted)
}

/// Whether a file can change what is built: browser tests cannot.
fn is_built(path: &str) -> bool {
    !path.starts_with("web/app/e2e/")
}

/// Outside `dist`, whose every file is embedded in the program and served; one for each clone that
/// shares the target folder.
fn stamp(house: &House) -> Stamp {
    let clone = Fingerprint::default().value(&house.root).finish();
    Stamp::at(house.target.join("xtask").join(format!("web-app-{clone}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browser_tests_do_not_rebuild_the_front_end() {
        assert!(is_built("web/app/src/main.tsx"));
        assert!(!is_built("web/app/e2e/first-light.spec.ts"));
    }
}
