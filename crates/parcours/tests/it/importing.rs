//! Files to import, made here: the same history in each of the forms that are read.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A customer's number, a time with offset, what happened: in the order of the file.
pub(crate) const HISTORY: [(&str, &str, &str); 6] = [
    ("7", "2024-03-01T08:00:00Z", "page_viewed"),
    ("7", "2024-03-01T08:05:00Z", "order_completed"),
    ("NA", "2024-03-02T09:00:00Z", "page_viewed"),
    ("null", "2024-03-02T09:00:00Z", "page_viewed"),
    ("8", "2024-03-03T10:00:00Z", "page_viewed"),
    ("8", "2024-03-04T10:00:00Z", "delivery_arrived"),
];

pub(crate) fn csv() -> String {
    let rows: String = HISTORY.map(|(who, at, what)| format!("{who};{at};{what};12,50\n")).concat();
    format!("\u{feff}customer_id;timestamp;event;montant\n{rows}")
}

pub(crate) fn jsonl() -> String {
    HISTORY
        .map(|(who, at, what)| {
            format!("{{\"customer_id\":\"{who}\",\"timestamp\":\"{at}\",\"event\":\"{what}\"}}\n")
        })
        .concat()
}

pub(crate) fn xes() -> String {
    let mut traces = String::new();
    let mut customers: Vec<_> = HISTORY.map(|(who, ..)| who).to_vec();
    customers.dedup();
    for customer in customers {
        traces += &format!("<trace><string key=\"concept:name\" value=\"{customer}\"/>");
        for (_, at, what) in HISTORY.iter().filter(|(who, ..)| *who == customer) {
            traces += &format!(
                "<event><string key=\"concept:name\" value=\"{what}\"/>\
                 <date key=\"time:timestamp\" value=\"{at}\"/></event>"
            );
        }
        traces += "</trace>\n";
    }
    format!("<?xml version=\"1.0\"?>\n<log xes.version=\"1849-2016\">\n{traces}</log>\n")
}

pub(crate) fn gzip(text: &str) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    packed.finish().unwrap()
}
