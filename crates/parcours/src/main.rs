//! Parcours: the customer journey, drawn, wired and measured
fn main() {}
