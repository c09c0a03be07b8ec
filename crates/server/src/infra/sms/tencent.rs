//! 腾讯云: `SendSms` and `SendTtsVoice`, signed with TC3-HMAC-SHA256.

use chrono::DateTime;
use serde_json::{Value, json};

use super::hmac::{hmac, sha256};
use super::{Request, Said, Stamp};
use crate::infra::config::Config;
use crate::infra::digest::to_hex;
use crate::infra::web::ApiError;

const ALGORITHM: &str = "TC3-HMAC-SHA256";
const CONTENT_TYPE: &str = "application/json; charset=utf-8";
const SIGNED: &str = "content-type;host;x-tc-action";

/// Service, host, action, version.
type Api = (&'static str, &'static str, &'static str, &'static str);
const MESSAGE: Api = ("sms", "sms.tencentcloudapi.com", "SendSms", "2021-01-11");
const VOICE: Api = ("vms", "vms.tencentcloudapi.com", "SendTtsVoice", "2020-09-02");

/// The signed request.
pub(super) fn request(config: &Config, stamp: &Stamp, to: &str, said: &Said) -> Result<Request, ApiError> {
    let number = format!("+86{to}");
    let message = |template: &str, values: Value| {
        json!({
            "PhoneNumberSet": [number], "SmsSdkAppId": config.sms_app_id, "SignName": config.sms_sign,
            "TemplateId": template, "TemplateParamSet": values,
        })
    };
    let (api, body) = match said {
        Said::Code(code) => (MESSAGE, message(&config.sms_code_template, json!([code, "5"]))),
        Said::Case { number, news } => (MESSAGE, message(&config.sms_case_template, json!([number, news]))),
        Said::PhoneChanged => (MESSAGE, message(&config.sms_phone_template, json!([]))),
        Said::SpokenCode(code) => (
            VOICE,
            json!({
                "CalledNumber": number, "VoiceSdkAppid": config.sms_voice_app_id,
                "TemplateId": config.sms_voice_template, "TemplateParamSet": [code],
            }),
        ),
    };
    let body = serde_json::to_string(&body)?;
    let headers = signed(config, stamp, api, &body);
    Ok(Request { host: api.1, query: String::new(), headers, body })
}

/// All headers.
fn signed(config: &Config, stamp: &Stamp, api: Api, body: &str) -> Vec<(&'static str, String)> {
    let (service, host, action, version) = api;
    let date = DateTime::from_timestamp(stamp.unix, 0).unwrap_or_default().format("%Y-%m-%d").to_string();
    let lines = format!("content-type:{CONTENT_TYPE}\nhost:{host}\nx-tc-action:{}\n", action.to_lowercase());
    let canonical = format!("POST\n/\n\n{lines}\n{SIGNED}\n{}", sha256(body));
    let scope = format!("{date}/{service}/tc3_request");
    let text = format!("{ALGORITHM}\n{}\n{scope}\n{}", stamp.unix, sha256(&canonical));
    let key = hmac(format!("TC3{}", config.sms_key_secret).as_bytes(), &date);
    let key = hmac(&hmac(&key, service), "tc3_request");
    let signature = to_hex(&hmac(&key, &text));
    let id = &config.sms_key_id;
    vec![
        ("content-type", CONTENT_TYPE.to_owned()),
        ("host", host.to_owned()),
        ("x-tc-action", action.to_owned()),
        ("x-tc-version", version.to_owned()),
        ("x-tc-timestamp", stamp.unix.to_string()),
        ("x-tc-region", "ap-guangzhou".to_owned()),
        (
            "authorization",
            format!("{ALGORITHM} Credential={id}/{scope}, SignedHeaders={SIGNED}, Signature={signature}"),
        ),
    ]
}

/// Whether the provider took it.
pub(super) fn is_good(answer: &Value) -> bool {
    let answer = &answer["Response"];
    let taken = answer["SendStatusSet"][0]["Code"] == "Ok" || answer["SendStatus"]["CallId"].is_string();
    taken && answer.get("Error").is_none()
}
