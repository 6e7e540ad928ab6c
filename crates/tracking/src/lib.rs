//! The Segment-compatible tracking API, sources and file imports
