//! A year of a shop as a CSV file, the same in every run, in the order of time.
//!
//! Sessions of a few pages each; most customers come once, some come back for years. No free
//! properties: what is measured is the log itself.

use std::io::{BufWriter, Write};
use std::path::Path;

pub(crate) const BEGIN: i64 = 1_735_689_600;
pub(crate) const YEAR_SECONDS: u64 = 365 * 86_400;
/// Sessions that are open at one time.
const OPEN: usize = 4096;
const KINDS: [&str; 10] = [
    "page_viewed",
    "product_list_viewed",
    "product_viewed",
    "product_added",
    "cart_viewed",
    "checkout_started",
    "payment_info_entered",
    "order_completed",
    "delivery_arrived",
    "review_posted",
];

struct Session {
    customer: u64,
    step: usize,
    channel: &'static str,
}

/// A splitmix64 stream: even, repeatable, no library.
pub(crate) struct Draw(pub(crate) u64);

impl Draw {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }
}

/// Writes `rows` interactions of about `rows / 25` customers.
pub(crate) fn write(path: &Path, rows: u64) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    writeln!(out, "customer,time,event,channel,page,value")?;
    let mut draw = Draw(2024);
    let customers = (rows / 25).max(1);
    let mut seen = 1;
    let mut sessions: Vec<Session> =
        (0..OPEN).map(|_| open(&mut draw, customers, &mut seen)).collect();
    for row in 0..rows {
        let place = draw.below(OPEN as u64) as usize;
        let session = &mut sessions[place];
        let kind = KINDS[session.step];
        let (page, value) = match session.step {
            0 => ("/".to_owned(), None),
            1 => (format!("/rayon/{}", draw.below(24)), None),
            2 | 3 => {
                let product = draw.below(400);
                (format!("/produit/p{product}"), Some(9.9 + (product * 7 % 190) as f64))
            }
            4 => ("/panier".to_owned(), None),
            7 => ("/merci".to_owned(), Some(20.0 + draw.below(400) as f64 / 2.0)),
            9 => ("/avis".to_owned(), Some(1.0 + draw.below(5) as f64)),
            _ => ("/commande".to_owned(), None),
        };
        let micros = (row as u128 * u128::from(YEAR_SECONDS) * 1_000_000 / u128::from(rows)) as i64;
        // Milliseconds, as clocks of browsers have them.
        let (seconds, millis) = (BEGIN + micros / 1_000_000, micros / 1000 % 1000);
        write!(out, "c{},", session.customer)?;
        stamp(&mut out, seconds, millis)?;
        write!(out, ",{kind},{},{page},", session.channel)?;
        match value {
            Some(value) => writeln!(out, "{value:.2}")?,
            None => writeln!(out)?,
        }
        let ends = session.step == KINDS.len() - 1
            || draw.below(10) < [4, 3, 3, 2, 3, 2, 1, 2, 8, 10][session.step];
        if ends {
            sessions[place] = open(&mut draw, customers, &mut seen);
        } else if draw.below(3) > 0 {
            session.step += 1;
        }
    }
    out.flush()?;
    Ok(())
}

fn open(draw: &mut Draw, customers: u64, seen: &mut u64) -> Session {
    // Three of ten are new as long as there are new ones; the others come back, early ones more often.
    let customer = if *seen < customers && draw.below(10) < 3 {
        *seen += 1;
        *seen
    } else {
        let share = draw.below(1 << 32) as f64 / f64::from(u32::MAX);
        (share * share * *seen as f64) as u64
    };
    let channel = ["web", "web", "mobile", "email"][draw.below(4) as usize];
    Session { customer, step: 0, channel }
}

/// `2025-03-04T10:00:00.123Z`, from seconds since 1970 (Howard Hinnant's civil_from_days).
pub(crate) fn stamp(out: &mut impl Write, seconds: i64, millis: i64) -> std::io::Result<()> {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}
