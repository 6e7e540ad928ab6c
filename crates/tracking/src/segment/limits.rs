//! How much is taken at once.

/// A request, packed and unpacked: what RudderStack's SDKs send at most, eight times Segment's.
pub(crate) const REQUEST_BYTES: usize = 4 * 1024 * 1024;
/// One event, as Segment's documentation says.
pub(crate) const EVENT_BYTES: usize = 32 * 1024;
/// Events in a batch, as Segment's documentation says; the rest is refused, the batch is not.
pub(crate) const BATCH_EVENTS: usize = 2_500;
