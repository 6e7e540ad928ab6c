//! What a team looks after: its touchpoints over all journeys, how they do, and what is open there.

use std::collections::HashMap;

use jiff::civil::Date;
use parcours_access::TeamId;
use parcours_journeys::{Finding, Hue, Journey, JourneyId, JourneyRef, NextAction, TouchpointId};
use parcours_kernel::{Problem, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Paths;
use crate::evidence::Evidence;
use crate::feeling::Felt;
use crate::figures::{JourneyFigures, TouchpointFigures};

/// The touchpoints that a team answers for, over all journeys.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TeamTouchpoints {
    /// The team.
    pub team_id: TeamId,
    /// What it is called.
    pub name: String,
    /// The first moment of the period; null for all of time.
    pub from: Option<Timestamp>,
    /// The first moment after it; null for all of time.
    pub to: Option<Timestamp>,
    /// When the figures were computed: at most a minute ago.
    pub computed_at: Timestamp,
    /// What is open at all of them.
    pub open: OpenPoints,
    /// By journey, last changed first; archived ones are left out.
    pub journeys: Vec<TeamJourney>,
}

/// How much is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenPoints {
    /// Touchpoints not looked through for longer than their journey allows, or never.
    pub stale: u64,
    /// Touchpoints with frictions and no next action.
    pub unanswered: u64,
    /// Touchpoints whose next action is overdue.
    pub overdue: u64,
    /// Findings that somebody of the team looks after.
    pub findings: u64,
}

/// What a team looks after in one journey.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TeamJourney {
    /// The journey.
    pub journey: JourneyRef,
    /// Findings in it that somebody of the team looks after.
    pub findings: u64,
    /// The team's touchpoints, in map order.
    pub touchpoints: Vec<TeamTouchpoint>,
}

/// A touchpoint that a team answers for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TeamTouchpoint {
    /// Which.
    pub touchpoint_id: TouchpointId,
    /// Its name.
    pub name: String,
    /// The stage it lies in.
    pub stage: String,
    /// The colour of that stage.
    pub hue: Hue,
    /// Distinct customers of the period.
    pub customers: u64,
    /// `customers / customers_before − 1`; null under 20 customers before.
    pub trend: Option<f64>,
    /// Share of its customers who reach no later touchpoint afterwards; null for the last.
    pub lost: Option<f64>,
    /// How it felt to those who scored it; null when nobody did.
    pub felt: Option<Felt>,
    /// How much of it is known.
    pub evidence: Evidence,
    /// When somebody last went through it.
    pub reviewed_at: Option<Timestamp>,
    /// Whether that is too long ago, or never was.
    pub stale: bool,
    /// What goes badly, where nothing is to be done about it yet; else empty.
    pub unanswered: Vec<Finding>,
    /// What is done about it next.
    pub next_action: Option<NextAction>,
    /// Whether that was to be done before today.
    pub overdue: bool,
}

/// What is known beside a journey when its touchpoints are told.
#[derive(Debug, Clone, Copy)]
struct Today {
    now: Timestamp,
    date: Date,
}

impl Paths {
    /// What a team looks after, in the journeys that somebody may see.
    pub async fn of_team(
        &self,
        (team_id, name): (TeamId, String),
        journeys: &[Journey],
        period: parcours_kernel::Period,
    ) -> Result<TeamTouchpoints, Problem> {
        let figures = self.figures_of(journeys, period).await?;
        let findings = crate::findings::open_of_team(self.log().database().read(), team_id).await?;
        let now = self.now();
        let date = now.to_jiff().to_zoned(self.time_zone().await?).date();
        let today = Today { now, date };
        let journeys: Vec<_> = journeys
            .iter()
            .map(|journey| of_journey(journey, team_id, figures.get(&journey.id), &findings, today))
            .filter(|journey| !journey.touchpoints.is_empty())
            .collect();
        let bounded = period != parcours_kernel::Period::ALL;
        Ok(TeamTouchpoints {
            team_id,
            name,
            from: bounded.then_some(period.from),
            to: bounded.then_some(period.until),
            computed_at: figures.values().map(|one| one.computed_at).min().unwrap_or(now),
            open: open(&journeys),
            journeys,
        })
    }
}

fn of_journey(
    journey: &Journey,
    team: TeamId,
    figures: Option<&JourneyFigures>,
    findings: &HashMap<JourneyId, u64>,
    today: Today,
) -> TeamJourney {
    let rows: HashMap<TouchpointId, &TouchpointFigures> = figures
        .iter()
        .flat_map(|figures| &figures.touchpoints)
        .map(|row| (row.touchpoint_id, row))
        .collect();
    let due_before = today.now.plus_seconds(-i64::from(journey.review_days) * 86_400);
    let mut touchpoints = Vec::new();
    for stage in &journey.stages {
        for touchpoint in &stage.touchpoints {
            let content = &touchpoint.content;
            if content.team_id != Some(team) {
                continue;
            }
            let row = rows.get(&touchpoint.id);
            let due = content.next_action.as_ref().and_then(|action| action.due);
            let answered = content.next_action.is_some();
            touchpoints.push(TeamTouchpoint {
                touchpoint_id: touchpoint.id,
                name: touchpoint.name.clone(),
                stage: stage.name.clone(),
                hue: stage.hue,
                customers: row.map_or(0, |row| row.customers),
                trend: row.and_then(|row| row.trend),
                lost: row.and_then(|row| row.lost),
                felt: row.and_then(|row| row.felt),
                evidence: row.map_or(Evidence::Nothing, |row| row.evidence),
                reviewed_at: touchpoint.reviewed_at,
                stale: touchpoint.reviewed_at.is_none_or(|at| at < due_before),
                unanswered: if answered { Vec::new() } else { content.frictions.clone() },
                next_action: content.next_action.clone(),
                overdue: due.is_some_and(|due| due < today.date),
            });
        }
    }
    TeamJourney {
        journey: JourneyRef { id: journey.id, name: journey.name.clone() },
        findings: findings.get(&journey.id).copied().unwrap_or(0),
        touchpoints,
    }
}

fn open(journeys: &[TeamJourney]) -> OpenPoints {
    let count = |is_open: &dyn Fn(&TeamTouchpoint) -> bool| {
        let all = journeys.iter().flat_map(|journey| &journey.touchpoints);
        all.filter(|touchpoint| is_open(touchpoint)).count() as u64
    };
    OpenPoints {
        stale: count(&|one| one.stale),
        unanswered: count(&|one| !one.unanswered.is_empty()),
        overdue: count(&|one| one.overdue),
        findings: journeys.iter().map(|journey| journey.findings).sum(),
    }
}
