//! Cuts the faces to the characters that pages are written in and packs them for the web.

use std::collections::HashSet;
use std::error::Error;
use std::ops::RangeInclusive;
use std::path::PathBuf;

/// Latin with its extensions, and the signs of typography and money. A name in another script falls
/// back to the reader's own fonts.
const CHARACTERS: [RangeInclusive<u32>; 7] = [
    0x0020..=0x007e, // Basic Latin
    0x00a0..=0x017f, // Latin-1, Latin Extended-A
    0x0192..=0x0192, // ƒ
    0x0218..=0x021b, // Ș ș Ț ț
    0x2010..=0x2044, // dashes, quotation marks, †, …, ‰, ‹ ›
    0x20ac..=0x20ac, // €
    0x2212..=0x2212, // −
];

/// Figures of one width stand under each other in columns.
const FEATURES: [[u8; 4]; 2] = [*b"tnum", *b"lnum"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(std::env::var("OUT_DIR")?);
    let characters: HashSet<char> = CHARACTERS.into_iter().flatten().filter_map(char::from_u32).collect();
    for (name, face) in [("regular", ttf_noto_sans::REGULAR), ("bold", ttf_noto_sans::BOLD)] {
        let cut = fontcull::subset_font_data(face, &characters, &FEATURES)?;
        let packed = ttf2woff2::encode(&cut, ttf2woff2::BrotliQuality::default())?;
        std::fs::write(folder.join(format!("{name}.woff2")), packed)?;
    }
    Ok(())
}
