//! Two servers on one PostgreSQL database.

use crate::postgres::Fresh;
use crate::program::Program;
use crate::senders::{Senders, send};
use crate::serving::Serving;

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
