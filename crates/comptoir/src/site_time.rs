use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The instant that a shop's clock showed. Where it showed it twice, the first time; where it
/// skipped it, as if it had not.
pub(crate) fn instant(local: DateTime, zone: &TimeZone) -> Result<Timestamp, jiff::Error> {
    Ok(local.to_zoned_datetime(zone.clone())?.timestamp())
}
