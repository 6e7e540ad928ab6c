//! `parcours worker`

use std::fs::File;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::log::{rows, status};
use crate::postgres::Fresh;
use crate::program::{Program, until};
use crate::serving::STOP_LIMIT;

const LIMIT: Duration = Duration::from_secs(60);

/// A worker; killed when dropped.
pub(crate) struct Working(Child);

impl Working {
    /// Working on the program's database.
    pub(crate) fn start(program: &Program) -> Self {
        let ready = program.folder().join("worker.json");
        let output = |name: &str| File::create(program.folder().join(name)).unwrap();
        let mut command = program.command(&["worker", "--ready-file"]);
        command.arg(&ready).stdout(output("worker.out")).stderr(output("worker.err"));
        let mut working = Self(command.spawn().unwrap());
        let is_ready = until(LIMIT, || {
            assert_eq!(working.0.try_wait().unwrap(), None, "it ended instead of working");
            ready.exists().then_some(())
        });
        is_ready.expect("it works");
        working
    }

    /// Asks it to stop, and holds it to its promise.
    pub(crate) fn stop_well(mut self) {
        let begin = Instant::now();
        assert!(Command::new("kill").arg(self.0.id().to_string()).status().unwrap().success());
        let status = until(2 * STOP_LIMIT, || self.0.try_wait().unwrap()).expect("it stops");
        assert!(status.success() && begin.elapsed() < STOP_LIMIT, "{status}");
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        // It may have ended already, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn a_worker_needs_a_shared_database() {
    let program = Program::new();
    let said = program.fails(&["worker"]);
    assert!(said.contains("PostgreSQL") && said.contains("--database-url"), "{said}");
    assert!(!program.data().exists());
    let french = program.with("LANG", "fr_FR.UTF-8").fails(&["worker"]);
    assert!(french.contains("indiquez-la"), "{french}");
}

#[cfg(not(feature = "cluster"))]
#[test]
fn a_program_without_the_cluster_says_how_to_get_it() {
    let Some(database) = Fresh::database() else { return };
    let program = Program::on(Some(&database.url));
    let said = program.fails(&["worker", "--listen", "127.0.0.1:0"]);
    assert!(said.contains("--features cluster"), "{said}");
    let program = program.with("PARCOURS_CLUSTER_ENABLED", "true");
    let said = program.fails(&["report", "transitions"]);
    assert!(said.contains("--features cluster"), "{said}");
    let french = program.with("LANG", "fr_FR.UTF-8").fails(&["report", "transitions"]);
    assert!(french.contains("Compilez-le"), "{french}");
}

#[test]
fn a_worker_does_what_nobody_serves_to_do() {
    let Some(database) = Fresh::database() else { return };
    let program = Program::on(Some(&database.url));
    program.ok(&["log", "settings", "--seal-rows", "1000"]);
    let working = Working::start(&program);
    program.write("many.csv", rows("c", 3000));
    program.ok(&["import", "events", "many.csv"]);
    // Another setting: somebody has to look whether there is something to seal.
    program.ok(&["log", "settings", "--seal-rows", "1001"]);
    until(LIMIT, || (status(&program)["sealed_rows"] == 3000).then_some(())).expect("sealed");
    working.stop_well();
    assert_eq!(program.summary()["interactions"], 3000);
}
