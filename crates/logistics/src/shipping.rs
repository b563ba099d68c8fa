use jiff::Timestamp;
use orders::{Invalid, Parcel, Shipping, ShippingLine, plain_text};

/// The most parcels of one shipment.
const MAX_PARCELS: usize = 100;

/// A shipment as it came through the door, unchecked.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of Shipping, unchecked")]
pub struct RawShipping {
    pub carrier: String,
    pub parcels: Vec<RawParcel>,
    pub lines: Option<Vec<ShippingLine>>,
}

/// See [`Parcel`].
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are those of Parcel, unchecked")]
pub struct RawParcel {
    pub tracking_number: String,
    pub tracking_url: Option<String>,
    pub weight_g: Option<i64>,
}

/// Grams of a weight written in kilograms: `1,5`, `0.250`, `2 kg`.
pub fn grams_of_kilograms(text: &str) -> Option<i64> {
    let text = text.trim();
    let text = text.strip_suffix("kg").unwrap_or(text).trim();
    let (whole, rest) = text.split_once([',', '.']).unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(rest) || whole.len() > 5 || rest.len() > 3 {
        return None;
    }
    let grams = format!("{rest:0<3}").parse::<i64>().ok()?;
    Some(whole.parse::<i64>().ok()? * 1_000 + grams)
}

/// Reads a shipment that leaves `at`, or says everything that does not hold.
pub fn parse_shipping(raw: RawShipping, at: Timestamp) -> Result<Shipping, Vec<Invalid>> {
    let mut faults = Vec::new();
    let mut add = |field: String, code| faults.push(Invalid { field, code });
    if raw.carrier.trim().is_empty() {
        add("carrier".into(), "required");
    } else if !plain_text(&raw.carrier, 100) {
        add("carrier".into(), "too_long");
    }
    if raw.parcels.is_empty() {
        add("parcels".into(), "required");
    } else if raw.parcels.len() > MAX_PARCELS {
        add("parcels".into(), "too_many");
    }
    for (index, parcel) in raw.parcels.iter().enumerate() {
        let number = &parcel.tracking_number;
        if !plain_text(number, 100) || number.chars().any(char::is_control) {
            add(format!("parcels.{index}.tracking_number"), "too_long");
        }
        // The link is shown to customers: only what a browser opens as a page.
        let url = parcel.tracking_url.as_deref().unwrap_or("https://");
        if !(url.starts_with("https://") || url.starts_with("http://")) || !plain_text(url, 2_000) {
            add(format!("parcels.{index}.tracking_url"), "not_a_url");
        }
        if parcel.weight_g.is_some_and(|grams| !(1..=10_000_000).contains(&grams)) {
            add(format!("parcels.{index}.weight_g"), "out_of_range");
        }
    }
    if raw.lines.as_ref().is_some_and(Vec::is_empty) {
        add("lines".into(), "required");
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let parcel = |parcel: RawParcel| Parcel {
        tracking_number: parcel.tracking_number.trim().to_owned(),
        tracking_url: parcel.tracking_url.filter(|url| !url.is_empty()),
        weight_g: parcel.weight_g,
    };
    Ok(Shipping {
        carrier: raw.carrier.trim().to_owned(),
        parcels: raw.parcels.into_iter().map(parcel).collect(),
        lines: raw.lines,
        at,
    })
}
