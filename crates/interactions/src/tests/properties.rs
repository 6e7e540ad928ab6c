//! Properties as columns: hot, sealed and decoded, they are those of the interactions themselves.

use super::*;
use crate::Effort;

/// Orders of a few customers: the number is in the text, the device promoted for some.
fn orders(range: std::ops::Range<i64>) -> Vec<NewInteraction> {
    let one = |n: i64| {
        let promoted = (n % 3 == 0).then(|| ("device".to_owned(), "mobile".to_owned()));
        let signature = SignatureParts::new("order", "web", None, promoted.into_iter().collect());
        let text = match n % 4 {
            0 => None,
            1 => Some(format!(r#"{{"note":{{"order_id":"no"}},"order_id":{}}}"#, n % 10)),
            _ => Some(format!(r#"{{"order_id":"{}","device":"desktop"}}"#, n % 10)),
        };
        let message = format!("o{n}");
        let fact = fact(1 + n % 23, n % 71, "order", &message);
        NewInteraction { signature: signature.into(), properties: text, ..fact }
    };
    range.map(one).collect()
}

type Told = (i64, i64, Option<String>, Option<String>);

fn sorted(mut told: Vec<Told>) -> Vec<Told> {
    told.sort();
    told
}

async fn columns(log: &Log, signatures: Option<Vec<u32>>) -> Vec<Told> {
    let names = ["order_id", "device"].map(Into::into).to_vec();
    let request = ScanRequest { signatures, properties: names, ..ScanRequest::of(Period::ALL) };
    let mut told = Vec::new();
    for bucket in scan(&log.snapshot().await.unwrap(), &request).await {
        for (customer, window) in bucket.customers.iter().zip(bucket.offsets.windows(2)) {
            for row in window[0] as usize..window[1] as usize {
                let value = |name| {
                    let column = bucket.property(name).expect("asked for");
                    column.value(row).map(ToOwned::to_owned)
                };
                told.push((*customer, bucket.at[row], value("order_id"), value("device")));
            }
        }
    }
    sorted(told)
}

#[tokio::test]
async fn columns_say_what_interactions_say_wherever_they_lie() {
    on_both(async |database| {
        let log = Log::new(database.clone(), Env::system());
        let warm = Log::new(database.clone(), Env::system()).keeping_decoded(1 << 26);
        let told = |n: i64| {
            let fact = &orders(n..n + 1)[0];
            let order = (n % 4 != 0).then(|| (n % 10).to_string());
            let device = match n {
                _ if n % 3 == 0 => Some("mobile".to_owned()),
                _ if n % 4 >= 2 => Some("desktop".to_owned()),
                _ => None,
            };
            (fact.customer.0, fact.at.as_micros(), order, device)
        };
        append(&database, &log, &orders(0..400)).await;
        let due = sorted((0..400).map(told).collect());
        assert_eq!(columns(&log, None).await, due, "hot");
        log.seal_all().await.unwrap();
        assert_eq!(columns(&log, None).await, due, "sealed");
        assert_eq!(columns(&warm, None).await, due, "decoded");
        append(&database, &log, &orders(400..500)).await;
        let due = sorted((0..500).map(told).collect());
        assert_eq!(columns(&log, None).await, due, "both");
        for again in ["decoded and hot", "the same again"] {
            assert_eq!(columns(&warm, None).await, due, "{again}");
        }
        log.seal_all().await.unwrap();
        log.tidy_up(Effort::Thorough, || false).await.unwrap();
        assert_eq!(columns(&log, None).await, due, "joined");
        let signatures = log.signatures().await.unwrap();
        let promoted = signatures.iter().find(|one| !one.parts.properties.is_empty()).unwrap();
        let only: Vec<Told> = sorted((0..500).filter(|n| n % 3 == 0).map(told).collect());
        assert_eq!(columns(&log, Some(vec![promoted.id])).await, only);
        assert_eq!(
            columns(&warm, Some(vec![promoted.id])).await,
            only,
            "kept for all, asked of one"
        );
        // Where they do not fit, they are read from the files each time, and plain rows stay.
        let small = Log::new(database.clone(), Env::system()).keeping_decoded(16 * 800);
        assert!(small.snapshot().await.unwrap().summary(Period::ALL).await.is_ok());
        let kept = async || small.snapshot().await.unwrap().view.warm.kept();
        let before = kept().await;
        assert!(before > 0);
        for again in ["too large", "the same again"] {
            assert_eq!(columns(&small, None).await, due, "{again}");
        }
        assert_eq!(kept().await, before);
        let names =
            log.snapshot().await.unwrap().property_names(&ScanRequest::of(Period::ALL)).await;
        let names: Vec<String> = names.unwrap().into_iter().collect();
        assert_eq!(names, ["device", "order_id"], "a note is no value");
    })
    .await;
}
