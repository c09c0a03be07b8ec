//! Says who runs this site, from the configuration; hears which pages did not come up.

use yunlin_api::endpoint::Nothing;
use yunlin_api::site::{GetSite, PostTrouble, Site, Surface, Trouble, TroubleKind};
use yunlin_api::text::Text;

use crate::domain::writes;
use crate::infra::web::{About, ApiError, Call, Reply, Routes};

/// The endpoints.
pub(super) fn routes() -> Routes {
    let example = Text::new("W1A2B3").ok().map(|id| Trouble {
        kind: TroubleKind::Crash,
        id,
        surface: Surface::Wechat,
        chrome: 142,
        elder: true,
    });
    Routes::default()
        .mount(get, About::default())
        .mount(trouble, example.map_or_else(About::default, |e| About::example(&e)))
}

async fn get(call: Call<GetSite>) -> Result<Reply<GetSite>, ApiError> {
    let config = &call.ctx.config;
    let site = Site {
        host_unit: config.host_unit.clone(),
        organiser_unit: config.organiser_unit.clone(),
        support_unit: config.support_unit.clone(),
        filing_no: config.filing_no.clone(),
        police_filing_no: config.police_filing_no.clone(),
        demo: config.demo_data,
    };
    Reply::value(&site, call.headers())
}

/// One line of the log for each: the operator counts them there. The text of a stranger is never a field name.
async fn trouble(call: Call<PostTrouble>) -> Result<Reply<PostTrouble>, ApiError> {
    let told = call.input.clone();
    let reply = writes::once_for_guest(&call, |_| Box::pin(async { Ok(Nothing {}) })).await?;
    tracing::warn!(
        kind = ?told.kind, id = told.id.as_str(), surface = ?told.surface, chrome = told.chrome, elder = told.elder,
        "a page did not come up"
    );
    Ok(reply)
}
