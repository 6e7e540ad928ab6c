//! `parcours report`: what customers did as a whole, each report once.

use serde_json::Value;

use crate::program::Program;

/// Nine customers look; six put something into the basket; four of these buy, and one a second time.
fn shop() -> String {
    let mut csv = String::from("customer,at,kind,channel,value\n");
    let mut row = |customer: u32, day: u32, what: &str, channel: &str, value: &str| {
        csv += &format!("{customer},2024-03-{day:02}T10:00:00Z,{what},{channel},{value}\n");
    };
    for customer in 1..=9 {
        let channel = if customer % 2 == 0 { "email" } else { "web" };
        row(customer, customer, "product_viewed", channel, "");
        if customer <= 6 {
            row(customer, customer + 1, "product_added", "web", "");
        }
        if customer <= 4 {
            row(customer, customer + 2, "order_completed", "web", "25");
        }
    }
    row(1, 20, "order_completed", "web", "35");
    csv
}

#[test]
fn each_report_has_its_shape_and_can_be_read() {
    let program = Program::new();
    program.write("shop.csv", shop());
    program.ok(&["import", "events", "shop.csv"]);
    let json = |words: &[&str]| program.json(&[&["report"], words, &["--json"]].concat());
    let read = |words: &[&str]| program.ok(&[&["report"], words].concat());

    let steps = ["funnel", "--steps", "product_viewed,cart_viewed|product_added,order_completed"];
    let said = program.fails(&[&["report"], steps.as_slice()].concat());
    assert!(said.contains("cart_viewed"), "{said}");
    let steps = ["funnel", "--steps", "product_viewed,product_added,order_completed"];
    let funnel = json(&steps);
    let customers: Vec<_> =
        funnel["steps"].as_array().unwrap().iter().map(|step| &step["customers"]).collect();
    assert_eq!(customers, [9, 6, 4]);
    let table = read(&steps);
    assert!(table.contains("66.7 %") && table.contains("1 d"), "{table}");

    let variants = json(&["variants", "--representatives", "1"]);
    assert_eq!((&variants["customers"], &variants["variants"]), (&9.into(), &4.into()));
    let top = variants["top"].as_array().unwrap();
    assert_eq!(top[0]["count"], 3);
    assert!(top.iter().any(|one| one["path"].as_array().unwrap().len() == 4));
    assert!(variants["representatives"]["chosen"][0]["path"].is_array());
    assert!(read(&["variants"]).contains("product_viewed → product_added → order_completed"));

    let flows = json(&["flows", "--after", "product_added", "--steps", "3"]);
    assert_eq!(
        (&flows["customers"], &flows["steps"][0]["nodes"][0]["ended"]),
        (&6.into(), &2.into())
    );
    assert_eq!(flows["links"][0]["cases"], 4);
    let table = read(&["flows"]);
    assert!(table.contains("step 2") && table.contains("→ order_completed"), "{table}");

    let cohorts = json(&["cohorts", "--from", "2024-03-01", "--to", "2024-03-31"]);
    assert_eq!(cohorts["customers"], 9);
    assert_eq!(cohorts["cohorts"][0]["name"], "2024-02-26");
    assert!(read(&["cohorts", "--every", "month"]).contains("2024-03-01"));

    let goal = ["attribution", "--goal", "order_completed", "--touches", "channel"];
    let attribution = json(&goal);
    assert_eq!((&attribution["conversions"], &attribution["untouched"]), (&5.into(), &1.into()));
    let credited = |touch: &Value| touch["linear"]["conversions"].as_f64().unwrap();
    let touches = attribution["touches"].as_array().unwrap();
    assert_eq!(touches.iter().map(credited).sum::<f64>(), 4.0);
    assert!(read(&goal).contains("email"));

    let durations = json(&["durations", "--start", "product_viewed", "--goal", "order_completed"]);
    assert_eq!(
        (&durations["customers"], &durations["mean_seconds"]),
        (&4.into(), &172_800.0.into())
    );
    let counts = json(&["counts", "--every", "month", "--period", "all"]);
    assert_eq!(
        (&counts["total"]["value"], &counts["total"]["customers"]),
        (&135.0.into(), &9.into())
    );
    assert!(read(&["counts", "--every", "month"]).contains("2024-03-01"));

    let value = json(&["lifetime-value", "--top", "1"]);
    assert_eq!(
        (&value["customers"], &value["repeaters"], &value["trusted"]),
        (&4.into(), &1.into(), &false.into())
    );
    assert!(read(&["lifetime-value"]).contains("4 customers, 1 bought again"));
}

