//! Who looks at a page, as far as a request shows it.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, FromRequestParts, OriginalUri};
use axum::http::header::{ACCEPT_LANGUAGE, HOST};
use axum::http::request::Parts;
use axum_extra::extract::CookieJar;
use jiff::Timestamp;
use journal::question::{Member, SessionByToken, Signed};
use journal::{Actor, Command, Fault, Request, RequestId, Role, Site};

use crate::app::App;
use crate::form::Form;
use crate::html::{Flash, NavItem, Shell, SignedIn, Theme, Tone};
use crate::i18n::{Lang, t};
use crate::page::PageError;
use crate::rights::{Right, role_has};

/// The cookies that hold a visitor's choices.
pub(crate) const LANG_COOKIE: &str = "lang";
pub(crate) const THEME_COOKIE: &str = "theme";
pub(crate) const PRICES_COOKIE: &str = "prices";
pub(crate) const SHORTCUTS_COOKIE: &str = "shortcuts";

/// Anybody: a language, a theme, an address.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub app: Arc<App>,
    pub lang: Lang,
    pub theme: Option<Theme>,
    /// The host name asked, lower case, without its port; empty where none was given.
    pub host: String,
    /// Whether single keys act.
    pub shortcuts: bool,
    /// Path and query.
    pub path: String,
    pub now: Timestamp,
    /// Where the request came from, as far as it is known.
    pub address: Option<IpAddr>,
    /// Whether a password may travel: over https, or within this machine.
    pub confidential: bool,
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Infallible> {
        Ok(Visitor::read(parts, app))
    }
}

impl Visitor {
    pub(crate) fn read(parts: &Parts, app: &Arc<App>) -> Self {
        let jar = CookieJar::from_headers(&parts.headers);
        let chosen = jar.get(LANG_COOKIE).and_then(|cookie| Lang::from_code(cookie.value()));
        let accepted = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
        let host = asked_host(parts);
        Visitor {
            app: Arc::clone(app),
            lang: chosen.unwrap_or_else(|| Lang::from_accept_language(accepted)),
            theme: jar.get(THEME_COOKIE).and_then(|cookie| Theme::from_code(cookie.value())),
            shortcuts: jar.get(SHORTCUTS_COOKIE).is_none_or(|cookie| cookie.value() != "off"),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            now: app.clock.now(),
            address: address(parts, app),
            confidential: came_over_https(parts, app) || is_loopback(&host),
            host,
        }
    }

    /// The frame of a page that needs no signing in.
    pub(crate) fn shell(&self) -> Shell {
        Shell {
            theme: self.theme,
            shortcuts: self.shortcuts,
            flash: self.done(),
            ..Shell::new(self.lang, self.path.clone())
        }
    }

    /// Whether the page follows a form that has done this.
    pub(crate) fn has_done(&self, code: &str) -> bool {
        self.done().is_some_and(|done| done.code == code)
    }

    /// What a form has just done: `?done=CODE` says it, and only known codes have a sentence.
    fn done(&self) -> Option<Flash> {
        let query = self.path.split_once('?')?.1;
        let code = query.split('&').find_map(|pair| pair.strip_prefix("done="))?;
        let code = DONE.iter().find(|known| **known == code)?;
        let text = t(self.lang, &format!("done-{code}"));
        Some(Flash { code, tone: Tone::Success, text, act: None })
    }
}

/// What can have been done just now.
const DONE: &[&str] = &[
    "order-placed",
    "payment-validated",
    "progress-saved",
    "progress-undone",
    "follow-up-set",
    "follow-up-cleared",
    "order-cancelled",
    "cancellation-requested",
    "order-deleted",
    "contact-erased",
    "handed-off",
    "handoff-acknowledged",
    "handoff-refused",
    "cancellation-answered",
    "shipped",
    "settings-saved",
    "signed-out",
    "state-removed",
    "mail-stopped",
    "mail-retried",
    "person-role-set",
    "person-removed",
    "profile-saved",
    "password-set",
    "token-withdrawn",
];

fn address(parts: &Parts, app: &App) -> Option<IpAddr> {
    let peer = parts.extensions.get::<ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip());
    if !app.trusted_proxy {
        return peer;
    }
    // The proxy in front adds the last entry; what stands before it the visitor may have made up.
    let header = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    header.and_then(|list| list.rsplit(',').next()?.trim().parse().ok()).or(peer)
}

