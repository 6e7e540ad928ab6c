//! A year of a shop in 25 touchpoints as a CSV file, the same in every run, in the order of time.
//!
//! Customers come as Zipf and Mandelbrot have it: how often is one over their rank plus a constant. A
//! session walks from touchpoint to touchpoint by a table of odds; who orders is met again days later,
//! when the parcel arrives. No two interactions happen at the same time, so that no tool's order of
//! ties makes a difference.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{BufWriter, Write};
use std::path::Path;

use crate::shop_log::{BEGIN, Draw, YEAR_SECONDS, stamp};

/// Touchpoints, in order of name: the place is the code.
pub(crate) const TOUCHPOINTS: [&str; 25] = [
    "ad_clicked",
    "address_entered",
    "cart_viewed",
    "category_viewed",
    "chat_started",
    "checkout_started",
    "coupon_entered",
    "delivery_arrived",
    "delivery_tracked",
    "email_clicked",
    "email_opened",
    "filter_used",
    "help_viewed",
    "home_viewed",
    "order_completed",
    "payment_entered",
    "product_added",
    "product_viewed",
    "return_requested",
    "review_posted",
    "reviews_read",
    "search_made",
    "size_guide_viewed",
    "survey_answered",
    "wishlist_added",
];

/// The steps of the funnel.
pub(crate) const STEPS: [u8; 5] = [17, 16, 5, 15, 14];

/// Where sessions begin, of a hundred.
const STARTS: &[(u8, u64)] = &[(13, 34), (0, 18), (10, 12), (21, 14), (17, 14), (3, 6), (12, 2)];

/// What follows each touchpoint, of a hundred; what is missing is the end of the session.
const NEXT: [&[(u8, u64)]; 25] = [
    &[(17, 45), (3, 18), (13, 12)],
    &[(15, 80), (6, 3), (12, 2)],
    &[(5, 38), (17, 17), (6, 9), (3, 8), (16, 2)],
    &[(17, 44), (11, 22), (3, 12), (21, 6)],
    &[(4, 22), (17, 12), (18, 8), (12, 10)],
    &[(1, 74), (2, 8), (6, 5)],
    &[(5, 60), (2, 20), (6, 6)],
    &[(23, 22), (19, 12), (18, 7), (12, 3)],
    &[(8, 12), (12, 6), (13, 8)],
    &[(17, 42), (3, 24), (13, 10)],
    &[(9, 36), (10, 4)],
    &[(17, 52), (11, 20), (3, 10)],
    &[(4, 24), (12, 22), (8, 12), (13, 10)],
    &[(3, 32), (21, 24), (17, 16), (8, 2), (13, 4)],
    &[(8, 14), (13, 6), (23, 5)],
    &[(14, 82), (15, 6), (12, 2)],
    &[(2, 48), (17, 22), (3, 10)],
    &[(17, 24), (20, 10), (16, 14), (22, 5), (24, 5), (3, 12), (21, 5)],
    &[(12, 12), (4, 8), (13, 8)],
    &[(13, 14), (17, 6)],
    &[(16, 22), (17, 34), (20, 10)],
    &[(17, 48), (11, 14), (21, 14)],
    &[(16, 36), (17, 26)],
    &[(13, 8)],
    &[(17, 38), (3, 16), (13, 6)],
];

const ORDERED: u8 = 14;
const ARRIVED: u8 = 7;
const END: u8 = u8::MAX;

/// One who is about to do something: when (ms since the begin), who, what.
type Ahead = Reverse<(u64, u64, u8)>;

/// Writes `rows` interactions of up to `rows / 20` customers.
pub(super) fn write(path: &Path, rows: u64) -> anyhow::Result<()> {
    write_among(path, rows, rows / 20)
}

/// Writes `rows` interactions of up to `customers` customers; of many, most never come.
pub(crate) fn write_among(path: &Path, rows: u64, customers: u64) -> anyhow::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    writeln!(out, "customer,time,event,value")?;
    let mut draw = Draw(2025);
    let customers = customers.max(1) as f64;
    let between_sessions = YEAR_SECONDS as f64 * 1000.0 * mean_length() / rows as f64;
    let mut ahead: BinaryHeap<Ahead> = BinaryHeap::new();
    let (mut opens_at, mut before, mut left) = (0.0, 0, rows);
    while left > 0 {
        if ahead.peek().is_none_or(|Reverse((at, ..))| opens_at <= *at as f64) {
            let first = pick(&mut draw, STARTS);
            ahead.push(Reverse((opens_at as u64, customer(&mut draw, customers), first)));
            opens_at += exponential(&mut draw, between_sessions);
            continue;
        }
        let Some(Reverse((at, customer, code))) = ahead.pop() else { continue };
        let at = at.max(before + 1);
        before = at;
        left -= 1;
        write!(out, "{customer},")?;
        stamp(&mut out, BEGIN + (at / 1000).cast_signed(), (at % 1000).cast_signed())?;
        write!(out, ",{},", TOUCHPOINTS[usize::from(code)])?;
        match value(&mut draw, code) {
            Some(value) => writeln!(out, "{value:.2}")?,
            None => writeln!(out)?,
        }
        if code == ORDERED {
            let days = 1.0 + exponential(&mut draw, 2.0);
            ahead.push(Reverse((at + (days * 86_400_000.0) as u64, customer, ARRIVED)));
        }
        let next = pick(&mut draw, NEXT[usize::from(code)]);
        if next != END {
            let pause = 2000.0 + exponential(&mut draw, 45_000.0);
            ahead.push(Reverse((at + pause as u64, customer, next)));
        }
    }
    out.flush()?;
    Ok(())
}

/// Interactions that come of one session, the parcel's included: measured on some.
fn mean_length() -> f64 {
    const SESSIONS: u32 = 20_000;
    let mut draw = Draw(7);
    let mut rows = 0_u32;
    for _ in 0..SESSIONS {
        let mut ahead = vec![pick(&mut draw, STARTS)];
        while let Some(code) = ahead.pop() {
            rows += 1;
            if code == ORDERED {
                ahead.push(ARRIVED);
            }
            ahead
                .extend(Some(pick(&mut draw, NEXT[usize::from(code)])).filter(|next| *next != END));
        }
    }
    f64::from(rows) / f64::from(SESSIONS)
}

fn pick(draw: &mut Draw, odds: &[(u8, u64)]) -> u8 {
    let mut left = draw.below(100);
    for (code, share) in odds {
        if left < *share {
            return *code;
        }
        left -= share;
    }
    END
}

/// Above 0, up to 1.
fn share(draw: &mut Draw) -> f64 {
    (draw.below(1 << 32) + 1) as f64 / (1_u64 << 32) as f64
}

fn exponential(draw: &mut Draw, mean: f64) -> f64 {
    -mean * share(draw).ln()
}

/// A customer by rank: the inverse of the share of the visits that the first ranks have.
fn customer(draw: &mut Draw, customers: f64) -> u64 {
    let head = customers / 500.0 + 1.0;
    (head * ((customers + head) / head).powf(share(draw)) - head) as u64
}

fn value(draw: &mut Draw, code: u8) -> Option<f64> {
    match code {
        14 => Some(20.0 + draw.below(40_000) as f64 / 100.0),
        16 | 24 => Some(5.0 + draw.below(19_000) as f64 / 100.0),
        18 => Some(10.0 + draw.below(10_000) as f64 / 100.0),
        19 => Some(1.0 + draw.below(5) as f64),
        23 => Some(draw.below(11) as f64),
        _ => None,
    }
}
