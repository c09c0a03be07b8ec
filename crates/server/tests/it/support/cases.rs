//! People who apply and staff who act.

use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::privacy::NOTICE;

use super::{Answer, Ask, Session, World, id_number};

/// A card number that Luhn takes.
pub(crate) const CARD: &str = "6222020200012345670";
/// Name of whoever applies in a story.
pub(crate) const NAME: &str = "演小示";

/// ID number of the owner of a phone number in a story.
pub(crate) fn id_of(phone: &str) -> String {
    id_number(phone[phone.len() - 2..].parse().unwrap())
}

/// An application for SB-07 that is right, under a new id.
pub(crate) fn application() -> Value {
    json!({
        "id": Uuid::now_v7(),
        "item": "SB-07",
        "form_version": 2,
        "community": "hanyuan",
        "answers": {
            "old_unit": "stopped", "hukou": "here", "address": "汉源国际丽城3幢2单元501",
            "start_month": "2026-04", "base": "p60", "pay_way": "bank", "card": CARD,
            "card_photo": [Uuid::now_v7()], "id_front": [Uuid::now_v7()], "id_back": [Uuid::now_v7()],
        },
        "confirmed": true,
        "filled_at": "2026-03-01T10:00:00+08:00",
    })
}

impl Session {
    /// Uploads a small photo under each id that an application names.
    pub(crate) async fn upload_photos(&self, body: &Value) {
        for field in ["card_photo", "id_front", "id_back"] {
            let Some(id) = body["answers"][field][0].as_str() else { continue };
            self.upload(id).await;
        }
    }

    /// Uploads a small photo.
    pub(crate) async fn upload(&self, id: &str) {
        self.upload_to(&format!("/api/files/{id}"), id).await;
    }

    /// The same as a member of staff.
    pub(crate) async fn upload_at_desk(&self, id: &str) {
        self.upload_to(&format!("/api/desk/files/{id}"), id).await;
    }

    async fn upload_to(&self, path: &str, id: &str) {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::DynamicImage::from(image::RgbImage::new(64, 64));
        picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        let ask = Ask::new("POST", path).header("content-type", "image/jpeg");
        let stored = self.ask(ask.header("idempotency-key", id).body(bytes.into_inner())).await;
        assert_eq!(stored.status, 201, "{}", stored.text());
    }
}

impl World {
    /// Agrees to the privacy notice.
    pub(crate) async fn consent(&self, by: &Session) {
        let body = json!({ "notice": NOTICE, "agreed": true });
        let agreed = by.post("/api/privacy/consents", &body).await;
        assert_eq!(agreed.status, 201, "{}", agreed.text());
    }

    /// A resident who has given name and ID number and has agreed to the notice.
    pub(crate) async fn applicant(&self, phone: &str) -> Session {
        let session = self.resident(phone).await;
        self.consent(&session).await;
        let body = json!({ "name": NAME, "id_number": id_of(phone) });
        let given = session.post("/api/identity/real-name", &body).await;
        assert_eq!(given.status, 201, "{}", given.text());
        session
    }

    /// An act on the case of an application.
    pub(crate) async fn act(&self, by: &Session, case: &Value, act: Value) -> Answer {
        by.post(&format!("/api/desk/cases/{}/act", case["id"].as_str().unwrap()), &act).await
    }

    /// A case that has just come in, and its applicant.
    pub(crate) async fn received(&self, phone: &str) -> (Session, Value) {
        let (resident, body) = (self.applicant(phone).await, application());
        resident.upload_photos(&body).await;
        let sent = resident.post("/api/apply/cases", &body).await;
        assert_eq!(sent.status, 201, "{}", sent.text());
        (resident, body)
    }

    /// An act of a member of staff who signs in for it; gives the panel.
    pub(crate) async fn acted(&self, login: &str, case: &Value, act: Value) -> Value {
        let done = self.act(&self.staff(login).await, case, act).await;
        assert_eq!(done.status, 201, "{}", done.text());
        done.json()
    }

    /// Does what is due now.
    pub(crate) async fn tick(&self) -> usize {
        yunlin_server::app::tick(self.app.ctx()).await.unwrap()
    }
}
