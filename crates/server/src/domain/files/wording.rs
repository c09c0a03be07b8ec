//! Sentences about files.

pub(super) const EMPTY: &str = "照片是空的，请重新拍一张再上传。";
pub(super) const HEIC: &str = "这是苹果手机的HEIC照片，很多电脑打不开。请在手机「设置→相机→格式」里选「兼容性最佳」再拍，或者把照片截屏后上传截图。";
pub(super) const KIND: &str = "这个文件不是能看的照片，请上传手机拍的照片或截图（JPG、PNG、WebP）。";
pub(super) const PDF: &str = "这里只收照片，请把文件打开后截屏，或者拍照上传。";
pub(super) const BROKEN: &str = "这张照片打不开，可能没传完整，请重新拍一张再上传。";
pub(super) const HUGE: &str = "这张照片的尺寸太大，请用手机直接拍，或者截屏后上传。";
pub(super) const INFECTED: &str = "这个文件可能带有病毒，没有收下。请重新拍照上传，或到社区大厅交纸质材料。";
pub(super) const NOT_READY: &str = "照片没有传好，请重新拍照上传。";
pub(super) const LINK_OVER: &str = "这个链接打不开了，请回到办件页面重新点开。";
pub(super) const TOO_MANY: &str = "今天上传的照片太多了，请明天再传；急着办的，可到社区大厅交材料。";
pub(super) const TOO_LARGE: &str = "文件超过10MB，请用手机直接拍照，或者截屏后上传。";

/// Photos that wait for a case.
pub(super) const LOOSE: &str = "还没提交的照片";
/// Why they are there.
pub(super) const LOOSE_PURPOSE: &str = "您填表时先传上来的照片，提交后和办件放在一起";
/// How long.
pub(super) const LOOSE_KEPT: &str = "三十天没有提交就自动删除；注销账号时删除";

/// How many.
pub(super) fn loose(count: usize) -> String {
    format!("{count} 张")
}
