//! The faces that pages are set in: Noto Sans, regular and bold, cut to the Latin scripts and packed
//! for the web when the program is built (`build.rs`). No font file lies in the tree.
//!
//! A crate of its own, so that what cuts and packs is built once and not with every change of a page.

/// Noto Sans Regular, as WOFF2.
pub const REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/regular.woff2"));

/// Noto Sans Bold, as WOFF2.
pub const BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bold.woff2"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u41_both_faces_together_are_at_most_60_kilobytes() {
        let bytes = REGULAR.len() + BOLD.len();
        assert!(bytes <= 60 * 1024, "{bytes} bytes");
    }

    #[test]
    fn the_faces_are_woff2() {
        for face in [REGULAR, BOLD] {
            assert_eq!(&face[..4], b"wOF2");
        }
    }
}
