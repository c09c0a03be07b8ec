//! What the account itself holds: name, ID number, phone, home, sessions, 长辈版.

use sea_orm::{ConnectionTrait, DatabaseTransaction};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::identity::UiMode;
use yunlin_api::privacy::{HeldField, HeldGroup, Tag};

use super::{Asked, Source};
use crate::domain::identity::people::{self, Known};
use crate::domain::identity::sessions;
use crate::infra::ctx::Ctx;
use crate::infra::db::{TxFuture, sql};
use crate::infra::web::ApiError;

/// Entry of the list.
pub(super) const SOURCE: Source = Source { name: "account", held, export, kept, erase };

fn held(ctx: &Ctx, person: Uuid) -> Asked<'_, Vec<HeldGroup>> {
    Box::pin(async move {
        let (known, home) = (find(ctx, person).await?, home(ctx, person).await?);
        let field = |label: &str, tag: Tag, value: Option<&str>, purpose: &str| {
            value.map(|v| HeldField {
                label: label.to_owned(),
                masked: tag.mask(v),
                purpose: purpose.to_owned(),
                kept: "保存到您注销账号为止".to_owned(),
            })
        };
        let fields = [
            field("手机号", Tag::Phone, known.phone.as_ref().map(|p| p.as_str()), "登录、通知办理进度"),
            field("姓名", Tag::Name, known.name.as_deref(), "办理需要实名的事项"),
            field(
                "身份证号",
                Tag::IdNumber,
                known.id_number.as_ref().map(|n| n.as_str()),
                "办理需要实名的事项",
            ),
            field("住处（您在窗口说的）", Tag::Address, home.as_deref(), "您再来窗口时，按住处找到您的登记"),
        ];
        let mode = people::mode_of(ctx.db.read(), person).await?.map(shown);
        let mode = field("长辈版", Tag::Open, mode, "换手机登录后，字还是这么大");
        let mut fields: Vec<HeldField> = fields.into_iter().flatten().chain(mode).collect();
        fields.push(HeldField {
            label: "登录设备".to_owned(),
            masked: "设备种类和登录时间".to_owned(),
            purpose: "让您看到账号在哪里登录".to_owned(),
            kept: "退出登录或180天后删除".to_owned(),
        });
        Ok(vec![HeldGroup { title: "账号".to_owned(), fields }])
    })
}

fn export(ctx: &Ctx, person: Uuid) -> Asked<'_, Value> {
    Box::pin(async move {
        let (known, home) = (find(ctx, person).await?, home(ctx, person).await?);
        Ok(json!({
            "name": known.name,
            "id_number": known.id_number.as_ref().map(|n| n.as_str()),
            "phone": known.phone.as_ref().map(|p| p.as_str()),
            "home": home,
            "mode": people::mode_of(ctx.db.read(), person).await?,
            "devices": sessions::of_person(ctx, person).await?,
        }))
    })
}

fn kept(_: &Ctx, _: Uuid) -> Asked<'_, Vec<String>> {
    Box::pin(async {
        let why =
            "您同意和撤回隐私政策的记录、工作人员查看您信息的记录，依法至少保存三年，里面没有姓名和号码。";
        Ok(vec![why.to_owned()])
    })
}

/// Empties the person and shuts the account; a number that nobody else uses goes too.
fn erase(tx: &DatabaseTransaction, person: Uuid) -> TxFuture<'_, (), ApiError> {
    Box::pin(async move {
        let account = "(SELECT id FROM account WHERE person = $1)";
        for text in [
            format!("DELETE FROM session WHERE account IN {account}"),
            format!("DELETE FROM account_phone WHERE account IN {account}"),
            "DELETE FROM id_check WHERE person = $1".to_owned(),
            "UPDATE person SET name_sealed = NULL, id_sealed = NULL, id_blind = NULL WHERE id = $1"
                .to_owned(),
        ] {
            tx.execute_raw(sql(tx.get_database_backend(), &text, [person.to_string().into()])).await?;
        }
        people::forget_home(tx, person).await?;
        people::forget_mode(tx, person).await?;
        Ok(people::forget_unused_numbers(tx).await?)
    })
}

const fn shown(mode: UiMode) -> &'static str {
    match mode {
        UiMode::Elder => "打开",
        UiMode::Normal => "没有打开",
    }
}

async fn home(ctx: &Ctx, person: Uuid) -> Result<Option<String>, ApiError> {
    people::home_of(ctx.db.read(), &ctx.keys, person).await
}

async fn find(ctx: &Ctx, person: Uuid) -> Result<Known, ApiError> {
    people::known(ctx.db.read(), &ctx.keys, person).await?.ok_or_else(ApiError::not_found)
}
