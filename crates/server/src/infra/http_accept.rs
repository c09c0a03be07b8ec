//! Chooses the encoding of an answer from `Accept-Encoding`, qualities included.

use axum::http::HeaderValue;

/// An encoding that the server can send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Brotli,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// Value of `Content-Encoding`; none as it is.
    pub const fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Identity => None,
        }
    }

    /// Ending of a precompressed neighbour.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// What sets its ETag apart: equal tags promise equal bytes.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
            Self::Identity => "",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }
}

/// The first of the offers with the highest quality; as it is when the client takes none of them.
///
/// ```
/// use yunlin_server::infra::http_accept::{Encoding, preferred};
/// let offers = [Encoding::Brotli, Encoding::Gzip];
/// assert_eq!(preferred("gzip, deflate, br", &offers), Encoding::Brotli);
/// assert_eq!(preferred("br;q=0.5, gzip", &offers), Encoding::Gzip);
/// assert_eq!(preferred("br;q=0, *", &offers), Encoding::Gzip);
/// assert_eq!(preferred("", &offers), Encoding::Identity);
/// ```
pub fn preferred(accepted: &str, offers: &[Encoding]) -> Encoding {
    let mut best = (Encoding::Identity, 0.0);
    for offer in offers {
        let quality = quality_of(accepted, offer.name());
        if quality > best.1 {
            best = (*offer, quality);
        }
    }
    best.0
}

/// Quality that the client gives a coding; 0 when it does not name it.
fn quality_of(accepted: &str, name: &str) -> f32 {
    let mut star = 0.0;
    for part in accepted.split(',') {
        let mut words = part.split(';').map(str::trim);
        let coding = words.next().unwrap_or_default();
        let quality = words.find_map(|w| w.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
        if coding.eq_ignore_ascii_case(name) {
            return quality;
        }
        if coding == "*" {
            star = quality;
        }
    }
    star
}
