//! Host names that a storefront can have to itself.

/// A name of the DNS with at least one dot, in its ASCII form and lower case; nothing where the text is an address, or no name.
pub fn parse(text: &str) -> Option<String> {
    let host = text.trim_end_matches('.').to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let named = host.contains('.') && host.len() <= 253 && host.split('.').all(label);
    // Browsers read a name that ends in a number as an address, in whatever way the number is written.
    let last = host.rsplit('.').next().unwrap_or_default();
    let named = named && !last.starts_with("0x") && !last.bytes().all(|byte| byte.is_ascii_digit());
    (named && host.parse::<std::net::IpAddr>().is_err()).then_some(host)
}
