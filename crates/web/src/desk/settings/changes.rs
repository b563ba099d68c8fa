//! « Journal des réglages »: who changed what of the site, when, from what to what.

use axum::response::Response;
use catalog::Product;
use invoices::Seller;
use journal::question::{EventRow, SettingsChanges, SettingsOfKind, States};
use journal::{SiteEvent, SiteProfile, Stored, Storefront};
use maud::{Markup, html};
use orders::{Language, Offer, ProgressState};

use super::settings_page;
use crate::country;
use crate::desk::words::{amount, author, lang_of, language, method_word, state_word};
use crate::form::Form;
use crate::format;
use crate::html::{Records, column, empty_cell, moment, page_header};
use crate::i18n::{Lang, t, ta};
use crate::page::PageError;
use crate::rights::Right;
use crate::shop::legal::PAGES;
use crate::visitor::Desk;

/// Changes on a page.
const PAGE: i64 = 50;

/// Characters shown of a long text.
const MOST_OF_A_TEXT: usize = 200;

/// What is shown of a long text before its first difference.
const BEFORE_A_DIFFERENCE: usize = 40;

/// What saving a state and a product are called in the journal.
const STATE_SAVED: &str = "site.state_saved";
const PRODUCT_SAVED: &str = "site.product_saved";

/// Savings looked through for what something was before; further back, only what it became is told.
const MOST_EARLIER: i64 = 2_000;

/// One thing that changed: what, before, after.
pub(super) type Difference = (String, String, String);

/// The newest changes, or those before one.
pub(crate) async fn list(desk: Desk) -> Result<Response, PageError> {
    desk.may(Right::SeeSettings)?;
    let before = Form::of_query(&desk.visitor.path).get("before").parse().ok();
    let question = SettingsChanges { site: desk.site.id, kind: None, before, limit: PAGE };
    let changes = desk.app().journal.ask(question).await?;
    let lang = desk.lang();
    let title = t(lang, "settings-changes");
    let entries = entries(&desk, &changes).await?;
    let older = changes.last().map(|(row, _)| row.version).filter(|version| *version > 1);
    let body = html! {
        (page_header(&title, None))
        (entries)
        @if let Some(version) = older {
            p { a href={ "/desk/settings/changes?before=" (version) } { (t(lang, "settings-changes-older")) } }
        }
    };
    Ok(settings_page(&desk, &title, &body, None))
}

/// Changes as sentences, each with what it changed.
pub(super) async fn entries(desk: &Desk, changes: &[(EventRow, Option<String>)]) -> Result<Markup, PageError> {
    let lang = desk.lang();
    let earlier = Earlier::than(desk, changes).await?;
    Ok(html! {
        ol.history reversed {
            @for (row, name) in changes {
                @let event = SiteEvent::read(&row.kind, &row.data);
                li {
                    span.history-when { (moment(lang, &desk.local(row.at))) }
                    " " span.history-who { (author(lang, &row.actor, name.as_deref())) }
                    " " div.history-what {
                        @match &event {
                            Ok(event) => { (sentence(lang, event)) (differences(lang, &changed(desk, event, row.version, &earlier))) },
                            Err(_) => (row.kind),
                        }
                    }
                }
            }
        }
    })
}

fn differences(lang: Lang, differences: &[Difference]) -> Markup {
    let value = |text: &str, from: usize| {
        let short: String = text.chars().skip(from).take(MOST_OF_A_TEXT).collect();
        let cut = text.chars().nth(from + MOST_OF_A_TEXT).is_some();
        html! {
            @if short.is_empty() { (empty_cell(&t(lang, "none-value"))) }
            @else { @if from > 0 { "…" } (short) @if cut { "…" } }
        }
    };
    let keys = ["settings-changes-what", "settings-changes-before", "settings-changes-after"];
    let rows = differences.iter().map(|(what, before, after)| {
        // Of long texts, where they begin to differ.
        let same = before.chars().zip(after.chars()).take_while(|(one, other)| one == other).count();
        let from = if same < MOST_OF_A_TEXT / 2 { 0 } else { same - BEFORE_A_DIFFERENCE };
        [html! { (what) }, value(before, from), value(after, from)]
    });
    let caption = t(lang, "settings-changes-table");
    let table = Records::new(&caption, keys.map(|key| column(t(lang, key))), rows);
    html! { @if !differences.is_empty() { (table.in_region()) } }
}

