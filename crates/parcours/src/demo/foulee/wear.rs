//! Shoes on feet: the first run, the review, the friend who is told, and the pair that wears out.

use super::aftercare::{Order, is_narrow, score};
use super::calendar::{DAY, HOUR};
use super::catalogue::LETTERS;
use super::fact::Fact;
use super::life::Life;
use super::person::Origin;
use super::verbatims::{SHOE_CROSS, SHOE_GLAD, SHOE_NARROW, SHOE_SO_SO};
use super::visit::web;

impl Life<'_> {
    /// Trying the shoes on, then running in them or sending them back; when that is settled.
    pub(super) fn wear(&mut self, order: Order, arrived: i64) -> i64 {
        self.review(order, arrived);
        if self.comes_back(order, arrived) {
            return arrived + 12 * DAY;
        }
        self.run(arrived);
        if self.dice.chance(0.07) {
            let at = arrived + self.dice.whole(2 * DAY, 25 * DAY);
            self.note(web(at, "referral_link_shared", self.person.device));
        }
        arrived + 2 * DAY
    }

    /// The running diary: a first run for those who never ran, then as many as patience lasts.
    fn run(&mut self, arrived: i64) {
        if !self.dice.chance(if self.has_run { 0.3 } else { 0.62 }) {
            return;
        }
        let calendar = &self.world.calendar;
        let mut day = calendar.day_of(arrived) + 1;
        day += usize::try_from(self.dice.whole(0, 9)).expect("a few days");
        let runs = 2 * self.dice.heavy(14);
        for nth in 0..runs {
            let hour = self.dice.weighted(&[(7, 3.0), (9, 2.0), (12, 1.0), (18, 4.0), (19, 3.0)]);
            let at = calendar.at(day, hour * HOUR + self.dice.whole(0, HOUR - 1));
            let first = nth == 0 && !self.has_run;
            let subject = Some(if first { "premiere-sortie" } else { "sortie" });
            let kilometres =
                score(self.dice.whole(if first { 2 } else { 4 }, if first { 5 } else { 12 }));
            let fact = web(at, "run_logged", self.person.device);
            self.note(Fact { subject, value: Some(kilometres), ..fact });
            day += usize::try_from(self.dice.whole(2, 7)).expect("a few days");
        }
        self.has_run = true;
        if runs > 4 {
            let rest = self.dice.whole(70 * DAY, 120 * DAY);
            self.worn_out(calendar.at(day, 0) + rest);
        }
    }

    /// A pair lasts some 700 km; those who keep a diary are told in time.
    fn worn_out(&mut self, at: i64) {
        let day = self.world.calendar.working_day(self.world.calendar.day_of(at));
        let sent = self.world.calendar.at(day, 8 * HOUR);
        self.reminder = self.email(sent, "rappel-usure", None, 0.55);
    }

    /// A public review, more likely from the disappointed.
    fn review(&mut self, order: Order, arrived: i64) {
        let narrow = is_narrow(self, order);
        if !self.dice.chance(if narrow { 0.22 } else { 0.1 }) {
            return;
        }
        let stars = if narrow {
            self.dice.weighted(&[(1, 4.0), (2, 3.0), (3, 2.0), (4, 1.0)])
        } else {
            self.dice.weighted(&[(5, 55.0), (4, 27.0), (3, 9.0), (2, 5.0), (1, 4.0)])
        };
        let comments = match stars {
            4 | 5 => SHOE_GLAD.as_slice(),
            _ if narrow => SHOE_NARROW.as_slice(),
            3 => SHOE_SO_SO.as_slice(),
            _ => SHOE_CROSS.as_slice(),
        };
        let at = arrived + self.dice.whole(2 * DAY, 21 * DAY);
        let comment = *self.dice.pick(comments);
        let words = self.dice.chance(0.7).then_some(("comment", comment));
        let fact = order.about(Fact::new(at, "review_posted", "review_site"));
        self.note(Fact {
            subject: Some(order.shoe.slug),
            value: Some(score(stars)),
            words,
            ..fact
        });
    }

    /// The monthly letter, on the first Thursday at eight, to those who asked for it.
    pub(super) fn read_letters(&mut self) {
        let Some(since) = self.reachable_since().filter(|_| self.person.reads_letters) else {
            return;
        };
        let calendar = &self.world.calendar;
        let mut day = calendar.day_of(calendar.from.max(since));
        loop {
            let date = calendar.date(day);
            let sent = calendar.at(day, 8 * HOUR);
            if sent >= calendar.until {
                return;
            }
            if date.day() <= 7 && date.weekday() == jiff::civil::Weekday::Thursday && sent > since {
                let month = usize::try_from(date.month() - 1).expect("months count from 1");
                self.letter(sent, LETTERS[month]);
            }
            day += 1;
        }
    }

    fn letter(&mut self, sent: i64, letter: &'static str) {
        if !self.dice.chance(0.3) {
            return;
        }
        let at = sent + self.dice.heavy(12) * self.dice.whole(HOUR / 12, 2 * HOUR);
        self.note(Fact { subject: Some(letter), ..Fact::new(at, "email_opened", "email") });
        if self.is_known_on(self.person.device) && self.dice.chance(0.2) {
            let shoe = self.dice.pick(&super::catalogue::SHOES);
            self.visit(at + HOUR / 60, Origin::Letter(letter), self.person.device, shoe);
        }
    }
}
