//! Why a fit should not be trusted, in words.

use parcours_kernel::Text;
use serde::{Deserialize, Serialize};

use super::bg_nbd::BgNbd;
use super::fit::{Fitted, Model};
use super::gamma_gamma::GammaGamma;

/// With fewer customers who bought again, seven parameters are guesses: our choice; the examples of
/// the papers have 946.
pub const FEWEST_REPEATERS: u64 = 100;

/// Worth and frequency that go together more than this break what Gamma-Gamma supposes: our choice;
/// the paper finds 0.11 in its example and calls it small enough.
pub const MOST_CORRELATION: f64 = 0.3;

/// A parameter beyond this, or below its inverse, says that customers show no difference to learn.
const EXTREME: f64 = 1e4;

/// A reason not to trust a fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// Too few customers bought again.
    FewRepeaters,
    /// The top of the likelihood was not found, or is flat.
    NotConverged,
    /// Customers differ too little, or leave too rarely, for all parameters to be known.
    Extreme,
    /// What purchases are worth goes together with how often they are made.
    ValueFollowsFrequency,
    /// The worth of purchases has no mean.
    NoMeanValue,
}

impl Doubt {
    /// For people.
    pub fn text(self) -> Text {
        match self {
            Self::FewRepeaters => Text::new(
                format!(
                    "Fewer than {FEWEST_REPEATERS} customers bought again: take these figures as rough."
                ),
                format!(
                    "Moins de {FEWEST_REPEATERS} clients ont racheté\u{202f}: ces chiffres sont approximatifs."
                ),
            ),
            Self::NotConverged => Text::new(
                "The model does not settle on these customers: other figures would fit as well.",
                "Le modèle ne se fixe pas sur ces clients\u{202f}: d’autres chiffres conviendraient aussi bien.",
            ),
            Self::Extreme => Text::new(
                "Customers differ too little for the model: it may be too sure of who has left.",
                "Les clients se ressemblent trop pour le modèle\u{202f}: il peut se tromper sur ceux qui sont partis.",
            ),
            Self::ValueFollowsFrequency => Text::new(
                "Who buys more often also spends more, or less, each time. The model supposes otherwise: values of single customers may be off.",
                "Ceux qui achètent plus souvent dépensent aussi plus, ou moins, à chaque fois. Le modèle suppose le contraire\u{202f}: la valeur d’un client peut être faussée.",
            ),
            Self::NoMeanValue => Text::new(
                "A few very large purchases weigh so much that a mean value says nothing.",
                "Quelques très gros achats pèsent tant qu’une valeur moyenne ne dit rien.",
            ),
        }
    }
}

pub(super) fn doubts(
    purchases: &Fitted<BgNbd>,
    value: Option<&Fitted<GammaGamma>>,
    repeaters: u64,
    correlation: Option<f64>,
) -> Vec<Doubt> {
    let settled =
        |converged: bool, covariance: &Option<Vec<f64>>| converged && covariance.is_some();
    let not = !settled(purchases.converged, &purchases.covariance)
        || value.is_some_and(|value| !settled(value.converged, &value.covariance));
    // The unit of α is the caller's, and so is that of γ: they may be any size.
    let parameters = purchases.model.parameters();
    let extreme = [parameters[0], parameters[2], parameters[3]]
        .iter()
        .any(|parameter| !(EXTREME.recip()..EXTREME).contains(parameter));
    let follows = correlation.is_some_and(|correlation| correlation.abs() > MOST_CORRELATION);
    let endless = value.is_some_and(|value| value.model.q <= 1.0);
    [
        (repeaters < FEWEST_REPEATERS, Doubt::FewRepeaters),
        (not, Doubt::NotConverged),
        (extreme, Doubt::Extreme),
        (follows && value.is_some(), Doubt::ValueFollowsFrequency),
        (endless, Doubt::NoMeanValue),
    ]
    .into_iter()
    .filter_map(|(holds, doubt)| holds.then_some(doubt))
    .collect()
}
