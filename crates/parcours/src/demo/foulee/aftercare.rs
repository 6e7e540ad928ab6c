//! After the order: e-mails, the parcel, the worried call, the survey, the return.

use parcours_kernel::Timestamp;

use super::calendar::{DAY, HOUR, MINUTE};
use super::catalogue::{CARRIERS, LATE_CARRIER, NARROW_SHOE, Product};
use super::fact::Fact;
use super::life::Life;
use super::verbatims::{DELIVERY_CROSS, DELIVERY_GLAD, DELIVERY_SO_SO};

/// What was bought.
#[derive(Clone, Copy)]
pub(super) struct Order {
    /// From 1 for each customer.
    pub(super) number: u16,
    pub(super) at: i64,
    pub(super) shoe: &'static Product,
    pub(super) size: u8,
}

impl Order {
    /// The fact with the order's number, product and size on it.
    pub(super) fn about(self, fact: Fact) -> Fact {
        Fact { product: Some(self.shoe), size: Some(self.size), order: Some(self.number), ..fact }
    }
}

impl Life<'_> {
    /// Everything that follows an order on the site; when the customer is done with it.
    pub(super) fn follow(&mut self, order: Order) -> i64 {
        let number = Some(order.number);
        self.email(order.at + MINUTE, "confirmation-de-commande", number, 0.7);
        let calendar = &self.world.calendar;
        let carrier = self.dice.weighted(&CARRIERS);
        let soon = calendar.day_of(order.at) + 1 + usize::from(self.dice.chance(0.25));
        let day = calendar.working_day(soon);
        let shipped = calendar.office(&mut self.dice, day, 14, 18);
        let words = Some(("carrier", carrier));
        self.note(Fact {
            order: number,
            words,
            ..Fact::new(shipped, "delivery_shipped", "carrier")
        });
        self.email(shipped + HOUR, "colis-en-route", number, 0.6);
        let late =
            carrier == LATE_CARRIER && self.during(self.world.stories.carrier_delays, shipped);
        let (least, most) = if late { (6, 9) } else { (2, 4) };
        let days = usize::try_from(self.dice.whole(least, most)).expect("a few days");
        let day = calendar.working_day(day + days);
        let arrived = calendar.office(&mut self.dice, day, 9, 19);
        self.wait_for_it(order, shipped, arrived, late);
        self.note(Fact {
            order: number,
            words,
            ..Fact::new(arrived, "delivery_arrived", "carrier")
        });
        self.rate_delivery(arrived, number, late);
        self.wear(order, arrived)
    }

    /// Waiting for the parcel: looking where it is, and asking when it is nowhere.
    fn wait_for_it(&mut self, order: Order, shipped: i64, arrived: i64, late: bool) {
        let device = self.person.device;
        let looks = if late { self.dice.whole(1, 5) } else { i64::from(self.dice.chance(0.4)) };
        for _ in 0..looks {
            let at = self.dice.whole(shipped + HOUR, arrived);
            if self.is_known_on(device) {
                self.page(at, "/suivi-de-commande", device);
            }
        }
        if !self.dice.chance(if late { 0.45 } else { 0.04 }) {
            return;
        }
        // Nobody worries before the day after; the phone is answered from 9 to 18.
        let calendar = &self.world.calendar;
        let worried = self.dice.whole(shipped + (arrived - shipped) / 2, arrived);
        let day = calendar.working_day(calendar.day_of(worried));
        let at = calendar.office(&mut self.dice, day, 9, 18).min(arrived - MINUTE);
        let (kind, channel) = self
            .dice
            .weighted(&[(("call_logged", "phone"), 7.0), (("conversation_started", "email"), 3.0)]);
        let words = Some(("reason", "Où est ma commande\u{202f}?"));
        let fact =
            Fact { subject: Some("suivi-de-commande"), words, ..Fact::new(at, kind, channel) };
        self.note(Fact { order: Some(order.number), ..fact });
    }

    /// The question after a delivery: "would you recommend us", 0 to 10.
    fn rate_delivery(&mut self, arrived: i64, order: Option<u16>, late: bool) {
        if !self.dice.chance(0.32) {
            return;
        }
        let (happy, neutral) = if late { (0.1, 0.25) } else { (0.6, 0.27) };
        let mood = self.dice.share();
        let (low, high, comments) = if mood < happy {
            (9, 10, DELIVERY_GLAD.as_slice())
        } else if mood < happy + neutral {
            (7, 8, DELIVERY_SO_SO.as_slice())
        } else {
            (if late { 0 } else { 2 }, 6, DELIVERY_CROSS.as_slice())
        };
        let at = arrived + self.dice.whole(20 * HOUR, 3 * DAY);
        let score = score(self.dice.whole(low, high));
        let comment = *self.dice.pick(comments);
        let words = self.dice.chance(0.4).then_some(("comment", comment));
        let fact = Fact::new(at, "survey_answered", "email");
        self.note(Fact { subject: Some("livraison"), value: Some(score), words, order, ..fact });
    }

    /// Whether the shoe comes back, and with what reason; the batch that runs small does much more often.
    pub(super) fn comes_back(&mut self, order: Order, arrived: i64) -> bool {
        let narrow = is_narrow(self, order);
        let (rate, by_size) = if narrow { (0.28, 0.9) } else { (0.07, 0.45) };
        if !self.dice.chance(rate) {
            return false;
        }
        let reason = if self.dice.chance(by_size) {
            "taille"
        } else {
            self.dice.weighted(&[
                ("confort", 3.0),
                ("couleur", 2.0),
                ("changement-d-avis", 4.0),
                ("defaut", 1.0),
            ])
        };
        let words = Some(("reason", reason));
        let subject = Some(order.shoe.slug);
        let asked = arrived + self.dice.whole(5 * HOUR, 9 * DAY);
        self.note(Fact {
            subject,
            words,
            ..order.about(Fact::new(asked, "return_requested", "web"))
        });
        let channel = if self.person.lives_near_a_shop() { "store" } else { "carrier" };
        let back = asked + self.dice.whole(2 * DAY, 7 * DAY);
        self.note(Fact {
            subject,
            words,
            ..order.about(Fact::new(back, "product_returned", channel))
        });
        let refunded = back + self.dice.whole(DAY, 4 * DAY);
        let value = Some(order.shoe.price);
        self.note(Fact {
            subject,
            value,
            ..order.about(Fact::new(refunded, "order_refunded", "web"))
        });
        true
    }

    /// An e-mail of the shop, and when it is opened, if it is, with this probability.
    pub(super) fn email(
        &mut self,
        at: i64,
        subject: &'static str,
        order: Option<u16>,
        opened: f64,
    ) -> Option<i64> {
        let subject = Some(subject);
        self.note(Fact { subject, order, ..Fact::new(at, "email_delivered", "email") });
        if !self.dice.chance(opened) {
            return None;
        }
        let later = at + self.dice.heavy(20) * self.dice.whole(MINUTE, HOUR);
        self.note(Fact { subject, order, ..Fact::new(later, "email_opened", "email") });
        Some(later)
    }

    /// Whether a story is being told at this moment.
    pub(super) fn during(&self, story: parcours_kernel::Period, at: i64) -> bool {
        story.contains(Timestamp::from_micros(at))
    }
}

/// Whether an order got a pair of the batch that runs small.
pub(super) fn is_narrow(life: &Life<'_>, order: Order) -> bool {
    order.shoe.slug == NARROW_SHOE && life.during(life.world.stories.narrow_shoe, order.at)
}

/// A small whole number as a value.
pub(super) fn score(whole: i64) -> f64 {
    f64::from(i32::try_from(whole).expect("scores and distances are small"))
}
