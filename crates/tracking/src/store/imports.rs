//! The table `imports`.
