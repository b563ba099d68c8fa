use std::path::PathBuf;

use money::VatRate;

use crate::database::Database;
use crate::import::{self, Format};
use crate::output::show;

/// Takes orders from a file into a site
///
/// A document is taken as a whole or not at all. What was taken before is told and changes nothing,
/// so that an import can be run again. No invoice and no credit note is ever issued. The report says
/// of every row whether it was taken, repeated or refused, and why.
#[derive(clap::Args)]
#[command(after_long_help = COLUMNS)]
pub(crate) struct Import {
    /// What the file is
    format: Format,
    /// The file: CSV with a header row, UTF-8
    file: PathBuf,
    /// The site that takes the orders
    #[arg(long, env = "COMPTOIR_SITE")]
    site: String,
    /// Only say what would happen
    #[arg(long, env = "COMPTOIR_DRY_RUN")]
    dry_run: bool,
    /// The VAT rate contained in prices whose row names none, in basis points: 2000 is 20 %
    #[arg(long, env = "COMPTOIR_VAT_RATE", value_name = "BASIS_POINTS", default_value = "2000", value_parser = parse_rate)]
    vat_rate: VatRate,
    #[command(flatten)]
    database: Database,
}

/// The help's second part: what the columns are.
const COLUMNS: &str = "\
online-retail
  One row per line of an invoice: InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice,
  CustomerID, Country. Times are the site's. An InvoiceNo that begins with C is a return and is kept
  as a record. An invoice with negative quantities is no order and is refused.

orders-csv
  Comptoir's own interchange: one row per order line with the order's fields repeated; comma, dot
  decimals, prices with tax.
  needed   source_order_id, customer_name, title, quantity, unit_price
  order    source (orders-csv), placed_at (2013-03-01T09:49 in the site's zone, or with an offset),
           language (the site's), currency (must be the site's), payment_method (other),
           delivery_method, delivery_pickup_point, delivery_price, delivery_vat_rate (--vat-rate)
  customer customer_email, customer_phone, customer_company, customer_vat_id, customer_siren
  address  billing_ and delivery_ before name, line1, line2, postal_code, city, country (FR);
           either stands for the other where it is missing
  line     sku, vat_rate (basis points; --vat-rate)";

impl Import {
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let journal = self.database.open()?;
        let site = self.database.site(&journal, &self.site).await?;
        let job = import::Job { format: self.format, file: self.file, vat_rate: self.vat_rate, dry_run: self.dry_run };
        let report = import::run(&journal, &site, &job).await?;
        Ok(show(&report.to_string())?)
    }
}

fn parse_rate(text: &str) -> Result<VatRate, String> {
    let rate = text.parse().ok().and_then(VatRate::new);
    rate.ok_or_else(|| "give basis points from 0 to 10000, such as 2000".to_owned())
}
