//! The merge is what a sort of everything would be.

use proptest::prelude::*;

use super::*;

fn rows(keys: &[(i64, i64, i64)]) -> Rows {
    let mut rows = Rows::default();
    for (customer, at, seq) in keys {
        rows.customer.push(*customer);
        rows.at.push(*at);
        rows.seq.push(*seq);
        rows.signature.push(0);
    }
    rows
}

proptest! {
    #[test]
    fn sources_however_cut_join_to_one_order(
        keys in prop::collection::vec((0_i64..12, 0_i64..20, 0_usize..4, any::<bool>()), 0..150), enough in 1_usize..60,
        absent in prop::collection::btree_set(0_u64..12, 0..3), apart in prop::sample::select(vec![16_i64, 16 * 400]),
    ) {
        let all: Vec<_> = keys.iter().zip(0_i64..).map(|(key, seq)| (key.0 * apart, key.1, seq)).collect();
        let absent: Vec<_> = absent.iter().map(|customer| customer * apart.unsigned_abs()).collect();
        let mut sources = Vec::new();
        for source in 0..4 {
            let mut own: Vec<_> = all.iter().zip(&keys).filter(|(_, key)| key.2 == source).map(|(row, _)| *row).collect();
            own.sort_unstable();
            let batches: VecDeque<_> = own.chunks(5).map(rows).collect();
            sources.push(Source::Memory(batches));
        }
        let filter = Filter { absent: Arc::new(absent.iter().copied().collect()), ..Filter::all() };
        let mut merged = Merged::new(sources, filter);
        let mut got = Rows::default();
        let mut chunk = Rows::default();
        loop {
            let more = merged.fill(&mut chunk, enough).unwrap();
            got.extend(&chunk, 0, chunk.len());
            chunk = Rows::default();
            if !more { break; }
        }
        let mut due: Vec<_> = all.into_iter().filter(|row| !absent.contains(&row.0.unsigned_abs())).collect();
        due.sort_unstable();
        prop_assert_eq!(got, rows(&due));
    }
}

proptest! {
    /// Without the order of arrival, sources that follow each other in time stay so.
    #[test]
    fn sources_that_follow_each_other_need_no_order_of_arrival(
        keys in prop::collection::vec((0_i64..9, 0_i64..20), 0..150), apart in prop::sample::select(vec![16_i64, 16 * 400]),
    ) {
        let mut all: Vec<_> = keys.iter().zip(0_i64..).map(|(key, seq)| (key.0 * apart, key.1, seq)).collect();
        let source = |from: i64, until: i64| {
            let mut own: Vec<_> = all.iter().filter(|row| (from..until).contains(&row.1)).copied().collect();
            own.sort_unstable();
            let without = |chunk: &[(i64, i64, i64)]| Rows { seq: Vec::new(), ..rows(chunk) };
            Source::Memory(own.chunks(5).map(without).collect())
        };
        let sources = vec![source(0, 4), source(4, 5), source(5, 20)];
        let mut merged = Merged::new(sources, Filter::all());
        let mut got = Rows::default();
        while merged.fill(&mut got, usize::MAX).unwrap() {}
        all.sort_unstable();
        let due = rows(&all);
        prop_assert_eq!((got.customer, got.at), (due.customer, due.at));
    }
}
