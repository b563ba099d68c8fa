use orders::Text;

use super::Desk;
use crate::codec::{LogoSet, PictureSet, SiteEvent};
use crate::picture::name_of;
use crate::tx::{Tx, params};
use crate::{Fault, Outcome, Picture, PictureChange, PictureSize, Stop};

/// A product shows another picture, describes it otherwise, or shows none.
pub(super) async fn set<T: Tx>(desk: &mut Desk<'_, T>, sku: &str, change: &PictureChange) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let known = "SELECT 1 FROM products WHERE site_id = $1 AND sku = $2";
    desk.tx.first(known, params![site, sku]).await?.ok_or(Stop::Missing("product"))?;
    let before = shown(desk, sku).await?;
    let after = match change {
        PictureChange::Show { large, small, alt } => {
            let (hash, _) = name_of(large);
            keep(desk, &hash, PictureSize::Large, large).await?;
            keep(desk, &hash, PictureSize::Small, small).await?;
            Some(Picture { hash, alt: alt.clone() })
        }
        PictureChange::Describe(alt) => {
            let Picture { hash, .. } = before.clone().ok_or(Stop::Missing("picture"))?;
            Some(Picture { hash, alt: alt.clone() })
        }
        PictureChange::Remove => None,
    };
    if before == after {
        return Ok(Outcome::Done);
    }
    desk.tx.execute("DELETE FROM product_pictures WHERE site_id = $1 AND sku = $2", params![site, sku]).await?;
    if let Some(Picture { hash, alt }) = &after {
        let sql = "INSERT INTO product_pictures (site_id, sku, hash, alt_fr, alt_en) VALUES ($1, $2, $3, $4, $5)";
        desk.tx.execute(sql, params![site, sku, hash, &alt.fr, &alt.en]).await?;
    }
    if let Some(before) = before {
        drop_unshown(desk, &before.hash).await?;
    }
    desk.record_setting(&SiteEvent::PictureSet(PictureSet { sku: sku.to_owned(), picture: after })).await?;
    Ok(Outcome::Done)
}

/// The picture that a product shows.
async fn shown<T: Tx>(desk: &mut Desk<'_, T>, sku: &str) -> Result<Option<Picture>, Fault> {
    let sql = "SELECT hash, alt_fr, alt_en FROM product_pictures WHERE site_id = $1 AND sku = $2";
    let row = desk.tx.first(sql, params![desk.book.site.id.0, sku]).await?;
    row.map(|row| Ok(Picture { hash: row.string(0)?, alt: Text::new(row.text(1)?, row.text(2)?) })).transpose()
}

async fn keep<T: Tx>(desk: &mut Desk<'_, T>, hash: &str, size: PictureSize, content: &[u8]) -> Result<(), Fault> {
    let (_, sha256) = name_of(content);
    let sql = "INSERT INTO pictures (site_id, hash, size, sha256, content) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (site_id, hash, size) DO NOTHING";
    let values = params![desk.book.site.id.0, hash, size.code(), sha256.as_slice(), content];
    desk.tx.execute(sql, values).await?;
    Ok(())
}

/// Forgets a picture that nothing shows any more.
async fn drop_unshown<T: Tx>(desk: &mut Desk<'_, T>, hash: &str) -> Result<(), Fault> {
    let sql = "DELETE FROM pictures WHERE site_id = $1 AND hash = $2
         AND NOT EXISTS (SELECT 1 FROM product_pictures WHERE site_id = $1 AND hash = $2)
         AND NOT EXISTS (SELECT 1 FROM sites WHERE site_id = $1 AND logo = $2)";
    desk.tx.execute(sql, params![desk.book.site.id.0, hash]).await?;
    Ok(())
}

/// The storefront shows another logo, or its name alone.
pub(super) async fn set_logo<T: Tx>(desk: &mut Desk<'_, T>, logo: Option<&[u8]>) -> Result<Outcome, Stop> {
    let site = desk.book.site.id.0;
    let row = desk.tx.first("SELECT logo FROM sites WHERE site_id = $1", params![site]).await?;
    let before = row.map_or(Ok(None), |row| row.maybe_text(0).map(|text| text.map(str::to_owned)))?;
    let after = logo.map(|content| name_of(content).0);
    if before == after {
        return Ok(Outcome::Done);
    }
    if let (Some(content), Some(hash)) = (logo, &after) {
        keep(desk, hash, PictureSize::Logo, content).await?;
    }
    desk.tx.execute("UPDATE sites SET logo = $1 WHERE site_id = $2", params![after.as_deref(), site]).await?;
    if let Some(before) = before {
        drop_unshown(desk, &before).await?;
    }
    desk.record_setting(&SiteEvent::LogoSet(LogoSet { logo: after })).await?;
    Ok(Outcome::Done)
}
