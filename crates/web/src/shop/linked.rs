//! E-mail addresses in a text, as links that write to them.

use maud::{Markup, html};

/// The text, in which every e-mail address can be followed.
pub(super) fn linked(text: &str) -> Markup {
    html! {
        @for word in text.split_inclusive(|sign: char| sign.is_whitespace() || "()<>,;:«»".contains(sign)) {
            @match address_in(word) {
                Some((email, rest)) => { a href={ "mailto:" (email) } { (email) } (rest) }
                None => (word)
            }
        }
    }
}

/// The address that a word begins with, and the punctuation after it.
fn address_in(word: &str) -> Option<(&str, &str)> {
    let (email, rest) = word.split_at(word.trim_end_matches(|sign: char| !sign.is_alphanumeric()).len());
    let (local, host) = email.split_once('@')?;
    let host_is_whole = host.split_once('.').is_some_and(|(name, end)| !name.is_empty() && !end.is_empty());
    // What has a meaning of its own in such a link is left alone: it would change whom the mail goes to.
    let plain = |part: &str| part.chars().all(|sign| sign.is_alphanumeric() || "._+-".contains(sign));
    (!local.is_empty() && host_is_whole && plain(local) && plain(host)).then_some((email, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_a_text_can_be_followed_and_nothing_else() {
        let link = |email: &str| format!("<a href=\"mailto:{email}\">{email}</a>");
        let said = linked("Écrivez à a.b@c.example, ou (d@e.example). Fin.").into_string();
        assert_eq!(said, format!("Écrivez à {}, ou ({}). Fin.", link("a.b@c.example"), link("d@e.example")));
        for text in ["@", "a@b", "a@.b", "@b.example", "a@b@c.example", "a?cc=x@b.example", "3 € @ la pièce"] {
            assert!(!linked(text).into_string().contains("<a"), "{text}");
        }
        assert_eq!(linked("<b>&").into_string(), "&lt;b&gt;&amp;");
    }
}
