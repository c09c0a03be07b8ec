use image::{Rgba, RgbaImage};

use super::*;

/// Something like a photo: soft colours, edges, and a little noise as of a small sensor.
fn scene(width: u32, height: u32) -> DynamicImage {
    let mut seed = 7_u32;
    let mut noise = move || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(seed >> 28).unwrap() // 0 to 15
    };
    let picture = RgbImage::from_fn(width, height, |x, y| {
        let soft = |v: u32, of: u32| u8::try_from(60 + v * 120 / of).unwrap();
        let line = if (x / 40 + y / 60) % 5 == 0 { 40 } else { 0 };
        Rgb([
            soft(x, width) + line + noise(),
            soft(y, height) + noise(),
            soft(x + y, width + height) + noise(),
        ])
    });
    picture.into()
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn size(bytes: &[u8]) -> (u32, u32) {
    let picture = image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap();
    (picture.width(), picture.height())
}

#[test]
fn a_photo_of_twelve_megapixels_becomes_small() {
    let sent = encoded(&scene(4000, 3000), ImageFormat::Jpeg);
    let made = develop(&sent, ImageFormat::Jpeg).unwrap();
    assert_eq!(size(&made), (2000, 1500));
    assert!(made.len() <= LARGE, "{} bytes", made.len());
}

#[test]
fn each_kind_becomes_a_jpeg() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let sent = encoded(&scene(60, 40), format);
        assert_eq!(sniff(&sent), Kind::Photo(format));
        let made = develop(&sent, format).unwrap();
        assert_eq!((sniff(&made), size(&made)), (Kind::Photo(ImageFormat::Jpeg), (60, 40)));
    }
}

#[test]
fn see_through_parts_become_white() {
    let clear = RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0]));
    let made = develop(&encoded(&clear.into(), ImageFormat::Png), ImageFormat::Png).unwrap();
    let shown = image::load_from_memory(&made).unwrap().to_rgb8();
    assert!(shown.pixels().all(|p| p.0.iter().all(|v| *v > 250)));
}

#[test]
fn what_hangs_behind_a_photo_is_left_behind() {
    let mut sent = encoded(&scene(60, 40), ImageFormat::Jpeg);
    sent.extend(b"PK\x03\x04 a program behind the picture");
    let made = develop(&sent, ImageFormat::Jpeg).unwrap();
    assert!(!made.windows(7).any(|w| w == b"program"));
}

#[test]
fn a_torn_photo_is_refused() {
    let sent = encoded(&scene(60, 40), ImageFormat::Png);
    assert_eq!(develop(&sent[..sent.len() / 2], ImageFormat::Png), Err(wording::BROKEN));
    assert_eq!(develop(b"\xFF\xD8\xFF\xE0 no more", ImageFormat::Jpeg), Err(wording::BROKEN));
}

#[test]
fn a_photo_that_claims_to_be_huge_is_refused_before_it_is_decoded() {
    let mut sent = encoded(&scene(60, 40), ImageFormat::Jpeg);
    let frame = sent.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    sent[frame + 5..frame + 9].copy_from_slice(&[0xFD, 0xE8, 0xFD, 0xE8]);
    let start = std::time::Instant::now();
    assert_eq!(develop(&sent, ImageFormat::Jpeg), Err(wording::HUGE));
    assert!(start.elapsed().as_secs() < 2);
}

#[test]
fn kinds_are_known_by_their_bytes() {
    assert_eq!(sniff(b"\0\0\0\x18ftypheic\0\0\0\0mif1"), Kind::Heic);
    assert_eq!(sniff(b"MZ\x90\0 this is a program"), Kind::Other);
    assert_eq!(sniff(b"%PDF-1.7\n"), Kind::Pdf);
    assert_eq!(sniff(b"<svg xmlns="), Kind::Other);
    assert_eq!(sniff(b""), Kind::Other);
}
