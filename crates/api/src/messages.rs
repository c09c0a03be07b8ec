//! The resident's inbox in the app. SMS and others are channels behind the same message.

use uuid::Uuid;

use crate::endpoint::Nothing;
use crate::identity::Done;
use crate::wire::{endpoints, wire};

wire! {
    /// One message.
    pub struct Message {
        /// Names it.
        pub id: Uuid,
        /// Sent, UTC, RFC 3339.
        pub at: String,
        /// e.g. 请补交银行卡照片
        pub title: String,
        /// One or two sentences: what happened, what to do.
        pub text: String,
        /// Page of the app that it is about, e.g. `/apply/case/…`; empty for none.
        pub href: String,
        /// Read.
        pub read: bool,
    }

    /// The inbox.
    pub struct Inbox {
        /// Newest first, at most 200.
        pub messages: Vec<Message>,
        /// Not read yet.
        pub unread: u32,
    }
}

endpoints! {
    /// The inbox.
    GetMessages: Get "/api/messages", "messages_inbox", "The resident's inbox", Resident, Read, Nothing => Inbox;
    /// Mark all as read.
    PostMessagesRead: Post "/api/messages/read", "messages_read", "Mark the inbox as read", Resident, Now, Nothing => Done;
}
