//! Parts of addresses.

/// One segment of a path, with everything escaped that would end it.
pub(crate) fn segment(text: &str) -> String {
    // A form's encoding, but for the space, which a path does not write as a plus.
    let encoded: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
    encoded.replace('+', "%20")
}
