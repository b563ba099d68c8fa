//! Pictures as people have them, made into pictures as pages show them: turned upright, cut down to size, without
//! whatever else the file told (place, camera, name). Pure: bytes in, bytes out. Deliberately missing: where pictures
//! are kept, and what they show.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

/// The largest file that is read, in bytes.
pub const MOST_BYTES: usize = 10 << 20;

/// The most picture elements that are read: 40 million, as the best telephones of today take.
const MOST_PIXELS: u64 = 40_000_000;

/// Memory that decoding may take, in bytes.
const MOST_MEMORY: u64 = 512 << 20;

/// The longer side of a product's picture, in pixels: on its page, and in the catalogue.
const LARGE: u32 = 1_200;
const SMALL: u32 = 480;

/// The largest logo, in pixels: twice what the top of a page has room for.
const LOGO: (u32, u32) = (480, 96);

/// JPEG quality: below, edges of lettering begin to blur.
const QUALITY: u8 = 82;

/// A product's picture in the sizes that pages show. Both are JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    /// At most 1,200 pixels on the longer side.
    pub large: Vec<u8>,
    /// At most 480 pixels on the longer side.
    pub small: Vec<u8>,
}

/// Why a file cannot be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is no JPEG, PNG or WebP.
    #[error("no JPEG, PNG or WebP")]
    Unknown,
    /// It begins like a picture and cannot be read to its end.
    #[error("the picture is damaged")]
    Damaged,
    /// The file or the picture in it is larger than is read.
    #[error("the picture is too large")]
    TooLarge,
}

/// A product's picture in its sizes.
pub fn prepare(file: &[u8]) -> Result<Prepared, Refused> {
    sizes_of(&read(file)?)
}

fn sizes_of(picture: &DynamicImage) -> Result<Prepared, Refused> {
    let large = jpeg(&within(picture, LARGE, LARGE))?;
    let is_small = picture.width() <= SMALL && picture.height() <= SMALL;
    let small = if is_small { large.clone() } else { jpeg(&within(picture, SMALL, SMALL))? };
    Ok(Prepared { large, small })
}

/// A shop's logo, as PNG: what is transparent stays so.
pub fn prepare_logo(file: &[u8]) -> Result<Vec<u8>, Refused> {
    let picture = within(&read(file)?, LOGO.0, LOGO.1);
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).map_err(|_| Refused::Damaged)?;
    Ok(png.into_inner())
}

/// The JPEG of a picture that was drawn: red, green and blue of `width` × `height` pixels.
pub fn drawn(width: u32, height: u32, pixels: Vec<u8>) -> Option<Prepared> {
    sizes_of(&DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, pixels)?)).ok()
}

fn read(file: &[u8]) -> Result<DynamicImage, Refused> {
    if file.len() > MOST_BYTES {
        return Err(Refused::TooLarge);
    }
    let mut reader = ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| Refused::Unknown)?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP) => {}
        Some(_) | None => return Err(Refused::Unknown),
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Refused::Damaged)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refused::TooLarge);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Refused::Damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The picture within a frame; one that is smaller stays as it is.
fn within(picture: &DynamicImage, width: u32, height: u32) -> DynamicImage {
    if picture.width() <= width && picture.height() <= height {
        return picture.clone();
    }
    picture.resize(width, height, FilterType::CatmullRom)
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, Refused> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    on_white(picture).write_with_encoder(encoder).map_err(|_| Refused::Damaged)?;
    Ok(bytes)
}

/// JPEG knows nothing transparent: what is seen through is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let mut opaque = RgbImage::new(picture.width(), picture.height());
    for (at, pixel) in picture.pixels().map(|(x, y, pixel)| ((x, y), pixel)) {
        let alpha = u16::from(pixel[3]);
        let over = |part: u8| u8::try_from((u16::from(part) * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        opaque.put_pixel(at.0, at.1, Rgb([over(pixel[0]), over(pixel[1]), over(pixel[2])]));
    }
    opaque
}
