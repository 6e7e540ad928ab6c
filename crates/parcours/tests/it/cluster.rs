//! Large questions on many machines: worker processes of the real program on one PostgreSQL database and
//! one folder of segments.

mod machines;

use std::process::Stdio;
use std::time::{Duration, Instant};

use machines::{Machine, Shared, answer, answered_by_workers, ended};

use crate::postgres::Fresh;
use crate::program::Program;

/// What whoever asks is promised, whatever happens to the workers.
const PROMISED: Duration = Duration::from_secs(15);

/// Every report whose kernel runs over the log, with the folds it takes.
const REPORTS: &[(usize, &[&str])] = &[
    (1, &["transitions", "--by", "kind"]),
    (1, &["transitions", "--journey", "Achat", "--cases", "session", "--silence", "60000"]),
    (1, &["funnel", "--steps", "product_viewed,order_completed,delivery_arrived"]),
    (1, &["funnel", "--steps", "product_viewed,order_completed", "--strict", "--within", "2w"]),
    (1, &["variants", "--fold-loops", "--top", "50", "--representatives", "2"]),
    (2, &["position", "--by", "kind", "--from", "2024-01-01", "--to", "2024-09-30"]),
    (1, &["cohorts", "--every", "month", "--start", "product_viewed"]),
    (2, &["next", "--after", "product_viewed"]),
    (1, &["goal", "--goal", "order_completed"]),
    (3, &["drift", "--journey", "Achat", "--customers"]),
    (1, &["attribution", "--goal", "order_completed", "--touches", "channel"]),
    (1, &["durations", "--start", "product_viewed", "--goal", "order_completed"]),
    (1, &["counts", "--every", "month"]),
    (1, &["lifetime-value", "--top", "20", "--from", "2024-01-01", "--to", "2024-09-30"]),
];

const TRANSITIONS: &[&str] = &["transitions", "--by", "kind"];

#[test]
fn one_two_and_four_workers_say_of_every_kernel_what_one_process_says() {
    let Some(shared) = Shared::log() else { return };
    shared.map();
    let due: Vec<_> = REPORTS.iter().map(|(_, words)| answer(&shared.ask(words, false))).collect();
    let mut machines = Vec::new();
    for workers in [1, 2, 4] {
        machines.resize_with(workers, || Machine::start(&shared.program));
        for ((folds, words), due) in REPORTS.iter().zip(&due) {
            let told = shared.ask(words, true);
            assert_eq!(answer(&told), *due, "{workers} workers: {words:?}");
            assert_eq!(answered_by_workers(&told), *folds, "{workers}: {words:?}: {}", told.err);
        }
    }
}

#[test]
fn small_questions_stay_and_so_do_all_where_nobody_is_there() {
    let Some(shared) = Shared::log() else { return };
    let due = answer(&shared.ask(TRANSITIONS, false));
    let alone = shared.ask(TRANSITIONS, true);
    assert_eq!((answer(&alone), answered_by_workers(&alone)), (due.clone(), 0));
    let _machine = Machine::start(&shared.program);
    for (least, folds) in [("6000", 1), ("6001", 0)] {
        let mut command = shared.asking(TRANSITIONS, true);
        let told = ended(command.env("PARCOURS_CLUSTER_MIN_ROWS", least).output().unwrap());
        assert_eq!((answer(&told), answered_by_workers(&told)), (due.clone(), folds), "{least}");
    }
}

/// What happens to a worker in the middle of a question.
fn hurt_in_mid_question(hurt: impl Fn(&mut Machine)) {
    let Some(shared) = Shared::log() else { return };
    let due = answer(&shared.ask(TRANSITIONS, false));
    let mut machines = [Machine::start(&shared.program), Machine::start(&shared.program)];
    let lock = shared.lock_hot_rows();
    let mut command = shared.asking(TRANSITIONS, true);
    let asked = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // Both workers are at it; then one of them is no more.
    shared.wait_for_waiting(2);
    let begin = Instant::now();
    hurt(&mut machines[0]);
    drop(lock);
    let told = ended(asked.wait_with_output().unwrap());
    assert!(begin.elapsed() < PROMISED, "{:?}: {told:?}", begin.elapsed());
    assert_eq!(answer(&told), due);
    assert_eq!(answered_by_workers(&told), 1, "by the one that is left: {}", told.err);
}

#[test]
fn a_worker_killed_in_mid_question_changes_no_figure() {
    hurt_in_mid_question(Machine::kill);
}

#[test]
fn a_worker_frozen_in_mid_question_changes_no_figure() {
    hurt_in_mid_question(|machine| machine.freeze());
}

#[test]
fn when_the_last_worker_is_killed_whoever_asked_does_the_work() {
    let Some(shared) = Shared::log() else { return };
    let due = answer(&shared.ask(TRANSITIONS, false));
    let mut machine = Machine::start(&shared.program);
    let lock = shared.lock_hot_rows();
    let mut command = shared.asking(TRANSITIONS, true);
    let asked = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    shared.wait_for_waiting(1);
    let begin = Instant::now();
    machine.kill();
    drop(lock);
    let told = ended(asked.wait_with_output().unwrap());
    assert!(begin.elapsed() < PROMISED, "{:?}", begin.elapsed());
    assert_eq!((answer(&told), answered_by_workers(&told)), (due, 0));
}

