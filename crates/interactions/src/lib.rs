//! The interaction log: append once, read in order
