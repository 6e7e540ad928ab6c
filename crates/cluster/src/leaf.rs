//! The leaf of a plan: our own scan and kernel over some buckets of customers, one a partition.
//!
//! What comes out are rows of (bucket, piece, pieces, bytes): the encoded partial result of each bucket
//! in pieces that no message is too small for. [`Gathered`] puts them together again and insists on
//! all of them.

use std::fmt;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, AsArray as _, LargeBinaryArray, RecordBatch, UInt8Array, UInt32Array,
};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef, UInt8Type, UInt32Type};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{DataFusionError, Result, exec_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::{EquivalenceProperties, Partitioning, PhysicalExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties};
use datafusion_proto::physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension};
use futures::{StreamExt as _, TryStreamExt as _, stream};
use parcours_interactions::{Log, Parts};
use parcours_paths::engine::Work;
use serde::{Deserialize, Serialize};
use tokio::sync::{OnceCell, Semaphore};

/// Bytes of one row.
const PIECE: usize = 1 << 20;

/// What one task of a plan is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The process it is for.
    pub(crate) process: String,
    /// The moment that the asker sees.
    pub(crate) moment: String,
    /// The bucket of each partition; none where there are fewer buckets than places.
    pub(crate) buckets: Vec<Option<u8>>,
    /// An encoded [`Work`].
    pub(crate) work: Vec<u8>,
}

/// Where orders are carried out: a worker.
#[derive(Debug, Clone)]
pub(crate) struct Bench {
    pub(crate) log: Log,
    /// This process.
    pub(crate) process: Arc<str>,
    /// As many buckets at once, of all questions together.
    pub(crate) hands: Arc<Semaphore>,
}

/// The node.
pub(crate) struct BucketsExec {
    order: Arc<Order>,
    /// None with the asker, who only sends it.
    bench: Option<Bench>,
    ready: Arc<OnceCell<Ready>>,
    properties: Arc<PlanProperties>,
}

/// An order understood: the hot rows read, once for all its buckets.
#[derive(Debug, Clone)]
struct Ready {
    work: Arc<Work>,
    parts: Parts,
}

impl BucketsExec {
    pub(crate) fn new(order: Order, bench: Option<Bench>) -> Self {
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema()),
            Partitioning::UnknownPartitioning(order.buckets.len()),
            EmissionType::Final,
            Boundedness::Bounded,
        );
        Self {
            order: Arc::new(order),
            bench,
            ready: Arc::default(),
            properties: Arc::new(properties),
        }
    }
}

impl Bench {
    /// Reads what an order is about, in the asker's moment.
    async fn ready(&self, order: &Order) -> Result<Ready> {
        if *order.process != *self.process {
            return exec_err!("this work is for {}, and here is {}", order.process, self.process);
        }
        let work = Work::from_bytes(&order.work).map_err(external)?;
        let request = work.request().map_err(external)?;
        let view = self.log.snapshot_named(&order.moment).await.map_err(external)?;
        let parts = view.parts(&request).await.map_err(external)?;
        Ok(Ready { work: Arc::new(work), parts })
    }

    /// The partial result of one bucket, as rows.
    async fn fold(
        self,
        order: Arc<Order>,
        ready: Arc<OnceCell<Ready>>,
        bucket: u8,
    ) -> Result<Vec<RecordBatch>> {
        let Ready { work, parts } = ready.get_or_try_init(|| self.ready(&order)).await?.clone();
        let _hand = self.hands.acquire().await.map_err(external)?;
        let fold = move || work.fold(&parts, usize::from(bucket));
        let bytes = tokio::task::spawn_blocking(fold).await.map_err(external)?;
        pieces(bucket, &bytes.map_err(external)?)
    }
}

impl fmt::Debug for BucketsExec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BucketsExec").field("buckets", &self.order.buckets).finish_non_exhaustive()
    }
}

impl DisplayAs for BucketsExec {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BucketsExec: {:?} on {}", self.order.buckets, self.order.process)
    }
}

impl ExecutionPlan for BucketsExec {
    fn name(&self) -> &'static str {
        "BucketsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        _: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(self)
    }

    fn execute(&self, partition: usize, _: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let Some(bench) = self.bench.clone() else {
            return exec_err!("buckets are folded by workers, and this is none");
        };
        let Some(bucket) = self.order.buckets.get(partition).copied() else {
            return exec_err!("there is no partition {partition} in {:?}", self.order.buckets);
        };
        let (order, ready) = (Arc::clone(&self.order), Arc::clone(&self.ready));
        let rows = stream::iter(bucket)
            .then(move |bucket| bench.clone().fold(Arc::clone(&order), Arc::clone(&ready), bucket))
            .map_ok(|batches| stream::iter(batches).map(Ok))
            .try_flatten();
        Ok(Box::pin(RecordBatchStreamAdapter::new(schema(), rows)))
    }
}

/// Puts the leaf on the wire, and takes it off there for the bench to work on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Codec {
    pub(crate) bench: Option<Bench>,
}

