//! The heavy libraries of analysis stay in one crate each: arrow and parquet in interactions,
//! DataFusion in cluster.

use super::crates::Crates;
use super::libraries::Housed;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "arrow and parquet are used only by interactions, datafusion only by cluster",
    find,
};

const COLUMNS: Housed = Housed {
    libraries: &["arrow", "arrow-*", "parquet", "parquet-*"],
    homes: &["interactions", "bench"],
    tests_too: false,
    advice: "read and write through interactions, whose types name no column format",
};

const QUERIES: Housed = Housed {
    libraries: &["datafusion", "datafusion-*"],
    homes: &["cluster"],
    tests_too: false,
    advice: "it costs an hour of compiling; only the optional cluster feature pays for it",
};

fn find(tree: &Tree, crates: &Crates) -> Vec<Problem> {
    [COLUMNS, QUERIES].iter().flat_map(|housed| housed.find(tree, crates)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_library_stays_at_home() {
        let tree = Tree::of(&[]);
        let home = Crates::sample(&[
            ("interactions", &["ext:parquet", "ext:arrow-array"]),
            ("cluster", &["ext:datafusion"]),
        ]);
        assert_eq!(find(&tree, &home), []);
        let away = Crates::sample(&[
            ("tracking", &["ext:parquet", "dev:ext:arrow"]),
            ("paths", &["ext:datafusion-distributed"]),
            ("server", &["ext:arrowroot"]),
        ]);
        assert_eq!(find(&tree, &away).len(), 3);
    }
}
