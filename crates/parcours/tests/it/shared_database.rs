//! Two servers, and a worker, on one PostgreSQL database.

use crate::log::status;
use crate::postgres::Fresh;
use crate::program::Program;
use crate::senders::{Senders, Sent, send};
use crate::serving::Serving;
use crate::worker::Working;

#[test]
fn two_servers_share_one_database() {
    let Some(database) = Fresh::database() else { return };
    let program = Program::on(Some(&database.url));
    let one = Serving::start(&program);
    let owner = one.owner();
    let key = owner.write_key();
    let other = Serving::start(&program);
    assert_eq!(other.link, None, "there is an owner");

    // The same batches to both at once, and batches of their own.
    let twins = [&one, &other].map(|serving| Senders::start(&serving.url, &key, "both"));
    let own = Senders::start(&one.url, &key, "one");
    for senders in twins.iter().chain([&own]) {
        senders.wait_for(10);
    }
    for sent in twins.map(Senders::end) {
        assert!(sent.unsure.is_empty(), "{sent:?}");
        sent.assert_kept(&program.summary());
    }
    let own = own.end();
    own.assert_kept(&program.summary());
    let batch = own.acknowledged.first().unwrap();
    assert!(send(&other.url, &key, batch), "told again, elsewhere");
    own.assert_kept(&program.summary());

    // One goes, the other goes on.
    one.stop_well();
    assert!(send(&other.url, &key, "after"));
    let kinds = program.summary()["kinds"].to_string();
    assert!(kinds.contains("after"), "{kinds}");
    other.stop_well();
}

/// Rounds of sending, sealing, joining and reading.
const ROUNDS: usize = 3;

#[test]
fn servers_and_a_worker_append_seal_join_and_read_one_log() {
    let Some(database) = Fresh::database() else { return };
    let program = Program::on(Some(&database.url));
    let servers = [Serving::start(&program), Serving::start(&program)];
    let key = servers[0].owner().write_key();
    let working = Working::start(&program);
    let mut sent = Sent::default();
    for round in 0..ROUNDS {
        // The same batches to both at once, and batches of their own.
        let name = format!("round_{round}");
        let twins = servers.each_ref().map(|one| Senders::start(&one.url, &key, &name));
        let own = Senders::start(&servers[1].url, &key, &format!("own_{round}"));
        for senders in twins.iter().chain([&own]) {
            senders.wait_for(20);
        }
        // New settings make whoever is free look whether there is something to seal or to join;
        // they and a command do it at once.
        let grace = (1 + round % 2).to_string();
        let low = ["--seal-rows", "1000", "--segment-rows", "10000", "--grace-minutes", &grace];
        program.ok(&[&["log", "settings"], &low[..]].concat());
        let before = own.so_far();
        before.assert_kept(&program.summary());
        program.ok(&["log", "seal"]);
        for senders in twins.iter().chain([&own]) {
            senders.wait_for(10);
        }
        program.ok(&["log", "tidy"]);
        for senders in twins.into_iter().chain([own]) {
            let some = senders.end();
            assert!(some.unsure.is_empty(), "{some:?}");
            sent.acknowledged.extend(some.acknowledged);
        }
        sent.assert_kept(&program.summary());
        assert_eq!(program.summary()["interactions"], sent.events(), "nothing else is there");
    }
    let log = status(&program);
    assert!(log["sealed_rows"].as_u64() > Some(sent.events() / 2), "{log}");
    // Told again to another server, long after it was sealed.
    for batch in sent.acknowledged.iter().step_by(7) {
        assert!(send(&servers[0].url, &key, batch), "{batch}");
    }
    sent.assert_kept(&program.summary());
    assert_eq!(program.summary()["interactions"], sent.events());
    let checked = program.run(&["log", "check", "--thorough"]);
    assert_eq!((checked.code, checked.out.as_str()), (Some(0), ""), "{checked:?}");
    let doctor = program.json(&["doctor", "--json"]);
    let findings = doctor.as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["state"] != "broken"), "{doctor}");
    working.stop_well();
    servers.into_iter().for_each(Serving::stop_well);
}
