//! The first start: a folder for its owner alone, and the link that makes the first owner.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use crate::client::Browser;
use crate::program::Program;
use crate::serving::Serving;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_link_of_the_first_start_makes_the_owner_once() {
    let program = Program::new();
    let unused = Serving::start(&program);
    let early = unused.link.clone().expect("a first start prints a link");
    assert!(unused.printed().contains(&early), "on standard output too");
    assert!(unused.printed().contains("works once"));
    unused.stop_well();

    let serving = Serving::start(&program);
    let link = serving.link.clone().expect("as long as there is no owner");
    assert!(link.starts_with(&format!("{}/setup#", serving.url)), "{link}");
    let made = Browser::follow(&serving.url, &link);
    assert_eq!(made.status, 201, "{made:?}");
    assert_eq!(made.json()["user"]["role"], "owner");
    for link in [&link, &early] {
        let again = Browser::follow(&serving.url, link);
        assert!((400..500).contains(&again.status), "{again:?}");
    }
    serving.stop_well();

    let later = Serving::start(&program);
    assert_eq!(later.link, None, "there is an owner");
    assert!(!later.printed().contains('#'), "{}", later.printed());
    later.stop_well();
}

#[test]
fn the_data_folder_is_its_owners_alone() {
    let program = Program::new();
    let deep = program.folder().join("var/lib");
    let serving = Serving::start_with(&program, &["serve", "--data", "var/lib"]);
    assert_eq!((mode(&deep), mode(&program.folder().join("var"))), (0o700, 0o700));
    serving.stop_well();

    std::fs::create_dir(program.data()).unwrap();
    let open = |path: &Path| std::fs::set_permissions(path, Permissions::from_mode(0o755));
    open(&program.data()).unwrap();
    program.ok(&["user", "add", "a@example.com", "--name", "A"]);
    assert_eq!(mode(&program.data()), 0o700, "an empty folder is made ours");
    open(&program.data()).unwrap();
    program.ok(&["user", "list"]);
    assert_eq!(mode(&program.data()), 0o755, "one in use stays as somebody set it");
}

#[test]
fn an_address_that_is_taken_is_named() {
    let program = Program::new();
    let serving = Serving::start(&program);
    let taken = serving.url.strip_prefix("http://").unwrap();
    let said = program.fails(&["serve", "--address", taken]);
    assert!(said.contains(taken) && said.contains("--address"), "{said}");
    serving.stop_well();
}

#[test]
fn the_link_is_announced_in_french() {
    let program = Program::new().with("LANG", "fr_FR.UTF-8");
    let serving = Serving::start(&program);
    assert!(serving.printed().contains("Se connecter (une seule fois)"), "{}", serving.printed());
    serving.stop_well();
}
