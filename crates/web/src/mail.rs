//! What is written to customers: plain text, in their language, in the shop's name.
//!
//! A paragraph is one line; the reader's program breaks it where the screen ends.

use invoices::Seller;
use jiff::Timestamp;
use journal::{Letter, Mail, MailKind, OrderFile, Site};
use orders::{Address, Offer, Order, PaymentMethod, ProgressEntry, ProgressKind, ProgressState};

use crate::desk::{amount, lang_of, language};
use crate::format::{count, date_grid, iban, moment_text};
use crate::i18n::{Arg, Lang, t, ta};
use crate::offer::delivery_cost;
use crate::secrets::Secrets;

/// Everything a mail may speak of.
pub struct Told<'a> {
    /// Whose it is.
    pub site: &'a Site,
    /// Who signs, and where a cheque goes.
    pub seller: &'a Seller,
    /// Where a transfer goes.
    pub offer: &'a Offer,
    /// The site's states of progress.
    pub states: &'a [ProgressState],
    /// The order it is about.
    pub file: &'a OrderFile,
    /// Which of the order's progress entries it tells of, from 1.
    pub entry: Option<usize>,
    /// The name and e-mail that somebody gave who withdrew.
    pub statement: Option<&'a (String, String)>,
    /// Where the shop is for browsers, without a slash at the end.
    pub public_url: &'a str,
    /// What signs the order page's link.
    pub secrets: &'a Secrets,
}

/// Writes a mail.
pub fn write(mail: &Mail, told: &Told<'_>) -> Letter {
    let writer = Writer { told, lang: lang_of(mail.language) };
    let (subject, paragraphs) = match mail.kind {
        MailKind::Placed => writer.placed(),
        MailKind::Progress => writer.progress(),
        MailKind::Withdrawn => writer.withdrawn(),
    };
    let body = [vec![writer.hello()], paragraphs, vec![writer.signature()]].concat().join("\n\n");
    Letter { subject, body: body + "\n" }
}

type Written = (String, Vec<String>);

struct Writer<'a> {
    told: &'a Told<'a>,
    lang: Lang,
}

