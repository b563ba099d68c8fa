//! One request carried out on one engine: load, decide, evolve, write. What is decided is decided in
//! the subjects; here it is brought to the rows.

mod batch;
mod effect;
mod erasure;
mod history;
mod mail;
pub(crate) mod meanwhile;
mod order;
mod people;
mod picture;
mod place;
mod project;
mod request;
mod scan;
mod session;
mod settings;
mod site;
mod storefront;
mod withdrawal;

pub(crate) use history::{load_order, load_order_as_of};

use crate::book::{Book, Shelf};
use crate::tx::Tx;
use crate::{Command, Done, Outcome, Request, Stop, millis, time_of};

/// A site's work in one transaction: where to write, what the site has, and on whose behalf.
pub(crate) struct Desk<'a, T> {
    pub tx: &'a mut T,
    pub book: &'a mut Book,
    pub at: jiff::Timestamp,
    pub actor: String,
}

/// Carries out `request`. Nothing of it may stay when this returns a [`Stop`]: the caller rolls back.
pub(crate) async fn carry_out<T: Tx>(tx: &mut T, shelf: &mut Shelf, request: &Request) -> Result<Done, Stop> {
    let site = if let Command::AddSite(new) = &request.command {
        site::make_site(tx, new, request.at).await?
    } else {
        request.site
    };
    let book = shelf.book(tx, site).await?.ok_or(Stop::Missing("site"))?;
    // Cut to what is kept: an answer given now is the one that its repetition reads from the history.
    let at = time_of(millis(request.at))?;
    let mut desk = Desk { tx, book, at, actor: request.actor.to_string() };
    if let Some(answered) = request::answered(&mut desk, request).await? {
        return Ok(Done { outcome: answered, replayed: true, rev: desk.book.counters.rev });
    }
    meanwhile::nothing_changed(&mut desk, request).await?;
    let outcome = dispatch(&mut desk, request).await?;
    request::remember(&mut desk, request, &outcome).await?;
    Ok(Done { outcome, replayed: false, rev: desk.book.counters.rev })
}

async fn dispatch<T: Tx>(desk: &mut Desk<'_, T>, request: &Request) -> Result<Outcome, Stop> {
    match &request.command {
        Command::Place(placement) => place::place(desk, placement, None).await,
        Command::TakeOver { number, placement } => place::place(desk, placement, Some(*number)).await,
        Command::Order { number, command } => {
            order::change(desk, *number, command.clone(), request.expected_version).await
        }
        Command::Withdraw(statement) => withdrawal::withdraw(desk, statement).await,
        Command::HandOff(batch) => batch::hand_off(desk, batch).await,
        Command::AcknowledgeBatch { number } => batch::acknowledge(desk, *number).await,
        Command::ScanOrder { batch, code } => scan::scan_order(desk, *batch, code).await,
        Command::RecordReturn(record) => place::record_return(desk, record).await,
        Command::SaveSeller(seller) => settings::save_seller(desk, seller).await,
        Command::ChangeOffer(change) => storefront::change_offer(desk, change).await,
        Command::SaveStorefront(shown) => storefront::save(desk, shown).await,
        Command::SaveSite(profile) => site::save_profile(desk, profile).await,
        Command::AddState(state) => settings::add_state(desk, state).await,
        Command::SaveState(state) => settings::save_state(desk, state).await,
        Command::RemoveState { code } => settings::remove_state(desk, code).await,
        Command::SaveProduct(product) => settings::save_product(desk, product).await,
        Command::AddProduct(product) => settings::add_product(desk, product).await,
        Command::EditProduct { product, stock_opened } => settings::edit_product(desk, product, *stock_opened).await,
        Command::SetPicture { sku, change } => picture::set(desk, sku, change).await,
        Command::SetLogo { logo } => picture::set_logo(desk, logo.as_deref()).await,
        Command::AddSite(new) => site::begin(desk, new).await,
        Command::SetHost { host } => site::set_host(desk, host.as_deref()).await,
        Command::AddPerson(person) => people::add(desk, person).await,
        Command::SetRole { person, role } => people::set_role(desk, *person, *role).await,
        Command::RemovePerson { person } => people::remove(desk, *person).await,
        Command::SaveProfile(profile) => people::save_profile(desk, profile).await,
        Command::SetLiveUpdates { person, on } => people::set_live_updates(desk, *person, *on).await,
        Command::SetPassword(password) => people::set_password(desk, password).await,
        Command::AddToken(token) => site::add_token(desk, token).await,
        Command::WithdrawToken { token } => site::withdraw_token(desk, *token).await,
        Command::StartSession(session) => session::start(desk, session).await,
        Command::EndSession { token_hash } => session::end(desk, token_hash).await,
        Command::LeaseEffects { until, most } => effect::lease(desk, *until, *most).await,
        Command::SettleEffect { id, failure } => effect::settle(desk, *id, failure.as_ref()).await,
        Command::WriteMail { id, letter, sends } => mail::write(desk, *id, letter, *sends).await,
        Command::StopMail { id } => mail::stop(desk, *id).await,
        Command::RetryMail { id } => mail::retry(desk, *id).await,
        Command::ForgetRequests { before } => request::forget(desk, *before).await,
    }
}
