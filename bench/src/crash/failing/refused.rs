//! Places where nothing more can be written.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::ensure;

use super::{Bench, Outcome, until};
use crate::crash::server::Server;

/// The folder of the log is a file.
pub(super) fn in_the_way(bench: &mut Bench) -> anyhow::Result<Outcome> {
    let place = bench.installation.site.files();
    fs::write(&place, "not a folder")?;
    let server = bench.serve()?;
    bench.load(&server, 40)?;
    bench.sealing_fails("data/interactions")?;
    bench.load(&server, 10)?;
    fs::remove_file(&place)?;
    server.stop()?;
    bench.is_well()?;
    Ok(Outcome::Held)
}

/// The folders of the log may be read and not written to. The mode does it for most; the owner of the
/// machine is stopped by a flag of the file system.
pub(super) fn not_allowed(bench: &mut Bench) -> anyhow::Result<Outcome> {
    bench.sealed_history()?;
    let place = bench.installation.site.files();
    let Some(lock) = Lock::put_on(&place)? else {
        return Ok(Outcome::Skipped(
            "neither chmod nor chattr keeps this user from writing".to_owned(),
        ));
    };
    let server = bench.serve()?;
    bench.load(&server, 40)?;
    bench.sealing_fails("data/interactions")?;
    bench.load(&server, 10)?;
    // What is there is read all the same.
    let books = bench.installation.ledger.read();
    let verdict = bench.installation.verify_against(&books, || books.clone())?;
    ensure!(verdict.is_good(), "{verdict:?}");
    drop(lock);
    server.stop()?;
    bench.is_well()?;
    Ok(Outcome::Held)
}

/// Folders that nobody writes to until this is dropped.
struct Lock {
    folders: Vec<PathBuf>,
    by_flag: bool,
}

impl Lock {
    /// `None` where nothing keeps this user from writing.
    fn put_on(place: &Path) -> anyhow::Result<Option<Self>> {
        let mut folders = vec![place.to_owned()];
        for entry in fs::read_dir(place)? {
            folders.push(entry?.path());
        }
        for by_flag in [false, true] {
            let lock = Self { folders: folders.clone(), by_flag };
            lock.set(true);
            let probe = place.join("probe");
            if fs::write(&probe, "").is_err() {
                return Ok(Some(lock));
            }
            drop(lock);
            fs::remove_file(&probe)?;
        }
        Ok(None)
    }

    /// What cannot be set is found out by trying to write.
    fn set(&self, locked: bool) {
        for folder in &self.folders {
            if self.by_flag {
                let flag = if locked { "+i" } else { "-i" };
                let _ = Command::new("chattr").arg(flag).arg(folder).output();
            } else {
                let mode = if locked { 0o555 } else { 0o755 };
                let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode));
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.set(false);
    }
}

/// A file system of its own for the log, with room for a few files.
pub(super) fn full_disk(bench: &mut Bench) -> anyhow::Result<Outcome> {
    let place = bench.installation.site.files();
    fs::create_dir_all(&place)?;
    let Some(_disk) = SmallDisk::mount(&place, "160k") else {
        return Ok(Outcome::Skipped("this user may not mount a small disk".to_owned()));
    };
    let server = bench.serve()?;
    bench.load(&server, 40)?;
    // Until it is full: sealing goes on with what comes.
    until("full disk", || {
        bench.load(&server, 20)?;
        let jobs = bench.installation.site.database.look(|look| {
            super::super::phase::ask_to_seal(look, u64::from(bench.loads))?;
            look.rows("SELECT coalesce(last_error, ''), attempts FROM jobs WHERE kind IN ('seal_log', 'tidy_log')")
        })?;
        Ok(jobs.iter().any(|(error, _)| error.contains("data/interactions/")))
    })?;
    bench.load(&server, 10)?;
    let books = bench.installation.ledger.read();
    let verdict = bench.installation.verify_against(&books, || books.clone())?;
    ensure!(verdict.is_good(), "{verdict:?}");
    let grown = Command::new("mount").args(["-o", "remount,size=64m"]).arg(&place).status()?;
    ensure!(grown.success(), "the small disk cannot grow");
    server.stop()?;
    bench.is_well()?;
    Ok(Outcome::Held)
}

/// A mounted file system in memory.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this user may not mount one.
    fn mount(place: &Path, size: &str) -> Option<Self> {
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size}"), "crash"]).arg(place);
        mount.output().is_ok_and(|done| done.status.success()).then(|| Self(place.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Whoever still reads it keeps it until then.
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).output();
    }
}

/// A limit on the size of every file that the program writes, which any user may set. On SQLite it
/// is the database that cannot grow: nothing is acknowledged that is not there. On PostgreSQL it is
/// the log's files: intake goes on.
pub(super) fn no_growth(bench: &mut Bench) -> anyhow::Result<Outcome> {
    let is_sqlite = bench.installation.site.database.is_sqlite();
    bench.sealed_history()?;
    let server = limited(bench, if is_sqlite { 2 << 20 } else { 1 << 10 })?;
    if is_sqlite {
        let refused = bench.installation.ledger.read().refused;
        let senders = bench.installation.send(&server, 77);
        until("refusals", || Ok(bench.installation.ledger.read().refused >= refused + 8))?;
        senders.end();
    } else {
        bench.load(&server, 40)?;
        bench.sealing_fails("data/interactions/")?;
        bench.load(&server, 10)?;
    }
    // What was acknowledged can be read, by somebody who is not limited.
    let books = bench.installation.ledger.read();
    let verdict = bench.installation.verify_against(&books, || books.clone())?;
    ensure!(verdict.is_good(), "{verdict:?}");
    // There is room again, and the same process goes on; what it took is there after a power cut.
    let lifted = Command::new("prlimit")
        .args(["--fsize=unlimited", "--pid"])
        .arg(server.id().to_string())
        .status();
    let server = match lifted {
        Ok(status) if status.success() => server,
        // Without that command, room is only there for the next one.
        _ => {
            server.kill()?;
            bench.serve()?
        }
    };
    bench.installation.ledger.send_unanswered(None);
    bench.load(&server, 40)?;
    server.kill()?;
    bench.is_well()?;
    Ok(Outcome::Held)
}

/// A server whose files end at so many bytes: writing past them fails as on a full disk.
fn limited(bench: &Bench, bytes: u64) -> anyhow::Result<Server> {
    // POSIX counts in blocks of 512; without the signal ignored, the first write would end it.
    let script = format!("trap '' XFSZ; ulimit -S -f {}; exec \"$@\"", bytes / 512);
    let mut shell = Command::new("sh");
    shell.args(["-c", &script, "sh"]);
    Server::start_through(&bench.installation.site, Some(shell))
}
