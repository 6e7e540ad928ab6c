//! Tells cargo to look again at the built front end. It never builds it: npm is not run from here.

fn main() {
    println!("cargo::rerun-if-changed=../../web/app/dist");
}
