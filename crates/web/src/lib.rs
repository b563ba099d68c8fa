//! web
#![allow(missing_docs, clippy::missing_panics_doc)]
pub mod clock;

pub struct Setup {
    pub journal: journal::Journal,
    pub clock: clock::Clock,
    pub demo: bool,
    pub secure_cookies: bool,
    pub trusted_proxy: bool,
}

mod stub {
    use axum::extract::State;
    use axum::http::{HeaderMap, StatusCode};
    use axum::{Json, Router, routing};
    use orders::{Door, Placement, RawAddress, RawCustomer, RawLine, RawPlacement};
    use serde::{Deserialize, Serialize};
    use std::sync::Arc;

    use super::Setup;

    #[derive(Deserialize)]
    #[serde(default)]
    #[derive(Default)]
    pub struct Body {
        source: String,
        source_order_id: String,
        language: Option<String>,
        customer: RawCustomer,
        billing_address: RawAddress,
        delivery_address: RawAddress,
        payment_method: String,
        lines: Vec<BodyLine>,
    }

    #[derive(Deserialize)]
    pub struct BodyLine {
        sku: String,
        title: String,
        quantity: i64,
        unit_price: Amount,
        vat_rate: i64,
    }

    #[derive(Deserialize)]
    pub struct Amount {
        amount: i64,
    }

    #[derive(Serialize)]
    pub struct Answer {
        number: i64,
        source: String,
        lines: Vec<orders::Line>,
        contact: orders::Contact,
    }

    async fn place(
        State(setup): State<Arc<Setup>>,
        headers: HeaderMap,
        Json(body): Json<Body>,
    ) -> Result<(StatusCode, Json<Answer>), StatusCode> {
        let token = headers.get("authorization").and_then(|value| value.to_str().ok());
        let token = token.and_then(|value| value.strip_prefix("Bearer ")).ok_or(StatusCode::UNAUTHORIZED)?;
        let question = journal::question::TokenByHash(super::token::hash(token));
        let holder = setup.journal.ask(question).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        let holder = holder.ok_or(StatusCode::UNAUTHORIZED)?;
        let now = setup.clock.now();
        let line = |line: BodyLine| RawLine {
            sku: line.sku,
            title: line.title,
            quantity: line.quantity,
            unit_price_cents: line.unit_price.amount,
            vat_rate: line.vat_rate,
        };
        let raw = RawPlacement {
            source: body.source,
            source_order_id: body.source_order_id,
            language: body.language,
            customer: body.customer,
            billing: body.billing_address,
            delivery_address: body.delivery_address,
            payment_method: body.payment_method,
            lines: body.lines.into_iter().map(line).collect(),
            ..RawPlacement::default()
        };
        let door = Door {
            currency: holder.site.currency,
            language: holder.site.language,
            delivery_vat_rate: holder.site.vat_rate,
            now,
            max_lines: orders::MAX_LINES,
            shortage: catalog::Shortage::Allow,
        };
        let placement = Placement::parse(raw, &door).map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
        let id = headers.get("idempotency-key").and_then(|key| key.to_str().ok()).map(|key| journal::RequestId {
            credential: format!("token:{}", holder.token),
            key: key.into(),
            fingerprint: [0; 32],
        });
        let request = journal::Request {
            site: holder.site.id,
            actor: journal::Actor::Token(holder.token),
            at: now,
            id,
            expected_version: None,
            command: journal::Command::Place(Box::new(placement)),
        };
        match setup.journal.carry_out(request).await.map(|done| done.outcome) {
            Ok(journal::Outcome::Placed { file, .. }) => {
                let (order, contact) = (file.order, file.contact);
                let answer = Answer { number: order.number, source: order.source, lines: order.lines, contact };
                Ok((StatusCode::CREATED, Json(answer)))
            }
            Err(journal::Stop::Busy) => Err(StatusCode::SERVICE_UNAVAILABLE),
            _ => Err(StatusCode::INTERNAL_SERVER_ERROR),
        }
    }

    pub fn router(setup: Setup) -> Router {
        Router::new()
            .route("/health", routing::get(async || "ok"))
            .route("/api/v1/orders", routing::post(place))
            .with_state(Arc::new(setup))
    }
}

pub fn app(setup: Setup) -> axum::Router {
    stub::router(setup)
}

pub mod password {
    use argon2::PasswordHasher;

    pub fn hash(password: &str) -> String {
        let salt = crate::clock::chance::<16>();
        let hashed = argon2::Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        hashed.map(|hash| hash.to_string()).unwrap_or_default()
    }
}

pub mod token {
    use sha2::{Digest, Sha256};

    pub fn new() -> String {
        let bytes = crate::clock::chance::<32>();
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    pub fn hash(token: &str) -> [u8; 32] {
        Sha256::digest(token.as_bytes()).into()
    }
}