/// A proxy in front says it; without one the operator's https address stands for it, since then
/// browsers are sent there and cookies go nowhere else.
fn came_over_https(parts: &Parts, app: &App) -> bool {
    if !app.trusted_proxy {
        return app.secure_cookies;
    }
    parts.headers.get("x-forwarded-proto").is_some_and(|value| value.as_bytes() == b"https")
}

fn asked_host(parts: &Parts) -> String {
    let host = parts.headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Somebody signed in: the desk's and the logistician's pages are for them.
pub(crate) struct Desk {
    pub visitor: Visitor,
    pub site: Site,
    pub person: Member,
    /// What the session is kept under.
    pub session: [u8; 32],
}

impl FromRequestParts<Arc<App>> for Desk {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, PageError> {
        let visitor = Visitor::read(parts, app);
        let next = if parts.method == "GET" { visitor.path.clone() } else { String::new() };
        Desk::of(visitor, &CookieJar::from_headers(&parts.headers)).await?.ok_or_else(|| PageError::sign_in(&next))
    }
}

/// The frame of a page that everybody may see, for whoever is signed in.
pub(crate) async fn signed_in_frame(visitor: &Visitor, jar: &CookieJar) -> Option<Shell> {
    let desk = Desk::of(visitor.clone(), jar).await.ok()??;
    Some(desk.shell(None))
}

/// `__Host-` binds the cookie to this host over https; browsers refuse the prefix on plain http.
pub(crate) fn session_cookie(app: &App) -> &'static str {
    if app.secure_cookies { "__Host-comptoir" } else { "comptoir" }
}

impl Desk {
    /// The person whom the cookies name, if they are signed in.
    async fn of(mut visitor: Visitor, jar: &CookieJar) -> Result<Option<Desk>, Fault> {
        let Some(cookie) = jar.get(session_cookie(&visitor.app)) else { return Ok(None) };
        let session = crate::token::hash(cookie.value());
        let question = SessionByToken { token_hash: session, now: visitor.now };
        let Some(Signed { site, person }) = visitor.app.journal.ask(question).await? else { return Ok(None) };
        // What was chosen in this browser goes before what was chosen in the profile.
        if jar.get(LANG_COOKIE).is_none() {
            visitor.lang = person.language.as_deref().and_then(Lang::from_code).unwrap_or(visitor.lang);
        }
        Ok(Some(Desk { visitor, site, person, session }))
    }

    pub(crate) fn app(&self) -> &App {
        &self.visitor.app
    }

    pub(crate) fn lang(&self) -> Lang {
        self.visitor.lang
    }

    /// Goes on only if the person's role has the right.
    pub(crate) fn may(&self, right: Right) -> Result<(), PageError> {
        if self.has(right) { Ok(()) } else { Err(PageError::forbidden()) }
    }

    /// Whether the person's role has the right: what is not allowed is not offered.
    pub(crate) fn has(&self, right: Right) -> bool {
        role_has(self.person.role, right)
    }

    /// The frame of a page for this person.
    pub(crate) fn shell(&self, nav: impl Into<Option<NavItem>>) -> Shell {
        let signed_in = SignedIn {
            name: self.person.name.clone(),
            site_name: self.site.name.clone(),
            role_label: t(self.lang(), &format!("role-{}", self.person.role.code())),
            logistician: self.person.role == Role::Logistician,
        };
        Shell { signed_in: Some(signed_in), nav: nav.into(), ..self.visitor.shell() }
    }

    /// A change on behalf of this person, once per form.
    pub(crate) fn request(&self, form: &Form, command: Command) -> Request {
        Request {
            site: self.site.id,
            actor: Actor::Person(self.person.id),
            at: self.visitor.now,
            id: form.request_id().map(|key| RequestId {
                credential: format!("person:{}", self.person.id),
                key,
                fingerprint: form.fingerprint(self.visitor.path.split('?').next().unwrap_or_default()),
            }),
            // One that cannot be read is older than any.
            expected_version: Some(form.get("version"))
                .filter(|text| !text.is_empty())
                .map(|text| text.parse().unwrap_or(0)),
            command,
        }
    }

    /// Today in the shop's zone.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        self.local(self.visitor.now).date()
    }

    /// An instant in the shop's zone.
    pub(crate) fn local(&self, at: Timestamp) -> jiff::ZonedDateTime {
        at.to_zoned_datetime(self.site.zone.clone())
    }
}
