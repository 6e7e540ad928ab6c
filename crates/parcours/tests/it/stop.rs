//! A stop as operators ask for it: within ten seconds, and nothing acknowledged is lost.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::mpsc;

use crate::program::Program;
use crate::senders::Senders;
use crate::serving::{STOP_LIMIT, Serving};

#[test]
fn a_stop_is_graceful_under_load() {
    let program = Program::new();
    let serving = Serving::start(&program);
    let owner = serving.owner();
    let key = owner.write_key();
    // Somebody watches the map…
    let lines = owner.listen();
    let (seen, changes) = mpsc::channel();
    let watcher = std::thread::spawn(move || {
        for line in lines {
            // Nobody waits for more than the first.
            let _ = seen.send(line);
        }
    });
    // … somebody's request never ends …
    let mut slow = TcpStream::connect(serving.url.strip_prefix("http://").unwrap()).unwrap();
    slow.write_all(b"POST /v1/batch HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{").unwrap();
    // … and events arrive.
    let senders = Senders::start(&serving.url, &key, "stop");
    senders.wait_for(20);
    let change = changes.iter().find(|line| line.starts_with("event: change"));
    assert!(change.is_some(), "a change is told");

    let (status, after) = serving.stop();
    assert_eq!(status.code(), Some(0));
    assert!(after < STOP_LIMIT, "{after:?}");
    watcher.join().unwrap();
    let sent = senders.end();
    assert!(!program.data().join("parcours.db-wal").exists(), "one file is left");
    sent.assert_kept(&program.summary());
}

#[test]
fn a_stop_at_rest_takes_no_time() {
    let program = Program::new();
    let serving = Serving::start(&program);
    let (status, after) = serving.stop();
    assert_eq!(status.code(), Some(0));
    assert!(after < STOP_LIMIT / 4, "nothing is waited for: {after:?}");
}
