//! A visit to the shop's site: how people get there, what they look at, whom they ask.

use super::calendar::{DAY, HOUR, MINUTE, SECOND};
use super::catalogue::{ARTICLES, DEPARTMENTS, Product, SEARCHES, SHOES, SHOPLESS_CAMPAIGN};
use super::fact::Fact;
use super::life::Life;
use super::person::{Device, Origin};

/// What someone does next during a visit.
#[derive(Clone, Copy)]
enum Step {
    Product,
    Department,
    Search,
    Sizes,
    Article,
    Help,
    Wish,
}

const STEPS: [(Step, f64); 7] = [
    (Step::Product, 44.0),
    (Step::Department, 24.0),
    (Step::Search, 11.0),
    (Step::Sizes, 9.0),
    (Step::Article, 6.0),
    (Step::Help, 3.0),
    (Step::Wish, 3.0),
];

impl Life<'_> {
    /// One visit from `start`; the moment of its last page.
    pub(super) fn visit(
        &mut self,
        start: i64,
        origin: Origin,
        device: Device,
        shoe: &'static Product,
    ) -> i64 {
        let mut at = self.arrive(start, origin, device);
        if !self.is_known_on(device) && self.known_somewhere() {
            at += self.pause();
            self.introduce(device, at);
            self.note(web(at, "signed_in", device));
        }
        for _ in 0..self.dice.whole(0, 3) + self.dice.heavy(9) {
            at += self.pause();
            self.step(at, device, shoe);
        }
        if self.dice.chance(0.035) {
            at += self.pause();
            let subject = self.dice.weighted(&[("conseil", 3.0), ("taille", 2.0)]);
            self.note(Fact {
                subject: Some(subject),
                ..on(at, "conversation_started", "chat", device)
            });
        }
        if !self.known_somewhere() && self.dice.chance(0.035) {
            at += self.pause();
            self.introduce(device, at);
            self.note(web(at, "newsletter_subscribed", device));
        }
        at
    }

    /// The step before the first page, and the first page.
    fn arrive(&mut self, at: i64, origin: Origin, device: Device) -> i64 {
        let landing = match origin {
            Origin::Blog => self.dice.weighted(&ARTICLES),
            Origin::Ad(_) => "/chaussures/debuter",
            _ if self.dice.chance(0.35) => self.dice.weighted(&DEPARTMENTS),
            _ => "/",
        };
        let subject = Some(landing);
        let first = match origin {
            Origin::Search => Some(Fact { subject, ..web(at, "search_result_clicked", device) }),
            Origin::Ad(campaign) => {
                let words = Some(("campaign", campaign));
                Some(Fact { subject, words, ..on(at, "ad_clicked", "instagram", device) })
            }
            Origin::Friend => Some(Fact { subject, ..web(at, "referral_link_clicked", device) }),
            Origin::Letter(letter) => {
                let subject = Some(letter);
                Some(Fact { subject, ..on(at, "email_link_clicked", "email", device) })
            }
            Origin::Blog | Origin::Direct => None,
        };
        let page_at = if first.is_some() { at + self.dice.whole(SECOND, 4 * SECOND) } else { at };
        if let Some(fact) = first {
            self.note(fact);
        }
        self.page(page_at, landing, device);
        page_at
    }

    fn step(&mut self, at: i64, device: Device, shoe: &'static Product) {
        match self.dice.weighted(&STEPS) {
            Step::Product => {
                let seen = if self.dice.chance(0.6) { shoe } else { self.dice.pick(&SHOES) };
                self.page(at, seen.page, device);
                let fact = web(at + self.dice.whole(SECOND / 10, SECOND), "product_viewed", device);
                self.note(Fact {
                    subject: Some(seen.slug),
                    product: Some(seen),
                    value: Some(seen.price),
                    ..fact
                });
            }
            Step::Department => {
                let page = self.dice.weighted(&DEPARTMENTS);
                self.page(at, page, device);
            }
            Step::Search => {
                let words = Some(("query", self.dice.weighted(&SEARCHES)));
                self.note(Fact { words, ..web(at, "products_searched", device) });
            }
            Step::Sizes => self.page(at, "/guide-des-tailles", device),
            Step::Article => {
                let page = self.dice.weighted(&ARTICLES);
                self.page(at, page, device);
            }
            Step::Help => {
                let page = self.dice.weighted(&[
                    ("/aide/livraison", 3.0),
                    ("/aide/retours", 2.0),
                    ("/aide/paiement", 1.0),
                ]);
                self.page(at, page, device);
            }
            Step::Wish => {
                let fact = web(at, "product_added_to_wishlist", device);
                self.note(Fact { subject: Some(shoe.slug), product: Some(shoe), ..fact });
            }
        }
    }

    /// A page seen.
    pub(super) fn page(&mut self, at: i64, page: &'static str, device: Device) {
        self.note(Fact { subject: Some(page), ..web(at, "page_viewed", device) });
    }

    /// The time people spend on a page.
    pub(super) fn pause(&mut self) -> i64 {
        self.dice.heavy(8) * self.dice.whole(6 * SECOND, 40 * SECOND)
    }

    /// The story of the window-shoppers: a few visits while the campaign runs, a basket at most.
    pub(super) fn look_around(&mut self) {
        let story = self.world.stories.window_shoppers;
        let (from, until) = (story.from.as_micros(), story.until.as_micros());
        let calendar = &self.world.calendar;
        let origin = Origin::Ad(SHOPLESS_CAMPAIGN);
        let mut day = calendar.day_of(self.dice.whole(from, until - 1));
        for _ in 0..self.dice.whole(2, 6) {
            let at = calendar.leisure(&mut self.dice, day);
            // A visit that would run past the campaign is one that does not happen.
            if at + HOUR >= until {
                return;
            }
            let shoe = self.dice.pick(&SHOES);
            let end = self.visit(at, origin, self.person.device, shoe);
            if self.dice.chance(0.012) && end + DAY < until {
                self.buy(end + MINUTE, self.person.device, shoe);
            }
            day += usize::from(self.dice.chance(0.5)) + 1;
        }
    }
}

/// A fact in a browser on the shop's site.
pub(super) fn web(at: i64, kind: &'static str, device: Device) -> Fact {
    on(at, kind, "web", device)
}

/// A fact in a browser, by way of another channel.
pub(super) fn on(at: i64, kind: &'static str, channel: &'static str, device: Device) -> Fact {
    Fact { device: Some(device), ..Fact::new(at, kind, channel) }
}
