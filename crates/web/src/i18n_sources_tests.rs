//! No word for a reader stands in the sources, and no text stands in the files that nobody asks for.

use super::*;

/// Attributes that are read out or shown.
const HUMAN: [&str; 5] = ["alt", "aria-label", "aria-description", "placeholder", "title"];

/// Keys that are put together elsewhere than in the call that asks for them, as `sentence::key` does, or of codes that
/// stand in another file, as the names of filters.
const BUILT: [&str; 4] = ["problem-{}", "invalid-{}", "scope-{}", "filtered-{}"];

/// Calls and macros whose words are for whoever runs the program, or are looked for in what others have written.
const SILENT: [&str; 15] = [
    "error",
    "warn",
    "info",
    "debug",
    "expect",
    "panic",
    "unreachable",
    "assert",
    "starts_with",
    "strip_prefix",
    "closest",
    "find",
    "matches",
    "querySelector",
    "querySelectorAll",
];

/// How what looks like a sentence and is none that a page shows begins.
const NOT_FOR_READERS: [&str; 5] = [
    "@font-face {{ font-family: Noto Sans;",
    "public, max-age=31536000, immutable", // a header
    "initial password",                    // what a secret is derived for
    "the database does not answer",        // to whoever watches the program
    "internal error",                      // where even writing a page has failed
];

#[derive(Clone, PartialEq, Debug)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

/// Where a literal stands within `html!`.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Among elements, or in the value of an attribute that people read.
    Content,
    /// An argument of a call, the head of an `@if`: mostly keys and codes.
    Code,
    /// In the value of an attribute for machines.
    Machine,
}

#[test]
fn u58_no_word_for_a_reader_stands_in_the_sources() {
    let mut faults = Vec::new();
    for (file, source) in sources() {
        faults.extend(shown(&tokens(&source)).into_iter().map(|text| format!("{file}: {text:?}")));
    }
    assert!(faults.is_empty(), "to be asked for with t() or ta():\n{}", faults.join("\n"));
}

