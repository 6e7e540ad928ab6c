//! Which column is which, by the names that people and programs give them, in both languages, and
//! by what the first rows hold.
//!
//! A guess is shown before anything is imported, so a likely one is better than none; but a wrong
//! one that nobody notices is worse than none. So subjects, values and message ids are taken only
//! where the name leaves little doubt and the rows agree.

use parcours_interactions::export_parquet::COLUMNS;

use super::cell::Cell;
use super::options::{Columns, Role};
use super::{number, time};

/// Names by likelihood, without case, accents or punctuation.
const CUSTOMER: &[&str] = &[
    "caseconceptname",
    "customerid",
    "userid",
    "clientid",
    "customer",
    "client",
    "user",
    "utilisateur",
    "idclient",
    "idutilisateur",
    "numeroclient",
    "numclient",
    "codeclient",
    "noclient",
    "nclient",
    "customernumber",
    "customerno",
    "customerref",
    "contactid",
    "memberid",
    "subscriberid",
    "visitorid",
    "visiteur",
    "personid",
    "distinctid",
    "accountid",
    "caseid",
    "case",
    "uid",
    "email",
    "emailaddress",
    "mail",
    "courriel",
    "adressemail",
    "adresseemail",
    "phone",
    "telephone",
    "anonymousid",
];
const AT: &[&str] = &[
    "timetimestamp",
    "timestamp",
    "eventtime",
    "eventtimestamp",
    "eventdate",
    "occurredat",
    "happenedat",
    "at",
    "datetime",
    "dateheure",
    "horodatage",
    "horodate",
    "completetimestamp",
    "starttimestamp",
    "originaltimestamp",
    "createdat",
    "creele",
    "datecreation",
    "datedecreation",
    "dateevenement",
    "datecommande",
    "orderdate",
    "time",
    "date",
    "heure",
    "ts",
    "when",
    "quand",
    "sentat",
    "receivedat",
];
const KIND: &[&str] = &[
    "conceptname",
    "event",
    "eventname",
    "evenement",
    "nomevenement",
    "activity",
    "activityname",
    "activite",
    "action",
    "kind",
    "eventtype",
    "typeevenement",
    "typedevenement",
    "interaction",
    "type",
    "nature",
    "step",
    "etape",
];
const CHANNEL: &[&str] = &["channel", "canal", "medium"];
const SUBJECT: &[&str] = &[
    "subject",
    "sujet",
    "objet",
    "path",
    "pagepath",
    "page",
    "pageurl",
    "url",
    "productid",
    "sku",
    "product",
    "produit",
    "article",
];
const VALUE: &[&str] = &[
    "value",
    "valeur",
    "amount",
    "montant",
    "montantttc",
    "revenue",
    "total",
    "ordertotal",
    "price",
    "prix",
    "ca",
    "chiffredaffaires",
    "score",
    "note",
];
const MESSAGE_ID: &[&str] =
    &["messageid", "eventid", "insertid", "idevenement", "eventuuid", "uuid"];

/// Guesses the columns of a file by its header and some of its rows as text, cell by cell in the
/// header's order. What is not clear stays open.
pub fn guess(header: &[String], rows: &[Vec<String>]) -> Columns {
    let table = Table { names: header.iter().map(|name| plain(name)).collect(), header, rows };
    // A log of process mining says by its keys what they mean; its other columns are its own.
    if let [Some(customer), Some(at), Some(kind)] =
        ["case:concept:name", "time:timestamp", "concept:name"].map(|key| table.exactly(key))
    {
        return Columns {
            customer: Some(customer),
            at: Some(at),
            kind: Some(kind),
            ..Columns::default()
        };
    }
    if let Some(columns) = exported(&table) {
        return columns;
    }
    let mut columns = Columns::default();
    for role in Role::ALL {
        let taken: Vec<&str> =
            Role::ALL.into_iter().filter_map(|other| columns.get(other)).collect();
        let found = table.find(role, &taken);
        *columns.slot(role) = found;
    }
    // Segment: pages and screens have no event, visitors no user id.
    if columns.kind.as_deref() == Some("event") && table.exactly("type").is_some() {
        columns.kind = Some("event|type".into());
    }
    if columns.customer.as_deref() == Some("userId") && table.exactly("anonymousId").is_some() {
        columns.customer = Some("userId|anonymousId".into());
    }
    columns
}

