//! Who is behind a figure of the directly-follows graph.

use super::super::members::Figure;
use crate::cases::Cases;

/// One figure of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFigure {
    /// Whoever did this.
    Node(u8),
    /// Whoever did the second directly after the first.
    Edge(u8, u8),
    /// Whoever began a case so.
    Start(u8),
    /// Whoever ended one so.
    End(u8),
}

impl Figure for GraphFigure {
    fn counts(&mut self, cases: Cases<'_>) -> bool {
        cases.iter().any(|case| match *self {
            Self::Node(activity) => case.codes.contains(&activity),
            Self::Edge(from, to) => case.codes.windows(2).any(|pair| pair == [from, to]),
            Self::Start(activity) => case.codes.first() == Some(&activity),
            Self::End(activity) => case.codes.last() == Some(&activity),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernels::members::naive::{counted, found};
    use crate::kernels::testing::cases;
    use crate::kernels::transitions::Transitions;

    proptest! {
        #[test]
        fn they_are_those_whom_the_graph_counts(plain in cases(3), from in 0..3_u8, to in 0..3_u8) {
            let kernel = Transitions { activities: 3, quantiles: false };
            let due = |figure: GraphFigure| counted(&kernel, &plain, |partial| {
                let graph = kernel.answer(partial);
                match figure {
                    GraphFigure::Node(of) => graph.activities.iter().any(|node| node.activity == of),
                    GraphFigure::Edge(a, b) => graph.edges.iter().any(|edge| (edge.from, edge.to) == (a, b)),
                    GraphFigure::Start(of) => graph.starts.iter().any(|count| count.activity == of),
                    GraphFigure::End(of) => graph.ends.iter().any(|count| count.activity == of),
                }
            });
            let figures = [
                GraphFigure::Node(from), GraphFigure::Edge(from, to), GraphFigure::Start(from), GraphFigure::End(to),
            ];
            for figure in figures {
                prop_assert_eq!(found(figure, &plain), due(figure));
            }
        }
    }
}