#[test]
fn the_scan_tells_words_for_readers_from_words_for_machines() {
    let table: [(&str, &[&str]); 13] = [
        (r#"html! { p.lead #id { "Bonjour" } }"#, &["Bonjour"]),
        (r#"html! { p { (t(lang, "hello")) " · " (x) "\u{a0}" } }"#, &[]),
        (r#"html! { a href="/desk" class={ "a " (b) } title="Voir" { (x) } }"#, &["Voir"]),
        (r#"html! { p #{ "field-" (x) } .{ "is-" (y) } { (z) } }"#, &[]),
        (r#"html! { img alt={ "Photo " (x) } src=(y); }"#, &["Photo "]),
        (r#"html! { (if paid { "oui" } else { "non" }) }"#, &["oui", "non"]),
        (r#"html! { @if name == "shop" { (x) } @else { "Autre" } }"#, &["Autre"]),
        (r#"html! { @match code { "a" | "b" => { (x) } _ => { "c" } } }"#, &["c"]),
        (r#"html! { @for key in ["order-total", "line"] { (t(lang, key)) } }"#, &[]),
        (r#"html! { @let word = "mot"; (word) }"#, &["mot"]),
        (r#"html! { (notice(lang, Tone::Info, "Tout va bien.", None)) }"#, &["Tout va bien."]),
        (r#"html! { (wrap("x", html! { b { "Ici" } })) }"#, &["Ici"]),
        (r#"let a = "Not in a page"; // html! { "comment" }"#, &[]),
    ];
    for (source, expected) in table {
        assert_eq!(shown(&tokens(source)), expected, "{source}");
    }
}

#[test]
fn u58_no_sentence_stands_beside_the_pages_or_in_their_scripts() {
    let scripts = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/js"), "js");
    assert!(!scripts.is_empty());
    let of_script = |path: PathBuf| (path.display().to_string(), script_tokens(&fs::read_to_string(path).unwrap()));
    let of_source = |(file, source): (String, String)| (file, tokens(&source));
    let (mut faults, mut allowed) = (Vec::new(), BTreeSet::from(NOT_FOR_READERS));
    for (file, tokens) in sources().into_iter().map(of_source).chain(scripts.into_iter().map(of_script)) {
        for text in sentences(&tokens) {
            match NOT_FOR_READERS.iter().find(|beginning| text.starts_with(**beginning)) {
                Some(beginning) => drop(allowed.remove(beginning)),
                None => faults.push(format!("{file}: {text:?}")),
            }
        }
    }
    assert!(faults.is_empty(), "to be asked for with t() or ta():\n{}", faults.join("\n"));
    assert!(allowed.is_empty(), "allowed, and nowhere any more: {allowed:?}");
}

#[test]
fn the_scan_tells_sentences_from_what_programs_read() {
    let table: [(&str, &[&str]); 16] = [
        (r#"let a = "Tout va bien.";"#, &["Tout va bien."]),
        (r#"let a = format!("Il reste {count} articles");"#, &["Il reste {count} articles"]),
        (r#"Notice::new("Rien à faire", find("tr td"))"#, &["Rien à faire"]),
        (r##"let a = r#"Deux mots"#;"##, &["Deux mots"]),
        (r#"fn a() -> Markup { html! { p { "Its own scan" } } } const B: &str = "Un autre";"#, &["Un autre"]),
        (r#"tracing::error!(%fault, "a page failed"); value.expect("it is there")"#, &[]),
        (r#"panic!("not {}", f("at all"))"#, &[]),
        (r#"#[expect(lint, reason = "a good reason")] #![doc = "Some words"]"#, &[]),
        (r#"cause.starts_with("missing field") // "a comment""#, &[]),
        (r#"key(b"order page")"#, &[]),
        (r#"["text/css; charset=utf-8", "{id}-error {id}-hint", "badge badge-{kind}", "{a} ({b})", "%d %B"]"#, &[]),
        ("say('Deux mots'); /* 'a comment' */ say(`Il y a ${count} lignes`)", &["Deux mots", "Il y a {count} lignes"]),
        ("alert(\"L’envoi a échoué\") // it's", &["L’envoi a échoué"]),
        (r##"event.target.closest?.("#grid tbody tr"); all.querySelectorAll("tbody th a")"##, &[]),
        ("grid.find(`#grid tbody [name=${name}]`)", &[]),
        ("box.className = 'notice notice-danger'", &[]),
    ];
    for (at, (source, expected)) in table.into_iter().enumerate() {
        let found = if at < 11 { tokens(source) } else { script_tokens(source) };
        assert_eq!(sentences(&found), expected, "{source}");
    }
}

#[test]
fn u58_every_text_is_asked_for() {
    let (own, known) = (sources(), texts(Lang::Fr));
    let files: Vec<Vec<Token>> = own.iter().map(|(_, source)| tokens(source)).collect();
    let mut unasked: BTreeSet<&String> = known.keys().collect();
    for text in files.iter().flatten().filter_map(literal) {
        unasked.remove(&text.to_owned());
    }
    let elsewhere = codes_of_other_crates();
    let anywhere: BTreeSet<String> = files.iter().flat_map(|file| codes(file)).chain(elsewhere.clone()).collect();
    let mut answer = |format: &str, codes: &BTreeSet<String>| {
        let pieces = pieces(format);
        assert!(known.keys().any(|key| fits(key, &pieces, codes)), "no text for {format}");
        unasked.retain(|key| !fits(key, &pieces, codes));
    };
    for file in files.iter().filter(|file| !built(file).is_empty()) {
        let beside = codes(file).into_iter().chain(elsewhere.clone()).collect();
        for format in built(file) {
            // What a format begins with comes from all over the program; what it ends with is spelled beside it, or by the trade.
            answer(format, if format.starts_with('{') { &anywhere } else { &beside });
        }
    }
    for format in BUILT {
        answer(format, &anywhere);
    }
    assert!(unasked.is_empty(), "nobody asks for {unasked:#?}");
}

#[test]
fn the_scan_tells_which_keys_a_format_can_make() {
    let source = r#"t(lang, &format!("fate-{}", fate)); ta(lang, &format!("legal-{page}-{n}"), &[]); f(&format!("weight-{row}"))"#;
    assert_eq!(built(&tokens(source)), ["fate-{}", "legal-{page}-{n}"]);
    let codes = ["terms", "moved"].map(str::to_owned).into();
    let table =
        [("legal-terms-1", true), ("legal-terms", false), ("legal-term-1", false), ("legal-terms-1-hint", false)];
    for (key, expected) in table {
        assert_eq!(fits(key, &pieces("legal-{page}-{n}"), &codes), expected, "{key}");
    }
    assert!(fits("fate-moved", &pieces("fate-{}"), &codes) && !fits("fate-lost", &pieces("fate-{}"), &codes));
}

/// The program's own sources, without their tests.
fn sources() -> Vec<(String, String)> {
    of_crate(Path::new(env!("CARGO_MANIFEST_DIR")))
}

fn of_crate(root: &Path) -> Vec<(String, String)> {
    let all = files(&root.join("src"), "rs").into_iter().filter(|file| !file.to_string_lossy().ends_with("tests.rs"));
    all.map(|file| {
        let source = fs::read_to_string(&file).unwrap();
        let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        (file.display().to_string(), code.to_owned())
    })
    .collect()
}

fn codes_of_other_crates() -> BTreeSet<String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let crates = fs::read_dir(own.join("..")).unwrap().map(|entry| entry.unwrap().path());
    let others = crates.filter(|path| path.file_name() != own.file_name());
    others.flat_map(|path| of_crate(&path)).flat_map(|(_, source)| codes(&tokens(&source))).collect()
}

/// Every code that the literals spell, as keys spell it. A sentence spells none.
fn codes(tokens: &[Token]) -> BTreeSet<String> {
    let single = tokens.iter().filter_map(literal).filter(|text| !text.contains(char::is_whitespace));
    let spelled = single.map(|text| text.to_lowercase().replace(['_', ':'], "-"));
    let of_text = |text: String| {
        let parts = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    spelled.flat_map(of_text).collect()
}

fn literal(token: &Token) -> Option<&str> {
    match token {
        Token::Text(text) => Some(text),
        Token::Word(_) | Token::Sign(_) => None,
    }
}

/// The literal of each `t(…, &format!("key-{…}"))`: the way in which a key is put together to ask for it.
fn built(tokens: &[Token]) -> Vec<&str> {
    let call = [",", "&", "format", "!", "("].map(|part| match part {
        "format" => Token::Word(part.to_owned()),
        sign => Token::Sign(sign.chars().next().unwrap()),
    });
    let formats = tokens.windows(6).filter(|window| window[..5] == call).filter_map(|window| literal(&window[5]));
    formats.filter(|format| is_of_key(&pieces(format))).collect()
}

/// What stands between the values of a format.
fn pieces(format: &str) -> Vec<&str> {
    let mut parts = format.split('{');
    let first = parts.next().unwrap_or_default();
    let after = parts.map(|part| part.split_once('}').map_or(part, |(_, after)| after));
    [first].into_iter().chain(after).collect()
}

fn is_of_key(pieces: &[&str]) -> bool {
    let [first, .., last] = pieces else { return false };
    let hyphenated = first.ends_with('-') || (first.is_empty() && last.starts_with('-'));
    hyphenated && pieces.iter().all(|piece| piece.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
}

/// Whether a key is made of these pieces with codes or numbers between them.
fn fits(key: &str, pieces: &[&str], codes: &BTreeSet<String>) -> bool {
    let [first, others @ ..] = pieces else { return false };
    let Some(rest) = key.strip_prefix(first) else { return false };
    if others.is_empty() {
        return rest.is_empty();
    }
    let is_value = |value: &str| codes.contains(value) || value.bytes().all(|byte| byte.is_ascii_digit());
    (1..=rest.len()).any(|end| is_value(&rest[..end]) && fits(&rest[end..], others, codes))
}

/// Words, string literals and signs; comments and characters are left out, and so are a literal's escapes.
fn tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            let end = raw.find("\"#").unwrap();
            found.push(Token::Text(raw[..end].to_owned()));
            end + 5
        } else if first == '"' {
            let end = end_of_literal(rest);
            found.push(Token::Text(without_escapes(&rest[1..end])));
            end + 1
        } else if first == '\'' {
            length_of_character(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            found.push(Token::Word(rest[..end].to_owned()));
            end
        } else {
            if !first.is_whitespace() {
                found.push(Token::Sign(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

fn end_of_literal(rest: &str) -> usize {
    end_of_quoted(rest, '"')
}

fn end_of_quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if c == quote && !escaped => return at,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    panic!("a literal without end: {}", &rest[..rest.len().min(80)]);
}

fn without_escapes(literal: &str) -> String {
    let mut parts = literal.split('\\');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(
            part.strip_prefix("u{")
                .and_then(|code| code.split_once('}'))
                .map_or_else(|| part.get(1..).unwrap_or_default(), |(_, after)| after),
        );
    }
    plain
}

/// `'x'` or `'\n'`; of a lifetime only its sign.
fn length_of_character(rest: &str) -> usize {
    let mut inner = rest.char_indices().skip(1);
    let (first, second) = (inner.next(), inner.next());
    match (first, second) {
        (Some((_, '\\')), Some((at, escaped))) => {
            let after = at + escaped.len_utf8();
            after + rest[after..].find('\'').unwrap() + 1
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The same of a script: what a template puts in stands in it as in a format.
fn script_tokens(source: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").unwrap() + 2
        } else if ['"', '\'', '`'].contains(&first) {
            let end = end_of_quoted(rest, first);
            found.push(Token::Text(without_escapes(&rest[1..end]).replace("${", "{")));
            end + 1
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            found.push(Token::Word(rest[..end].to_owned()));
            end
        } else {
            if !first.is_whitespace() {
                found.push(Token::Sign(first));
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    found
}

/// The literals outside `html!` that look like sentences.
fn sentences(tokens: &[Token]) -> Vec<&str> {
    let mut found = Vec::new();
    let mut silent = vec![false];
    for (at, token) in tokens.iter().enumerate() {
        let before = &tokens[..at];
        let around = *silent.last().unwrap();
        match token {
            Token::Sign(open @ ('{' | '(' | '[')) => silent.push(around || is_silent(before, *open)),
            Token::Sign('}' | ')' | ']') => drop(silent.pop()),
            Token::Text(text) if !around && looks_like_a_sentence(text) => {
                if before.last() != Some(&Token::Word("b".to_owned())) {
                    found.push(text.as_str());
                }
            }
            Token::Text(_) | Token::Word(_) | Token::Sign(_) => {}
        }
    }
    found
}

/// Whether no reader is shown what stands in the brackets just opened: a page has its own scan.
fn is_silent(before: &[Token], open: char) -> bool {
    let named = before.strip_suffix(&[Token::Sign('?'), Token::Sign('.')]);
    let named = named.or_else(|| before.strip_suffix(&[Token::Sign('!')])).unwrap_or(before);
    match (open, named.last()) {
        ('{', _) => ends_with_html(before),
        ('[', Some(Token::Sign('#'))) => true,
        ('(', Some(Token::Word(name))) => SILENT.contains(&name.as_str()),
        _ => false,
    }
}

/// Two words of letters and a space, not counting the values of a format.
fn looks_like_a_sentence(text: &str) -> bool {
    let fixed = pieces(text).join("{}");
    let words = fixed.split_whitespace().map(|word| word.trim_matches(|c: char| ".,;:!?…«»()–".contains(c)));
    let is_word = |word: &str| {
        let letters = |c: char| c.is_alphabetic() || "'’".contains(c);
        word.starts_with(char::is_alphabetic) && word.chars().count() > 1 && word.chars().all(letters)
    };
    words.filter(|word| is_word(word)).count() > 1
}

/// The literals with letters in the `html!` blocks of a file that a reader would be shown.
fn shown(tokens: &[Token]) -> Vec<String> {
    let mut found = Vec::new();
    let mut places = Vec::new();
    let mut in_head = false; // of an `@if`, `@for`, `@match`, `@let`
    for (at, token) in tokens.iter().enumerate() {
        let before = &tokens[..at];
        match token {
            Token::Sign('{') if ends_with_html(before) => places.push(Place::Content),
            _ if places.is_empty() => {}
            Token::Sign('@') => in_head = true,
            Token::Sign(';') => in_head = false,
            Token::Sign(open @ ('{' | '(' | '[')) => {
                places.push(place_within(before, *open, *places.last().unwrap(), in_head));
                in_head &= *open != '{';
            }
            Token::Sign('}' | ')' | ']') => drop(places.pop()),
            Token::Text(text) if text.chars().any(char::is_alphabetic) => {
                let place = if in_head { Place::Code } else { *places.last().unwrap() };
                if is_shown(text, place, before, &tokens[at + 1..]) {
                    found.push(text.clone());
                }
            }
            Token::Text(_) | Token::Word(_) | Token::Sign(_) => {}
        }
    }
    found
}

fn ends_with_html(before: &[Token]) -> bool {
    before.ends_with(&[Token::Word("html".to_owned()), Token::Sign('!')])
}

/// What the brackets just opened are: a call's or a head's, an attribute's value, or as what is around them.
fn place_within(before: &[Token], open: char, around: Place, in_head: bool) -> Place {
    let is_call = open == '(' && matches!(before.last(), Some(Token::Word(_) | Token::Sign('!' | '>')));
    let is_id_or_class = open == '{' && matches!(before.last(), Some(Token::Sign('#' | '.')));
    match attribute(before) {
        Some(name) if !in_head && is_human(&name) => Place::Content,
        Some(_) if !in_head => Place::Machine,
        Some(_) | None if around == Place::Machine || is_id_or_class => Place::Machine,
        Some(_) | None if is_call || (in_head && open != '{') => Place::Code,
        Some(_) | None => around,
    }
}

fn is_shown(text: &str, place: Place, before: &[Token], after: &[Token]) -> bool {
    let compares = matches!(before, [.., Token::Sign('=' | '!'), Token::Sign('=')]);
    let is_pattern = before.ends_with(&[Token::Sign('|')])
        || matches!(after, [Token::Sign('|'), ..] | [Token::Sign('='), Token::Sign('>'), ..]);
    if compares || is_pattern {
        return false;
    }
    match (attribute(before), place) {
        (Some(name), _) => is_human(&name) || is_let(before),
        (None, Place::Content) => true,
        (None, Place::Code) => !is_code(text),
        (None, Place::Machine) => false,
    }
}

/// The name before `=`: `aria-label`.
fn attribute(before: &[Token]) -> Option<String> {
    let [named @ .., Token::Sign('=')] = before else { return None };
    let mut name = String::new();
    for token in named.iter().rev() {
        match token {
            Token::Word(word) if name.is_empty() || name.starts_with('-') => name.insert_str(0, word),
            Token::Sign('-') if !name.is_empty() && !name.starts_with('-') => name.insert(0, '-'),
            Token::Word(_) | Token::Sign(_) | Token::Text(_) => break,
        }
    }
    Some(name)
}

fn is_let(before: &[Token]) -> bool {
    matches!(before, [.., Token::Word(keyword), Token::Word(_), Token::Sign('=')] if keyword == "let")
}

fn is_human(attribute: &str) -> bool {
    HUMAN.contains(&attribute)
}

/// A key, a code, a field's name, an address: what no reader is shown.
fn is_code(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_./:?=&#{},".contains(c))
}
