//! The ids of rows without one must stay what they were: a file imported by an earlier version is
//! known again only by them.

use std::io::Cursor;

use parcours_customers::IdentityKind;
use parcours_interactions::import_parquet::sample::{orders, visits};

use super::*;
use crate::files::{Input, Options, open, resolve};

fn shaper(identity: IdentityKind) -> Shaper {
    let promoted = ["plan", "size", "paid"].map(ToOwned::to_owned).to_vec();
    Shaper::new(identity, SourceNumber(1), promoted, Timestamp::from_micros(0))
}

/// What the rows of a file are told as.
fn told(
    name: &str,
    bytes: impl Into<Vec<u8>>,
    columns: &str,
    identity: IdentityKind,
) -> Vec<NewInteraction> {
    let input = Input::new(name, Cursor::new(bytes.into())).unwrap();
    let zone = "Europe/Paris".into();
    let options =
        Options { time_zone: zone, columns: columns.parse().unwrap(), ..Options::default() };
    let mut shaper = shaper(identity);
    let mut reader = open(&input, &resolve(&input, &options).unwrap()).unwrap();
    let mut batch = Batch::default();
    while let Some(row) = reader.advance() {
        shaper.shape(row.unwrap()).unwrap();
        if shaper.is_laden() {
            shaper.settle(&mut batch);
        }
    }
    shaper.settle(&mut batch);
    batch.told().into_iter().map(|told| told.fact.unwrap()).collect()
}

fn ids(facts: &[NewInteraction]) -> Vec<&str> {
    facts.iter().map(|fact| fact.message_id.as_str()).collect()
}

const TABLE: &str = "user_id,timestamp,event,channel,page,value,zone,Size,plan,note\n\
    u1,2026-03-01T10:00:00Z,page_viewed,web,/a/12,,,42,gold,\"say \"\"hi\"\"\"\n\
    u1,2026-03-01T10:00:00Z,page_viewed,web,/a/12,,,42,gold,\"say \"\"hi\"\"\"\n\
    é2,2026-03-01 10:00:00.25,Achat,,Pégase 41,12.50,x,,,\t tab\n\
    u1,2026-03-01T10:00:00Z,page_viewed,web,/a/12,,,42,gold,\"say \"\"hi\"\"\"\n\
    u3,1772359200,Achat,store,,\"1 234,5\",,,,\n";

const LINES: &str = r#"{"userId":"u1","timestamp":"2026-03-01T10:00:00.123456Z","event":"Paid","properties":{"total":12.5,"b":{"y":[1,null,"é"],"x":true},"a":1e2,"plan":"gold","paid":true},"type":"track"}
{"anonymousId":"a1","timestamp":1772359200123,"type":"page","properties":{"path":"/x","big":18446744073709551615,"size":42}}
"#;

#[test]
fn rows_of_a_table_keep_their_ids() {
    let facts = told("a.csv", TABLE, "", IdentityKind::UserId);
    assert_eq!(
        ids(&facts),
        [
            "424d77333e8baa2e2af621869f02f53d.0",
            "424d77333e8baa2e2af621869f02f53d.1",
            "f4a31001c0db7fbd90e5608c8622e571.0",
            "424d77333e8baa2e2af621869f02f53d.2",
            "41291fc4f6f55e7807b09a11812b0738.0",
        ]
    );
    let properties: Vec<_> = facts.iter().map(|fact| fact.properties.as_deref()).collect();
    let first = Some(r#"{"Size":"42","note":"say \"hi\"","plan":"gold"}"#);
    let other = Some(r#"{"note":"\t tab","zone":"x"}"#);
    assert_eq!(properties, [first, first, other, first, None]);
    let signature = &facts[3].signature;
    assert_eq!((signature.kind.as_str(), signature.channel.as_str()), ("page_viewed", "web"));
    assert_eq!(
        (signature.subject.as_deref(), facts[3].subject.as_deref()),
        (Some("/a/*"), Some("/a/12"))
    );
    assert_eq!(signature.properties, [("plan".to_owned(), "gold".to_owned())].into());
}

#[test]
fn objects_keep_their_ids() {
    let facts = told("a.jsonl", LINES, "", IdentityKind::UserId);
    assert_eq!(
        ids(&facts),
        ["ce2b60bdff7a75afa71a640952b81658.0", "437e4ab7163f93e7ed42664b19aea4c1.0"]
    );
    let promoted = |place: usize| format!("{:?}", facts[place].signature.properties);
    assert_eq!(promoted(0), r#"{"paid": "true", "plan": "gold"}"#);
    assert_eq!(promoted(1), r#"{"size": "42"}"#);
}

#[test]
fn rows_of_parquet_keep_their_ids() {
    let columns = "customer=id,at=naive,kind=token,subject=address.city,value=price";
    let facts = told("a.parquet", orders(), columns, IdentityKind::UserId);
    assert_eq!(
        ids(&facts),
        [
            "804c3d8678beac8bde3630b83aad7393.0",
            "a2532960cc5f8d09783612f7350fa937.0",
            "82fd0f092decd9254b73c64f0af54d91.0",
        ]
    );
}

#[test]
fn rows_of_flat_parquet_keep_their_ids() {
    let columns = "customer=user|event,at=at,kind=event,subject=day,value=value,channel=paid";
    let facts = told("a.parquet", visits(900, 500), columns, IdentityKind::UserId);
    let ids = ids(&facts);
    assert_eq!(
        (ids[0], ids[2], ids[402], ids[802]),
        (
            "02bc71a39f9c3234ea6e4d03353068fa.0",
            "77201a075830c9e82982524a701cbf95.0",
            "77201a075830c9e82982524a701cbf95.1",
            "77201a075830c9e82982524a701cbf95.2",
        )
    );
    // Of all nine hundred, one to a line.
    let all = hexadecimal(&Sha256::digest(ids.join("\n").as_bytes()));
    assert_eq!(all, "09c590203b9d818aa66a8cb8e8d8219a5b6df336d8ec1db087a87422a3b5b640");
    assert_eq!(facts[1].signature.channel, "false");
}

#[test]
fn the_kind_of_identity_is_part_of_the_id() {
    let table = "user_id,timestamp,event\nLéa@Exemple.fr,2026-03-01,x\n";
    let facts = told("a.csv", table, "", IdentityKind::Email);
    assert_eq!(ids(&facts), ["8a0c74bc967800093e12a9c81852ac28.0"]);
}
