use parcours_kernel::Language;

use super::*;

fn read(text: &str) -> Result<Table, TableError> {
    Table::read(text.as_bytes())
}

#[test]
fn names_in_any_case_and_order() {
    let table =
        read("ID,t,Frequency,RECENCY,colour\nann,38.86,2,30.43,red\n bob ,10,0,0,\n").unwrap();
    let purchases = Purchases { frequency: 2, recency: 30.43, age: 38.86 };
    assert_eq!(table.rows[0], Row { customer: Some("ann".into()), purchases, mean_value: None });
    assert_eq!(table.rows[1].customer.as_deref(), Some("bob"));
    assert!(table.values().is_empty());
    assert_eq!(table.purchases()[0], CountedPurchases { purchases, customers: 1 });
}

#[test]
fn as_a_french_spreadsheet_writes_it() {
    let table =
        read("\u{feff}x;t_x;T;zbar\r\n2;30,43;38,86;22,35\r\n0;0;38,86;\r\n0;0,0;38,86;0\r\n")
            .unwrap();
    assert_eq!(table.rows[0].purchases, Purchases { frequency: 2, recency: 30.43, age: 38.86 });
    assert_eq!(table.values(), [CountedValue { frequency: 2, mean_value: 22.35, customers: 1 }]);
}

#[test]
fn what_is_wrong_is_named_with_its_line_and_column() {
    let header = "frequency,recency,T,monetary_value\n";
    let wrong = |row: &str| read(&format!("{header}1,2,3,4\n{row}\n")).unwrap_err();
    for (row, column) in [
        ("many,2,3,4", "frequency"),
        ("1.5,2,3,4", "frequency"),
        ("-1,2,3,4", "frequency"),
        ("1,inf,3,4", "recency"),
        ("1,4,3,4", "recency"),
        ("1,0,3,4", "recency"),
        ("0,2,3,4", "recency"),
        ("1,2,,4", "T"),
        ("1,2,3,-4", "monetary_value"),
    ] {
        let error = wrong(row);
        assert_eq!((error.line, error.column), (3, Some(column)), "{row}: {error}");
    }
    let error = wrong("1,2,x,4");
    assert_eq!(error.to_string(), "Line 3, column T: “x” is not a number.");
    assert_eq!(
        error.message.get(Language::Fr),
        "Ligne 3, colonne T\u{202f}: «\u{202f}x\u{202f}» n’est pas un nombre."
    );
    let error = wrong("1,2,3");
    assert_eq!((error.line, error.column), (3, None));
    assert_eq!(error.to_string(), "Line 3: 3 cells where the header has 4.");
    let problem = Problem::from(wrong("1,2,3,x"));
    assert_eq!(problem.code(), "invalid_input");
    assert_eq!(problem.body(Language::En).errors[0].field, "line 3, monetary_value");
}

#[test]
fn tables_that_are_none() {
    let column = |text: &str| read(text).unwrap_err().column;
    assert_eq!(column("frequency,T\n1,2\n"), Some("recency"));
    assert_eq!(column(""), Some("frequency"));
    assert_eq!(column("frequency,x,recency,T\n1,1,1,2\n"), Some("frequency"));
    assert_eq!(column("frequency,recency,T\n"), None);
}