#[test]
fn a_table_is_fitted_without_an_installation() {
    let program = Program::new();
    let rows: String = (0..80)
        .map(|n| {
            let frequency = (n * n) % 5;
            let recency = if frequency == 0 { 0 } else { 5 + n % 20 };
            format!("{n},{frequency},{recency},{},{}\n", 26 + n % 13, 20 + n % 9)
        })
        .collect();
    program.write("table.csv", format!("id,frequency,recency,T,monetary_value\n{rows}"));
    let fit = ["report", "lifetime-value", "--fit", "table.csv", "--json"];
    let told = program.json(&fit);
    assert_eq!(told["model"], "bg-nbd");
    for parameter in ["r", "alpha", "a", "b"] {
        assert!(told["parameters"][parameter].as_f64().unwrap() > 0.0, "{told}");
    }
    assert!(told["log_likelihood"].as_f64().unwrap() < 0.0);
    assert!(told["gamma_gamma"]["v"].as_f64().unwrap() > 0.0);
    assert_eq!(told["rows"].as_array().unwrap().len(), 0);
    let told = program.json(&[fit.as_slice(), &["--rows", "--model", "mbg-nbd"]].concat());
    assert_eq!(
        (told["rows"].as_array().unwrap().len(), &told["rows"][7]["customer"]),
        (80, &"7".into())
    );
    assert!(!program.data().exists());
    program.write("bad.csv", "frequency,recency,T\n1,9,3\n");
    let said = program.fails(&["report", "lifetime-value", "--fit", "bad.csv"]);
    assert!(said.contains("Line 2"), "{said}");
}

fn report<'w>(words: &[&'w str]) -> Vec<&'w str> {
    [&["report"], words].concat()
}

/// Two orders of one customer that overlap, and one of another.
const ORDERS: &str = "customer,at,kind,order_id,plan\n\
    1,2024-03-01T10:00:00Z,ordered,10,gold\n\
    1,2024-03-01T11:00:00Z,ordered,11,gold\n\
    1,2024-03-02T10:00:00Z,arrived,11,gold\n\
    1,2024-03-03T10:00:00Z,arrived,10,gold\n\
    2,2024-03-01T10:00:00Z,ordered,10,basic\n\
    2,2024-03-01T12:00:00Z,called,,basic\n";

#[test]
fn an_order_is_a_case_and_every_figure_tells_its_customers() {
    let program = Program::new();
    program.write("orders.csv", ORDERS);
    program.ok(&["import", "events", "orders.csv"]);
    let json = |words: &[&str]| program.json(&report(&[words, &["--json"]].concat()));
    let by_order = ["transitions", "--cases", "case", "--case-property", "order_id"];
    let told = json(&by_order);
    assert_eq!((&told["cases"], &told["left_out"]["without_case"]), (&3.into(), &1.into()));
    assert_eq!(
        (&told["edges"][0]["to"], &told["edges"][0]["count"]),
        (&"arrived".into(), &2.into())
    );
    assert!(program.ok(&report(&by_order)).contains("1 interactions lack the property"));
    let gold = json(&["transitions", "--property", "plan=gold", "--not-through", "called"]);
    assert_eq!(gold["interactions"], 4);
    let said = program.fails(&report(&["transitions", "--property", "colour=red"]));
    assert!(said.contains("order_id, plan"), "{said}");
    let said = program.fails(&report(&["transitions", "--cases", "case"]));
    assert!(said.contains("order_id"), "{said}");

    let customers = |words: &[&str]| program.ok(&report(words)).lines().count();
    assert_eq!(customers(&["transitions", "--customers", "ordered,arrived"]), 1);
    let funnel = ["funnel", "--steps", "ordered,arrived", "--customers", "1"];
    assert_eq!(customers(&funnel), 2);
    assert_eq!(customers(&[funnel.as_slice(), &["--lost"]].concat()), 1);
    assert_eq!(customers(&["flows", "--customers", "1", "--at", "ordered", "--next", "called"]), 1);
    assert_eq!(customers(&["variants", "--customers", "ordered,called"]), 1);
    let cohort = ["cohorts", "--customers", "2024-02-26"];
    assert_eq!(json(&cohort)["total"], 2);
    assert_eq!(json(&[cohort.as_slice(), &["--offset", "0", "--lost"]].concat())["total"], 0);
}

#[test]
fn every_report_that_needs_no_map_goes_by_kind() {
    let program = Program::new();
    program.write("shop.csv", shop());
    program.ok(&["import", "events", "shop.csv"]);
    let all: [&[&str]; 12] = [
        &["transitions"],
        &["funnel", "--steps", "product_viewed,order_completed"],
        &["flows"],
        &["variants"],
        &["position"],
        &["cohorts"],
        &["next", "--after", "product_viewed"],
        &["goal", "--goal", "order_completed"],
        &["attribution", "--goal", "order_completed"],
        &["lifetime-value"],
        &["durations", "--start", "product_viewed", "--goal", "order_completed"],
        &["counts"],
    ];
    let asked = ["--by", "kind", "--period", "all", "--starts", "product_viewed", "--json"];
    for words in all {
        let told = program.json(&[&["report"], words, &asked].concat());
        assert!(told.is_object(), "{words:?}");
    }
    let said = program.fails(&["report", "drift", "--by", "kind"]);
    assert!(said.contains("name its journey"), "{said}");
}
