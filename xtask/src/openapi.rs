//! `cargo xtask openapi`: the API's document and the typed client, from the code.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

use crate::house::House;
use crate::process::Cmd;
use crate::program::Profile;
use crate::{npm, program, report};

/// What `openapi` takes.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Options {
    /// Change nothing; fail when the document or the client is not in step with the code.
    #[arg(long)]
    check: bool,
}

/// Writes or checks both files.
pub(crate) fn run(house: &House, options: Options) -> Result<()> {
    if options.check { check(house) } else { write(house) }
}

fn write(house: &House) -> Result<()> {
    let document = document(house)?;
    let path = house.web_app().join("openapi.json");
    fs::write(&path, document).with_context(|| format!("cannot write {}", path.display()))?;
    client(house)?;
    report::line("wrote web/app/openapi.json and web/app/src/api/schema.d.ts");
    Ok(())
}

/// Compares both files with what the code says; leaves the tree as it was.
pub(crate) fn check(house: &House) -> Result<()> {
    let kept = read(&house.web_app().join("openapi.json"))?;
    compare("web/app/openapi.json", &kept, &document(house)?)?;
    let path = house.web_app().join("src/api/schema.d.ts");
    let kept = read(&path)?;
    client(house)?;
    let made = read(&path)?;
    if made != kept {
        fs::write(&path, &kept).with_context(|| format!("cannot write {}", path.display()))?;
    }
    compare("web/app/src/api/schema.d.ts", &kept, &made)
}

/// Asks the program itself, so that the document is what it serves.
fn document(house: &House) -> Result<String> {
    let text =
        Cmd::new(program::build(house, Profile::Dev)?).args(["openapi"]).dir(&house.root).read()?;
    Ok(format!("{}\n", text.trim_end()))
}

fn client(house: &House) -> Result<()> {
    npm::install(&house.web_app())?;
    npm::script(&house.web_app(), "client").read().map(drop)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| {
        format!("cannot read {}: run `cargo xtask openapi` to write it", path.display())
    })
}

fn compare(name: &str, kept: &str, made: &str) -> Result<()> {
    match difference(kept, made) {
        None => Ok(()),
        Some(difference) => {
            bail!(
                "{name} is not in step with the code: run `cargo xtask openapi` and commit it.\n{difference}"
            )
        }
    }
}

/// The first lines that differ, as a hint at what was forgotten.
fn difference(kept: &str, made: &str) -> Option<String> {
    if kept == made {
        return None;
    }
    let (mut kept, mut made) = (kept.lines(), made.lines());
    for number in 1.. {
        let (old, new) = (kept.next(), made.next());
        if old.is_none() && new.is_none() {
            break;
        }
        if old != new {
            let show = |line: Option<&str>| line.unwrap_or("(the file ends here)").to_owned();
            return Some(format!("line {number}\n  - {}\n  + {}", show(old), show(new)));
        }
    }
    Some("only the line endings differ".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_in_step_pass() {
        compare("openapi.json", "{\n}\n", "{\n}\n").unwrap();
    }

    #[test]
    fn the_first_difference_is_shown_with_its_line() {
        let error = compare("openapi.json", "a\nb\nc\n", "a\nB\nc\n").unwrap_err().to_string();
        assert!(
            error.contains("cargo xtask openapi") && error.contains("line 2\n  - b\n  + B"),
            "{error}"
        );
    }

    #[test]
    fn a_shorter_file_and_other_line_endings_are_differences() {
        assert!(difference("a\nb", "a").unwrap().contains("(the file ends here)"));
        assert_eq!(difference("a\r\n", "a\n").unwrap(), "only the line endings differ");
    }
}
