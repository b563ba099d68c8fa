//! The worker that pays what the journal owes, and the partners it pays: apart from the program's
//! commands, so that tests can take part in the conversation. Deliberately missing: any rule of the
//! trade, and any text.

pub mod mail;
pub mod worker;
