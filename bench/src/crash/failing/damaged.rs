//! Files of the log that are no longer what was written.

use std::fs::{self, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use anyhow::ensure;

use super::{Bench, EXPORT, Outcome};

/// Half of it is left.
pub(super) fn cut_off(bench: &mut Bench) -> anyhow::Result<Outcome> {
    damaged(bench, |file| {
        let half = fs::metadata(file)?.len() / 2;
        Ok(OpenOptions::new().write(true).open(file)?.set_len(half)?)
    })
}

/// Somebody removed it.
pub(super) fn gone(bench: &mut Bench) -> anyhow::Result<Outcome> {
    damaged(bench, |file| Ok(fs::remove_file(file)?))
}

/// A bad disk: the length is right, some bytes are not.
pub(super) fn altered(bench: &mut Bench) -> anyhow::Result<Outcome> {
    damaged(bench, |file| {
        // In the pages, at the front, and in the footer, at the end.
        let bytes = fs::metadata(file)?.len();
        for place in [bytes / 10, bytes / 3, bytes / 2, bytes - 40] {
            flip(file, place)?;
        }
        Ok(())
    })?;
    one_byte(bench)
}

/// One byte anywhere: whoever reads it is told over which file they stumble, and so is whoever looks
/// thoroughly.
fn one_byte(bench: &mut Bench) -> anyhow::Result<Outcome> {
    const PLACES: u64 = 12;
    let name = bench.largest("segment")?;
    let site = &bench.installation.site;
    let file = site.files().join(&name);
    let bytes = fs::metadata(&file)?.len();
    let mut refused = 0;
    for place in (0..PLACES).map(|part| part * bytes / PLACES + bytes / (2 * PLACES)) {
        flip(&file, place)?;
        let export = site.run(&EXPORT)?;
        let (read, said) = (export.status.success(), super::text(&export.stderr));
        ensure!(read || said.contains(&name), "byte {place} of {bytes} of {name}: {said}");
        refused += u64::from(!read);
        let check = site.run(&["log", "check", "--thorough"])?;
        let said = super::text(&check.stdout);
        let is_named = !check.status.success() && said.contains(&name);
        ensure!(is_named, "byte {place} of {bytes} of {name} is another, and sound");
        flip(&file, place)?;
    }
    // An export leaves out columns (words of the catalogue) and filters, and no more than those.
    ensure!(refused >= PLACES / 2, "{refused} of {PLACES} altered bytes were noticed by a reader");
    bench.is_well()?;
    Ok(Outcome::Held)
}

fn flip(file: &Path, place: u64) -> anyhow::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).open(file)?;
    let mut byte = [0];
    file.seek(SeekFrom::Start(place))?;
    file.read_exact(&mut byte)?;
    file.seek(SeekFrom::Start(place))?;
    file.write_all(&[byte[0] ^ 0x55])?;
    Ok(())
}

/// A segment is harmed; the program is at work meanwhile, and started anew.
fn damaged(
    bench: &mut Bench,
    harm: impl Fn(&Path) -> anyhow::Result<()>,
) -> anyhow::Result<Outcome> {
    bench.sealed_history()?;
    let name = bench.largest("segment")?;
    let file = bench.installation.site.files().join(&name);
    let server = bench.serve()?;
    bench.load(&server, 10)?;
    let sound = fs::read(&file)?;
    harm(&file)?;
    bench.load(&server, 20)?;
    server.stop()?;
    // Nobody has it open from before.
    let server = bench.serve()?;
    bench.is_named(&server, &name)?;
    bench.load(&server, 20)?;
    bench.is_named(&server, &name)?;
    // Somebody brings it back from a backup, while it serves.
    fs::write(&file, sound)?;
    let books = bench.installation.ledger.read();
    let verdict = bench.installation.verify_against(&books, || books.clone())?;
    ensure!(verdict.is_good(), "{verdict:?}");
    server.stop()?;
    bench.is_well()?;
    Ok(Outcome::Held)
}

/// A file of keys is gone: nobody can tell what was told before, so that nothing may be taken that
/// could be there already.
pub(super) fn forgotten(bench: &mut Bench) -> anyhow::Result<Outcome> {
    bench.sealed_history()?;
    let name = bench.largest("keys")?;
    let site = &bench.installation.site;
    let (file, aside) = (site.files().join(&name), site.folder().join("aside"));
    fs::rename(&file, &aside)?;
    let server = bench.serve()?;
    let check = site.run(&["log", "check"])?;
    ensure!(
        !check.status.success() && super::text(&check.stdout).contains(&name),
        "it is not named"
    );
    bench.installation.ledger.send_unanswered(None);
    let senders = bench.installation.send(&server, 99);
    super::until("refusals", || Ok(bench.installation.ledger.read().refused >= 4))?;
    senders.end();
    ensure!(server.logged()?.contains(&name), "the server does not say which file it misses");
    fs::rename(&aside, &file)?;
    bench.installation.ledger.send_unanswered(None);
    bench.load(&server, 20)?;
    server.stop()?;
    bench.is_well()?;
    Ok(Outcome::Held)
}
