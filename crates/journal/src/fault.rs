use std::fmt;
use std::sync::Arc;

/// Something broke that no user can mend: the disk, the database, the program. It is logged with its
/// cause; the user gets a reference.
#[derive(Clone, Debug)]
pub struct Fault(Arc<str>);

impl Fault {
    /// A fault with its cause, for the log.
    pub fn new(cause: impl fmt::Display) -> Self {
        Fault(cause.to_string().into())
    }

    pub(crate) fn column(column: usize, wanted: &str) -> Self {
        Fault::new(format_args!("column {column} is not {wanted}"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Fault::new(format_args!("sqlite: {error}"))
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Fault::new(format_args!("stored json: {error}"))
    }
}
