//! French and English are equal: each chapter of the guide, and each document that has a translation
//! beside it, exists in both.

use std::collections::BTreeSet;

use super::crates::Crates;
use super::tree::Tree;
use super::{Check, Problem};

pub(super) const CHECK: Check = Check {
    rule: "The guide has the same chapters in both languages, under the same file names",
    find,
};

const LANGUAGES: [&str; 2] = ["docs/guide/en", "docs/guide/fr"];

fn find(tree: &Tree, _: &Crates) -> Vec<Problem> {
    let mut problems = Vec::new();
    let chapters = LANGUAGES.map(|folder| {
        tree.names_in(folder)
            .filter(|name| name.ends_with(".md"))
            .map(str::to_owned)
            .collect::<BTreeSet<_>>()
    });
    for (here, there) in [(0, 1), (1, 0)] {
        for name in chapters[here].difference(&chapters[there]) {
            let what = format!("has no translation: write {}/{name}", LANGUAGES[there]);
            problems.push(Problem::new(&format!("{}/{name}", LANGUAGES[here]), 0, what));
        }
    }
    for source in tree.all() {
        if let Some(stem) = source.path.strip_suffix(".fr.md")
            && tree.get(&format!("{stem}.md")).is_none()
        {
            problems.push(Problem::new(
                &source.path,
                0,
                format!("has no English original: write {stem}.md"),
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chapter_in_one_language_is_refused() {
        let both = [
            ("docs/guide/en/map.md", ""),
            ("docs/guide/fr/map.md", ""),
            ("README.md", ""),
            ("README.fr.md", ""),
        ];
        assert_eq!(find(&Tree::of(&both), &Crates::sample(&[])), []);
        assert_eq!(find(&Tree::of(&both[..1]), &Crates::sample(&[])).len(), 1);
        assert_eq!(find(&Tree::of(&both[1..2]), &Crates::sample(&[])).len(), 1);
        assert_eq!(find(&Tree::of(&both[3..]), &Crates::sample(&[])).len(), 1);
    }
}
