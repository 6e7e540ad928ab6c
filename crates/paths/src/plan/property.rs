//! Properties that a question asks of each row, because no signature answers for it.

use std::sync::Arc;

use parcours_interactions::{ScanRequest, Signature, Snapshot};
use parcours_kernel::{Problem, Text};

use crate::question::Question;

/// The property of a question, unless all of some signatures have promoted it: then these are chosen by
/// it already, and the text of properties need not be read.
pub(super) fn of_rows(
    question: &Question,
    signatures: &[Signature],
    numbers: &[u32],
) -> Option<(Arc<str>, String)> {
    let (name, value) = question.property.as_ref()?;
    let lacks = |signature: &Signature| {
        numbers.contains(&signature.id) && !signature.parts.properties.contains_key(name)
    };
    signatures.iter().any(lacks).then(|| (name.as_str().into(), value.clone()))
}

/// Nothing of a request has a property; which there are. Cost: a few pages of each file.
pub(super) async fn unknown(
    view: &Snapshot,
    request: &ScanRequest,
    field: &'static str,
    property: &str,
) -> Result<Problem, Problem> {
    let known: Vec<String> = view.property_names(request).await?.into_iter().collect();
    let (en, fr) = if known.is_empty() {
        ("It has none at all.".to_owned(), "Il n’y en a aucune.".to_owned())
    } else {
        let known = known.join(", ");
        (format!("There are: {known}."), format!("Il y a\u{202f}: {known}."))
    };
    Ok(Problem::invalid(
        field,
        "unknown_property",
        Text::new(
            format!("Nothing that is looked at has a property “{property}”. {en}"),
            format!(
                "Rien de ce qui est examiné n’a de propriété «\u{202f}{property}\u{202f}». {fr}"
            ),
        ),
    ))
}
