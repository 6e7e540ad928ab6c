//! Grouped counts: by period and activity, how many interactions, how many customers, what value.
//!
//! A customer counts once in each group they are in, whatever number of rows and cases: per period
//! and activity, per period, per activity, and in all. Distinct counts are exact and do not add up
//! across groups. Rows outside of the periods count nowhere. A row without a value (NaN) has no
//! part in sums and means.

use serde::{Deserialize, Serialize};

use super::distinct::{Distinct, Numbers};
use super::exact::ExactSum;
use super::periods::Periods;
use crate::cases::{Cases, Kernel};

/// The question. Cost: one pass over the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// How many activities there are; codes are below it.
    pub activities: u8,
    /// By what time: weeks, months, or one period that holds all.
    pub periods: Periods,
}

/// What some cases gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Partial {
    /// By `period * activities + activity`.
    cells: Vec<Cell>,
    by_activity: Vec<Distinct>,
    by_period: Vec<Distinct>,
    within: Distinct,
    numbers: Numbers,
}

#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Cell {
    interactions: u64,
    seen: Distinct,
    values: u64,
    sum: ExactSum,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// In all.
    pub total: Group,
    /// By activity that happened, in order of code.
    pub activities: Vec<ActivityGroup>,
    /// By period, all of them, in order.
    pub periods: Vec<PeriodGroup>,
}

/// What is told of any group of rows.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Group {
    /// Rows.
    pub interactions: u64,
    /// Distinct customers.
    pub customers: u64,
    /// Rows with a value.
    pub values: u64,
    /// The sum of these values, each rounded to a millionth.
    pub sum: f64,
    /// Their mean; none of none.
    pub mean: Option<f64>,
}

/// The rows of an activity.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ActivityGroup {
    /// Which.
    pub activity: u8,
    /// Its figures.
    #[serde(flatten)]
    pub group: Group,
}

/// The rows of a period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PeriodGroup {
    /// Its figures.
    #[serde(flatten)]
    pub group: Group,
    /// By activity that happened in it, in order of code.
    pub activities: Vec<ActivityGroup>,
}

impl Counts {
    /// The answer.
    pub fn answer(&self, partial: &Partial) -> Table {
        let n = usize::from(self.activities);
        let mut total = Cell::default();
        let mut by_activity = vec![Cell::default(); n];
        let mut periods = Vec::new();
        for (number, seen) in partial.by_period.iter().enumerate() {
            let cells = &partial.cells[number * n..(number + 1) * n];
            let mut period = Cell::default();
            for (cell, activity) in cells.iter().zip(&mut by_activity) {
                period.add_rows(cell);
                activity.add_rows(cell);
            }
            total.add_rows(&period);
            periods.push(PeriodGroup {
                group: period.group(seen),
                activities: groups(cells, |cell| &cell.seen),
            });
        }
        for (cell, seen) in by_activity.iter_mut().zip(&partial.by_activity) {
            cell.seen = *seen;
        }
        Table {
            total: total.group(&partial.within),
            activities: groups(&by_activity, |cell| &cell.seen),
            periods,
        }
    }
}

impl Kernel for Counts {
    type Partial = Partial;

    fn begin(&self) -> Partial {
        let (n, periods) = (usize::from(self.activities), self.periods.len());
        Partial {
            cells: vec![Cell::default(); n * periods],
            by_activity: vec![Distinct::default(); n],
            by_period: vec![Distinct::default(); periods],
            within: Distinct::default(),
            numbers: Numbers::default(),
        }
    }

    fn add(&self, partial: &mut Partial, cases: Cases<'_>) {
        if cases.value.is_empty() {
            self.fold(partial, cases, |_, _| {});
        } else {
            self.fold(partial, cases, |cell, row| {
                let value = cases.value[row];
                cell.values += u64::from(value.is_finite());
                cell.sum.add_value(value);
            });
        }
    }

    fn merge(&self, into: &mut Partial, other: Partial) {
        for (mine, theirs) in into.cells.iter_mut().zip(&other.cells) {
            mine.add_rows(theirs);
            mine.seen.merge(theirs.seen);
        }
        for (mine, theirs) in into.by_activity.iter_mut().zip(other.by_activity) {
            mine.merge(theirs);
        }
        for (mine, theirs) in into.by_period.iter_mut().zip(other.by_period) {
            mine.merge(theirs);
        }
        into.within.merge(other.within);
        into.numbers.merge(&other.numbers);
    }
}

impl Counts {
    #[inline]
    fn fold(&self, partial: &mut Partial, cases: Cases<'_>, note: impl Fn(&mut Cell, usize)) {
        let n = usize::from(self.activities);
        let lookup = self.periods.lookup();
        let Partial { cells, by_activity, by_period, within, numbers } = partial;
        let (mut whose, mut number) = (None, 0);
        for (customer, window) in cases.customers.iter().zip(cases.offsets.windows(2)) {
            if whose != Some(*customer) {
                whose = Some(*customer);
                number = numbers.next();
            }
            let rows = window[0] as usize..window[1] as usize;
            let begin = rows.start;
            for (place, (code, at)) in
                cases.codes[rows.clone()].iter().zip(&cases.at[rows]).enumerate()
            {
                let Some(period) = lookup.find(*at) else { continue };
                let code = usize::from(*code);
                by_activity[code].see(number);
                by_period[period].see(number);
                within.see(number);
                let cell = &mut cells[period * n + code];
                cell.interactions += 1;
                cell.seen.see(number);
                note(cell, begin + place);
            }
        }
    }
}

impl Cell {
    /// Adds all but the distinct customers.
    fn add_rows(&mut self, other: &Self) {
        self.interactions += other.interactions;
        self.values += other.values;
        self.sum.merge(other.sum);
    }

    fn group(&self, seen: &Distinct) -> Group {
        Group {
            interactions: self.interactions,
            customers: seen.customers,
            values: self.values,
            sum: self.sum.millionths(),
            mean: self.sum.mean(self.values),
        }
    }
}

fn groups(cells: &[Cell], seen: impl Fn(&Cell) -> &Distinct) -> Vec<ActivityGroup> {
    (0..)
        .zip(cells)
        .filter(|(_, cell)| cell.interactions > 0)
        .map(|(activity, cell)| ActivityGroup { activity, group: cell.group(seen(cell)) })
        .collect()
}

#[cfg(test)]
mod tests;
