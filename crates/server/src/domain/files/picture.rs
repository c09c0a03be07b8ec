//! Photos made harmless: decoded within limits, turned upright, scaled down and encoded anew, so that nothing of the sent
//! file is kept but what it shows: no place, no camera, no second file behind it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use yunlin_api::files::LONGEST_SIDE;

use super::wording;

/// Most pixels that are decoded.
const PIXELS_MAX: u64 = 40_000_000;
/// Most bytes that decoding may take.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;
/// Qualities of the JPEG; the next one is tried while the photo is larger than [`LARGE`].
const QUALITIES: [u8; 3] = [82, 74, 66];
/// Bytes that a photo should not exceed (requirement W46).
const LARGE: usize = 600_000;

/// What a file is, by its first bytes; its name and the sender's word count for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A photo that can be decoded.
    Photo(ImageFormat),
    /// HEIC, HEIF or AVIF.
    Heic,
    /// PDF.
    Pdf,
    /// Anything else.
    Other,
}

/// Looks at the first bytes.
pub(super) fn sniff(bytes: &[u8]) -> Kind {
    let brands = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
    let is = |at: usize, magic: &[u8]| bytes.get(at..at + magic.len()) == Some(magic);
    if is(0, &[0xFF, 0xD8, 0xFF]) {
        Kind::Photo(ImageFormat::Jpeg)
    } else if is(0, b"\x89PNG\r\n\x1a\n") {
        Kind::Photo(ImageFormat::Png)
    } else if is(0, b"RIFF") && is(8, b"WEBP") {
        Kind::Photo(ImageFormat::WebP)
    } else if is(4, b"ftyp") && brands.iter().any(|b| is(8, *b)) {
        Kind::Heic
    } else if is(0, b"%PDF-") {
        Kind::Pdf
    } else {
        Kind::Other
    }
}

/// The photo as it is stored: JPEG, upright, at most [`LONGEST_SIDE`] long. Takes a while: not for an async thread.
pub(super) fn develop(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, &'static str> {
    let (picture, orientation) = decode(bytes, format)?;
    let mut picture = shrink(picture);
    picture.apply_orientation(orientation);
    let picture = on_white(&picture);
    let mut made = Vec::new();
    for quality in QUALITIES {
        made.clear();
        let encoder = JpegEncoder::new_with_quality(&mut made, quality);
        picture.write_with_encoder(encoder).map_err(|_| wording::BROKEN)?;
        if made.len() <= LARGE {
            break;
        }
    }
    Ok(made)
}

fn decode(
    bytes: &[u8],
    format: ImageFormat,
) -> Result<(DynamicImage, image::metadata::Orientation), &'static str> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(wording::HUGE);
    }
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(refusal)?, orientation))
}

/// What to say of a file that cannot be decoded.
fn refusal(error: image::ImageError) -> &'static str {
    match error {
        image::ImageError::Limits(_) => wording::HUGE,
        _ => wording::BROKEN,
    }
}

/// To the longest side that reading needs.
fn shrink(picture: DynamicImage) -> DynamicImage {
    if picture.width().max(picture.height()) <= LONGEST_SIDE {
        return picture;
    }
    picture.resize(LONGEST_SIDE, LONGEST_SIDE, FilterType::CatmullRom)
}

/// A picture with see-through parts shows what lies behind it: paper, not black.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let source = picture.to_rgba8();
    let blend = |value: u8, alpha: u8| {
        let (value, alpha) = (u32::from(value), u32::from(alpha));
        u8::try_from((value * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let mut white = RgbImage::new(source.width(), source.height());
    for (to, from) in white.pixels_mut().zip(source.pixels()) {
        let [r, g, b, a] = from.0;
        *to = Rgb([blend(r, a), blend(g, a), blend(b, a)]);
    }
    white
}

#[cfg(test)]
#[path = "picture_tests.rs"]
mod tests;
