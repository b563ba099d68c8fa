//! What statements call by name and the engine does not bring: `fold(text)` and `email_of(contact)`.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;
use rusqlite::types::ValueRef;
use serde::Deserialize;

use orders::fold;

/// Of a contact as it is kept, the one field that searches read.
#[derive(Deserialize)]
struct Contact {
    customer: Customer,
}

#[derive(Deserialize)]
struct Customer {
    #[serde(default)]
    email: String,
}

/// Teaches a connection both functions. NULL stays NULL.
pub(super) fn add_functions(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fold", 1, flags, |context| Ok(text(context.get_raw(0)).map(fold)))?;
    connection.create_scalar_function("email_of", 1, flags, |context| {
        let contact = text(context.get_raw(0)).and_then(|kept| serde_json::from_str::<Contact>(kept).ok());
        Ok(contact.map(|contact| contact.customer.email))
    })
}

fn text(value: ValueRef<'_>) -> Option<&str> {
    value.as_str_or_null().ok().flatten()
}
