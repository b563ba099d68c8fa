//! Pictures of products and the shop's logo: uploaded at the desk, cut to size, shown in the storefront.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

mod support;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use journal::{Command, SiteId};
use support::browser::Browser;
use support::shop::{Shop, carry_out, new_site};

const PICTURE: &str = "/desk/products/TASSE/picture";
const LOGO: &str = "/desk/settings/storefront/logo";

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::from_pixel(width, height, Rgb([26, 86, 184])));
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn with_a_picture(shop: &Shop, owner: &mut Browser) -> String {
    let page = owner.open("/desk/products/TASSE").await;
    let words = [("alt_fr", "Une tasse bleue"), ("alt_en", "A blue cup")];
    owner.upload(&page, PICTURE, &words, &png(1_600, 1_200)).await.must_be(303);
    let home = Browser::new(shop.server).open("/shop/essai/fr/").await;
    let source = home.must_say("alt=\"Une tasse bleue\"").body.split("src=\"/shop/").nth(1).unwrap();
    format!("/shop/{}", source.split('"').next().unwrap())
}

#[tokio::test]
async fn a_picture_uploaded_at_the_desk_is_shown_in_the_storefront_at_its_sizes() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let address = with_a_picture(&shop, &mut owner).await;
    let mut customer = Browser::new(shop.server);
    let small = customer.bytes(&address).await;
    assert_eq!(small.headers["content-type"], "image/jpeg");
    assert!(small.headers["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(small.headers["x-content-type-options"], "nosniff");
    let size =
        |bytes: &[u8]| image::load_from_memory(bytes).map(|picture| (picture.width(), picture.height())).unwrap();
    assert_eq!(size(&small.bytes), (480, 360));
    let large = customer.bytes(&address.replace("-small", "-large")).await;
    assert_eq!(size(&large.bytes), (1_200, 900));
    customer.open("/shop/essai/en/products/TASSE").await.must_say("alt=\"A blue cup\"").must_say("-large\"");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn a_description_changes_without_a_file_and_a_picture_is_taken_away() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let address = with_a_picture(&shop, &mut owner).await;
    let page = owner.open("/desk/products/TASSE").await;
    owner.upload(&page, PICTURE, &[("alt_fr", "La tasse"), ("alt_en", "")], b"").await.must_be(303);
    let mut customer = Browser::new(shop.server);
    customer.open("/shop/essai/fr/").await.must_say("alt=\"La tasse\"");
    let page = owner.open("/desk/products/TASSE").await;
    owner.submit(&page, "/desk/products/TASSE/picture/removal", &[]).await.must_be(303);
    assert!(!customer.open("/shop/essai/fr/").await.says("<img"));
    assert_eq!(customer.bytes(&address).await.status, 404, "what nothing shows is not kept");
    let changes = owner.open("/desk/settings/changes").await;
    changes.must_say("Image de l'article TASSE enregistrée").must_say("Image de l'article TASSE retirée");
    shop.must_be_sound().await;
}

#[tokio::test]
async fn a_file_that_cannot_be_shown_is_refused_at_its_field_with_what_was_typed() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open("/desk/products/TASSE").await;
    let words = [("alt_fr", "Gardé"), ("alt_en", "Kept")];
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    let huge = vec![0xff; pictures::MOST_BYTES + 1];
    for (file, said) in [
        (&svg[..], "Ce fichier n'est ni JPEG, ni PNG, ni WebP."),
        (&png(40, 40)[..60], "Ce fichier est abîmé"),
        (&huge, "Cette image est trop grande"),
        (b"", "Choisissez un fichier."),
    ] {
        let answer = owner.upload(&page, PICTURE, &words, file).await;
        answer.must_be(422).must_say(said).must_say("Gardé").must_say("Tasse bleue");
    }
    let flood = vec![0; 3 * pictures::MOST_BYTES];
    owner.upload(&page, PICTURE, &words, &flood).await.must_be(413).must_say("L'envoi est trop volumineux");
    let no_upload = owner.post(PICTURE, &[("alt_fr".into(), "x".into())]).await;
    no_upload.must_be(422);
    shop.must_be_sound().await;
}

#[tokio::test]
async fn another_shops_picture_is_not_there_and_clerks_change_none() {
    let shop = Shop::open().await;
    let other = Command::AddSite(Box::new(new_site("autre", "Autre", 0)));
    carry_out(&shop.journal, SiteId::DIRECTORY, other).await;
    let mut owner = shop.signed_in("owner").await;
    let address = with_a_picture(&shop, &mut owner).await;
    let mut customer = Browser::new(shop.server);
    for nowhere in
        [address.replace("/essai/", "/autre/"), address.replace("-small", "-huge"), "/shop/essai/pictures/x".into()]
    {
        assert_eq!(customer.bytes(&nowhere).await.status, 404, "{nowhere}");
    }
    let mut clerk = shop.signed_in("clerk").await;
    let page = clerk.open("/desk/products/TASSE").await;
    assert!(!page.says("Enregistrer l'image"));
    let form = owner.open("/desk/products/TASSE").await;
    clerk.upload(&form, PICTURE, &[], &png(8, 8)).await.must_be(403);
}

#[tokio::test]
async fn a_logo_stands_for_the_name_and_is_taken_away_again() {
    let shop = Shop::open().await;
    let mut owner = shop.signed_in("owner").await;
    let page = owner.open("/desk/settings/storefront").await;
    owner.upload(&page, LOGO, &[], b"GIF89a").await.must_be(422).must_say("ni JPEG, ni PNG, ni WebP");
    owner.upload(&page, LOGO, &[], &png(800, 100)).await.must_be(303);
    let mut customer = Browser::new(shop.server);
    let home = customer.open("/shop/essai/fr/").await;
    let address = home.must_say("alt=\"Maison Essai\"").body.split("class=\"logo\" src=\"").nth(1).unwrap();
    let file = customer.bytes(address.split('"').next().unwrap()).await;
    assert_eq!(file.headers["content-type"], "image/png");
    let page = owner.open("/desk/settings/storefront").await;
    owner.submit(&page, &format!("{LOGO}/removal"), &[]).await.must_be(303);
    assert!(!customer.open("/shop/essai/fr/").await.says("class=\"logo\""));
    shop.must_be_sound().await;
}
