//! Which files are worth joining.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::DAY;
use crate::keys::RunInfo;
use crate::manifest::Manifest;
use crate::rewrite::MOST_BYTES;
use crate::segment::SegmentInfo;

/// As many files of about one size in a bucket are joined. More would be slower to read, fewer
/// would be rewritten more often: each row is rewritten about log₈(rows) times.
const FAN: usize = 8;
/// Rows of the longest of the shortest files. What seals and imports write, and what comes of
/// joining these, lies well within its length and not at the edge of two.
const SMALLEST: u64 = 12_000;
/// Files that are joined at once at most.
const MOST_INPUTS: usize = 64;
/// Runs of keys of about one size that are joined.
const FAN_KEYS: usize = 4;
/// Runs are joined only if their messages came within so many days: a joined run is remembered as
/// long as its newest.
const DAYS_TOGETHER: i64 = 14;
/// At rest, a file is written again together with shorter ones once these hold a quarter of its rows.
const WORTH: u64 = 4;

/// Segments of a bucket that are worth joining; none when it is in order. Those that follow each
/// other in time are joined first: what comes of them does too, and is read without a merge by time.
pub(super) fn to_join(segments: &[Arc<SegmentInfo>], most: u64) -> Vec<Arc<SegmentInfo>> {
    let mut order: Vec<_> = segments.iter().collect();
    order.sort_by_key(|info| (info.stats.at_min, info.stats.at_max));
    let mut size = SMALLEST;
    loop {
        // What is long enough already would come out as it went in.
        let rows = size.min(most / 2);
        let is_short =
            |info: &&Arc<SegmentInfo>| info.rows <= rows && info.stored.bytes <= MOST_BYTES / 2;
        // Shorter ones come along; they are no reason to write those of this length again.
        let of_this_length = |run: &[&Arc<SegmentInfo>]| {
            run.iter().filter(|info| info.rows * FAN as u64 > size).count()
        };
        let mut runs = order.chunk_by(|a, b| is_short(a) == is_short(b));
        let run = runs.find(|run| is_short(&run[0]) && of_this_length(run) >= FAN);
        if let Some(run) = run {
            return run.iter().take(MOST_INPUTS).copied().cloned().collect();
        }
        let all: Vec<_> = order.iter().copied().filter(is_short).collect();
        if of_this_length(&all) >= 2 * FAN {
            return all.into_iter().take(MOST_INPUTS).cloned().collect();
        }
        if size >= most / 2 {
            return Vec::new();
        }
        size *= FAN as u64;
    }
}

/// Segments of a bucket that are worth joining while nothing else happens. The fewer files, the faster
/// all is read: what is left are a handful, each more than four times the shorter ones together, so
/// that a row is written again a few times while the log grows fivefold.
pub(super) fn to_join_at_rest(segments: &[Arc<SegmentInfo>], most: u64) -> Vec<Arc<SegmentInfo>> {
    let is_short =
        |info: &&Arc<SegmentInfo>| info.rows <= most / 2 && info.stored.bytes <= MOST_BYTES / 2;
    let mut short: Vec<_> = segments.iter().filter(is_short).collect();
    short.sort_by_key(|info| std::cmp::Reverse(info.rows));
    let mut shorter: u64 = short.iter().map(|info| info.rows).sum();
    for (place, info) in short.iter().enumerate() {
        shorter -= info.rows;
        if shorter > 0 && info.rows <= WORTH * shorter {
            return short[place..].iter().take(MOST_INPUTS).copied().cloned().collect();
        }
    }
    Vec::new()
}

/// Runs that are worth joining; none when all is in order.
pub(super) fn runs_to_join(runs: &[RunInfo]) -> Vec<RunInfo> {
    let mut tiers: BTreeMap<(bool, i64, u32), Vec<&RunInfo>> = BTreeMap::new();
    for run in runs {
        let days = if run.lasting { 0 } else { run.oldest_at.div_euclid(DAYS_TOGETHER * DAY) };
        let size = run.keys.max(1).ilog(FAN_KEYS as u64);
        tiers.entry((run.lasting, days, size)).or_default().push(run);
    }
    let full = tiers.into_values().find(|tier| tier.len() >= FAN_KEYS);
    full.unwrap_or_default().into_iter().cloned().collect()
}

/// Whether the manifest has anything that upkeep would change.
pub(crate) fn is_in_order(manifest: &Manifest, most: u64) -> bool {
    manifest.segments.iter().all(|bucket| to_join(bucket, most).is_empty())
        && runs_to_join(&manifest.keys).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::LogFile;
    use crate::segment::{FORMAT, Stats};

    fn segments(rows: &[u64]) -> Vec<Arc<SegmentInfo>> {
        let one = |(file, rows): (i64, &u64)| {
            Arc::new(SegmentInfo {
                file,
                stored: LogFile { bytes: rows * 13, ..LogFile::default() },
                format: FORMAT,
                bucket: 0,
                rows: *rows,
                stats: Stats { at_min: file * 10, at_max: file * 10 + 5, ..Stats::default() },
                folded_before: 0,
                retained_at: 0,
                generation: 0,
            })
        };
        (1..).zip(rows).map(one).collect()
    }

    fn joined(rows: &[u64]) -> Vec<u64> {
        to_join_at_rest(&segments(rows), 8_000_000).iter().map(|info| info.rows).collect()
    }

    #[test]
    fn at_rest_files_are_joined_while_that_shortens_reading_for_little_writing() {
        assert_eq!(joined(&[400_000; 7]), [400_000; 7]);
        assert!(joined(&[100, 50_000, 3_000_000]).is_empty());
        assert_eq!(joined(&[20_000, 50_000, 3_000_000]), [50_000, 20_000]);
        assert_eq!(joined(&[900_000, 3_000_000]), [3_000_000, 900_000]);
        // One that is long already stays as it is.
        assert_eq!(joined(&[900_000, 900_000, 5_000_000]), [900_000, 900_000]);
        assert!(joined(&[7_000]).is_empty() && joined(&[]).is_empty());
    }

    #[test]
    fn joining_at_rest_comes_to_an_end() {
        let mut rows: Vec<u64> = (1..40).map(|place| place * place * 1_000).collect();
        for _ in 0..rows.len() {
            let chosen = joined(&rows);
            if chosen.is_empty() {
                break;
            }
            let together = chosen.iter().sum();
            rows.retain(|rows| !chosen.contains(rows));
            rows.push(together);
        }
        assert!(joined(&rows).is_empty());
        assert!(rows.len() <= 3, "{rows:?}");
    }
}
