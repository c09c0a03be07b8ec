//! Photos and papers of a case: which ids the answers name, and their way to and from the file store.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::files::FileLink;
use yunlin_api::forms::{Answers, Form, shown};

use super::case::Case;
use super::env::Env;
use super::step::Actor;
use crate::domain::files;
use crate::domain::identity::{Resident, Staff};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Field under which result papers hang.
pub const RESULT: &str = "result";
/// Beginning of the field of those that were taken back; the event that gave them follows.
const TAKEN_BACK: &str = "result/";

/// Whoever looks at files.
#[derive(Clone, Copy, Debug)]
pub enum Viewer<'a> {
    /// The applicant.
    Resident(&'a Resident),
    /// A member of staff who may see the case.
    Staff(&'a Staff),
}

impl Viewer<'_> {
    fn of_files(self) -> files::Viewer {
        match self {
            Self::Resident(resident) => resident.into(),
            Self::Staff(staff) => staff.into(),
        }
    }
}

/// Binds the uploads of those answers to the case that are wanted, by their key. All answers are needed all the same: whether
/// a field shows may hang on another one.
pub(super) async fn attach(
    env: &Env,
    tx: &DatabaseTransaction,
    actor: &Actor<'_>,
    case: &Case,
    form: &Form,
    (answers, wanted): (&Answers, impl Fn(&str) -> bool),
) -> Result<(), ApiError> {
    let key = |field: &str| field.split('.').next().is_some_and(&wanted);
    for answer in shown(form, answers).iter().filter(|a| !a.files.is_empty() && key(&a.field)) {
        attach_to(env, tx, actor, case, (&answer.field, &answer.files)).await?;
    }
    Ok(())
}

/// Binds files of the actor to a field of the case.
pub(super) async fn attach_to(
    env: &Env,
    tx: &DatabaseTransaction,
    actor: &Actor<'_>,
    case: &Case,
    (field, ids): (&str, &[Uuid]),
) -> Result<(), ApiError> {
    let owner = match actor {
        Actor::Resident(resident) => files::Owner::from(*resident),
        Actor::Staff(staff, _) => files::Owner::from(*staff),
        Actor::System => return Ok(()),
    };
    files::attach(tx, &owner, ids, case.id(), field, env.now).await
}

/// Whether a file is a paper of a result, of one that was taken back too.
pub(super) fn is_result(file: &files::StoredFile) -> bool {
    file.field == RESULT || is_taken_back(file)
}

/// Whether it is a paper of a result that was taken back.
pub fn is_taken_back(file: &files::StoredFile) -> bool {
    file.field.starts_with(TAKEN_BACK)
}

/// Takes the papers of a result out of sight that the event `seq` had given.
pub(super) async fn take_back(tx: &DatabaseTransaction, case: &Case, seq: u32) -> Result<(), ApiError> {
    Ok(files::rename_field(tx, case.id(), (RESULT, &format!("{TAKEN_BACK}{seq}"))).await?)
}

/// Links to some files of a case.
pub(super) async fn links(
    ctx: &Ctx,
    viewer: Viewer<'_>,
    case: &Case,
    wanted: impl Fn(&files::StoredFile) -> bool,
) -> Result<Vec<FileLink>, ApiError> {
    let (all, viewer) = (files::of_case(ctx.db.read(), case.id()).await?, viewer.of_files());
    Ok(all.iter().filter(|file| wanted(file)).map(|file| files::link(ctx, &viewer, file)).collect())
}

/// Links to the result papers.
pub(super) async fn results(ctx: &Ctx, viewer: Viewer<'_>, case: &Case) -> Result<Vec<FileLink>, ApiError> {
    links(ctx, viewer, case, |file| file.field == RESULT).await
}