fn sentence(lang: Lang, event: &SiteEvent) -> String {
    let person = |key: &str, person: i64| ta(lang, key, &[("person", person.to_string().into())]);
    match event {
        SiteEvent::Added(_) => t(lang, "changed-site-added"),
        SiteEvent::SellerSaved(_) => t(lang, "settings-billing"),
        SiteEvent::OfferChanged(_) => t(lang, "changed-offer"),
        SiteEvent::StorefrontSaved(_) => t(lang, "settings-storefront"),
        SiteEvent::Saved(_) => t(lang, "settings-site"),
        SiteEvent::StateSaved(state) => ta(lang, "changed-state", &[("state", state.label.get(language(lang)).into())]),
        SiteEvent::StateRemoved(removed) => ta(lang, "changed-state-removed", &[("state", (&removed.code).into())]),
        SiteEvent::ProductSaved(product) => ta(lang, "changed-product", &[("sku", (&product.sku).into())]),
        SiteEvent::PictureSet(set) => {
            let key = if set.picture.is_some() { "changed-picture" } else { "changed-picture-none" };
            ta(lang, key, &[("sku", (&set.sku).into())])
        }
        SiteEvent::LogoSet(set) => t(lang, if set.logo.is_some() { "changed-logo" } else { "changed-logo-none" }),
        SiteEvent::HostSet(set) => match &set.host {
            Some(host) => ta(lang, "changed-host", &[("host", host.into())]),
            None => t(lang, "changed-host-none"),
        },
        SiteEvent::PersonAdded(added) => person("changed-person-added", added.person),
        SiteEvent::PersonRoleSet(set) => {
            let role = t(lang, &format!("role-{}", set.role));
            ta(lang, "changed-person-role", &[("person", set.person.to_string().into()), ("role", role.into())])
        }
        SiteEvent::PersonRemoved(removed) => person("changed-person-removed", removed.person),
        SiteEvent::ProfileSaved(saved) => person("changed-profile", saved.person),
        SiteEvent::PasswordSet(set) => person("changed-password", set.person),
        SiteEvent::TokenAdded(token) => ta(lang, "changed-token-added", &[("label", (&token.label).into())]),
        SiteEvent::TokenWithdrawn(token) => {
            ta(lang, "changed-token-withdrawn", &[("token", token.token.to_string().into())])
        }
    }
}

/// What an event changed, field by field, where it tells.
fn changed(desk: &Desk, event: &SiteEvent, version: i64, earlier: &Earlier) -> Vec<Difference> {
    let lang = desk.lang();
    match event {
        SiteEvent::SellerSaved(saved) => compare(&seller(lang, &saved.before), &seller(lang, &saved.after)),
        SiteEvent::OfferChanged(saved) => compare(&offer(desk, &saved.before), &offer(desk, &saved.after)),
        SiteEvent::StorefrontSaved(saved) => compare(&storefront(lang, &saved.before), &storefront(lang, &saved.after)),
        SiteEvent::Saved(saved) => compare(&profile(lang, &saved.before), &profile(lang, &saved.after)),
        SiteEvent::StateSaved(after) => {
            let values = |state: &ProgressState| earlier.state_values(lang, state);
            earlier.state(&after.code, version).map_or_else(Vec::new, |before| compare(&values(before), &values(after)))
        }
        SiteEvent::ProductSaved(after) => {
            let values = |product: &Product| product_values(desk, product);
            earlier
                .product(&after.sku, version)
                .map_or_else(Vec::new, |before| compare(&values(before), &values(after)))
        }
        SiteEvent::Added(_)
        | SiteEvent::StateRemoved(_)
        | SiteEvent::PictureSet(_)
        | SiteEvent::LogoSet(_)
        | SiteEvent::HostSet(_)
        | SiteEvent::PersonAdded(_)
        | SiteEvent::PersonRoleSet(_)
        | SiteEvent::PersonRemoved(_)
        | SiteEvent::ProfileSaved(_)
        | SiteEvent::PasswordSet(_)
        | SiteEvent::TokenAdded(_)
        | SiteEvent::TokenWithdrawn(_) => Vec::new(),
    }
}

