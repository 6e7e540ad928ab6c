//! The customers behind a group of those who bought.

use std::sync::Arc;

use parcours_kernel::Problem;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{LifetimeQuery, Material, ORDERS, RfmName, groups};
use crate::fold::think;
use crate::kernels::buyers::Buyers;
use crate::reports::behind::BehindFigure;
use crate::{Paths, Question};

/// Which figure of lifetime value: all who ever bought when nothing is said.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LifetimeFigureQuery {
    /// Those of one group.
    pub group: Option<RfmName>,
}

impl Paths {
    /// Who bought how lately and how often. Cost: one scan of the orders and three sorts of who bought.
    pub async fn behind_lifetime_value(
        &self,
        question: &Question,
        query: &LifetimeQuery,
        figure: &LifetimeFigureQuery,
    ) -> Result<BehindFigure, Problem> {
        let orders = query.orders.as_deref().unwrap_or(ORDERS);
        let Material { view, plan, kernel } = self.material(question, orders).await?;
        let bought = self.fold(&view, &plan, Arc::new(Buyers(kernel))).await?.partial;
        let group = figure.group;
        Ok(BehindFigure::of(think(move || groups::members(&bought, group)).await?))
    }
}
