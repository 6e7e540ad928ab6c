//! One question to some workers, as a plan with one stage elsewhere.
//!
//! ```text
//! DistributedExec
//!   CoalescePartitionsExec          here: rows as they come
//!     NetworkCoalesceExec           the way to the workers
//!       DistributedLeafExec         one BucketsExec for each task
//! ```
//!
//! The shape is known beforehand, so no SQL is planned: the plan is handed to the session's planner, which
//! gives stages their names and makes it a distributed one.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::Session;
use datafusion::common::{DataFusionError, Result};
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::QueryPlanner;
use datafusion::logical_expr::{LogicalPlan, LogicalPlanBuilder};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::coalesce_partitions::CoalescePartitionsExec;
use datafusion::prelude::SessionConfig;
use datafusion_distributed::{
    CompressionType, DistributedExt as _, DistributedLeafExec, NetworkCoalesceExec,
    RouteTasksEvent, RouteTasksEventResponse, SessionStateBuilderExt as _,
};
use futures::StreamExt as _;
use parcours_interactions::Parts;
use url::Url;

use crate::channels::Channels;
use crate::leaf::{BucketsExec, Codec, Gathered, Order, external};
use crate::store::Member;

/// A stage of one task would be no stage: a lone worker gets two.
const FEWEST_TASKS: usize = 2;

/// What all tasks of a question share.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The asker's moment.
    pub(crate) moment: String,
    /// The encoded work.
    pub(crate) work: Vec<u8>,
}

impl Asked {
    /// The encoded partial result of each bucket, or why there is none. Dropped, it ends what it began.
    pub(crate) async fn of(&self, members: &[Member], channels: &Channels) -> Result<Vec<Vec<u8>>> {
        let (plan, urls) = self.plan(members)?;
        let route = move |event: RouteTasksEvent<'_>| {
            let fits = event.task_count == urls.len();
            fits.then(|| Ok(RouteTasksEventResponse::new(urls.clone())))
        };
        let state = SessionStateBuilder::new()
            .with_config(SessionConfig::new())
            .with_query_planner(Arc::new(Ready(plan)))
            .with_distributed_planner()
            .with_distributed_user_codec(Codec::default())
            .with_distributed_channel_resolver(channels.clone())
            .with_distributed_route_tasks_handler(route)
            .with_distributed_metrics_collection(false)?
            .with_distributed_compression(Some(CompressionType::ZSTD))?
            .build();
        let nothing = LogicalPlanBuilder::empty(false).build()?;
        let plan = state.query_planner().create_physical_plan(&nothing, &state).await?;
        let mut rows = plan.execute(0, state.task_ctx())?;
        let mut gathered = Gathered::default();
        while let Some(some) = rows.next().await {
            gathered.add(&some?)?;
        }
        gathered.finish()
    }

    /// The plan, and where each of its tasks goes.
    fn plan(&self, members: &[Member]) -> Result<(Arc<dyn ExecutionPlan>, Vec<Url>)> {
        let orders = self.orders(members);
        let urls = orders.iter().map(|(_, url)| url.parse().map_err(external));
        let urls = urls.collect::<Result<Vec<Url>, DataFusionError>>()?;
        let mut leaves = orders
            .into_iter()
            .map(|(order, _)| Arc::new(BucketsExec::new(order, None)) as Arc<dyn ExecutionPlan>);
        let first = leaves.next();
        let variants = first.iter().cloned().chain(leaves).collect::<Vec<_>>();
        let Some(original) = first else {
            return Err(DataFusionError::Plan("there is no worker to ask".to_owned()));
        };
        let tasks = variants.len();
        let leaf = Arc::new(DistributedLeafExec::try_new(original, variants)?);
        let stage = Arc::new(NetworkCoalesceExec::try_new(leaf, tasks, 1)?);
        Ok((Arc::new(CoalescePartitionsExec::new(stage)), urls))
    }

    /// Deals the buckets to tasks, and these to the workers.
    fn orders<'m>(&self, members: &'m [Member]) -> Vec<(Order, &'m str)> {
        if members.is_empty() {
            return Vec::new();
        }
        let tasks = members.len().clamp(FEWEST_TASKS, Parts::COUNT);
        let places = Parts::COUNT.div_ceil(tasks);
        (0..tasks)
            .map(|task| {
                let member = &members[task % members.len()];
                let of_task = (task..Parts::COUNT).step_by(tasks);
                let mut buckets: Vec<Option<u8>> =
                    of_task.map(|bucket| u8::try_from(bucket).ok()).collect();
                // Tasks of one stage have the same number of partitions.
                buckets.resize(places, None);
                let order = Order {
                    process: member.process.clone(),
                    moment: self.moment.clone(),
                    buckets,
                    work: self.work.clone(),
                };
                (order, member.url.as_str())
            })
            .collect()
    }
}

/// A plan that is there already, whatever is asked.
#[derive(Debug)]
struct Ready(Arc<dyn ExecutionPlan>);

#[async_trait]
impl QueryPlanner for Ready {
    async fn create_physical_plan(
        &self,
        _: &LogicalPlan,
        _: &dyn Session,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(Arc::clone(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bucket_is_dealt_once_however_many_workers_there_are() {
        let asked = Asked { moment: "00000003-0000001B-1".to_owned(), work: vec![1, 2, 3] };
        assert!(asked.orders(&[]).is_empty());
        for workers in 1..40 {
            let members: Vec<Member> = (0..workers)
                .map(|n| Member {
                    process: format!("prc_{n}"),
                    url: format!("http://10.0.0.{n}:1"),
                })
                .collect();
            let orders = asked.orders(&members);
            let mut buckets: Vec<u8> = orders
                .iter()
                .flat_map(|(order, _)| order.buckets.iter().flatten())
                .copied()
                .collect();
            buckets.sort_unstable();
            assert!(buckets.into_iter().eq(0..16), "{workers}");
            let places = orders[0].0.buckets.len();
            assert!(orders.iter().all(|(order, _)| order.buckets.len() == places));
            for (order, url) in &orders {
                assert!(
                    members.contains(&Member {
                        process: order.process.clone(),
                        url: (*url).to_owned()
                    })
                );
            }
            let (plan, urls) = asked.plan(&members).unwrap();
            assert_eq!(urls.len(), orders.len());
            assert_eq!(plan.properties().output_partitioning().partition_count(), 1);
        }
    }
}
