//! What a query costs: processor time of all threads, time on the wall, peak of memory.

use std::time::Instant;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};

/// The best of several runs of one query in a process of its own.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// Processor seconds, user and system, of all threads.
    pub(crate) cpu: f64,
    /// Seconds on the wall.
    pub(crate) wall: f64,
    /// The peak of memory (MiB).
    pub(crate) peak: f64,
}

/// Runs a query several times; the last answer, and the least of each cost.
pub(crate) async fn best<T, F>(
    runs: usize,
    mut query: impl FnMut() -> F,
) -> anyhow::Result<(T, Cost)>
where
    F: Future<Output = anyhow::Result<T>>,
{
    let mut cost = Cost { cpu: f64::MAX, wall: f64::MAX, peak: 0.0 };
    let mut answer = None;
    for _ in 0..runs {
        let (cpu, begin) = (processor_seconds()?, Instant::now());
        let found = query().await?;
        cost.wall = cost.wall.min(begin.elapsed().as_secs_f64());
        cost.cpu = cost.cpu.min(processor_seconds()? - cpu);
        answer = Some(found);
    }
    cost.peak = peak()?;
    Ok((answer.context("at least one run")?, cost))
}

/// Nanoseconds on a processor of each thread alive, as the scheduler counts them. Threads must not end
/// between two readings. The scheduler counts when a thread stops: so this one does.
fn processor_seconds() -> anyhow::Result<f64> {
    std::thread::yield_now();
    let mut nanos = 0;
    for thread in std::fs::read_dir("/proc/self/task")? {
        let text = std::fs::read_to_string(thread?.path().join("schedstat"))?;
        let first = text.split_whitespace().next().context("time on a processor")?;
        nanos += first.parse::<u64>()?;
    }
    Ok(nanos as f64 / 1e9)
}

fn peak() -> anyhow::Result<f64> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find(|line| line.starts_with("VmHWM:")).context("VmHWM")?;
    let kib: f64 = line.split_whitespace().nth(1).context("a number")?.parse()?;
    Ok(kib / 1024.0)
}
