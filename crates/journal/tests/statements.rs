//! Every statement in the source, read as text: PostgreSQL must read it as SQLite does, and no
//! statement may see two sites' data.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

use std::path::Path;

/// The directory: tables that say which sites and people there are. Whoever asks them may not know
/// yet which site is meant.
const DIRECTORY: [&str; 5] = ["sites", "people", "memberships", "sessions", "api_tokens"];

/// Statements over site tables that name no site, each with its reason.
const EVERY_SITE: [&str; 1] = [
    // The worker asks which sites owe something.
    "SELECT DISTINCT site_id FROM outbox WHERE done_at IS NULL AND due_at <= $1 AND leased_until <= $1",
];

/// Statements whose conditions are built; the builder begins each with `site_id = $1`.
const BUILT: [&str; 7] = [
    "SELECT COUNT(*) FROM orders WHERE {}",
    "SELECT COUNT(*), COALESCE(SUM(total_cents), 0) FROM orders WHERE {}",
    "SELECT {COLUMNS} FROM orders WHERE {} ORDER BY {order} LIMIT {limit}",
    "SELECT {column}, COUNT(*), SUM(total_cents) FROM orders WHERE {} GROUP BY {column} ORDER BY 2 DESC, 1",
    "SELECT number FROM orders WHERE {} ORDER BY id DESC LIMIT {}",
    "SELECT number FROM orders WHERE {} ORDER BY {order} LIMIT 1",
    "SELECT number, version FROM orders WHERE {} ORDER BY id DESC LIMIT {}",
];

struct Statement {
    file: String,
    sql: String,
}

fn statements() -> Vec<Statement> {
    let mut found = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    assert!(found.len() > 80, "only {} statements were found", found.len());
    found
}

/// All but the engine's own folder, which speaks to SQLite alone.
fn collect(folder: &Path, found: &mut Vec<Statement>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("sqlite") {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let of_sql = literals(&source).into_iter().filter(|text| is_sql(text));
            let file = path.display().to_string();
            found.extend(of_sql.map(|text| Statement {
                file: file.clone(),
                sql: text.split_whitespace().collect::<Vec<_>>().join(" "),
            }));
        }
    }
}

fn is_sql(text: &str) -> bool {
    ["SELECT ", "INSERT ", "UPDATE ", "DELETE "].iter().any(|verb| text.starts_with(verb))
}

/// The string literals of a source, comments and character literals left out.
fn literals(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(start) = rest.find(['"', '/', '\'']) {
        let (sign, after) = (rest.as_bytes()[start], &rest[start + 1..]);
        rest = match sign {
            b'/' if after.starts_with('/') => after.split_once('\n').map_or("", |(_, next)| next),
            b'\'' if after.starts_with("\"'") => &after[2..],
            b'\'' if after.starts_with("\\'") => &after[2..],
            b'"' => {
                let end = closing(after);
                found.push(after[..end].to_owned());
                &after[(end + 1).min(after.len())..]
            }
            _ => after,
        };
    }
    found
}

fn closing(text: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at,
            _ => {}
        }
    }
    text.len()
}

fn parameters(sql: &str) -> Vec<usize> {
    let numbers = sql.split('$').skip(1);
    numbers.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap()).collect()
}

fn tables(sql: &str) -> Vec<&str> {
    let words: Vec<&str> = sql.split([' ', '(', ')', ',']).filter(|word| !word.is_empty()).collect();
    let names = words.windows(2).filter(|pair| ["FROM", "INTO", "JOIN", "UPDATE"].contains(&pair[0]));
    names.map(|pair| pair[1]).filter(|name| *name != "SET").collect()
}

fn names_its_site(sql: &str) -> bool {
    if sql.starts_with("INSERT ") {
        return sql.contains("(site_id, ");
    }
    let Some((_, conditions)) = sql.split_once(" WHERE ") else { return false };
    conditions.contains("site_id = $")
}

#[test]
fn parameters_are_numbered_in_the_order_in_which_they_first_appear() {
    for Statement { file, sql } in statements() {
        let mut highest = 0;
        for number in parameters(&sql) {
            assert!(number <= highest + 1, "{file}: ${number} comes before ${}: {sql}", highest + 1);
            highest = highest.max(number);
        }
    }
}

#[test]
fn nothing_is_said_that_only_one_engine_understands() {
    let foreign = ["?", "INSERT OR", "IFNULL", "rowid", "GLOB", "strftime", "datetime(", "RETURNING", "::", "ILIKE"];
    for Statement { file, sql } in statements() {
        let found = foreign.iter().find(|word| sql.contains(**word));
        assert_eq!(found, None, "{file}: {sql}");
    }
}

#[test]
fn no_statement_sees_two_sites() {
    for Statement { file, sql } in statements() {
        let of_a_site: Vec<_> = tables(&sql).into_iter().filter(|table| !DIRECTORY.contains(table)).collect();
        let listed = EVERY_SITE.contains(&sql.as_str()) || BUILT.contains(&sql.as_str());
        assert!(of_a_site.is_empty() || listed || names_its_site(&sql), "{file}: {of_a_site:?}: {sql}");
    }
}

#[test]
fn the_lists_of_exceptions_name_only_what_is_there() {
    let all: Vec<String> = statements().into_iter().map(|statement| statement.sql).collect();
    for listed in EVERY_SITE.iter().chain(&BUILT) {
        assert!(all.iter().any(|sql| sql == listed), "{listed}");
    }
}

#[test]
fn the_reader_of_sources_sees_strings_and_nothing_else() {
    let source = "let a = \"SELECT 1\"; // \"SELECT 2\"\nlet b = '\"'; let c = \"a \\\" b\"; fn f<'a>() {}";
    assert_eq!(literals(source), ["SELECT 1", "a \\\" b"]);
}
