//! Photos before they leave the phone: scaled down, turned upright, without place and camera (EXIF), and with the watermark
//! 仅用于… drawn into ID photos.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, ImageBitmap, Url};
use yunlin_api::files::{LONGEST_SIDE, PDF, UPLOAD_MAX};

use crate::infra::browser::{document, property, window};

/// Why a photo is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoError {
    /// HEIC: many computers cannot open it.
    Heic,
    /// No JPEG, PNG or WebP.
    Kind,
    /// More than ten megabytes.
    TooLarge,
    /// It says that it is a photo and cannot be opened.
    Broken,
}

/// Quality of the JPEG, and the second try when it is still large.
const QUALITY: [f64; 2] = [0.8, 0.6];
/// Bytes from which the second try is made.
const LARGE: f64 = 600_000.0;

/// Makes the photo fit to be sent; `mark` is written across it.
pub async fn prepare(file: &File, mark: Option<&str>) -> Result<Blob, PhotoError> {
    kind(&file.type_(), &file.name())?;
    if file.size() > UPLOAD_MAX as f64 {
        return Err(PhotoError::TooLarge);
    }
    let picture = Picture::open(file).await.ok_or(PhotoError::Broken)?;
    let canvas = draw(&picture, mark).ok_or(PhotoError::Broken)?;
    let mut made = encode(&canvas, QUALITY[0]).await.ok_or(PhotoError::Broken)?;
    if made.size() > LARGE {
        made = encode(&canvas, QUALITY[1]).await.unwrap_or(made);
    }
    Ok(made)
}

/// A PDF as it is, if the file is one that may be sent; none for anything else.
pub fn paper(file: &File) -> Result<Option<Blob>, PhotoError> {
    if file.type_() != PDF {
        return Ok(None);
    }
    if file.size() > UPLOAD_MAX as f64 { Err(PhotoError::TooLarge) } else { Ok(Some(file.clone().into())) }
}

/// Whether a file may be a photo, by what the phone says of it.
fn kind(mime: &str, name: &str) -> Result<(), PhotoError> {
    let name = name.to_ascii_lowercase();
    if mime.contains("heic") || mime.contains("heif") || name.ends_with(".heic") || name.ends_with(".heif") {
        return Err(PhotoError::Heic);
    }
    // Some web views leave the type empty: what it is shows when it is opened.
    let known = ["image/jpeg", "image/jpg", "image/png", "image/webp"].contains(&mime) || mime.is_empty();
    if known { Ok(()) } else { Err(PhotoError::Kind) }
}

/// A decoded picture.
enum Picture {
    Bitmap(ImageBitmap),
    Element(HtmlImageElement),
}

impl Picture {
    /// Decodes beside the page where the browser can, upright by its EXIF orientation.
    async fn open(file: &File) -> Option<Self> {
        if let Some(bitmap) = bitmap(file).await {
            return Some(Self::Bitmap(bitmap));
        }
        let url = Url::create_object_url_with_blob(file).ok()?;
        let image = HtmlImageElement::new().ok()?;
        image.set_src(&url);
        let decoded = JsFuture::from(image.decode()).await;
        Url::revoke_object_url(&url).unwrap_or_default();
        decoded.ok().map(|_| Self::Element(image))
    }

    fn size(&self) -> (u32, u32) {
        match self {
            Self::Bitmap(b) => (b.width(), b.height()),
            Self::Element(i) => (i.natural_width(), i.natural_height()),
        }
    }
}

async fn bitmap(file: &File) -> Option<ImageBitmap> {
    let make = property(&window(), "createImageBitmap").dyn_into::<Function>().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"imageOrientation".into(), &"from-image".into()).ok()?;
    let promise = make.call2(&window(), file, &options).ok()?;
    JsFuture::from(Promise::from(promise)).await.ok()?.dyn_into().ok()
}

