//! One to five: what customers say when the shop asks "how was it?" on the spot.
//!
//! Few answer, and the stories show: late parcels, a checkout that breaks on phones.

use parcours_kernel::Timestamp;

use super::aftercare::score;
use super::calendar::{DAY, HOUR, MINUTE};
use super::dice::Dice;
use super::fact::Fact;
use super::person::Device;
use super::stories::Stories;

/// Days after which a parcel was too long on its way.
const LONG: i64 = 5 * DAY;

/// A question: the kind of its answer, how many answer, how glad they are (1 to 5), and how soon.
struct Question {
    kind: &'static str,
    answers: f64,
    glad: f64,
    within: i64,
}

/// The answers of one customer, from all that happened to them.
pub(super) fn of(facts: &[Fact], dice: &mut Dice, stories: Stories) -> Vec<Fact> {
    let mut answers = Vec::new();
    for fact in facts {
        let Some(question) = question(fact, facts, stories) else { continue };
        if !dice.chance(question.answers) {
            continue;
        }
        let at = fact.at + dice.whole(MINUTE, question.within);
        // Around what most say, one star more or less, and now and then a surprise.
        let mood = question.glad + dice.between(-1.0, 1.0) + dice.between(-0.6, 0.6);
        let stars = if dice.chance(0.04) { dice.whole(1, 5) } else { stars(mood) };
        answers.push(Fact {
            at,
            kind: question.kind,
            value: Some(score(stars)),
            words: None,
            product: None,
            size: None,
            ..*fact
        });
    }
    answers
}

#[expect(clippy::cast_possible_truncation, reason = "between 1 and 5")]
fn stars(mood: f64) -> i64 {
    mood.round().clamp(1.0, 5.0) as i64
}

/// What is asked after a fact.
fn question(fact: &Fact, facts: &[Fact], stories: Stories) -> Option<Question> {
    let ask = |kind, answers, glad, within| Some(Question { kind, answers, glad, within });
    let subject = fact.subject.unwrap_or("");
    match fact.kind {
        "page_viewed" if subject.starts_with("/blog/") => ask("page_rated", 0.03, 4.4, 6 * MINUTE),
        "page_viewed" if subject == "/guide-des-tailles" => {
            ask("page_rated", 0.04, 2.9, 4 * MINUTE)
        }
        "page_viewed" if subject.starts_with("/produits/") => {
            ask("page_rated", 0.006, 3.4, 4 * MINUTE)
        }
        "conversation_started" => match subject {
            "paiement" => ask("conversation_rated", 0.6, 1.5, HOUR),
            "suivi-de-commande" => ask("conversation_rated", 0.4, 2.0, DAY),
            _ => ask("conversation_rated", 0.4, 4.4, HOUR),
        },
        "fitting_done" => ask("fitting_rated", 0.4, 4.8, DAY),
        "order_completed" if fact.channel == "web" => {
            let moment = Timestamp::from_micros(fact.at);
            let hard =
                fact.device == Some(Device::Mobile) && stories.mobile_checkout.contains(moment);
            ask("checkout_rated", 0.12, if hard { 2.2 } else { 4.0 }, 3 * MINUTE)
        }
        "delivery_arrived" => {
            let shipped =
                |other: &&Fact| other.kind == "delivery_shipped" && other.order == fact.order;
            let sent = facts.iter().find(shipped)?.at;
            ask("delivery_rated", 0.15, if fact.at - sent > LONG { 1.7 } else { 4.3 }, DAY)
        }
        "product_returned" => ask("return_rated", 0.35, 3.1, 3 * DAY),
        "run_logged" if subject == "premiere-sortie" => ask("run_rated", 0.4, 4.7, HOUR),
        _ => None,
    }
}
