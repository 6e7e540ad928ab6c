//! CJML 2.0, the Customer Journey Modelling Language of SINTEF (cjml.no), as XML.
//!
//! Out: a planned journey. Stages are its phases; a touchpoint is a communication point between the
//! persona and the company. What CJML has no word for – lanes, signals, feelings drawn – lies beside it
//! in one element of a namespace of our own, which other programs pass over, so that nothing is lost on
//! the way back. In: such a file, or one of another program, in the words of CJML alone.

mod read;
mod write;

pub(crate) use read::read;
pub(crate) use write::write;

/// The namespace of what CJML has no word for.
const OURS: &str = "https://parcours.example/ns/map/1";
/// Its element: a map as JSON.
const MAP: &str = "parcours:map";
