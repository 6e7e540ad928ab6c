//! Settings by file, environment and flags.

use crate::program::Program;

#[test]
fn the_later_source_wins() {
    let program = Program::new();
    assert_eq!(program.json(&["config"])["address"], "127.0.0.1:7878");
    program
        .write("parcours.toml", "address = \"file:1\"\ndata = \"from-file\"\ntrust_proxy = true");
    program.write("other.toml", "address = \"other:1\"");
    let shown = program.json(&["config"]);
    assert_eq!((&shown["address"], &shown["data"]), (&"file:1".into(), &"from-file".into()));
    assert_eq!(program.json(&["config", "--config", "other.toml"])["address"], "other:1");

    let program = program.with("PARCOURS_ADDRESS", "environment:1");
    let program = program.with("PARCOURS_DATA", "from-environment");
    let shown = program.json(&["config"]);
    assert_eq!(shown["address"], "environment:1");
    assert_eq!(shown["data"], "from-environment");
    assert_eq!(shown["trust_proxy"], true, "the file counts where nothing later speaks");
    assert_eq!(program.json(&["config", "--data", "from-flag"])["data"], "from-flag");
}

#[test]
fn the_example_is_a_file_that_is_read() {
    let program = Program::new();
    let example = program.ok(&["config", "--example"]);
    let set: String = example
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|line| line.contains(" = ")).unwrap_or(line))
        .map(|line| format!("{line}\n"))
        .collect();
    program.write("parcours.toml", set);
    let shown = program.json(&["config"]);
    assert_eq!(shown["public_url"], "https://parcours.example.org");
    assert_eq!(shown["database_url"], "postgres://parcours:…@localhost/parcours");
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let program = Program::new();
    program.write("parcours.toml", "adress = \"x\"");
    let said = program.fails(&["config"]);
    assert!(said.contains("`adress`") && said.contains("parcours.toml"), "{said}");
    assert!(said.contains("address, public_url"), "says what there is: {said}");
    program.write("parcours.toml", "trust_proxy = \"maybe\"");
    let said = program.fails(&["config"]);
    assert!(said.contains("trust_proxy") && said.contains("parcours.toml"), "{said}");
    program.write("parcours.toml", "trust_proxy =");
    let said = program.fails(&["config"]);
    assert!(said.contains("line 1") && said.contains("parcours.toml"), "{said}");
    let said = program.fails(&["config", "--config", "nowhere.toml"]);
    assert!(said.contains("nowhere.toml does not exist"), "{said}");

    let wrong = Program::new().with("PARCOURS_LOG_LEVEL", "loud");
    let said = wrong.fails(&["config"]);
    assert!(said.contains("PARCOURS_LOG_LEVEL") && said.contains("debug"), "{said}");
    let misspelt = Program::new().with("PARCOURS_ADRESS", "x").run(&["config"]);
    assert_eq!(misspelt.code, Some(0));
    assert!(misspelt.err.contains("PARCOURS_ADRESS is not a setting"), "{misspelt:?}");
    let french = Program::new().with("PARCOURS_ADRESS", "x").with("LANG", "fr_FR.UTF-8");
    assert!(french.run(&["config"]).err.contains("n’est pas un réglage"));
}

#[test]
fn passwords_are_not_shown() {
    for url in ["postgres://lea:s3cret@db/p", "postgres://db/p?user=lea&password=s3cret"] {
        let shown = Program::on(Some(url)).ok(&["config"]);
        assert!(shown.contains('…') && !shown.contains("s3cret"), "{shown}");
    }
}
