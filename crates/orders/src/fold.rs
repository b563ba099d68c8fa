use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text as searches compare it: without case and accents, « œ » as `oe`, every kind of space as one plain space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.nfkd().filter(|sign| !is_combining_mark(*sign)).flat_map(char::to_lowercase) {
        match sign {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'ı' => folded.push('i'),
            '’' | '‘' => folded.push('\''),
            // They come along when text is pasted, and nobody sees them.
            '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            sign if sign.is_whitespace() && (folded.is_empty() || folded.ends_with(' ')) => {}
            sign if sign.is_whitespace() => folded.push(' '),
            sign => folded.push(sign),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u06_case_accents_ligatures_and_spaces_make_no_difference() {
        let table = [
            ("Élise d’Été", "elise d'ete"),
            ("ÉLISE", "elise"),
            ("Œuvre", "oeuvre"),
            ("Nguyễn Thị Hoa", "nguyen thi hoa"),
            ("Société  Kérouédan & Fils", "societe kerouedan & fils"),
            ("1\u{a0}234,56\u{202f}€", "1 234,56 €"),
            ("Straße", "strasse"),
            ("e\u{301}te\u{301}", "ete"),
            ("\u{200b} a\tb \n", "a b"),
            ("東京", "東京"),
            ("", ""),
        ];
        for (text, folded) in table {
            assert_eq!(fold(text), folded, "{text}");
            assert_eq!(fold(folded), folded, "folding twice changes nothing: {text}");
        }
    }
}
