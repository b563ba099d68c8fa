use orders::{Command, Context, WithdrawalStatement, Withdrawing, decide};

use super::{Desk, load_order};
use crate::tx::Tx;
use crate::{OrderFile, Outcome, Stop};

/// A customer's withdrawal, if the order is theirs: number and e-mail must belong together. Whether it
/// is the one or the other that does not, nobody is told.
pub(super) async fn withdraw<T: Tx>(desk: &mut Desk<'_, T>, statement: &WithdrawalStatement) -> Result<Outcome, Stop> {
    let no_match = Stop::Missing("withdrawal");
    let Some(number) = statement.order else { return Err(no_match) };
    let found = load_order(desk.tx, desk.book.site.id, number).await?;
    let Some(mut file) = found.filter(|file| is_theirs(file, statement)) else { return Err(no_match) };
    let at = desk.at.to_zoned_datetime(desk.book.site.zone.clone());
    let command = Command::Withdraw(Withdrawing { language: statement.language, at });
    let events = decide(&file.order, command, Context { states: &desk.book.states }).map_err(Stop::from)?;
    desk.apply(&mut file, &events).await?;
    if !events.is_empty() {
        desk.keep_statement(number, &statement.name, &statement.email).await?;
    }
    Ok(Outcome::Order(Box::new(file)))
}

fn is_theirs(file: &OrderFile, statement: &WithdrawalStatement) -> bool {
    let known = &file.contact.customer.email;
    !known.is_empty() && known.to_lowercase() == statement.email.to_lowercase()
}
