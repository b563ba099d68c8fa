//! What the API answers, word for word: integrators build on it, so a change of it is seen here first.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use serde_json::{Value, json};
use support::browser::Page;
use support::shop::Shop;

/// An answer as a golden file keeps it: the status and the body with its keys in order.
fn golden(answer: &Page) -> String {
    let body = match serde_json::from_str::<Value>(&answer.body) {
        Ok(value) => serde_json::to_string_pretty(&value).unwrap(),
        Err(_) => answer.body.clone(),
    };
    format!("{}\n{body}", answer.status).trim_end().to_owned()
}

fn order(id: &str) -> String {
    let address = json!({"name": "Élise Inventée", "line1": "3 rue de la Fiction", "line2": "Bât. B",
                         "postal_code": "75011", "city": "Paris", "country": "FR"});
    json!({
        "source": "caisse", "source_order_id": id, "language": "fr", "payment_method": "cheque",
        "customer": {"name": "Élise Inventée", "email": "elise.inventee@example.com", "phone": "0612345678"},
        "billing_address": address, "delivery_address": address,
        "delivery": {"method": "Point relais", "pickup_point": "R12", "price": {"amount": 450, "currency": "EUR"}},
        "lines": [
            {"sku": "TASSE", "title": "Tasse bleue", "quantity": 2,
             "unit_price": {"amount": 1490, "currency": "EUR"}, "vat_rate": 2000},
            {"title": "Livre", "quantity": 1, "unit_price": {"amount": 1000, "currency": "EUR"}, "vat_rate": 550},
        ],
    })
    .to_string()
}

macro_rules! answers {
    ($shop:ident: $($name:literal => $method:literal $path:literal $body:expr;)*) => {$(
        insta::assert_snapshot!($name, golden(&$shop.call($method, $path, $body).await));
    )*};
}

#[tokio::test(flavor = "multi_thread")]
async fn the_procedure_is_answered_word_for_word() {
    let shop = Shop::open().await;
    answers! { shop:
        "order-placed" => "POST" "/api/v1/orders" &order("A-1");
        "order-placed-again" => "POST" "/api/v1/orders" &order("A-1");
        "order-placed-second" => "POST" "/api/v1/orders" &order("A-2");
        "payment-validated" => "POST" "/api/v1/orders/7090565/payment-validation" r#"{"cheque_number":"0012345"}"#;
        "progress-recorded" => "POST" "/api/v1/orders/7090565/progress"
            r#"{"state":"preparing","comment":"en cours","published":true,"notify":true,"issue_invoice":true}"#;
        "follow-up-set" => "PUT" "/api/v1/orders/7090565/follow-up" "";
        "follow-up-cleared" => "DELETE" "/api/v1/orders/7090565/follow-up" "";
        "handoff-made" => "POST" "/api/v1/handoffs" r#"{"orders":[7090565,7090566],"instructions":"fragile"}"#;
        "handoff-acknowledged" => "POST" "/api/v1/handoffs/1/acknowledgement" "";
        "handoff-read" => "GET" "/api/v1/handoffs/1" "";
        "handoff-file" => "GET" "/api/v1/handoffs/1.csv" "";
        "handoffs-listed" => "GET" "/api/v1/handoffs" "";
        "shipment-made" => "POST" "/api/v1/orders/7090565/shipments"
            r#"{"carrier":"Colissimo","parcels":[{"tracking_number":"8R1","tracking_url":"https://suivi.example/8R1","weight_g":900}]}"#;
        "order-read" => "GET" "/api/v1/orders/7090565" "";
        "orders-listed" => "GET" "/api/v1/orders?sort=amount&limit=1&payment_method=cheque" "";
        "order-cancelled" => "POST" "/api/v1/orders/7090566/cancellation" r#"{"reason":"le client a changé d’avis"}"#;
        "order-deleted" => "DELETE" "/api/v1/orders/7090566" "";
        "invoice-read" => "GET" "/api/v1/invoices/2026-11-000000001" "";
        "invoices-listed" => "GET" "/api/v1/invoices" "";
        "progress-states-listed" => "GET" "/api/v1/progress-states" "";
        "events-listed" => "GET" "/api/v1/events?after=0&limit=250" "";
    }
    shop.must_be_sound().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_to_the_logistician_is_answered_word_for_word() {
    let shop = Shop::open().await;
    for id in ["A-1", "A-2"] {
        shop.call("POST", "/api/v1/orders", &order(id)).await.must_be(201);
    }
    let batch = r#"{"orders":[7090565,7090566],"reason":"le client paie au retrait"}"#;
    shop.call("POST", "/api/v1/handoffs", batch).await.must_be(201);
    answers! { shop:
        "cancellation-requested" => "POST" "/api/v1/orders/7090565/cancellation-request" r#"{"reason":"doublon"}"#;
        "cancellation-answered" => "POST" "/api/v1/orders/7090565/cancellation-answer" r#"{"accepted":true}"#;
        "handoff-refused" => "POST" "/api/v1/orders/7090566/handoff-refusal" r#"{"reason":"rupture"}"#;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refusals_are_answered_word_for_word() {
    let shop = Shop::open().await;
    shop.call("POST", "/api/v1/orders", &order("A-1")).await.must_be(201);
    answers! { shop:
        "no-such-order" => "GET" "/api/v1/orders/99" "";
        "no-such-call" => "GET" "/api/v1/nothing" "";
        "wrong-method" => "PATCH" "/api/v1/orders" "";
        "no-json" => "POST" "/api/v1/orders" "{";
        "invalid-fields" => "POST" "/api/v1/orders"
            r#"{"source":"","source_order_id":"1","customer":{"name":""},"billing_address":{},"delivery_address":{},"lines":[]}"#;
        "invalid-parameter" => "GET" "/api/v1/orders?limit=251&payment_status=unknown" "";
        "cheque-without-number" => "POST" "/api/v1/orders/7090565/payment-validation" "{}";
        "unknown-state" => "POST" "/api/v1/orders/7090565/progress" r#"{"state":"nowhere"}"#;
        "unpaid" => "POST" "/api/v1/handoffs" r#"{"orders":[7090565,99]}"#;
        "no-hand-off-to-acknowledge" => "POST" "/api/v1/handoffs/9/acknowledgement" "";
    }
    let invoice = r#"{"state":"preparing","issue_invoice":true}"#;
    shop.call("POST", "/api/v1/orders/7090565/progress", invoice).await.must_be(201);
    answers! { shop:
        "invoiced-order-deleted" => "DELETE" "/api/v1/orders/7090565" "";
        "invoiced-order-cancelled" => "POST" "/api/v1/orders/7090565/cancellation" r#"{"reason":"doublon"}"#;
        "invoiced-twice" => "POST" "/api/v1/orders/7090565/progress" invoice;
    }
}
