//! A text as a QR picture, drawn as one path so that the desk needs no code for it.

use qrcode::{Color, EcLevel, QrCode};
use yunlin_api::desk::QrPicture;

use crate::infra::web::ApiError;

/// The picture of a text, without its quiet zone.
pub(super) fn picture(text: &str) -> Result<QrPicture, ApiError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).map_err(ApiError::internal)?;
    let width = code.width();
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    let path = dark.map(|(at, _)| format!("M{} {}h1v1h-1z", at % width, at / width)).collect();
    Ok(QrPicture { width: u16::try_from(width).map_err(ApiError::internal)?, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_three_corners() {
        let picture = picture("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP").unwrap();
        let far = picture.width - 7;
        for (x, y) in [(0, 0), (far, 0), (0, far)] {
            let row = |y: u16| (x..x + 7).all(|x| picture.path.contains(&format!("M{x} {y}h")));
            assert!(row(y) && row(y + 6), "the finder at {x},{y}");
            assert!(!picture.path.contains(&format!("M{} {}h", x + 1, y + 1)), "its ring is light");
        }
        assert_eq!((picture.width - 17) % 4, 0, "a width that QR codes have");
    }
}