impl PhysicalExtensionCodec for Codec {
    fn try_decode(
        &self,
        bytes: &[u8],
        _: &[Arc<dyn ExecutionPlan>],
        _: &TaskContext,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let order: Order = postcard::from_bytes(bytes).map_err(external)?;
        if order.buckets.iter().flatten().any(|bucket| usize::from(*bucket) >= Parts::COUNT) {
            return exec_err!("there are {} buckets, not {:?}", Parts::COUNT, order.buckets);
        }
        Ok(Arc::new(BucketsExec::new(order, self.bench.clone())))
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        into: &mut Vec<u8>,
        _: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        let Some(leaf) = node.downcast_ref::<BucketsExec>() else {
            return exec_err!("{} is no node of ours", node.name());
        };
        *into = postcard::to_extend(leaf.order.as_ref(), std::mem::take(into)).map_err(external)?;
        Ok(())
    }
}

fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        Field::new("bucket", DataType::UInt8, false),
        Field::new("piece", DataType::UInt32, false),
        Field::new("pieces", DataType::UInt32, false),
        Field::new("bytes", DataType::LargeBinary, false),
    ]))
}

fn pieces(bucket: u8, bytes: &[u8]) -> Result<Vec<RecordBatch>> {
    let count = bytes.len().div_ceil(PIECE).max(1);
    let pieces = u32::try_from(count).map_err(external)?;
    (0..pieces)
        .map(|piece| {
            let from = piece as usize * PIECE;
            let some = &bytes[from..bytes.len().min(from + PIECE)];
            let columns: Vec<ArrayRef> = vec![
                Arc::new(UInt8Array::from(vec![bucket])),
                Arc::new(UInt32Array::from(vec![piece])),
                Arc::new(UInt32Array::from(vec![pieces])),
                Arc::new(LargeBinaryArray::from_vec(vec![some])),
            ];
            Ok(RecordBatch::try_new(schema(), columns)?)
        })
        .collect()
}

/// Partial results put together from rows, whatever order buckets come in.
#[derive(Debug, Default)]
pub(crate) struct Gathered([Vec<u8>; Parts::COUNT], [(u32, u32); Parts::COUNT]);

impl Gathered {
    /// Takes in some rows. Those of one bucket come in order.
    pub(crate) fn add(&mut self, rows: &RecordBatch) -> Result<()> {
        if rows.schema().fields() != schema().fields() {
            return exec_err!("rows of another form: {:?}", rows.schema());
        }
        let bucket = rows.column(0).as_primitive::<UInt8Type>();
        let piece = rows.column(1).as_primitive::<UInt32Type>();
        let pieces = rows.column(2).as_primitive::<UInt32Type>();
        let bytes = rows.column(3).as_binary::<i64>();
        for row in 0..rows.num_rows() {
            let at = usize::from(bucket.value(row));
            let Some((come, of)) = self.1.get_mut(at) else {
                return exec_err!("there is no bucket {at}");
            };
            if piece.value(row) != *come || (*come > 0 && pieces.value(row) != *of) {
                return exec_err!(
                    "piece {} of bucket {at} came after {come} pieces",
                    piece.value(row)
                );
            }
            (*come, *of) = (*come + 1, pieces.value(row));
            self.0[at].extend_from_slice(bytes.value(row));
        }
        Ok(())
    }

    /// All of it, by bucket.
    pub(crate) fn finish(self) -> Result<Vec<Vec<u8>>> {
        if let Some(at) = self.1.iter().position(|(come, of)| *come == 0 || come != of) {
            let (come, of) = self.1[at];
            return exec_err!("{come} of {of} pieces came of bucket {at}");
        }
        Ok(self.0.into())
    }
}

pub(crate) fn external(error: impl std::error::Error + Send + Sync + 'static) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bucket: usize, bytes: &[u8]) -> Vec<RecordBatch> {
        pieces(u8::try_from(bucket).unwrap(), bytes).unwrap()
    }

    fn bytes_of(bucket: usize) -> Vec<u8> {
        (0..bucket * PIECE / 5).map(|n| u8::try_from(n % 251).unwrap()).collect()
    }

    #[test]
    fn pieces_of_all_buckets_make_the_whole_in_whatever_order_buckets_come() {
        let mut left: Vec<_> = (0..Parts::COUNT)
            .map(|bucket| rows(bucket, &bytes_of(bucket)).into_iter().peekable())
            .collect();
        assert!(left[15].len() > 2 && left[0].len() == 1);
        let mut gathered = Gathered::default();
        while left.iter_mut().any(|some| some.peek().is_some()) {
            for row in left.iter_mut().rev().filter_map(Iterator::next) {
                gathered.add(&row).unwrap();
            }
        }
        let whole = gathered.finish().unwrap();
        assert!((0..Parts::COUNT).all(|bucket| whole[bucket] == bytes_of(bucket)));
    }

    #[test]
    fn less_than_everything_and_anything_twice_is_refused() {
        let all = |except: usize| {
            let mut gathered = Gathered::default();
            for bucket in (0..Parts::COUNT).filter(|bucket| *bucket != except) {
                for row in rows(bucket, &bytes_of(bucket)) {
                    gathered.add(&row).unwrap();
                }
            }
            gathered
        };
        assert!(all(3).finish().is_err(), "a bucket is missing");
        let mut cut = all(15);
        let last = rows(15, &bytes_of(15));
        for row in &last[..last.len() - 1] {
            cut.add(row).unwrap();
        }
        assert!(cut.finish().is_err(), "the end of a bucket is missing");
        let mut twice = all(16);
        assert!(twice.add(&rows(0, b"again")[0]).is_err());
        let mut hole = all(15);
        assert!(hole.add(&last[1]).is_err(), "the first piece is missing");
    }
}