/// What `parcours export` wrote names its columns for what they are, and its properties may be
/// called anything. Its `id` tells each row from every other; message ids of several sources may
/// be alike.
fn exported(table: &Table<'_>) -> Option<Columns> {
    if !COLUMNS.iter().all(|column| {
        // Without one property in the first lines there is no column of that name.
        *column == "properties" || table.exactly(column).is_some()
    }) {
        return None;
    }
    let column = |name: &str| table.exactly(name);
    Some(Columns {
        customer: column("customer"),
        at: column("at"),
        kind: column("kind"),
        channel: column("channel"),
        subject: column("subject"),
        value: column("value"),
        message_id: column("id"),
    })
}

/// The kind of identity that a customer column holds, by its name.
pub(super) fn identity(column: &str) -> &'static str {
    match plain(column).as_str() {
        "email" | "emailaddress" | "mail" | "courriel" | "adressemail" | "adresseemail" => "email",
        "phone" | "telephone" => "phone",
        "anonymousid" | "visitorid" | "visiteur" => "anonymous_id",
        _ => "user_id",
    }
}

struct Table<'a> {
    header: &'a [String],
    /// The header's names, plain.
    names: Vec<String>,
    rows: &'a [Vec<String>],
}

impl Table<'_> {
    fn exactly(&self, name: &str) -> Option<String> {
        self.header.iter().find(|column| *column == name).cloned()
    }

    fn find(&self, role: Role, taken: &[&str]) -> Option<String> {
        let known = match role {
            Role::Customer => CUSTOMER,
            Role::At => AT,
            Role::Kind => KIND,
            Role::Channel => CHANNEL,
            Role::Subject => SUBJECT,
            Role::Value => VALUE,
            Role::MessageId => MESSAGE_ID,
        };
        let fits = |&column: &usize| {
            !taken.contains(&self.header[column].as_str()) && self.fits(role, column)
        };
        let columns = || 0..self.names.len();
        let named = known
            .iter()
            .find_map(|name| columns().filter(|&column| self.names[column] == *name).find(fits));
        let found = match role {
            // No name that we know, but cells that can only be moments.
            Role::At if !self.rows.is_empty() => named.or_else(|| {
                let moments = |&column: &usize| {
                    !self.is_bare_number(column) && self.holds_only_moments(column)
                };
                columns().filter(moments).find(fits)
            }),
            _ => named,
        };
        found.map(|column| self.header[column].clone())
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(move |row| row.get(column)).map(|cell| cell.trim())
    }

    /// Whether the rows seen agree with what the name promises: most of them, since a bad row is to
    /// be refused alone, not to hide its column.
    fn fits(&self, role: Role, column: usize) -> bool {
        let filled: Vec<&str> = self.cells(column).filter(|cell| !cell.is_empty()).collect();
        if self.rows.is_empty() {
            return matches!(role, Role::Customer | Role::At | Role::Kind | Role::Channel);
        }
        match role {
            Role::At => mostly(&filled, time::looks_like_time),
            Role::Value => mostly(&filled, |cell| number::read(&Cell::Text(cell)).is_ok()),
            Role::MessageId => {
                let distinct: std::collections::HashSet<&&str> = filled.iter().collect();
                filled.len() == self.rows.len() && distinct.len() == filled.len()
            }
            _ => !filled.is_empty(),
        }
    }

    fn holds_only_moments(&self, column: usize) -> bool {
        self.cells(column).filter(|cell| !cell.is_empty()).all(time::looks_like_time)
    }

    fn is_bare_number(&self, column: usize) -> bool {
        self.cells(column)
            .any(|cell| !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit()))
    }
}

fn mostly(cells: &[&str], fits: impl Fn(&str) -> bool) -> bool {
    let good = cells.iter().filter(|cell| fits(cell)).count();
    good > 0 && good * 2 >= cells.len()
}

