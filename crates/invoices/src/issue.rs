use jiff::civil::Date;
use money::vat_table;
use orders::{Contact, Order, Refusal, Step, permit};

use crate::{Buyer, DocumentNumber, Invoice, InvoiceLine, LineKind, Seller, Series};

/// The invoice of `order`, numbered after `series` and frozen as things stand `today` (a day in the
/// shop's zone, as is `order_date`). Pure: nothing is issued until the journal has written it.
pub fn issue(
    order: &Order,
    contact: &Contact,
    seller: &Seller,
    series: Series,
    order_date: Date,
    today: Date,
) -> Result<(DocumentNumber, Invoice), Refusal> {
    permit(Step::IssueInvoice, order)?;
    let (number, date) = series.next(today);
    let mut lines: Vec<InvoiceLine> = order
        .lines
        .iter()
        .map(|line| InvoiceLine {
            kind: LineKind::Goods,
            sku: line.sku.clone(),
            title: line.title.clone(),
            quantity: line.quantity,
            unit_price_cents: line.unit_price_cents,
            vat_rate: line.vat_rate,
            gross_cents: line.total_cents(),
            net_cents: 0,
        })
        .collect();
    if order.delivery.price_cents != 0 {
        lines.push(InvoiceLine {
            kind: LineKind::Delivery,
            sku: String::new(),
            title: order.delivery.method.clone(),
            quantity: 1,
            unit_price_cents: order.delivery.price_cents,
            vat_rate: order.delivery.vat_rate,
            gross_cents: order.delivery.price_cents,
            net_cents: 0,
        });
    }
    let grosses: Vec<_> = lines.iter().map(|line| (line.gross_cents, line.vat_rate)).collect();
    let vat = vat_table(&grosses);
    for (line, net_cents) in lines.iter_mut().zip(&vat.line_nets) {
        line.net_cents = *net_cents;
    }
    let invoice = Invoice {
        number: number.to_string(),
        date,
        order: order.number,
        order_date,
        language: order.language,
        currency: order.currency,
        seller: seller.clone(),
        buyer: Buyer {
            customer: contact.customer.clone(),
            billing: contact.billing.clone(),
            delivery: contact.delivery.clone(),
        },
        lines,
        vat,
        payment_method: order.payment_method,
        received_cents: order.received_cents(),
    };
    Ok((number, invoice))
}
