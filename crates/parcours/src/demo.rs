//! `parcours demo`: the shop that a newcomer sees first.

mod foulee;
