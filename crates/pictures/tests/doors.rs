//! What comes through the door: every file is shown or refused, and none takes the program with it.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test")]

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use pictures::{MOST_BYTES, Refused, prepare, prepare_logo};

fn file(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Blue on the left, white on the right.
fn halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x, _| if x < width / 2 { Rgb([26, 86, 184]) } else { Rgb([255, 255, 255]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, colour))
}

fn size(jpeg: &[u8]) -> (u32, u32) {
    let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap();
    (picture.width(), picture.height())
}

#[test]
fn a_picture_is_cut_down_to_both_sizes_whatever_its_format() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let prepared = prepare(&file(&halves(2_400, 1_200), format)).unwrap();
        assert_eq!((size(&prepared.large), size(&prepared.small)), ((1_200, 600), (480, 240)), "{format:?}");
    }
}

#[test]
fn a_small_picture_is_not_blown_up() {
    let prepared = prepare(&file(&halves(100, 40), ImageFormat::Png)).unwrap();
    assert_eq!((size(&prepared.large), size(&prepared.small)), ((100, 40), (100, 40)));
}

/// A JPEG with an Exif segment that says "turn me", and a place that nobody should learn.
fn turned() -> Vec<u8> {
    let jpeg = file(&halves(200, 100), ImageFormat::Jpeg);
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"48.6493N 2.0257W");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

#[test]
fn a_telephones_picture_stands_upright_and_tells_no_place() {
    let prepared = prepare(&turned()).unwrap();
    assert_eq!(size(&prepared.large), (100, 200));
    let told = |bytes: &[u8]| bytes.windows(7).any(|window| window == b"48.6493");
    assert!(told(&turned()) && !told(&prepared.large) && !told(&prepared.small));
}

#[test]
fn what_is_transparent_is_white_in_a_picture_and_stays_so_in_a_logo() {
    let glass = DynamicImage::ImageRgba8(RgbaImage::from_pixel(60, 30, Rgba([0, 0, 0, 0])));
    let png = file(&glass, ImageFormat::Png);
    let shown = image::load_from_memory(&prepare(&png).unwrap().large).unwrap().to_rgb8();
    assert!(shown.pixels().all(|pixel| pixel.0.iter().all(|part| *part > 250)));
    let logo = image::load_from_memory(&prepare_logo(&png).unwrap()).unwrap().to_rgba8();
    assert!(logo.pixels().all(|pixel| pixel.0[3] == 0));
    let wide = image::load_from_memory(&prepare_logo(&file(&halves(2_000, 100), ImageFormat::Png)).unwrap()).unwrap();
    assert_eq!((wide.width(), wide.height()), (480, 24));
}

#[test]
fn what_is_no_picture_is_refused() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    for bytes in [&b""[..], b"GIF89a\x01\0\x01\0", svg, b"%PDF-1.7", b"BM", &[0; 64]] {
        assert_eq!(prepare(bytes), Err(Refused::Unknown));
    }
}

#[test]
fn a_file_cut_at_any_place_is_shown_or_refused() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = file(&halves(40, 40), format);
        for end in 0..whole.len() {
            let _ = prepare(&whole[..end]);
        }
    }
}

#[test]
fn a_file_with_any_byte_changed_is_shown_or_refused() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let whole = file(&halves(24, 24), format);
        for place in 0..whole.len() {
            for change in [0x01, 0x80, 0xff] {
                let mut bytes = whole.clone();
                bytes[place] ^= change;
                let _ = prepare(&bytes);
            }
        }
    }
}

/// A PNG that says it is 30,000 pixels wide and high: three gigabytes in a hundred bytes.
#[test]
fn a_picture_too_large_to_read_is_refused_before_it_is_read() {
    let mut png = file(&halves(8, 8), ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    assert!(prepare(&png).is_err());
    assert_eq!(prepare(&vec![0; MOST_BYTES + 1]), Err(Refused::TooLarge));
}
