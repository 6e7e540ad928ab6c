//! Files written by the same library's writer, whole and damaged.

use std::sync::Mutex;

use proptest::prelude::*;
use serde_json::json;

use super::sample::{orders, visits};
use super::*;

struct Memory(Vec<u8>);

impl ReadAt for Memory {
    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
        let start = usize::try_from(offset).unwrap().min(self.0.len());
        // One byte short of what is wanted, so that callers must ask again.
        let count = buffer.len().min(self.0.len() - start).min(4095);
        buffer[..count].copy_from_slice(&self.0[start..start + count]);
        Ok(count)
    }
}

fn read(file: Vec<u8>) -> Result<Vec<Map<String, Value>>, ParquetError> {
    ParquetRows::open(Arc::new(Memory(file)))?.collect()
}

#[test]
fn every_type_keeps_its_value() {
    let rows = ParquetRows::open(Arc::new(Memory(orders()))).unwrap();
    assert_eq!(rows.rows(), 3);
    assert_eq!(rows.columns()[4..6], ["spark", "day"]);
    let rows: Vec<Value> = rows.map(|row| Value::Object(row.unwrap())).collect();
    assert_eq!(
        rows[0],
        json!({
            "id": 1,
            "customer": "NA",
            "naive": "2024-03-13T10:21:14.123456789",
            "utc": "2024-03-13T10:21:14.123456Z",
            "spark": "2024-03-13T10:21:14.123456789Z",
            "day": "2024-03-13",
            "clock": "10:21:14.5",
            "price": "-0.05",
            "small": 0.1,
            "share": null,
            "paid": true,
            "token": "00010203-0405-0607-0809-0a0b0c0d0e0f",
            "raw": "ff00",
            "address": {"city": "Lyon"},
            "tags": ["new", null],
        })
    );
    assert_eq!(rows[1]["customer"], Value::Null);
    assert_eq!(rows[1]["spark"], Value::Null);
    assert_eq!(rows[1]["address"], json!({"city": null}));
    assert_eq!(rows[1]["tags"], Value::Null);
    // Above 2⁵³, where a double would lose it.
    assert_eq!(rows[2]["id"], json!(9_007_199_254_740_993_i64));
}

fn table(file: Vec<u8>) -> Result<Vec<Value>, ParquetError> {
    let mut table = ParquetTable::open(Arc::new(Memory(file)))?.expect("no column is nested");
    let names = table.columns().to_vec();
    let mut rows = Vec::new();
    while table.advance()? {
        let cell = |(place, name): (usize, &String)| (name.clone(), table.cell(place).json());
        rows.push(names.iter().enumerate().map(cell).collect());
    }
    assert_eq!(rows.len() as u64, table.rows());
    assert!(!table.advance()?);
    Ok(rows)
}

#[test]
fn columns_say_what_records_say() {
    for (rows, group) in [(0, 1), (1, 1), (900, 900), (2_600, 1_100), (1_024, 512)] {
        let records = read(visits(rows, group)).unwrap();
        let columns = table(visits(rows, group)).unwrap();
        assert_eq!(columns, records.into_iter().map(Value::Object).collect::<Vec<_>>());
    }
}

#[test]
fn nested_columns_are_left_to_records() {
    assert!(ParquetTable::open(Arc::new(Memory(orders()))).unwrap().is_none());
}

#[test]
fn a_table_ends_at_its_first_damaged_page() {
    let mut file = visits(100, 50);
    file[4..40].fill(0xff);
    let mut table = ParquetTable::open(Arc::new(Memory(file))).unwrap().unwrap();
    assert!(table.advance().is_err());
    assert_eq!(table.advance(), Ok(false));
}

#[test]
fn moments_before_1970_and_beyond_the_calendar_survive() {
    assert_eq!(value::moment(-1, 500_000_000, true), json!("1969-12-31T23:59:59.5Z"));
    assert_eq!(value::moment(i64::MAX / 2, 0, true), json!(i64::MAX / 2));
}

#[test]
fn what_is_not_parquet_is_an_error() {
    for file in [b"".to_vec(), b"PAR1".to_vec(), b"PAR1PAR1".to_vec(), vec![b'a'; 100]] {
        assert!(ParquetRows::open(Arc::new(Memory(file))).is_err());
    }
    let mut cut = orders();
    cut.truncate(cut.len() - 9);
    assert!(read(cut).is_err());
}

#[test]
fn reading_stops_at_the_first_damaged_page() {
    let mut file = orders();
    file[4..40].fill(0xff);
    let mut rows = ParquetRows::open(Arc::new(Memory(file))).unwrap();
    assert!(rows.next().unwrap().is_err());
    assert!(rows.next().is_none());
}

/// The decoder's panics are expected here; their messages would drown the test's own.
fn quiet<T>(run: impl FnOnce() -> T) -> T {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = run();
    std::panic::set_hook(hook);
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damage_is_an_error_never_a_crash(
        spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = orders();
        for (spot, byte) in spots {
            let at = spot.index(file.len());
            file[at] = byte;
        }
        quiet(|| {
            if let Ok(rows) = ParquetRows::open(Arc::new(Memory(file))) {
                // A damaged footer may promise any number of rows.
                let _ = rows.take(1000).count();
            }
        });
    }

    #[test]
    fn damage_to_a_table_is_an_error_never_a_crash(
        spots in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut file = visits(40, 25);
        for (spot, byte) in spots {
            let at = spot.index(file.len());
            file[at] = byte;
        }
        quiet(|| {
            let Ok(Some(mut table)) = ParquetTable::open(Arc::new(Memory(file))) else { return };
            // A damaged footer may promise any number of rows.
            for _ in 0..1000 {
                if table.advance() != Ok(true) {
                    break;
                }
                for column in 0..table.columns().len() {
                    let _ = table.cell(column).json();
                }
            }
        });
    }

    #[test]
    fn any_bytes_are_no_crash(body in prop::collection::vec(any::<u8>(), 0..300)) {
        let file = [b"PAR1", &body[..], b"PAR1"].concat();
        quiet(|| {
            assert!(ParquetTable::open(Arc::new(Memory(file.clone()))).is_err());
            let _ = read(file);
        });
    }
}
