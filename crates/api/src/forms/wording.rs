//! Sentences at the fields of a form: what to do, with the name of the field.

use super::{FieldKind, FormField};

/// The label as part of a sentence: without its question mark.
fn named(field: &FormField) -> &str {
    field.label.trim_end_matches(['？', '?', '：', ':', '。'])
}

/// Nothing was answered.
pub(super) fn missing(field: &FormField) -> String {
    let name = named(field);
    match &field.kind {
        FieldKind::Choice { .. } | FieldKind::Community => format!("请选择「{name}」。"),
        FieldKind::Many { .. } => format!("请选择「{name}」，可以选几项。"),
        FieldKind::Upload { min, .. } => photos_missing(field, (*min).max(1)),
        _ => format!("请填写「{name}」。"),
    }
}

/// Too few photos.
pub(super) fn photos_missing(field: &FormField, min: u8) -> String {
    let name = named(field);
    if min > 1 {
        format!("请拍照上传「{name}」，至少{min}张。")
    } else {
        format!("请拍照上传「{name}」。")
    }
}

/// Too many photos.
pub(super) fn photos_many(field: &FormField, max: u8) -> String {
    format!("「{}」最多{max}张，请删去多的。", named(field))
}

/// Too long.
pub(super) fn long(field: &FormField, max: usize) -> String {
    format!("「{}」最多{max}个字，请删短一些。", named(field))
}

/// A character that must not be.
pub(super) fn forbidden(field: &FormField) -> String {
    format!("「{}」里有不能用的特殊符号，请删去。", named(field))
}

/// No name of a person.
pub(super) const NAME: &str = "请照身份证填写姓名，2到40个字，不要写数字和称呼。";
/// Neither mobile nor landline.
pub(super) const ANY_PHONE: &str = "请填写11位手机号，或带区号的座机号，例如 0471-1234567。";
/// No card number.
pub(super) const CARD: &str = "银行卡号不对，请照着卡面重新核对每一位数字。";
/// No account of a passbook.
pub(super) const ACCOUNT: &str = "存折账号不对，请照着存折第一页重新核对每一位数字。";
/// No day.
pub(super) const DATE: &str = "请填写年、月、日，例如 20260315。";
/// No month.
pub(super) const MONTH: &str = "请填写年和月，例如 202603。";
/// An address that nobody finds.
pub(super) const ADDRESS: &str = "请写清小区、楼号和门牌号，好让工作人员找得到。";
/// A value of another form than the question.
pub(super) const SHAPE: &str = "这一项的格式不对，请重新填写。";
/// A photo that is none.
pub(super) const PHOTO: &str = "照片没有传好，请重新上传。";
/// A key that the form does not have.
pub(super) const UNKNOWN: &str = "这张表里没有这一项，请刷新页面、更新到最新版本后再提交。";
/// All answers together are too long.
pub(super) const TOO_MUCH: &str = "填写的内容太多了，请把说明写短一些。";

/// Not one of the choices.
pub(super) fn choice(field: &FormField) -> String {
    format!("「{}」请从列出的选项里选。", named(field))
}

/// A day or month that should lie behind us.
pub(super) fn not_past(field: &FormField) -> String {
    format!("「{}」不能晚于今天，请核对。", named(field))
}

/// A day or month that should lie ahead.
pub(super) fn not_future(field: &FormField, month: bool) -> String {
    let from = if month { "这个月" } else { "今天" };
    format!("「{}」不能早于{from}，请核对。", named(field))
}

/// A day before the first that is right.
pub(super) fn too_early(field: &FormField, first: &str) -> String {
    format!("「{}」不能早于{first}，请核对。", named(field))
}

/// A day after the last that is right.
pub(super) fn too_late(field: &FormField, last: &str) -> String {
    format!("「{}」不能晚于{last}，请核对。", named(field))
}

/// No amount of money, or one that lies outside.
pub(super) fn money(field: &FormField, min: &str, max: &str) -> String {
    format!("「{}」请填写{min}到{max}元之间的金额，最多两位小数。", named(field))
}

/// A number that is none or lies outside.
pub(super) fn number(field: &FormField, min: i64, max: i64, unit: &str) -> String {
    format!("「{}」请填写{min}到{max}{unit}之间的整数。", named(field))
}

/// Too few rows of a group.
pub(super) fn rows_few(one: &str, min: u8) -> String {
    format!("请至少填写{min}个{one}。")
}

/// Too many rows of a group.
pub(super) fn rows_many(one: &str, max: u8) -> String {
    format!("最多填写{max}个{one}，请删去多的。")
}
