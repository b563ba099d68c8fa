//! A mail's life in the journal: owed with its event, written once, sent when due, stopped in time.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests: their names document them, their panics are their answers"
)]

mod support;

use jiff::{SignedDuration, Timestamp};
use journal::question::{Mails, MailsOfOrder, StatementOfOrder};
use journal::{Actor, Command, Failure, Mail, MailKind, MailState, Outcome, Request, Stop};
use support::history::{letter, withdraw};
use support::{EMAIL, Shop, now, placement, progress, request};

fn later(seconds: i64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds)
}

impl Shop {
    async fn at(&self, seconds: i64, command: Command) -> Result<Outcome, Stop> {
        let ask = Request { at: later(seconds), ..request(self.site, command) };
        self.journal.carry_out(ask).await.map(|done| done.outcome)
    }

    async fn mails(&self) -> Vec<Mail> {
        self.journal.ask(Mails { site: self.site, below: None, limit: 100 }).await.unwrap()
    }

    async fn mail(&self) -> Mail {
        self.mails().await.remove(0)
    }

    /// The ids that a worker would work on now.
    async fn leased(&self, seconds: i64) -> Vec<i64> {
        let lease = Command::LeaseEffects { until: later(seconds + 60), most: 10 };
        let Outcome::Effects(effects) = self.at(seconds, lease).await.unwrap() else { panic!("a lease") };
        effects.into_iter().map(|effect| effect.id).collect()
    }

    /// A shop whose one order has just been shipped, which tells the customer; the mail is written.
    async fn with_a_written_mail() -> (Self, i64) {
        let shop = Shop::open().await;
        shop.place("A-1").await;
        shop.step(1, progress("shipped", false)).await.unwrap();
        let id = shop.mail().await.id;
        assert_eq!(shop.leased(0).await, [id], "it is written at once");
        shop.at(0, Command::WriteMail { id, letter: letter(), sends: true }).await.unwrap();
        (shop, id)
    }
}

