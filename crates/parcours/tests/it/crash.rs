//! A power cut while events arrive: what was acknowledged is there, and may be told again.

use crate::program::Program;
use crate::senders::{Senders, send};
use crate::serving::Serving;

const ROUNDS: usize = 3;

#[test]
fn what_was_acknowledged_survives_a_kill_and_told_again_adds_nothing() {
    let program = Program::new();
    let mut serving = Serving::start(&program);
    let key = serving.owner().write_key();
    for round in 0..ROUNDS {
        let senders = Senders::start(&serving.url, &key, &format!("round_{round}"));
        // Each round ends elsewhere in a commit.
        senders.wait_for(8 + 5 * round);
        serving.kill();
        let sent = senders.end();
        assert!(!sent.unsure.is_empty(), "the cut came while events arrived");

        serving = Serving::start(&program);
        sent.assert_kept(&program.summary());
        for batch in sent.all() {
            assert!(send(&serving.url, &key, batch), "{batch}");
        }
        let told_again = sent.all_acknowledged();
        told_again.assert_kept(&program.summary());
    }
    serving.stop_well();
}