#[test]
fn workers_that_never_come_to_an_end_fail_the_question_clearly() {
    let Some(shared) = Shared::log() else { return };
    let _machine = Machine::start(&shared.program);
    let lock = shared.lock_hot_rows();
    let begin = Instant::now();
    let mut command = shared.asking(TRANSITIONS, true);
    let told = ended(command.env("PARCOURS_CLUSTER_DEADLINE_SECONDS", "3").output().unwrap());
    assert!(begin.elapsed() < PROMISED, "{:?}", begin.elapsed());
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.err.contains("did not answer within 3 seconds"), "{told:?}");
    drop(lock);
    shared.ask(TRANSITIONS, true);
}

#[test]
fn a_worker_that_is_dead_or_frozen_and_still_listed_changes_no_figure() {
    let Some(shared) = Shared::log() else { return };
    let due = answer(&shared.ask(TRANSITIONS, false));
    let mut machines = [0, 1, 2].map(|_| Machine::start(&shared.program));
    machines[0].kill();
    machines[1].freeze();
    let listed = "SELECT count(*) FROM cluster_workers \
                  WHERE beat_at > extract(epoch FROM clock_timestamp()) * 1000000 - 10000000";
    assert_eq!(shared.number(listed), Some(3), "nobody has noticed yet");
    let begin = Instant::now();
    let told = shared.ask(TRANSITIONS, true);
    assert!(begin.elapsed() < PROMISED, "{:?}", begin.elapsed());
    assert_eq!((answer(&told), answered_by_workers(&told)), (due, 1), "{}", told.err);
}

#[test]
fn another_token_or_another_place_of_the_files_gets_nothing_from_a_worker() {
    let Some(shared) = Shared::log() else { return };
    let due = answer(&shared.ask(TRANSITIONS, false));
    let machine = Machine::start(&shared.program);
    let mut command = shared.asking(TRANSITIONS, true);
    let told = ended(command.env("PARCOURS_CLUSTER_TOKEN", "f".repeat(32)).output().unwrap());
    assert!(told.err.contains("the token is missing or another one"), "{}", told.err);
    assert!(!told.err.contains(machines::TOKEN) && !told.err.contains("ffffffff"), "{}", told.err);
    assert_eq!((answer(&told), answered_by_workers(&told)), (due.clone(), 0));
    drop(machine);
    let _elsewhere = Machine::start_with(&shared.program, &["--data", "elsewhere"]);
    let told = shared.ask(TRANSITIONS, true);
    assert_eq!((answer(&told), answered_by_workers(&told)), (due, 0), "{}", told.err);
    assert!(told.err.contains("workers did not answer a question"), "{}", told.err);
}

#[test]
fn with_tls_only_workers_that_the_authority_signed_for_are_believed() {
    let Some(shared) = Shared::log() else { return };
    let due = answer(&shared.ask(TRANSITIONS, false));
    let Shared { program, database } = shared;
    program.write("worker.pem", include_str!("cluster/worker.pem"));
    program.write("worker.key", include_str!("cluster/worker.key"));
    program.write("authority.pem", include_str!("cluster/authority.pem"));
    let program = program
        .with("PARCOURS_CLUSTER_CERTIFICATE", "worker.pem")
        .with("PARCOURS_CLUSTER_KEY", "worker.key")
        .with("PARCOURS_CLUSTER_AUTHORITY", "authority.pem");
    let shared = Shared { program, database };
    let _machine = Machine::start(&shared.program);
    let told = shared.ask(TRANSITIONS, true);
    assert_eq!((answer(&told), answered_by_workers(&told)), (due.clone(), 1), "{}", told.err);
    // An authority that signed for others.
    let mut command = shared.asking(TRANSITIONS, true);
    let told = ended(command.env("PARCOURS_CLUSTER_AUTHORITY", "worker.pem").output().unwrap());
    assert_eq!((answer(&told), answered_by_workers(&told)), (due, 0), "{}", told.err);
}

#[test]
fn what_is_unsafe_or_cannot_be_meant_is_refused_with_what_to_do() {
    let Some(database) = Fresh::database() else { return };
    let program = Program::on(Some(&database.url));
    let said = program.fails(&["worker", "--listen", "127.0.0.1:0"]);
    assert!(said.contains("PARCOURS_CLUSTER_TOKEN"), "{said}");
    let program = program.with("PARCOURS_CLUSTER_TOKEN", machines::TOKEN);
    let said = program.fails(&["worker", "--listen", "0.0.0.0:0"]);
    assert!(said.contains("allow_plain") && said.contains("cluster.certificate"), "{said}");
    let program = program.with("PARCOURS_CLUSTER_ALLOW_PLAIN", "true");
    let said = program.fails(&["worker", "--listen", "0.0.0.0:0"]);
    assert!(said.contains("cluster.url"), "{said}");
    let sqlite = Program::new();
    sqlite.write("one.csv", "customer,at,kind\n1,2024-01-01,order_completed\n");
    sqlite.ok(&["import", "events", "one.csv"]);
    let sqlite = sqlite
        .with("PARCOURS_CLUSTER_ENABLED", "true")
        .with("PARCOURS_CLUSTER_TOKEN", machines::TOKEN);
    let said = sqlite.fails(&[&["report"], TRANSITIONS].concat());
    assert!(said.contains("PostgreSQL"), "{said}");
}
