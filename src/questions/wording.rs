//! Words of the questions of a form: labels, help, photos, rows, and the summary of what is wrong.

use crate::domain::photos::PhotoError;

/// May stay empty.
pub const OPTIONAL: &str = "（选填）";
/// Too many photos at once.
pub const PHOTO_WORKING: &str = "正在处理照片";
/// Adds a photo.
pub const PHOTO_ADD: &str = "拍照或从相册选";
/// Stands where a photo would be.
pub const PDF: &str = "PDF";
/// At a counter.
pub const SCAN_TOO: &str = "扫描成PDF的也可以传。";
/// Takes it once more.
pub const PHOTO_AGAIN: &str = "重拍";
/// Takes something away.
pub const REMOVE: &str = "删除";
/// Takes a removal back.
pub const UNDO: &str = "撤销";
/// What personal answers are for, folded away.
pub const WHY: &str = "为什么要填";
/// Below the reasons.
pub const WHY_TRACE: &str = "社区工作人员查看您填的内容，会留下记录，在「我的」里能看到。";
/// Unit of a box.
pub const YEAR: &str = "年";
/// Unit of a box.
pub const MONTH: &str = "月";
/// Unit of a box.
pub const DAY: &str = "日";
/// Unit of an amount of money.
pub const YUAN: &str = "元";
/// Nothing chosen yet.
pub const PICK_YEAR: &str = "请选年";
/// Nothing chosen yet.
pub const PICK_MONTH: &str = "请选月";

/// Heading of the error summary.
pub fn wrong(count: usize) -> String {
    format!("有 {count} 处需要修改")
}

/// Title of the tab while something is wrong.
pub fn wrong_title(title: &str) -> String {
    format!("出错：{title} - 云邻")
}

/// What a personal field is for, and by which rule.
pub fn purpose(purpose: &str, basis: &str) -> String {
    let purpose = purpose.trim_end_matches('。');
    let purpose = purpose.strip_prefix("只用于").or_else(|| purpose.strip_prefix("用于")).unwrap_or(purpose);
    let basis = basis.trim_end_matches('。');
    if basis.is_empty() {
        format!("只用于{purpose}。")
    } else {
        format!("只用于{purpose}，依据{basis}。")
    }
}

/// Why a photo was not taken, and what to do.
pub const fn photo(error: PhotoError) -> &'static str {
    match error {
        PhotoError::Heic => {
            "这张照片是HEIC格式，打不开。请用手机相机重新拍一张，或在手机设置里把相机格式改成「兼容性最佳」。"
        }
        PhotoError::Kind => "只能交照片（JPG、PNG）。请拍照，或从相册里选一张照片。",
        PhotoError::TooLarge => "照片太大，超过10兆。请重新拍一张，或把照片裁小一些。",
        PhotoError::Broken => "这张照片打不开，可能已经损坏。请重新拍一张。",
    }
}

/// Watermark of an ID photo.
pub fn mark(item: &str) -> String {
    format!("仅用于{item}")
}

/// How many photos, and how.
pub fn photo_rule(min: u8, max: u8) -> String {
    let count = match min {
        0 => format!("最多{max}张，也可以先不传"),
        min if min != max => format!("{min}到{max}张"),
        _ => format!("{max}张"),
    };
    format!("{count}。拍清楚四个角和每个字。")
}

/// The watermark is drawn by itself.
pub fn mark_told(item: &str) -> String {
    format!("照片会自动加上「{}」字样。", mark(item))
}

/// One more photo.
pub fn photo_more(left: usize) -> String {
    format!("再添一张（还能添{left}张）")
}

/// A photo was added.
pub fn photo_added(number: usize) -> String {
    format!("已添加第{number}张照片")
}

/// Which photo.
pub fn photo_number(number: usize) -> String {
    format!("第{number}张")
}

/// Which photo, for those who do not see it.
pub fn photo_alt(number: usize) -> String {
    format!("第{number}张照片")
}

/// Takes this one once more.
pub fn photo_again(number: usize) -> String {
    format!("{PHOTO_AGAIN}第{number}张")
}

/// Takes this one away.
pub fn photo_remove(number: usize) -> String {
    format!("{REMOVE}第{number}张")
}

/// Adds a row.
pub fn row_add(one: &str) -> String {
    format!("添加一位{one}")
}

/// A row was added.
pub fn row_added(one: &str) -> String {
    format!("已添加{one}")
}

/// Takes a row away.
pub fn row_remove(name: &str) -> String {
    format!("{REMOVE}{name}")
}

/// A row was taken away.
pub fn row_removed(one: &str, number: usize) -> String {
    format!("已删除{one}{number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_many_photos_is_said_as_people_say_it() {
        assert_eq!(photo_rule(0, 2), "最多2张，也可以先不传。拍清楚四个角和每个字。");
        assert_eq!(photo_rule(1, 3), "1到3张。拍清楚四个角和每个字。");
        assert_eq!(photo_rule(1, 1), "1张。拍清楚四个角和每个字。");
    }

    #[test]
    fn a_purpose_is_one_sentence_with_its_basis() {
        assert_eq!(purpose("参保登记", "《社会保险法》"), "只用于参保登记，依据《社会保险法》。");
        assert_eq!(purpose("用于发放待遇。", ""), "只用于发放待遇。");
    }
}
