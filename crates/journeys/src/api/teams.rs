//! Teams, one endpoint a file.

pub(super) mod take_over;
