//! Short messages and calls. The embedded default writes to the log that one was asked for: neither number nor text.

mod aliyun;
mod client;
mod hmac;
mod tencent;

use serde::Deserialize;

use crate::infra::config::Config;
use crate::infra::web::ApiError;

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// Nobody: a line in the log.
    Log,
    /// 阿里云短信服务
    Aliyun,
    /// 腾讯云短信
    Tencent,
}

/// What is said. The text itself is a template that the provider has approved; only its values are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A sign-in code by message.
    Code(String),
    /// A sign-in code by a call that reads it out.
    SpokenCode(String),
    /// News of a case: its number and what happened, in a few words without anything personal.
    Case {
        /// Number of the case.
        number: String,
        /// e.g. 需要补充材料
        news: String,
    },
    /// To a number that an account has just left; the text says whom to call.
    PhoneChanged,
}

/// What a provider is asked over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) host: &'static str,
    pub(crate) query: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
}

/// Moment and number that make a request unique.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Seconds since 1970.
    pub unix: i64,
    /// Never the same twice.
    pub nonce: String,
}

/// Sends; an error says nothing of number or text.
pub async fn send(config: &Config, stamp: &Stamp, to: &str, said: &Said) -> Result<(), ApiError> {
    let request = match config.sms_provider {
        Provider::Log => {
            let kind = match said {
                Said::Code(_) => "code",
                Said::SpokenCode(_) => "spoken code",
                Said::Case { .. } => "case",
                Said::PhoneChanged => "phone changed",
            };
            tracing::info!(kind, "a message was asked for; no provider is configured");
            return Ok(());
        }
        Provider::Aliyun => aliyun::request(config, stamp, to, said),
        Provider::Tencent => tencent::request(config, stamp, to, said)?,
    };
    let answer = client::post(&config.sms_url, &request).await?;
    let good = match config.sms_provider {
        Provider::Tencent => tencent::is_good(&answer),
        _ => aliyun::is_good(&answer),
    };
    if good { Ok(()) } else { Err(ApiError::internal(format!("the provider refuses: {}", code_of(&answer)))) }
}

/// The provider's code, for the log; the rest of its answer may hold the number.
fn code_of(answer: &serde_json::Value) -> String {
    let places = ["/Code", "/Response/Error/Code", "/Response/SendStatusSet/0/Code"];
    let code = places.iter().find_map(|p| answer.pointer(p)).and_then(serde_json::Value::as_str);
    code.unwrap_or("no code")
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || ".-_".contains(*c))
        .take(60)
        .collect()
}
