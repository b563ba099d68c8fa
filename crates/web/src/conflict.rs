//! Two people changed the same thing: field by field what each of them did, and whose value is kept.
//!
//! A form knows what its reader saw. What only one of the two has changed is put together without a question; for a
//! field that both have changed the page asks, and the answer is carried in the form itself, so that it needs no script.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use maud::{Markup, html};
use sha2::{Digest, Sha256};

use crate::form::{Form, KEPT, THEIRS};
use crate::html::{Records, column, empty_cell};
use crate::i18n::{Lang, t};

/// Characters of a value that a form carries a second time; of longer ones it carries a trace.
const MOST_CARRIED: usize = 500;

/// Characters of a value in the table, and of what is the same before a difference.
const MOST_SHOWN: usize = 120;
const BEFORE_A_DIFFERENCE: usize = 40;

/// One field of a conflict, in words.
pub(crate) struct Row {
    pub name: String,
    pub opened: String,
    pub now: String,
    pub mine: String,
    pub outcome: Outcome,
}

/// What will be saved of it.
pub(crate) enum Outcome {
    Theirs,
    Mine,
    /// That of whom the reader chooses: the field, and the other's values.
    Asked(String, Vec<String>),
}

/// Whose value of a field is saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Side {
    Theirs,
    Mine,
    Asked,
}

/// Decides about a field; nothing where both sides say the same.
pub(crate) fn side(opened: &str, now: &str, mine: &str) -> Option<Side> {
    match (now == opened, mine == opened) {
        _ if now == mine => None,
        (false, true) => Some(Side::Theirs),
        (true, _) => Some(Side::Mine),
        (false, false) => Some(Side::Asked),
    }
}

/// How the fields of a page are called, and what their values mean.
pub(crate) struct Words<'a> {
    pub label: &'a (dyn Fn(&str) -> String + Sync),
    pub said: &'a (dyn Fn(&str, &str) -> String + Sync),
}

/// Puts what only the other side has changed into `form`, and says what became of each field. `now` is the form as it
/// would be opened now.
pub(crate) fn merge(lang: Lang, form: &mut Form, now: &Form, words: &Words) -> Vec<Row> {
    let (seen, fresh) = (seen(form), seen(now));
    let gone = seen.pairs().iter().filter(|(name, _)| fresh.all(name).next().is_none());
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in fresh.pairs().iter().chain(gone) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut rows = Vec::new();
    for name in names {
        let [opened, theirs, mine] = [value(&seen, name), value(&fresh, name), trace(&value(form, name))];
        let Some(side) = side(&opened, &theirs, &mine) else { continue };
        // Of a long text as it was opened only the beginning is at hand; what both say now is, before either gives way.
        let [all_of_theirs, all_of_mine] = [now, &*form].map(|form| value(form, name));
        let others = || now.all(name).map(str::to_owned).collect::<Vec<_>>();
        let outcome = match side {
            Side::Mine => Outcome::Mine,
            Side::Asked => Outcome::Asked(name.to_owned(), others()),
            Side::Theirs => {
                form.set_all(name, &others());
                Outcome::Theirs
            }
        };
        let is_box = [&opened, &theirs, &mine].iter().any(|value| *value == "true");
        let said = |value: &str| match value {
            value if is_box => t(lang, if value == "true" { "yes" } else { "no" }),
            "" => String::new(),
            value => (words.said)(name, value),
        };
        let [opened, now, mine] = [said(&opened), said(&all_of_theirs), said(&all_of_mine)];
        rows.push(Row { name: (words.label)(name), opened, now, mine, outcome });
    }
    rows
}

