//! Signals against what was seen: previews, unclaimed interactions, suggestions.

use std::collections::{BTreeMap, BTreeSet};

use parcours_interactions::{Signature, SignatureCount, Snapshot};
use parcours_journeys::{Binding, Journey, TouchpointId};
use parcours_kernel::Period;
use parcours_storage::StorageError;
use serde::Serialize;
use utoipa::ToSchema;

const EXAMPLES: usize = 8;
const SUBJECTS: usize = 500;
const VALUES: usize = 50;

/// What signals match, shown while they are typed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SignalPreview {
    /// Interactions in the period.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Distinct signatures, of all time.
    pub signatures: usize,
    /// The most frequent ones.
    pub examples: Vec<SignatureCount>,
    /// What of it other touchpoints of the journey claim already.
    pub claimed_elsewhere: Vec<Claim>,
}

/// What another touchpoint claims.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = SignalClaim)]
pub struct Claim {
    /// Which touchpoint.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub name: String,
    /// How many of the matched interactions.
    pub interactions: u64,
}

/// What no touchpoint of a journey claims.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Unclaimed {
    /// All unclaimed interactions of the period.
    pub interactions: u64,
    /// Their signatures, most frequent first.
    pub items: Vec<SignatureCount>,
}

/// The words that signals can be made of: what was seen so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Vocabulary {
    /// Kinds, by name.
    pub kinds: Vec<String>,
    /// Channels, by name.
    pub channels: Vec<String>,
    /// Subjects with their kind, the newest 500.
    pub subjects: Vec<VocabularySubject>,
    /// Promoted properties and values seen of each, 50 at most.
    pub properties: BTreeMap<String, Vec<String>>,
}

/// A subject and the kind it was seen with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VocabularySubject {
    /// The kind.
    pub kind: String,
    /// The normalised subject.
    pub subject: String,
}

pub(crate) async fn preview(
    view: &Snapshot,
    matched: &[u32],
    map: Option<(&Journey, &Binding)>,
    except: Option<TouchpointId>,
    period: Period,
) -> Result<SignalPreview, StorageError> {
    let (interactions, customers) = view.count(matched, period).await?;
    let counts = view.count_each(matched, period).await?;
    let mut claimed: BTreeMap<TouchpointId, u64> = BTreeMap::new();
    if let Some((_, binding)) = map {
        for count in &counts {
            if let Some(touchpoint) =
                binding.touchpoint(count.signature).filter(|id| Some(*id) != except)
            {
                *claimed.entry(touchpoint).or_default() += count.interactions;
            }
        }
    }
    let name = |id: TouchpointId| {
        map.and_then(|(journey, _)| journey.touchpoint(id)).map(|known| known.name.clone())
    };
    Ok(SignalPreview {
        interactions,
        customers,
        signatures: matched.len(),
        examples: counts.into_iter().take(EXAMPLES).collect(),
        claimed_elsewhere: claimed
            .into_iter()
            .map(|(touchpoint_id, interactions)| Claim {
                touchpoint_id,
                name: name(touchpoint_id).unwrap_or_default(),
                interactions,
            })
            .collect(),
    })
}

pub(crate) async fn unclaimed(
    view: &Snapshot,
    binding: &Binding,
    period: Period,
    limit: usize,
) -> Result<Unclaimed, StorageError> {
    let mut items = view.count_by_signature(period).await?;
    items.retain(|count| binding.touchpoint(count.signature).is_none());
    let interactions = items.iter().map(|count| count.interactions).sum();
    items.truncate(limit);
    Ok(Unclaimed { interactions, items })
}

pub(crate) fn vocabulary(signatures: &[Signature]) -> Vocabulary {
    let mut kinds = BTreeSet::new();
    let mut channels = BTreeSet::new();
    let mut properties: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Signature { parts, .. } in signatures {
        kinds.insert(parts.kind.clone());
        channels.insert(parts.channel.clone());
        for (name, value) in &parts.properties {
            let values = properties.entry(name.clone()).or_default();
            if values.len() < VALUES {
                values.insert(value.clone());
            }
        }
    }
    channels.remove("");
    let mut subjects: Vec<VocabularySubject> = Vec::new();
    let mut seen = BTreeSet::new();
    for Signature { parts, .. } in signatures.iter().rev() {
        if let Some(subject) = &parts.subject
            && subjects.len() < SUBJECTS
            && seen.insert((&parts.kind, subject))
        {
            subjects.push(VocabularySubject { kind: parts.kind.clone(), subject: subject.clone() });
        }
    }
    Vocabulary {
        kinds: kinds.into_iter().collect(),
        channels: channels.into_iter().collect(),
        subjects,
        properties: properties
            .into_iter()
            .map(|(name, values)| (name, values.into_iter().collect()))
            .collect(),
    }
}
