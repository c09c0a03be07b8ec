//! What the app may ask of the community cards.

use super::Places;
use crate::endpoint::{Access, Endpoint, Nothing, Verb, Waiting};

/// All places: small, public, fetched once and kept on the device.
pub struct GetPlaces;
impl Endpoint for GetPlaces {
    const VERB: Verb = Verb::Get;
    const PATH: &'static str = "/api/community/places";
    const ID: &'static str = "community_places";
    const SUMMARY: &'static str = "Communities with their bounds, estates, halls and rooms";
    const ACCESS: Access = Access::Guest;
    const WAITING: Waiting = Waiting::Read;
    type In = Nothing;
    type Out = Places;
}