/// What a form carries of the values it was opened with.
pub(crate) fn snapshot(form: &Form) -> String {
    let pairs = form.pairs().iter().map(|(name, value)| (name, trace(value.trim())));
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn seen(form: &Form) -> Form {
    Form::of_encoded(form.get("seen"))
}

/// All values of a name; a box that is not ticked has none.
fn value(form: &Form, name: &str) -> String {
    let values: Vec<&str> = form.all(name).filter(|value| !matches!(*value, "" | "false")).collect();
    values.join(", ")
}

/// A value, or of a long one how it begins and a mark that tells it from others.
fn trace(value: &str) -> String {
    // Browsers send line ends as CR LF.
    let value = value.replace("\r\n", "\n");
    if value.chars().nth(MOST_CARRIED).is_none() {
        return value;
    }
    let start: String = value.chars().take(MOST_SHOWN).collect();
    let mark = URL_SAFE_NO_PAD.encode(&Sha256::digest(&value)[..12]);
    format!("{start}…{mark}")
}

/// Each field with its three values and what will be saved; where the step can still be taken, in the form `form`.
pub(crate) fn table(lang: Lang, rows: &[Row], form: Option<&str>) -> Markup {
    let caption = t(lang, "conflict-table");
    let keys = ["conflict-fact", "conflict-opened", "conflict-now", "conflict-typed"].map(|key| column(t(lang, key)));
    let Some(form) = form else {
        if rows.is_empty() {
            return html! {};
        }
        return Records::new(&caption, keys, rows.iter().map(|row| said(lang, row))).in_region();
    };
    let asks = rows.iter().any(|row| matches!(row.outcome, Outcome::Asked(..)));
    let [name, opened, now, mine] = keys;
    let columns = [name, opened, now, mine, column(t(lang, "conflict-kept"))];
    let records = rows.iter().map(|row| {
        let [name, opened, now, mine] = said(lang, row);
        [name, opened, now, mine, kept(lang, row, form)]
    });
    html! {
        @if !rows.is_empty() { (Records::new(&caption, columns, records).in_region()) }
        p { (t(lang, if asks { "conflict-choose" } else { "conflict-merged" })) }
    }
}

fn said(lang: Lang, row: &Row) -> [Markup; 4] {
    // Long texts are shown from where they begin to differ.
    let same = row.now.chars().zip(row.mine.chars()).take_while(|(one, other)| one == other).count();
    let from = if same < MOST_SHOWN / 2 { 0 } else { same - BEFORE_A_DIFFERENCE };
    let value = |value: &str, from: usize| {
        let short: String = value.chars().skip(from).take(MOST_SHOWN).collect();
        html! {
            @if short.is_empty() { (empty_cell(&t(lang, "none-value"))) }
            @else { @if from > 0 { "…" } (short) @if value.chars().nth(from + MOST_SHOWN).is_some() { "…" } }
        }
    };
    [html! { (row.name) }, value(&row.opened, 0), value(&row.now, from), value(&row.mine, from)]
}

fn kept(lang: Lang, row: &Row, form: &str) -> Markup {
    let (field, theirs) = match &row.outcome {
        Outcome::Theirs => return html! { (t(lang, "conflict-theirs")) },
        Outcome::Mine => return html! { (t(lang, "conflict-mine")) },
        Outcome::Asked(field, theirs) => (field, theirs),
    };
    let choice = |side: &str, key: &str| {
        let id = format!("{KEPT}{field}-{side}");
        html! {
            div.check {
                input #(id) type="radio" name={ (KEPT) (field) } value=(side) form=(form) required;
                label for=(id) { (t(lang, key)) }
            }
        }
    };
    html! {
        fieldset.sides {
            legend.visually-hidden { (row.name) }
            (choice("mine", "conflict-keep-mine"))
            (choice("theirs", "conflict-keep-theirs"))
        }
        @if row.now.chars().nth(MOST_SHOWN).is_some() {
            details { summary { (t(lang, "conflict-read-theirs")) } p.written { (row.now) } }
        }
        @for value in theirs { input type="hidden" name={ (THEIRS) (field) } value=(value) form=(form); }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(pairs: &[(&str, &str)]) -> Form {
        let mut form = Form::default();
        for (name, value) in pairs {
            form.push(name, value);
        }
        form.opened_at("1")
    }

    fn outcomes(form: &mut Form, now: &Form) -> Vec<(String, &'static str)> {
        let words = Words { label: &str::to_owned, said: &|_, value| value.to_owned() };
        let rows = merge(Lang::Fr, form, now, &words);
        let outcome = |row: Row| match row.outcome {
            Outcome::Theirs => (row.name, "theirs"),
            Outcome::Mine => (row.name, "mine"),
            Outcome::Asked(..) => (row.name, "asked"),
        };
        rows.into_iter().map(outcome).collect()
    }

    #[test]
    fn u30_what_one_side_changed_is_merged_and_what_both_changed_is_asked() {
        let seen = [("name", "A"), ("city", "Lyon"), ("phone", "01"), ("same", "x")];
        let mut form = opened(&seen);
        form.set("city", "Nantes");
        form.set("phone", "02");
        form.set("same", "y");
        let now = opened(&[("name", "B"), ("city", "Lyon"), ("phone", "03"), ("same", "y")]);
        let told = outcomes(&mut form, &now);
        assert_eq!(told, [("name".into(), "theirs"), ("city".into(), "mine"), ("phone".into(), "asked")]);
        let kept = ["name", "city", "phone", "same"].map(|name| form.text(name));
        assert_eq!(kept, ["B", "Nantes", "02", "y"], "the form holds both, and what was typed where it asks");
    }

    #[test]
    fn u30_what_was_typed_is_shown_also_where_it_gives_way() {
        let mut form = opened(&[("name", "A")]);
        let words = Words { label: &str::to_owned, said: &|_, value| value.to_owned() };
        let rows = merge(Lang::Fr, &mut form, &opened(&[("name", "B")]), &words);
        let said: Vec<_> = rows.iter().map(|row| [row.opened.as_str(), &row.now, &row.mine]).collect();
        assert_eq!(said, [["A", "B", "A"]]);
        assert_eq!(form.get("name"), "B");
    }

    #[test]
    fn u30_boxes_and_lists_are_merged_as_a_whole() {
        let mut form = opened(&[("published", "true"), ("countries", "FR"), ("countries", "BE")]);
        form.set_all("published", &[]);
        let now = opened(&[("published", "true"), ("countries", "FR"), ("countries", "DE")]);
        assert_eq!(outcomes(&mut form, &now), [("published".into(), "mine"), ("countries".into(), "theirs")]);
        assert_eq!(form.all("countries").collect::<Vec<_>>(), ["FR", "DE"]);
        assert!(!form.ticked("published"), "an unticked box stays so");
        let mut form = opened(&[("countries", "FR")]);
        let now = opened(&[]);
        assert_eq!(outcomes(&mut form, &now), [("countries".into(), "theirs")], "what is gone is gone");
        assert_eq!(form.get("countries"), "");
    }

    #[test]
    fn u30_long_texts_are_told_apart_by_a_trace() {
        let (long, other) = ("é\r\n".repeat(4_000), "é\n".repeat(3_999) + "a");
        let mut form = opened(&[("terms", &long.replace("\r\n", "\n"))]);
        form.set("terms", &long);
        assert!(form.text("seen").len() < 2_000, "the form does not carry it twice");
        let now = opened(&[("terms", &other)]);
        assert_eq!(outcomes(&mut form, &now), [("terms".into(), "theirs")], "line ends are no change");
    }

    #[test]
    fn u30_long_texts_are_shown_from_where_they_differ() {
        let text = |end: &str| "Article premier. ".repeat(40) + end;
        let mut form = opened(&[("terms", &text("fin"))]);
        form.set("terms", &text("la mienne"));
        let now = opened(&[("terms", &text("la leur"))]);
        let words = Words { label: &str::to_owned, said: &|_, value| value.to_owned() };
        let shown = table(Lang::Fr, &merge(Lang::Fr, &mut form, &now, &words), Some("form")).into_string();
        assert!(shown.contains("la mienne</td>") && shown.contains("la leur</td>"), "{shown}");
    }

    #[test]
    fn u30_a_choice_takes_the_place_of_the_field() {
        let sent = "city=Nantes&keep-city=theirs&theirs-city=Lille&phone=02&keep-phone=mine&theirs-phone=03";
        let form = Form::of_encoded(sent).decided();
        assert_eq!(form.pairs(), Form::of_encoded("phone=02&city=Lille&given-way=city").pairs());
        let list =
            Form::of_encoded("countries=FR&keep-countries=theirs&theirs-countries=DE&theirs-countries=BE").decided();
        assert_eq!(list.all("countries").collect::<Vec<_>>(), ["DE", "BE"]);
    }
}