/// States and products as they were saved before: their events tell only what they became.
struct Earlier {
    states: Vec<(i64, ProgressState)>,
    products: Vec<(i64, Product)>,
    /// The site's states as they are, whose labels stand for their codes.
    now: Vec<ProgressState>,
}

impl Earlier {
    async fn than(desk: &Desk, changes: &[(EventRow, Option<String>)]) -> Result<Self, PageError> {
        let journal = &desk.app().journal;
        let mut earlier = Earlier { states: Vec::new(), products: Vec::new(), now: Vec::new() };
        for kind in [STATE_SAVED, PRODUCT_SAVED] {
            let Some((newest, _)) = changes.iter().find(|(row, _)| row.kind == kind) else { continue };
            let question = SettingsOfKind { site: desk.site.id, kind, before: newest.version, limit: MOST_EARLIER };
            for (version, data) in journal.ask(question).await? {
                let event = SiteEvent::read(kind, &data)?;
                if let SiteEvent::StateSaved(state) = event {
                    earlier.states.push((version, state));
                } else if let SiteEvent::ProductSaved(product) = event {
                    earlier.products.push((version, product));
                }
            }
        }
        if !earlier.states.is_empty() {
            earlier.now = journal.ask(States(desk.site.id)).await?;
        }
        Ok(earlier)
    }

    fn state(&self, code: &str, version: i64) -> Option<&ProgressState> {
        self.states.iter().find(|(known, state)| *known < version && state.code == code).map(|(_, state)| state)
    }

    fn product(&self, sku: &str, version: i64) -> Option<&Product> {
        self.products.iter().find(|(known, product)| *known < version && product.sku == sku).map(|(_, product)| product)
    }

    fn state_values(&self, lang: Lang, state: &ProgressState) -> Vec<(String, String)> {
        let word = |flag: bool| t(lang, if flag { "yes" } else { "no" });
        let followers = state.followed_by.iter().map(|code| {
            let known = self.now.iter().find(|state| state.code == *code);
            known.map_or_else(|| code.clone(), |state| state_word(lang, state))
        });
        let followers: Vec<String> = followers.collect();
        let followers = if followers.is_empty() { t(lang, "state-followed-by-all") } else { followers.join(", ") };
        let kind = format!("progress-kind-{}", state.kind.code().replace('_', "-"));
        let values = [
            ("state-label-fr", state.label.fr.clone()),
            ("state-label-en", state.label.en.clone()),
            ("state-kind", t(lang, &kind)),
            ("state-carrier", state.carrier.clone()),
            ("state-colour", t(lang, &format!("state-colour-{}", state.colour.code()))),
            ("state-message-fr", state.message.fr.clone()),
            ("state-message-en", state.message.en.clone()),
            ("state-published", word(state.published)),
            ("state-sends-mail", word(state.sends_mail)),
            ("state-issues-invoice", word(state.issues_invoice)),
            ("state-retired", word(state.retired)),
            ("state-followed-by", followers),
        ];
        values.into_iter().map(|(key, value)| (t(lang, key), value)).collect()
    }
}

