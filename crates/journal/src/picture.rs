use orders::Text;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A picture that a product shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// SHA-256 of its large size, in hexadecimal: its name.
    pub hash: String,
    /// What it shows, to whoever does not see it; may be empty.
    pub alt: Text,
}

/// The sizes that are kept of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureSize {
    /// For the product's own page.
    Large,
    /// For catalogue and basket.
    Small,
    /// For the top of the storefront's pages.
    Logo,
}

impl PictureSize {
    /// The stable code, part of addresses.
    pub const fn code(self) -> &'static str {
        match self {
            PictureSize::Large => "large",
            PictureSize::Small => "small",
            PictureSize::Logo => "logo",
        }
    }

    /// The size of a code.
    pub fn parse(code: &str) -> Option<Self> {
        [PictureSize::Large, PictureSize::Small, PictureSize::Logo].into_iter().find(|size| size.code() == code)
    }
}

/// What becomes of a product's picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PictureChange {
    /// It shows this one.
    Show {
        /// Its sizes.
        large: Vec<u8>,
        /// As [`PictureSize::Small`].
        small: Vec<u8>,
        /// What it shows.
        alt: Text,
    },
    /// The one it has is described so.
    Describe(Text),
    /// It shows none.
    Remove,
}

/// SHA-256 of a file, and the name that follows from it.
pub(crate) fn name_of(content: &[u8]) -> (String, [u8; 32]) {
    let sha256: [u8; 32] = Sha256::digest(content).into();
    (crate::verify::hex(&sha256), sha256)
}
