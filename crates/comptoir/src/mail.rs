//! Mails, by SMTP. A mail is written first and kept, and sent when it is due: the desk shows it
//! whatever a mail server says, and without one it stays there.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use journal::question::{
    BillingSettings, Effect, MailById, OrderByNumber, ShopSettings, SiteById, StatementOfOrder, States,
};
use journal::{Actor, Command, Fault, Journal, Letter, Mail, MailState, Request, Site, Stop};
use lettre::address::Address;
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use serde::Deserialize;
use web::Secrets;
use web::clock::Clock;
use web::mail::Told;

/// A mail server that is silent for so long has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What the desk shows of a failure.
const MOST_OF_A_REASON: usize = 500;

/// What came of an effect.
#[derive(Debug)]
pub enum Payment {
    /// It is paid.
    Paid,
    /// It is not paid yet, and the partner has written down when it will be due.
    Postponed,
    /// It is not paid.
    Failed {
        /// One sentence of why.
        reason: String,
        /// Whether trying again is no use.
        for_good: bool,
    },
}

impl From<Fault> for Payment {
    fn from(fault: Fault) -> Self {
        Payment::Failed { reason: fault.to_string(), for_good: false }
    }
}

/// A mail server, and in whose name it is written to.
pub struct MailServer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    patience: Duration,
}

impl MailServer {
    /// The server of an address: `smtps://USER:PASSWORD@HOST`, `smtp://HOST:25`, or
    /// `smtp://HOST:587?tls=required` for STARTTLS. The answer to a bad one does not repeat it: it may
    /// hold a password.
    pub fn new(url: &str, from: &str, patience: Duration) -> Result<Self, String> {
        let known = url.starts_with("smtp://") || url.starts_with("smtps://");
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).ok().filter(|_| known);
        let builder = builder.ok_or("--smtp is no mail server: give smtps://USER:PASSWORD@HOST or smtp://HOST:25")?;
        let from = from.parse().map_err(|_| format!("{from} is no e-mail address: give another with --mail-from"))?;
        let transport = builder.timeout(Some(patience)).build();
        Ok(MailServer { transport, from, patience })
    }

    async fn send(&self, message: Message) -> Payment {
        // The transport's own patience ends with the connection; a server may fall silent after it.
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Err(_) => Payment::Failed { reason: "the mail server did not answer in time".into(), for_good: false },
            Ok(Ok(_)) => Payment::Paid,
            Ok(Err(error)) => {
                let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
                let said = error.to_string();
                let reason = if said.contains(cause.trim_start_matches(": ")) { said } else { said + &cause };
                let reason = reason.chars().take(MOST_OF_A_REASON).collect();
                Payment::Failed { reason, for_good: error.is_permanent() }
            }
        }
    }
}

/// Writes mails, and sends them where there is a server.
pub struct Mailer {
    /// Where mails and what they tell are kept.
    pub journal: Journal,
    /// The time.
    pub clock: Clock,
    /// What signs the customers' links.
    pub secrets: Secrets,
    /// Where the shops are for browsers, without a slash at the end.
    pub public_url: String,
    /// The mail server, if there is one.
    pub server: Option<MailServer>,
}

/// What an effect knows beside the mail's id.
#[derive(Deserialize)]
struct Data {
    entry: Option<usize>,
}

impl Mailer {
    /// Writes the mail of an effect, or sends it if it is written.
    pub async fn pay(&self, effect: &Effect) -> Payment {
        self.try_to_pay(effect).await.unwrap_or_else(Payment::from)
    }

    async fn try_to_pay(&self, effect: &Effect) -> Result<Payment, Fault> {
        let question = MailById { site: effect.site, id: effect.id };
        // One whose order was deleted or forgotten is owed no more.
        let Some(mail) = self.journal.ask(question).await? else { return Ok(Payment::Paid) };
        let Some(site) = self.journal.ask(SiteById(effect.site)).await? else { return Ok(Payment::Paid) };
        let Some(letter) = &mail.letter else { return self.write(effect, &site, &mail).await };
        match (mail.state, &self.server) {
            (MailState::Stopped | MailState::Sent | MailState::Kept, _) => Ok(Payment::Paid),
            (MailState::Waiting | MailState::Failed, None) => self.keep(&site, &mail, letter.clone()).await,
            (MailState::Waiting | MailState::Failed, Some(server)) => {
                let seller = self.journal.ask(BillingSettings(site.id)).await?.seller;
                match message(&site, &mail, letter, server, &seller.email, self.clock.now()) {
                    Ok(message) => Ok(server.send(message).await),
                    Err(reason) => Ok(Payment::Failed { reason, for_good: true }),
                }
            }
        }
    }

    async fn write(&self, effect: &Effect, site: &Site, mail: &Mail) -> Result<Payment, Fault> {
        let data: Data = serde_json::from_str(&effect.data)?;
        let (journal, number) = (&self.journal, mail.number);
        let question = OrderByNumber { site: site.id, number };
        let Some(file) = journal.ask(question).await? else { return Ok(Payment::Paid) };
        let statement = journal.ask(StatementOfOrder { site: site.id, number }).await?;
        let told = Told {
            site,
            seller: &journal.ask(BillingSettings(site.id)).await?.seller,
            offer: &journal.ask(ShopSettings(site.id)).await?.offer,
            states: &journal.ask(States(site.id)).await?,
            file: &file,
            entry: data.entry,
            statement: statement.as_ref(),
            public_url: &self.public_url,
            secrets: &self.secrets,
        };
        self.keep(site, mail, web::mail::write(mail, &told)).await
    }

    async fn keep(&self, site: &Site, mail: &Mail, letter: Letter) -> Result<Payment, Fault> {
        let command = Command::WriteMail { id: mail.id, letter, sends: self.server.is_some() };
        let (at, actor) = (self.clock.now(), Actor::System);
        let request = Request { site: site.id, actor, at, id: None, expected_version: None, command };
        match self.journal.carry_out(request).await {
            Ok(_) => Ok(Payment::Postponed),
            Err(Stop::Missing(_)) => Ok(Payment::Paid),
            Err(Stop::Fault(fault)) => Err(fault),
            Err(stop) => Err(Fault::new(format_args!("{stop:?}"))),
        }
    }
}

/// The mail on the wire. Its Message-ID is the same at every try: a server that took it and could not
/// say so knows it again.
fn message(
    site: &Site,
    mail: &Mail,
    letter: &Letter,
    server: &MailServer,
    reply_to: &str,
    now: Timestamp,
) -> Result<Message, String> {
    let to: Address = mail.recipient.parse().map_err(|error| format!("{}: {error}", mail.recipient))?;
    let id = format!("<mail-{}-{}@{}>", site.id.0, mail.id, server.from.domain());
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(site.title.clone()), server.from.clone()))
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .date(SystemTime::UNIX_EPOCH + Duration::from_secs(now.as_second().max(0).unsigned_abs()))
        .message_id(Some(id))
        .header(AutoSubmitted)
        .header(ContentType::TEXT_PLAIN);
    if let Ok(address) = reply_to.parse() {
        builder = builder.reply_to(Mailbox::new(None, address));
    }
    // Long lines and every letter survive any server between here and the customer.
    let body = Body::new_with_encoding(letter.body.clone(), ContentTransferEncoding::QuotedPrintable);
    let body = body.map_err(|_| "the text cannot be encoded".to_owned())?;
    builder.body(body).map_err(|error| error.to_string())
}

/// Answering machines leave it unanswered (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
