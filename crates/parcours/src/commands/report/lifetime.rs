//! Lifetime value, of the log or of a table.

use std::fs::File;
use std::path::Path;

use anyhow::Context as _;
use parcours_kernel::Problem;
use parcours_paths::kernels::orders::Unit;
use parcours_paths::lifetime::table::Table;
use parcours_paths::{
    BuyingModel, Expected, LifetimeFit, LifetimeQuery, LifetimeReport, LifetimeTable,
    NamedForecast, NamedHorizon, RfmName,
};

use super::words::percent;
use crate::cli::{LifetimeFlags, ModelFlag, UnitFlag};
use crate::output;

pub(super) fn asked(flags: &LifetimeFlags) -> LifetimeQuery {
    LifetimeQuery {
        orders: Some(flags.orders.clone()),
        model: Some(match flags.model {
            ModelFlag::BgNbd => BuyingModel::BgNbd,
            ModelFlag::MbgNbd => BuyingModel::MbgNbd,
        }),
        months: Some(flags.horizon),
        rate: Some(flags.rate),
        top: Some(flags.top),
    }
}

/// Fits a table.
pub(super) fn fit(file: &Path, flags: &LifetimeFlags, json: bool) -> anyhow::Result<()> {
    let query = asked(flags);
    let horizon = query.horizon()?;
    let input = File::open(file).with_context(|| format!("{} cannot be opened", file.display()))?;
    let table = Table::read(input).map_err(Problem::from)?;
    let unit = match flags.unit {
        UnitFlag::Day => Unit::Day,
        UnitFlag::Week => Unit::Week,
    };
    let form = query.model.unwrap_or_default().into();
    let mut told = LifetimeTable::of(&table, unit, form, horizon, output::language())?;
    if !flags.rows {
        told.rows.clear();
    }
    if json {
        return output::json(&told);
    }
    show_fit(&told.fit);
    show_expected(&told.expected, told.horizon);
    if !told.rows.is_empty() {
        output::line(format!("\n{}  customer", forecast_head()));
    }
    for (row, number) in told.rows.iter().zip(1..) {
        let name = row.customer.clone().unwrap_or_else(|| format!("row {number}"));
        output::line(format!("{}  {name}", forecast(&row.forecast)));
    }
    Ok(())
}

pub(super) fn show(report: &LifetimeReport) -> anyhow::Result<()> {
    show_fit(&report.fit);
    show_expected(&report.expected, report.horizon);
    output::line(format!(
        "\n{:>9}  {:>11}  {}  customer",
        "purchases",
        "days since",
        forecast_head()
    ));
    for one in &report.top {
        output::line(format!(
            "{:>9}  {:>11}  {}  {}",
            one.purchases,
            one.days_since_last,
            forecast(&one.forecast),
            one.customer
        ));
    }
    output::line(format!(
        "\n{:>9}  {:>9}  {:>14}  group",
        "customers", "purchases", "value so far"
    ));
    for group in &report.groups {
        output::line(format!(
            "{:>9}  {:>9}  {:>14.2}  {}",
            group.customers,
            group.purchases,
            group.value,
            name(group.group)
        ));
    }
    Ok(())
}

fn show_fit(fit: &LifetimeFit) {
    output::line(format!("{} customers, {} bought again", fit.customers, fit.repeaters));
    let model = match fit.model {
        BuyingModel::BgNbd => "BG/NBD",
        BuyingModel::MbgNbd => "MBG/NBD",
    };
    let of = &fit.parameters;
    let with_error = |name: &str, value: f64, error: Option<f64>| {
        let error = error.map_or_else(String::new, |error| format!(" ± {error:.4}"));
        format!("{name} = {value:.4}{error}")
    };
    let errors = fit.standard_errors;
    let parameters = [
        with_error("r", of.r, errors.map(|error| error.r)),
        with_error("alpha", of.alpha, errors.map(|error| error.alpha)),
        with_error("a", of.a, errors.map(|error| error.a)),
        with_error("b", of.b, errors.map(|error| error.b)),
    ];
    output::line(format!(
        "{model}: {}; log-likelihood {:.2}",
        parameters.join(", "),
        fit.log_likelihood
    ));
    if let Some(worth) = &fit.gamma_gamma {
        let error = |place: usize| worth.standard_errors.map(|errors| errors[place]);
        output::line(format!(
            "Gamma-Gamma: {}, {}, {}",
            with_error("p", worth.p, error(0)),
            with_error("q", worth.q, error(1)),
            with_error("v", worth.v, error(2))
        ));
    }
    for doubt in &fit.doubts {
        output::line(format!("! {}", doubt.text));
    }
}

fn show_expected(expected: &Expected, horizon: NamedHorizon) {
    let value = expected.value.map_or_else(String::new, |value| format!(", worth {value:.2} now"));
    output::line(format!(
        "Within {} months, money losing {} a month: {:.1} orders{value}; {:.1} still are customers",
        horizon.months,
        percent(Some(horizon.rate)),
        expected.orders,
        expected.alive
    ));
}

fn forecast_head() -> String {
    format!("{:>7}  {:>8}  {:>10}  {:>12}", "alive", "orders", "each", "value")
}

fn forecast(of: &NamedForecast) -> String {
    let money = |value: Option<f64>| value.map_or_else(|| "—".to_owned(), |v| format!("{v:.2}"));
    format!(
        "{:>7}  {:>8.2}  {:>10}  {:>12}",
        percent(Some(of.alive)),
        of.expected_orders,
        money(of.value_per_order),
        money(of.lifetime_value)
    )
}

fn name(group: RfmName) -> &'static str {
    match group {
        RfmName::Champions => "champions: often and lately",
        RfmName::Loyal => "loyal: often, not just now",
        RfmName::Promising => "promising: lately, not often yet",
        RfmName::New => "new: lately, hardly ever before",
        RfmName::NeedAttention => "need attention: in the middle",
        RfmName::AtRisk => "at risk: came often, not for long",
        RfmName::Lost => "lost: came little, long ago",
    }
}
