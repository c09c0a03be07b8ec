//! 阿里云: `SendSms` and `SingleCallByTts`, signed with ACS3-HMAC-SHA256.

use chrono::{DateTime, SecondsFormat};
use serde_json::{Value, json};
use yunlin_api::endpoint::encode_segment;

use super::hmac::{hmac, sha256};
use super::{Request, Said, Stamp};
use crate::infra::config::Config;
use crate::infra::digest::to_hex;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";
const VERSION: &str = "2017-05-25";

/// The signed request.
pub(super) fn request(config: &Config, stamp: &Stamp, to: &str, said: &Said) -> Request {
    let (host, action, parameters) = match said {
        Said::SpokenCode(code) => (
            "dyvmsapi.aliyuncs.com",
            "SingleCallByTts",
            vec![
                ("CalledNumber", to.to_owned()),
                ("TtsCode", config.sms_voice_template.clone()),
                ("TtsParam", json!({ "code": code }).to_string()),
            ],
        ),
        Said::Code(code) => message(config, to, &config.sms_code_template, &json!({ "code": code })),
        Said::PhoneChanged => message(config, to, &config.sms_phone_template, &json!({})),
        Said::Case { number, news } => {
            message(config, to, &config.sms_case_template, &json!({ "number": number, "news": news }))
        }
    };
    let query = query(parameters);
    let headers = signed(config, stamp, host, action, &query);
    Request { host, query, headers, body: String::new() }
}

type Call = (&'static str, &'static str, Vec<(&'static str, String)>);

fn message(config: &Config, to: &str, template: &str, values: &Value) -> Call {
    let parameters = vec![
        ("PhoneNumbers", to.to_owned()),
        ("SignName", config.sms_sign.clone()),
        ("TemplateCode", template.to_owned()),
        ("TemplateParam", values.to_string()),
    ];
    ("dysmsapi.aliyuncs.com", "SendSms", parameters)
}

/// Parameters in order, percent-encoded.
fn query(mut parameters: Vec<(&'static str, String)>) -> String {
    parameters.sort_unstable();
    let pair = |(name, value): &(&str, String)| {
        let mut out = format!("{name}=");
        encode_segment(value, &mut out);
        out
    };
    parameters.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// All headers, the signature last.
fn signed(
    config: &Config,
    stamp: &Stamp,
    host: &str,
    action: &str,
    query: &str,
) -> Vec<(&'static str, String)> {
    let date = DateTime::from_timestamp(stamp.unix, 0).unwrap_or_default();
    let hash = sha256("");
    let mut headers = vec![
        ("host", host.to_owned()),
        ("x-acs-action", action.to_owned()),
        ("x-acs-content-sha256", hash.clone()),
        ("x-acs-date", date.to_rfc3339_opts(SecondsFormat::Secs, true)),
        ("x-acs-signature-nonce", stamp.nonce.clone()),
        ("x-acs-version", VERSION.to_owned()),
    ];
    let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
    let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let canonical = format!("POST\n/\n{query}\n{lines}\n{names}\n{hash}");
    let text = format!("{ALGORITHM}\n{}", sha256(&canonical));
    let signature = to_hex(&hmac(config.sms_key_secret.as_bytes(), &text));
    let id = &config.sms_key_id;
    headers.push((
        "authorization",
        format!("{ALGORITHM} Credential={id},SignedHeaders={names},Signature={signature}"),
    ));
    headers
}

/// Whether the provider took it.
pub(super) fn is_good(answer: &Value) -> bool {
    answer["Code"] == "OK"
}
