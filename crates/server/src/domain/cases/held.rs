//! What cases hold of a resident: shown, exported, and what a law keeps when the account goes.

use sea_orm::ColumnTrait;
use sea_orm::{DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::forms::shown;
use yunlin_api::privacy::{HeldField, HeldGroup, Tag};

use super::case::{Case, Event};
use super::entity::{Column, Entity};
use super::{rating, store, view};
use crate::domain::privacy::{Asked, Source};
use crate::domain::{files, forms};
use crate::infra::ctx::Ctx;
use crate::infra::db::TxFuture;
use crate::infra::web::ApiError;

/// Entry of the list.
pub const SOURCE: Source = Source { name: "cases", held, export, kept, erase };

/// How long.
const KEPT: &str = "办结后按政务服务档案的规定保存，期满删除";

async fn all(ctx: &Ctx, person: Uuid) -> Result<Vec<Case>, ApiError> {
    let rows = Entity::find().filter(Column::PersonId.eq(person.to_string())).order_by_asc(Column::Id);
    rows.all(ctx.db.read()).await?.into_iter().map(Case::of).collect()
}

fn held(ctx: &Ctx, person: Uuid) -> Asked<'_, Vec<HeldGroup>> {
    Box::pin(async move {
        let mut groups = Vec::new();
        for case in all(ctx, person).await? {
            let fields = fields(ctx, &case).await?;
            groups
                .push(HeldGroup {
                    title: format!("{}（{}）", case.row.item_name, case.row.number), fields
                });
        }
        Ok(groups)
    })
}

/// Applicant and personal answers of one case, masked, each with its purpose.
async fn fields(ctx: &Ctx, case: &Case) -> Result<Vec<HeldField>, ApiError> {
    let applicant = case.applicant(&ctx.keys)?;
    let field = |label: &str, masked: String, purpose: &str| HeldField {
        label: label.to_owned(),
        masked,
        purpose: purpose.to_owned(),
        kept: KEPT.to_owned(),
    };
    let whose = [
        ("姓名", Tag::Name, &applicant.name),
        ("手机号", Tag::Phone, &applicant.phone),
        ("身份证号", Tag::IdNumber, &applicant.id_number),
    ];
    let whose = whose.into_iter().filter(|(.., value)| !value.is_empty());
    let mut out: Vec<HeldField> =
        whose.map(|(label, tag, value)| field(label, tag.mask(value), "办理这个事项")).collect();
    let papers = files::of_case(ctx.db.read(), case.id()).await?.len();
    if papers > 0 {
        out.push(field("照片和材料", format!("{papers} 份"), "办理这个事项"));
    }
    if rating::whole(ctx, case).await?.is_some() {
        out.push(field("您的评价", "评价和留言".to_owned(), "改进服务；被评价的人看不到是谁"));
    }
    let version = case.row.form_version.and_then(|v| u32::try_from(v).ok());
    let Some(version) = version else { return Ok(out) };
    let Some(form) = forms::version(ctx.db.read(), &case.row.item_code, version).await? else {
        return Ok(out);
    };
    for answer in shown(&form, &case.answers(&ctx.keys)?).into_iter().filter(|a| a.tag.is_personal()) {
        let purpose = form.field(&answer.field).map_or("", |f| f.purpose.as_str());
        out.push(field(&answer.label, answer.masked, purpose));
    }
    Ok(out)
}

fn export(ctx: &Ctx, person: Uuid) -> Asked<'_, Value> {
    Box::pin(async move {
        let mut out = Vec::new();
        for case in all(ctx, person).await? {
            let applicant = case.applicant(&ctx.keys)?;
            let events = store::events(ctx.db.read(), &ctx.keys, &case).await?;
            let files = files::of_case(ctx.db.read(), case.id()).await?;
            let paper = |file: &files::StoredFile| json!({ "id": file.id, "field": file.field, "kind": file.kind, "bytes": file.bytes });
            out.push(json!({
                "number": case.row.number,
                "item": case.row.item_name,
                "state": case.state().label(),
                "received_at": case.row.received_at.to_rfc3339(),
                "applicant": applicant,
                "answers": case.answers(&ctx.keys)?,
                "replaced_answers": replaced(&events),
                "files": files.iter().map(paper).collect::<Vec<_>>(),
                "timeline": view::timeline(&events, false),
                "rating": rating::whole(ctx, &case).await?,
            }));
        }
        Ok(Value::Array(out))
    })
}

/// Answers that others took the place of; they stay with the events.
fn replaced(events: &[Event]) -> Vec<Value> {
    let of = |event: &Event| json!({ "until": event.at.to_rfc3339(), "answers": event.words.before });
    events.iter().filter(|event| !event.words.before.is_empty()).map(of).collect()
}

fn kept(ctx: &Ctx, person: Uuid) -> Asked<'_, Vec<String>> {
    Box::pin(async move {
        let count = all(ctx, person).await?.len();
        if count == 0 {
            return Ok(Vec::new());
        }
        Ok(vec![format!(
            "您的{count}个办件按政务服务档案的规定保存到期满，只有办理它的人员按记录查看；自己撤回的办件，撤回{}天后删去姓名、号码和填写的内容。",
            ctx.config.files_keep_days
        )])
    })
}

/// Cases stay as long as the law on records wants, sealed as they are.
fn erase(_: &DatabaseTransaction, _: Uuid) -> TxFuture<'_, (), ApiError> {
    Box::pin(async { Ok(()) })
}
