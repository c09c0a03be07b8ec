//! Says who runs this site, from the configuration.

use yunlin_api::site::{GetSite, Site};

use crate::infra::web::{About, ApiError, Call, Reply, Routes};

/// The endpoint.
pub(super) fn routes() -> Routes {
    Routes::default().mount(get, About::default())
}

async fn get(call: Call<GetSite>) -> Result<Reply<GetSite>, ApiError> {
    let config = &call.ctx.config;
    let site = Site {
        host_unit: config.host_unit.clone(),
        filing_no: config.filing_no.clone(),
        demo: config.demo_data,
    };
    Reply::value(&site, call.headers())
}
