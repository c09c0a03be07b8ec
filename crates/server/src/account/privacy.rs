//! The rights of residents over their data.

use yunlin_api::privacy::{GetReceipts, Receipts};

use crate::domain::{audit, identity};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn receipts(call: Call<GetReceipts>) -> Result<Reply<GetReceipts>, ApiError> {
    let resident = identity::resident(&call).await?;
    Reply::personal(&Receipts { receipts: audit::receipts(&call.ctx, &resident).await? })
}
