//! From the basket to the order, on the site and in the shops.

use super::aftercare::Order;
use super::calendar::{DAY, HOUR, MINUTE, SECOND};
use super::catalogue::{ACCESSORIES, Product};
use super::fact::Fact;
use super::life::{Life, Outcome};
use super::person::Device;
use super::visit::{on, web};

/// Share of those who come to pay and do not manage, on any day.
const USUAL_LOSS: f64 = 0.05;
/// The same on mobile while the story of the broken checkout is told: 3 of 10.
const BROKEN_LOSS: f64 = 0.30;

impl Life<'_> {
    /// Fills a basket and tries to pay for it; how that ended, and when.
    pub(super) fn buy(
        &mut self,
        start: i64,
        device: Device,
        shoe: &'static Product,
    ) -> (Outcome, i64) {
        let mut at = start;
        let total = self.fill_basket(&mut at, device, shoe);
        if !self.dice.chance(0.7) {
            return (Outcome::Left, at);
        }
        at += self.pause();
        self.note(Fact { value: Some(total), ..web(at, "checkout_started", device) });
        if !self.is_known_on(device) {
            at += self.pause();
            let kind = if self.known_somewhere() { "signed_in" } else { "signed_up" };
            self.introduce(device, at);
            self.note(web(at, kind, device));
        }
        at += self.pause();
        self.note(Fact { subject: Some("livraison"), ..web(at, "checkout_step_viewed", device) });
        if !self.dice.chance(0.88) {
            return (Outcome::Left, at);
        }
        at += self.pause();
        self.note(Fact { subject: Some("paiement"), ..web(at, "checkout_step_viewed", device) });
        at += self.pause();
        self.note(web(at, "payment_info_entered", device));
        if self.payment_fails(&mut at, device) {
            return (Outcome::Broken, at);
        }
        at += self.dice.whole(4 * SECOND, 40 * SECOND);
        let order = self.order(at, shoe);
        let fact = web(at, "order_completed", device);
        self.note(Fact { subject: Some(shoe.slug), value: Some(total), ..order.about(fact) });
        let end = self.follow(order);
        (Outcome::Bought, end)
    }

    /// Puts the shoe and perhaps something more into the basket; its price.
    fn fill_basket(&mut self, at: &mut i64, device: Device, shoe: &'static Product) -> f64 {
        let mut total = self.add(*at, device, shoe);
        if self.dice.chance(0.25) {
            *at += self.pause();
            let extra = self.dice.pick(&ACCESSORIES);
            total += self.add(*at, device, extra);
            if self.dice.chance(0.15) {
                *at += self.pause();
                total -= extra.price;
                let fact = web(*at, "product_removed", device);
                self.note(Fact { subject: Some(extra.slug), product: Some(extra), ..fact });
            }
        }
        *at += self.pause();
        self.note(Fact { value: Some(total), ..web(*at, "cart_viewed", device) });
        total
    }

    fn add(&mut self, at: i64, device: Device, product: &'static Product) -> f64 {
        let fact = web(at, "product_added", device);
        let (subject, value) = (Some(product.slug), Some(product.price));
        self.note(Fact { subject, value, product: Some(product), ..fact });
        product.price
    }

    /// Whether the payment is lost. Those the bug loses try again, some ask for help, most go.
    fn payment_fails(&mut self, at: &mut i64, device: Device) -> bool {
        let story = self.world.stories.mobile_checkout;
        let moment = parcours_kernel::Timestamp::from_micros(*at);
        let broken = device == Device::Mobile && story.contains(moment);
        if !self.dice.chance(if broken { BROKEN_LOSS } else { USUAL_LOSS }) {
            return false;
        }
        for _ in 0..if broken { self.dice.whole(1, 2) } else { 0 } {
            *at += self.dice.whole(20 * SECOND, 2 * MINUTE);
            self.note(web(*at, "payment_info_entered", device));
        }
        if self.dice.chance(0.25) {
            *at += self.dice.whole(MINUTE, 20 * MINUTE);
            let fact = on(*at, "conversation_started", "chat", device);
            self.note(Fact {
                subject: Some("paiement"),
                words: Some(("reason", "Mon paiement n’aboutit pas")),
                ..fact
            });
        }
        true
    }

    /// A fitting in the shop in town, and the purchase that often follows.
    pub(super) fn go_to_the_store(&mut self, end: i64, shoe: &'static Product) -> (Outcome, i64) {
        let device = self.person.device;
        let booked = end + self.pause();
        self.note(web(booked, "fitting_booked", device));
        let calendar = &self.world.calendar;
        let wished = calendar.day_of(booked + self.dice.whole(DAY, 6 * DAY));
        let day = calendar.working_day(wished.max(calendar.day_of(booked) + 1));
        let at = calendar.office(&mut self.dice, day, 10, 19);
        if !self.dice.chance(0.88) {
            return (Outcome::Left, booked);
        }
        self.note(Fact {
            subject: Some("analyse-de-foulee"),
            ..Fact::new(at, "fitting_done", "store")
        });
        if !self.dice.chance(0.6) {
            return (Outcome::Left, at);
        }
        let paid = at + self.dice.whole(HOUR / 4, HOUR);
        let order = self.order(paid, shoe);
        let fact = Fact::new(paid, "order_completed", "store");
        self.note(Fact { subject: Some(shoe.slug), value: Some(shoe.price), ..order.about(fact) });
        // Tried on with somebody's help: nothing to deliver, hardly anything comes back.
        let end = self.wear(order, paid + DAY);
        (Outcome::Bought, end)
    }

    fn order(&mut self, at: i64, shoe: &'static Product) -> Order {
        self.orders += 1;
        Order { number: self.orders, at, shoe, size: self.person.size }
    }
}