/// The picture in its final size on white.
fn draw(picture: &Picture, mark: Option<&str>) -> Option<HtmlCanvasElement> {
    let (width, height) = picture.size();
    let (width, height) = fit(width, height, LONGEST_SIDE)?;
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let (w, h) = (f64::from(width), f64::from(height));
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, w, h);
    let drawn = match picture {
        Picture::Bitmap(b) => context.draw_image_with_image_bitmap_and_dw_and_dh(b, 0.0, 0.0, w, h),
        Picture::Element(i) => context.draw_image_with_html_image_element_and_dw_and_dh(i, 0.0, 0.0, w, h),
    };
    drawn.ok()?;
    if let Some(mark) = mark {
        watermark(&context, mark, w, h);
    }
    Some(canvas)
}

/// Writes the mark again and again across the picture, slanted, so that it cannot be cut off.
fn watermark(context: &CanvasRenderingContext2d, mark: &str, w: f64, h: f64) {
    let size = (w.min(h) / 16.0).max(14.0);
    context.save();
    context.translate(w / 2.0, h / 2.0).unwrap_or_default();
    context.rotate(-std::f64::consts::PI / 7.0).unwrap_or_default();
    context.set_font(&format!("{size}px sans-serif"));
    context.set_text_align("center");
    context.set_line_width(size / 14.0);
    context.set_stroke_style_str("rgba(255,255,255,.4)");
    context.set_fill_style_str("rgba(30,40,70,.34)");
    let reach = (w * w + h * h).sqrt() / 2.0;
    let count = f64::from(u32::try_from(mark.chars().count()).unwrap_or(12));
    let (across, down) = (size * (count + 3.0), size * 4.0);
    let steps = |reach: f64, step: f64| {
        let most = (reach / step).ceil();
        std::iter::successors(Some(-most), move |n| (n + 1.0 <= most).then_some(n + 1.0))
            .map(move |n| n * step)
    };
    for y in steps(reach, down) {
        for x in steps(reach, across) {
            context.stroke_text(mark, x, y).unwrap_or_default();
            context.fill_text(mark, x, y).unwrap_or_default();
        }
    }
    context.restore();
}

async fn encode(canvas: &HtmlCanvasElement, quality: f64) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve, reject| {
        let quality = JsValue::from_f64(quality);
        if canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &quality).is_err() {
            reject.call0(&JsValue::NULL).unwrap_or_default();
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// Width and height with the longest side at most `most`; never larger than it was.
fn fit(width: u32, height: u32, most: u32) -> Option<(u32, u32)> {
    let longest = width.max(height);
    if width == 0 || height == 0 {
        return None;
    }
    if longest <= most {
        return Some((width, height));
    }
    let scaled = |side: u32| {
        let exact = (u64::from(side) * u64::from(most) + u64::from(longest) / 2) / u64::from(longest);
        u32::try_from(exact.max(1)).unwrap_or(most)
    };
    Some((scaled(width), scaled(height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_photo_is_scaled_to_the_longest_side_and_a_small_one_left() {
        assert_eq!(fit(4000, 3000, 2000), Some((2000, 1500)));
        assert_eq!(fit(3000, 4000, 2000), Some((1500, 2000)));
        assert_eq!(fit(800, 600, 2000), Some((800, 600)));
        assert_eq!(fit(100_000, 1, 2000), Some((2000, 1)));
        assert_eq!(fit(0, 600, 2000), None);
    }

    #[test]
    fn heic_is_told_from_other_files_that_are_no_photos() {
        assert_eq!(kind("image/heic", "a"), Err(PhotoError::Heic));
        assert_eq!(kind("", "IMG_1.HEIC"), Err(PhotoError::Heic));
        assert_eq!(kind("application/pdf", "a.pdf"), Err(PhotoError::Kind));
        assert_eq!(kind("image/gif", "a.gif"), Err(PhotoError::Kind));
        assert_eq!(kind("image/jpeg", "a.jpg"), Ok(()));
        assert_eq!(kind("", "a.jpg"), Ok(()));
    }
}
