//! The rights of residents over their data.

use yunlin_api::identity::{Done, SendCode};
use yunlin_api::privacy::{
    GetMyData, GetReceipts, PostClose, PostConsent, PostCorrect, PostExport, PostOwnCode, Receipts,
};

use super::identity::send_code;
use crate::domain::identity::codes::Asker;
use crate::domain::{audit, identity, privacy, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn consent(call: Call<PostConsent>) -> Result<Reply<PostConsent>, ApiError> {
    let resident = identity::resident(&call).await?;
    let (scope, input, now) = (resident.account().to_string(), call.input.clone(), call.ctx.now());
    writes::once(&call, &scope, move |tx| {
        let (resident, input) = (resident.clone(), input.clone());
        Box::pin(async move {
            privacy::give_consent(tx, &resident, &input, now).await?;
            Ok(Done {})
        })
    })
    .await
}

pub(super) async fn my_data(call: Call<GetMyData>) -> Result<Reply<GetMyData>, ApiError> {
    let resident = identity::resident(&call).await?;
    Reply::personal(&privacy::my_data(&call.ctx, &resident).await?)
}

pub(super) async fn code(call: Call<PostOwnCode>) -> Result<Reply<PostOwnCode>, ApiError> {
    let resident = identity::resident(&call).await?;
    let input = SendCode { phone: privacy::own_phone(&call.ctx, &resident).await?, by: call.input.by };
    send_code(&call, &resident.account().to_string(), Asker::Account(resident.account()), &input).await
}

pub(super) async fn export(call: Call<PostExport>) -> Result<Reply<PostExport>, ApiError> {
    let resident = identity::resident(&call).await?;
    let scope = resident.account().to_string();
    let again = writes::earlier::<_, privacy::Exported>(&call, &scope).await?;
    if let Some(asked) = again {
        return Reply::value(&privacy::export(&call.ctx, &resident, asked).await?, call.headers());
    }
    let code = privacy::prove_export(&call.ctx, &resident, &call.input).await?;
    let (by, now) = (resident.clone(), call.ctx.now());
    let effect = writes::effect(move |tx| {
        let by = by.clone();
        Box::pin(async move { privacy::ask_export(tx, &by, code, now).await })
    });
    let (call, resident) = (&call, &resident);
    writes::once_then(call, &scope, effect, |asked| async move {
        Reply::value(&privacy::export(&call.ctx, resident, asked).await?, call.headers())
    })
    .await
}

pub(super) async fn correct(call: Call<PostCorrect>) -> Result<Reply<PostCorrect>, ApiError> {
    let resident = identity::resident(&call).await?;
    let scope = resident.account().to_string();
    if let Some(done) = writes::earlier::<_, Done>(&call, &scope).await? {
        return Reply::value(&done, call.headers());
    }
    let phone = privacy::prove(&call.ctx, call.headers(), &resident, &call.input).await?;
    let (ctx, input) = (call.ctx.clone(), call.input.clone());
    writes::once(&call, &scope, move |tx| {
        let (ctx, resident, input, phone) = (ctx.clone(), resident.clone(), input.clone(), phone.clone());
        Box::pin(async move {
            privacy::correct(tx, &ctx, &resident, &input, phone.as_ref()).await?;
            Ok(Done {})
        })
    })
    .await
}

pub(super) async fn close(call: Call<PostClose>) -> Result<Reply<PostClose>, ApiError> {
    let resident = identity::resident(&call).await?;
    let (scope, by) = (resident.account().to_string(), resident.clone());
    let (ctx, undo) = (call.ctx.clone(), call.input.undo);
    let last_day = privacy::last_day_to_close(&ctx).await?;
    let effect = writes::effect(move |tx| {
        let (ctx, by) = (ctx.clone(), by.clone());
        Box::pin(async move {
            if undo {
                privacy::undo_close(tx, &ctx, &by).await?;
            } else {
                privacy::close(tx, &ctx, &by, last_day).await?;
            }
            Ok(Done {})
        })
    });
    writes::once_then(&call, &scope, effect, |_: Done| async {
        Reply::value(&privacy::my_data(&call.ctx, &resident).await?, call.headers())
    })
    .await
}

pub(super) async fn receipts(call: Call<GetReceipts>) -> Result<Reply<GetReceipts>, ApiError> {
    let resident = identity::resident(&call).await?;
    Reply::personal(&Receipts { receipts: audit::receipts(&call.ctx, &resident).await? })
}