#[tokio::test]
async fn u32_a_mail_of_a_step_waits_half_a_minute_and_is_then_sent_once() {
    let (shop, id) = Shop::with_a_written_mail().await;
    assert_eq!(shop.mail().await.due_at, later(30));
    assert!(shop.leased(29).await.is_empty());
    assert_eq!(shop.leased(30).await, [id]);
    shop.at(31, Command::SettleEffect { id, failure: None }).await.unwrap();
    let mail = shop.mail().await;
    assert_eq!((mail.state, mail.sent_at), (MailState::Sent, Some(later(31))));
    assert!(shop.leased(3_600).await.is_empty());
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

const UNDO: Command = Command::Order { number: 1, command: orders::Command::UndoProgress };

#[tokio::test]
async fn u31_a_state_is_taken_back_with_its_mail_while_it_waits() {
    let (shop, id) = Shop::with_a_written_mail().await;
    let Outcome::Order(file) = shop.at(29, UNDO).await.unwrap() else { panic!("an order") };
    assert_eq!(file.order.progress_state(), None);
    assert_eq!(shop.mail().await.state, MailState::Stopped);
    assert!(shop.leased(60).await.is_empty(), "nobody sends it");
    let again = shop.at(90, Command::RetryMail { id }).await;
    assert!(matches!(again, Err(Stop::Taken("mail_not_to_retry"))), "{again:?}");
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn u31_a_state_is_not_taken_back_once_its_mail_has_left() {
    let told = |answer: Result<Outcome, Stop>| {
        assert!(matches!(&answer, Err(Stop::Refused(orders::Refusal::ProgressTold))), "{answer:?}");
    };
    let (shop, id) = Shop::with_a_written_mail().await;
    told(shop.at(30, UNDO).await);
    assert_eq!(shop.leased(31).await, [id]);
    told(shop.at(32, UNDO).await);
    shop.at(33, Command::SettleEffect { id, failure: None }).await.unwrap();
    told(shop.at(34, UNDO).await);
    assert_eq!(shop.mail().await.state, MailState::Sent);
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn u31_a_mail_that_no_server_took_is_taken_back_at_any_time_and_never_sent() {
    let shop = Shop::open().await;
    shop.place("A-1").await;
    shop.step(1, progress("shipped", false)).await.unwrap();
    let id = shop.mail().await.id;
    shop.at(0, Command::WriteMail { id, letter: letter(), sends: false }).await.unwrap();
    assert_eq!(shop.mail().await.state, MailState::Kept);
    shop.at(3_600, UNDO).await.unwrap();
    assert_eq!(shop.mail().await.state, MailState::Stopped);
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn u32_a_mail_is_stopped_in_time_and_no_later() {
    let (shop, id) = Shop::with_a_written_mail().await;
    shop.at(29, Command::StopMail { id }).await.unwrap();
    assert_eq!(shop.mail().await.state, MailState::Stopped);
    assert!(shop.leased(60).await.is_empty(), "nobody sends it");
    shop.at(90, Command::StopMail { id }).await.unwrap();
    assert_eq!(shop.verify().await, Vec::<String>::new());

    let (shop, id) = Shop::with_a_written_mail().await;
    assert_eq!(shop.leased(30).await, [id]);
    let late = shop.at(31, Command::StopMail { id }).await;
    assert!(matches!(late, Err(Stop::Taken("mail_gone"))), "{late:?}");
}

#[tokio::test]
async fn u32_a_mail_stopped_before_it_is_written_is_still_written_and_not_sent() {
    let shop = Shop::open().await;
    shop.place("A-1").await;
    shop.step(1, progress("shipped", false)).await.unwrap();
    let id = shop.mail().await.id;
    shop.at(0, Command::StopMail { id }).await.unwrap();
    assert_eq!(shop.leased(1).await, [id]);
    shop.at(1, Command::WriteMail { id, letter: letter(), sends: true }).await.unwrap();
    let mail = shop.mail().await;
    assert_eq!((mail.state, mail.letter), (MailState::Stopped, Some(letter())));
    assert!(shop.leased(120).await.is_empty());
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_mail_that_failed_says_why_and_is_tried_again_by_itself_or_by_hand() {
    let (shop, id) = Shop::with_a_written_mail().await;
    assert_eq!(shop.leased(30).await, [id]);
    let failure = Failure { reason: "refused".into(), again_at: Some(later(90)) };
    shop.at(31, Command::SettleEffect { id, failure: Some(failure) }).await.unwrap();
    let mail = shop.mail().await;
    assert_eq!((mail.state, mail.due_at, mail.last_error.as_deref()), (MailState::Waiting, later(90), Some("refused")));
    assert!(shop.leased(89).await.is_empty());
    shop.at(50, Command::RetryMail { id }).await.unwrap();
    assert_eq!(shop.leased(50).await, [id]);
    let failure = Failure { reason: "no such mailbox".into(), again_at: None };
    shop.at(51, Command::SettleEffect { id, failure: Some(failure) }).await.unwrap();
    assert_eq!(shop.mail().await.state, MailState::Failed);
    assert!(shop.leased(1_000_000).await.is_empty(), "it is given up");
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn without_a_mail_server_a_mail_is_kept_until_somebody_has_it_tried() {
    let shop = Shop::open().await;
    shop.place("A-1").await;
    shop.step(1, progress("shipped", false)).await.unwrap();
    let id = shop.mail().await.id;
    shop.leased(0).await;
    shop.at(0, Command::WriteMail { id, letter: letter(), sends: false }).await.unwrap();
    assert_eq!(shop.mail().await.state, MailState::Kept);
    assert!(shop.leased(3_600).await.is_empty());
    shop.at(3_700, Command::RetryMail { id }).await.unwrap();
    assert_eq!(shop.leased(3_700).await, [id]);
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn people_who_order_are_written_to_and_channels_and_files_are_not() {
    let shop = Shop::open().await;
    for (id, actor) in (1..).zip([Actor::Customer, Actor::Person(1), Actor::Token(1), Actor::Import, Actor::System]) {
        let ask = Request { actor, ..request(shop.site, placement(&format!("A-{id}"), 1_000)) };
        shop.journal.carry_out(ask).await.unwrap();
    }
    let written: Vec<_> = shop.mails().await.iter().map(|mail| (mail.number, mail.kind)).collect();
    assert_eq!(written, [(2, MailKind::Placed), (1, MailKind::Placed)]);
}

#[tokio::test]
async fn u53_a_withdrawal_needs_the_orders_own_e_mail_and_nobody_learns_which_was_wrong() {
    let shop = Shop::open().await;
    shop.place("A-1").await;
    for (order, email) in [(1, "autre@exemple.fr"), (2, EMAIL), (9, "autre@exemple.fr")] {
        let refused = shop.at(0, withdraw(order, email)).await;
        assert!(matches!(refused, Err(Stop::Missing("withdrawal"))), "{order} {email}: {refused:?}");
    }
    shop.at(5, withdraw(1, "ELISE@exemple.fr")).await.unwrap();
    shop.at(90, withdraw(1, EMAIL)).await.unwrap();
    let order = shop.step(1, orders::Command::SetFollowUp { follow_up: true }).await.unwrap().order;
    assert_eq!((order.version, order.follow_up), (3, true), "the second statement changed nothing");
    assert_eq!(order.withdrawal.unwrap().at, later(5));
    let mails = shop.journal.ask(MailsOfOrder { site: shop.site, number: 1 }).await.unwrap();
    assert_eq!(mails.iter().map(|mail| (mail.kind, mail.version)).collect::<Vec<_>>(), [(MailKind::Withdrawn, 2)]);
    assert_eq!(mails[0].due_at, later(5), "it is acknowledged at once");
    let declared = shop.journal.ask(StatementOfOrder { site: shop.site, number: 1 }).await.unwrap();
    assert_eq!(declared, Some(("Élise E.".to_owned(), "ELISE@exemple.fr".to_owned())));
    assert_eq!(shop.verify().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_was_written_goes_with_the_contact() {
    let (shop, id) = Shop::with_a_written_mail().await;
    shop.at(1, withdraw(1, EMAIL)).await.unwrap();
    shop.step(1, orders::Command::Cancel { reason: "rétractation".into() }).await.unwrap();
    shop.step(1, orders::Command::EraseContact).await.unwrap();
    assert_eq!(shop.mails().await, []);
    assert_eq!(shop.journal.ask(StatementOfOrder { site: shop.site, number: 1 }).await.unwrap(), None);
    assert!(shop.leased(60).await.contains(&id), "the worker finds that nothing is left to send");
    assert_eq!(shop.verify().await, Vec::<String>::new());
}