fn product_values(desk: &Desk, product: &Product) -> Vec<(String, String)> {
    let lang = desk.lang();
    let values = [
        ("product-title-fr", product.title_fr.clone()),
        ("product-title-en", product.title_en.clone()),
        ("product-description-fr", product.description_fr.clone()),
        ("product-description-en", product.description_en.clone()),
        ("product-unit-price", amount(lang, product.unit_price_cents, desk.site.currency)),
        ("product-vat-rate", format::percent(lang, i64::from(product.vat_rate.basis_points()))),
        ("product-stock", product.stock.map(|units| format::count(lang, units)).unwrap_or_default()),
        ("product-published", t(lang, if product.published { "yes" } else { "no" })),
    ];
    values.into_iter().map(|(key, value)| (t(lang, key), value)).collect()
}

/// Named values of both sides: the names that either side has, where the values differ.
fn compare(before: &[(String, String)], after: &[(String, String)]) -> Vec<Difference> {
    let value = |side: &[(String, String)], name: &str| {
        side.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(known, _)| known == name));
    let names = after.iter().chain(gone).map(|(name, _)| name.clone());
    let sides = names.map(|name| (name.clone(), value(before, &name), value(after, &name)));
    sides.filter(|(_, before, after)| before != after).collect()
}

fn seller(lang: Lang, seller: &Seller) -> Vec<(String, String)> {
    let label = |field: &str| t(lang, &format!("seller-field-{}", field.replace('_', "-")));
    seller.texts().into_iter().map(|(field, value)| (label(field), value.to_owned())).collect()
}

fn profile(lang: Lang, profile: &SiteProfile) -> Vec<(String, String)> {
    vec![
        (t(lang, "settings-shop-name"), profile.title.clone()),
        (t(lang, "settings-language"), lang_of(profile.language).own_name().to_owned()),
        (t(lang, "settings-zone"), profile.zone.clone()),
        (t(lang, "settings-vat-rate"), format::percent(lang, i64::from(profile.vat_rate))),
    ]
}

fn offer(desk: &Desk, offer: &Offer) -> Vec<(String, String)> {
    let lang = desk.lang();
    let money = |cents| amount(lang, cents, desk.site.currency);
    let mut values: Vec<_> = offer
        .deliveries
        .iter()
        .map(|method| {
            let free =
                method.free_from_cents.map(|cents| ta(lang, "changed-free-from", &[("amount", money(cents).into())]));
            let note = method.note.get(language(lang)).to_owned();
            let point = method.asks_pickup_point().then(|| t(lang, "delivery-asks-point"));
            let parts = [Some(money(method.price_cents)), free, Some(note).filter(|note| !note.is_empty()), point];
            let said: Vec<String> = parts.into_iter().flatten().collect();
            (method.label.get(language(lang)).to_owned(), said.join(", "))
        })
        .collect();
    let methods: Vec<String> = offer.payments.iter().map(|method| method_word(lang, *method)).collect();
    let countries: Vec<String> = offer.countries.iter().map(|code| country::name(lang, code)).collect();
    values.push((t(lang, "settings-payments"), methods.join(", ")));
    values.push((t(lang, "settings-countries"), countries.join(", ")));
    values.push((t(lang, "settings-iban"), format::iban(&offer.iban)));
    values.push((t(lang, "settings-bic"), offer.bic.clone()));
    values
}

fn storefront(lang: Lang, storefront: &Storefront) -> Vec<(String, String)> {
    let spoken: Vec<&str> = storefront.languages.iter().map(|language| lang_of(*language).own_name()).collect();
    let mut values = vec![
        (t(lang, "settings-welcome-fr"), storefront.welcome.fr.clone()),
        (t(lang, "settings-welcome-en"), storefront.welcome.en.clone()),
        (t(lang, "settings-accent"), storefront.accent.clone()),
        (t(lang, "settings-languages"), spoken.join(", ")),
    ];
    for (page, _) in PAGES {
        for language in Language::ALL {
            let spoken = t(lang, &format!("lang-{}", language.code()));
            let args = [("page", t(lang, &format!("legal-{page}")).into()), ("language", spoken.into())];
            let text = storefront.legal.of(page).map(|text| text.get(language).to_owned()).unwrap_or_default();
            values.push((ta(lang, "settings-legal-text", &args), text));
        }
    }
    values
}