impl Writer<'_> {
    fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        ta(self.lang, key, args)
    }

    fn order(&self) -> &Order {
        &self.told.file.order
    }

    fn number(&self) -> String {
        self.order().number.to_string()
    }

    fn money(&self, cents: i64) -> String {
        amount(self.lang, cents, self.order().currency)
    }

    fn moment(&self, at: Timestamp) -> String {
        moment_text(self.lang, &at.to_zoned_datetime(self.told.site.zone.clone()))
    }

    /// A heading and what stands under it.
    fn under(&self, key: &str, lines: &[String]) -> String {
        format!("{}\n{}", t(self.lang, key), lines.join("\n"))
    }

    fn hello(&self) -> String {
        match self.told.file.contact.customer.name.as_str() {
            "" => t(self.lang, "mail-hello-nobody"),
            name => self.say("mail-hello", &[("name", name.into())]),
        }
    }

    fn placed(&self) -> Written {
        let args = [("number", self.number().into()), ("moment", self.moment(self.order().placed_at).into())];
        let paragraphs = vec![
            self.say("mail-placed-intro", &args),
            self.under("mail-lines", &self.lines()),
            self.under("mail-delivery", &self.destination()),
            self.under("mail-payment", &self.how_to_pay()),
            self.follow(),
            self.under("mail-withdrawal", &[t(self.lang, "mail-withdrawal-text"), self.address_of("withdrawal")]),
        ];
        (self.say("mail-placed-subject", &[("number", self.number().into())]), paragraphs)
    }

    fn progress(&self) -> Written {
        let order = self.order();
        let entry = self.told.entry.and_then(|entry| order.progress.get(entry.checked_sub(1)?));
        let Some(entry) = entry.or(order.progress.last()) else { return self.placed() };
        let state = self.told.states.iter().find(|state| state.code == entry.state);
        let label = state.map_or_else(|| entry.state.clone(), |state| state.label.get(language(self.lang)).to_owned());
        let args = [
            ("number", self.number().into()),
            ("moment", self.moment(order.placed_at).into()),
            ("state", (&label).into()),
        ];
        let mut paragraphs = vec![self.say("mail-progress-intro", &args)];
        paragraphs.extend(self.message(entry, state));
        if state.is_some_and(|state| matches!(state.kind, ProgressKind::Shipped | ProgressKind::PartiallyShipped)) {
            paragraphs.extend(self.tracking());
        }
        paragraphs.push(self.follow());
        (self.say("mail-progress-subject", &[("number", self.number().into()), ("state", label.into())]), paragraphs)
    }

    /// What the shop says of the state, and what the clerk wrote.
    fn message(&self, entry: &ProgressEntry, state: Option<&ProgressState>) -> Vec<String> {
        let message = state.map(|state| state.message.get(language(self.lang))).unwrap_or_default();
        [message, &entry.comment].into_iter().filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    fn tracking(&self) -> Option<String> {
        let mut lines = Vec::new();
        for shipment in &self.order().shipments {
            for parcel in shipment.parcels.iter().filter(|parcel| !parcel.tracking_number.is_empty()) {
                let args = [("carrier", (&shipment.carrier).into()), ("number", (&parcel.tracking_number).into())];
                lines.push(self.say("mail-parcel", &args));
                lines.extend(parcel.tracking_url.clone());
            }
        }
        (!lines.is_empty()).then(|| self.under("mail-tracking", &lines))
    }

    fn withdrawn(&self) -> Written {
        let order = self.order();
        let at = order.withdrawal.as_ref().map_or(order.changed_at, |withdrawal| withdrawal.at);
        let customer = &self.told.file.contact.customer;
        let own = (customer.name.clone(), customer.email.clone());
        let (name, email) = self.told.statement.unwrap_or(&own);
        let lines = [statement(self.lang, self.told.site, order), name.clone(), email.clone(), self.moment(at)];
        let paragraphs = vec![
            self.say("mail-withdrawn-intro", &[("moment", self.moment(at).into())]),
            self.under("mail-withdrawn-statement", &lines),
            t(self.lang, "mail-withdrawn-next"),
            self.follow(),
        ];
        (self.say("mail-withdrawn-subject", &[("number", self.number().into())]), paragraphs)
    }

    fn lines(&self) -> Vec<String> {
        let order = self.order();
        let mut lines: Vec<String> = Vec::with_capacity(order.lines.len() + 2);
        for line in &order.lines {
            let args = [
                ("quantity", count(self.lang, line.quantity).into()),
                ("title", (&line.title).into()),
                ("total", self.money(line.total_cents()).into()),
            ];
            lines.push(self.say("mail-line", &args));
        }
        let delivery = &order.delivery;
        let method = match delivery.method.as_str() {
            "" => t(self.lang, "mail-delivery"),
            method => method.to_owned(),
        };
        let cost = delivery_cost(self.lang, delivery.price_cents, |cents| self.money(cents));
        let args = [("method", method.into()), ("total", cost.into())];
        lines.push(self.say("mail-delivery-price", &args));
        lines.push(self.say("mail-total", &[("total", self.money(order.total_cents).into())]));
        lines
    }

    fn how_to_pay(&self) -> Vec<String> {
        let seller = self.told.seller;
        let number = ("number", Arg::from(self.number()));
        match self.order().payment_method {
            PaymentMethod::Cheque => [vec![self.say("mail-pay-cheque", &[number])], self.seller_address()].concat(),
            PaymentMethod::Transfer => {
                let ask = || vec![self.say("mail-pay-transfer-ask", &[("email", (&seller.email).into())])];
                let account = account(self.lang, self.told.offer);
                let ask = if account.is_empty() && !seller.email.is_empty() { ask() } else { Vec::new() };
                [vec![self.say("mail-pay-transfer", &[number])], account, ask].concat()
            }
            PaymentMethod::CashOnDelivery => vec![t(self.lang, "mail-pay-on-delivery")],
            PaymentMethod::Card => vec![t(self.lang, "mail-pay-card")],
            PaymentMethod::Paypal => vec![t(self.lang, "mail-pay-paypal")],
            PaymentMethod::Other => vec![t(self.lang, "mail-pay-other")],
        }
    }

    fn seller_address(&self) -> Vec<String> {
        let Seller { name, line1, line2, postal_code, city, country, .. } = self.told.seller.clone();
        self.address(&Address { name, line1, line2, postal_code, city, country })
    }

    /// An address as an envelope has it; the country only where it is another than the shop's.
    fn address(&self, address: &Address) -> Vec<String> {
        let town = format!("{} {}", address.postal_code, address.city);
        let country = match address.country.as_str() {
            country if country == self.told.seller.country => String::new(),
            country => crate::country::name(self.lang, country),
        };
        let lines = [address.name.as_str(), &address.line1, &address.line2, town.trim(), &country];
        lines.into_iter().filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// The pick-up point, where there is one, and the customer's own address.
    fn destination(&self) -> Vec<String> {
        let point = self.order().delivery.pickup_point.as_str();
        let point = (!point.is_empty()).then(|| self.say("mail-pickup-point", &[("point", point.into())]));
        point.into_iter().chain(self.address(&self.told.file.contact.delivery)).collect()
    }

    fn follow(&self) -> String {
        let (site, number) = (self.told.site, self.order().number);
        let page = format!("orders/{number}/{}", self.told.secrets.order_link(site.id, number));
        self.under("mail-follow", &[self.address_of(&page)])
    }

    /// The full address of one of the storefront's pages: under its own host name, if it has one.
    fn address_of(&self, page: &str) -> String {
        let Told { site, public_url, .. } = self.told;
        let scheme = if public_url.starts_with("https://") { "https" } else { "http" };
        let origin = site.host.as_ref().map_or_else(|| (*public_url).to_owned(), |host| format!("{scheme}://{host}"));
        format!("{origin}/shop/{}/{}/{page}", site.name, self.lang.code())
    }

    fn signature(&self) -> String {
        let seller = self.told.seller;
        let phone = || self.say("mail-signature-phone", &[("phone", (&seller.phone).into())]);
        let phone = if seller.phone.is_empty() { String::new() } else { phone() };
        let lines = [self.told.site.title.as_str(), &seller.email, &phone];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// The shop's account, a line each for its number and its bank; nothing where it is not given.
pub(crate) fn account(lang: Lang, offer: &Offer) -> Vec<String> {
    let lines = [("pay-iban", iban(&offer.iban)), ("pay-bic", offer.bic.clone())];
    let given = lines.into_iter().filter(|(_, value)| !value.is_empty() && !offer.iban.is_empty());
    given.map(|(key, value)| ta(lang, key, &[("value", value.into())])).collect()
}

/// What somebody declares who withdraws.
pub(crate) fn statement(lang: Lang, site: &Site, order: &Order) -> String {
    let day = order.placed_at.to_zoned_datetime(site.zone.clone());
    let args = [("number", order.number.to_string().into()), ("date", date_grid(lang, &day).into())];
    ta(lang, "withdrawal-statement", &args)
}