/// A name without case, accents and punctuation. `properties.` goes too: Segment keeps there what
/// others have in columns of their own.
fn plain(name: &str) -> String {
    let name = name.strip_prefix("properties.").unwrap_or(name);
    let folded = name.chars().flat_map(char::to_lowercase).map(|c| match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    });
    folded.filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str, rows: &[&str]) -> Columns {
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        guess(&cells(header), &rows.iter().map(|row| cells(row)).collect::<Vec<_>>())
    }

    fn chosen(columns: &Columns) -> Vec<(&'static str, &str)> {
        Role::ALL.into_iter().filter_map(|role| Some((role.name(), columns.get(role)?))).collect()
    }

    #[test]
    fn a_bad_cell_does_not_hide_its_column() {
        let found = columns(
            "user_id,event,at,value",
            &[
                "u1,home,2024-03-13 10:21:14,1",
                "u2,home,soon,much",
                "u3,home,2024-03-13 10:22:14,2",
            ],
        );
        assert_eq!(
            chosen(&found),
            [("customer", "user_id"), ("at", "at"), ("kind", "event"), ("value", "value")]
        );
        // Without a name that says so, every cell has to be a moment.
        let unsure = columns("user_id,event,x", &["u1,home,2024-03-13 10:21:14", "u2,home,soon"]);
        assert_eq!(unsure.at, None);
    }

    #[test]
    fn english_and_french_names_are_known() {
        let english = columns(
            "user_id,session_id,event,timestamp,platform,acquisition_channel",
            &["u1,s1,home,2024-03-13 10:21:14,desktop,email"],
        );
        assert_eq!(
            chosen(&english),
            [("customer", "user_id"), ("at", "timestamp"), ("kind", "event")]
        );
        let french = columns(
            "N° client,Date de création,Événement,Canal,Montant TTC,Produit",
            &["12,13/03/2024 10:21,achat,boutique,12.50,Chaussure"],
        );
        assert_eq!(
            chosen(&french),
            [
                ("customer", "N° client"),
                ("at", "Date de création"),
                ("kind", "Événement"),
                ("channel", "Canal"),
                ("subject", "Produit"),
                ("value", "Montant TTC"),
            ]
        );
    }

    #[test]
    fn process_logs_go_by_their_standard_keys() {
        let log = columns(
            "concept:name,customer,product,time:timestamp,case:concept:name",
            &["Closed,Value 1,Value 2,2012-10-09T14:50:17+00:00,Case 1"],
        );
        assert_eq!(
            chosen(&log),
            [("customer", "case:concept:name"), ("at", "time:timestamp"), ("kind", "concept:name")]
        );
    }

    #[test]
    fn what_was_exported_goes_by_its_own_columns() {
        let header = format!(
            "{},properties.userId,properties.event,properties.timestamp",
            COLUMNS.join(",")
        );
        assert_eq!(
            chosen(&columns(&header, &["int_1,cus_1"])),
            [
                ("customer", "customer"),
                ("at", "at"),
                ("kind", "kind"),
                ("channel", "channel"),
                ("subject", "subject"),
                ("value", "value"),
                ("message_id", "id"),
            ]
        );
    }

    #[test]
    fn segment_lines_fall_back_to_what_they_have() {
        let lines = columns(
            "anonymousId,event,messageId,properties.path,properties.revenue,timestamp,type,userId",
            &["a,Order Completed,m1,/x,12.5,2024-03-13T10:21:14Z,track,u"],
        );
        assert_eq!(
            chosen(&lines),
            [
                ("customer", "userId|anonymousId"),
                ("at", "timestamp"),
                ("kind", "event|type"),
                ("subject", "properties.path"),
                ("value", "properties.revenue"),
                ("message_id", "messageId"),
            ]
        );
    }

    #[test]
    fn a_header_alone_is_enough_for_names_only() {
        assert_eq!(chosen(&columns("vm", &[])), []);
        assert_eq!(chosen(&columns("client,date", &[])), [("customer", "client"), ("at", "date")]);
    }

    #[test]
    fn the_name_tells_the_kind_of_identity() {
        for (column, kind) in [
            ("Adresse e-mail", "email"),
            ("Téléphone", "phone"),
            ("anonymousId", "anonymous_id"),
            ("userId|anonymousId", "user_id"),
            ("client", "user_id"),
        ] {
            assert_eq!(identity(column), kind, "{column}");
        }
    }

    #[test]
    fn the_rows_may_contradict_a_name() {
        let odd =
            columns("user,date,event,value,event_id", &["a,soon,x,high,7", "b,later,y,low,7"]);
        assert_eq!(chosen(&odd), [("customer", "user"), ("kind", "event")]);
        let unnamed = columns("user,jour,action", &["a,13/03/2024,x"]);
        assert_eq!(unnamed.at.as_deref(), Some("jour"));
    }
}
