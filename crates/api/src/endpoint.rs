//! One trait per action that a client may ask for. The server mounts it, the app calls it, the OpenAPI document lists it.

use serde::{Serialize, de::DeserializeOwned};

/// HTTP verbs in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Reads; repeatable, never changes anything.
    Get,
    /// Writes; always carries an idempotency key (see [`IDEMPOTENCY_KEY`]).
    Post,
}

/// Who may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anybody, without signing in (访客).
    Guest,
    /// A resident who has signed in with a phone (居民).
    Resident,
    /// A member of staff with a live session (工作人员); what they see is narrowed by queue and area.
    Staff,
}

/// Whether the app may keep a write on the device and send it later (outbox), or must answer at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A read: nothing to keep.
    Read,
    /// May wait for a signal; the server accepts it late.
    MayWait,
    /// Needs the server now; without a signal the app says at once why.
    Now,
}

/// Request header that names a write: one key, one effect, one answer.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// Request header that a page of ours sends with every write: a foreign page cannot set it without asking (CSRF).
pub const FROM_APP: &str = "x-yunlin-app";

/// Request header of a write that waited on the phone: the account that made it. Another session is answered 401, so that
/// nothing is ever sent in the name of whoever signed in meanwhile.
pub const FOR_ACCOUNT: &str = "x-yunlin-account";

/// Request header of the desk when nobody has touched it lately: a request that the page makes by itself keeps no session alive.
pub const IDLE: &str = "x-yunlin-idle";

/// One action of the API.
pub trait Endpoint {
    /// HTTP verb.
    const VERB: Verb;
    /// Path template, with `{name}` for each path parameter.
    const PATH: &'static str;
    /// Unique name of the operation, lower_snake.
    const ID: &'static str;
    /// One sentence for the reference page.
    const SUMMARY: &'static str;
    /// Least role that may call.
    const ACCESS: Access;
    /// May the outbox keep it.
    const WAITING: Waiting;
    /// What is sent: the query of a `Get`, the JSON body of a `Post`.
    type In: Serialize + DeserializeOwned;
    /// What comes back with 200 (or 201 for a `Post`).
    type Out: Serialize + DeserializeOwned;
}

/// Input of an endpoint that takes none; refuses unknown fields like every input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// Fills the `{…}` parts of a path template, in order, percent-encoding each value.
///
/// ```
/// use yunlin_api::endpoint::fill_path;
/// assert_eq!(fill_path("/api/guide/items/{code}", &["SB-07"]), "/api/guide/items/SB-07");
/// assert_eq!(fill_path("/x/{a}", &["a/b"]), "/x/a%2Fb");
/// ```
pub fn fill_path(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut values = values.iter();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else { break };
        out.push_str(&rest[..open]);
        encode_segment(values.next().copied().unwrap_or_default(), &mut out);
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// Percent-encodes one path segment or query value (unreserved characters of RFC 3986 stay).
pub fn encode_segment(value: &str, out: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let hex = b"0123456789ABCDEF";
            out.push('%');
            out.push(char::from(hex[usize::from(byte >> 4)]));
            out.push(char::from(hex[usize::from(byte & 15)]));
        }
    }
}
