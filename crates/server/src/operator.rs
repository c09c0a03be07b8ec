//! What the operator does on the command line: keys, staff accounts and their grants, backups. Each command gives the lines to print.

use std::path::PathBuf;

use clap::Subcommand;
use yunlin_api::cases::{Queue, Role};

use crate::app::{self, AppError};
use crate::backup::{self, BackupError};
use crate::domain::identity::Grant;
use crate::domain::identity::staffing::{NewStaff, setup};
use crate::domain::{SEALED, files, sealed};
use crate::infra::config::Config;
use crate::infra::ctx::Ctx;
use crate::infra::seal::{KeyFile, KeyFileError};
use crate::infra::web::ApiError;

/// Commands beside serving.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Keys of personal data.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Staff accounts.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Writes database and files into a new folder, also while the server runs. The key file is not part of it.
    Backup {
        /// Not there yet, or empty.
        folder: PathBuf,
    },
    /// Restores such a folder into an empty place; the key file must be there before.
    Restore {
        /// As `backup` wrote it.
        folder: PathBuf,
    },
}

/// What can be done with keys.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum KeysCommand {
    /// Makes the key file that the configuration names; never over another one.
    New,
    /// Adds the key of the next rotation: it opens and does not seal yet. Then restart the servers, one after the other.
    Next,
    /// Puts another key in front, the one that waits or a new one: it seals from now on. Old keys stay until `prune`.
    Rotate,
    /// Seals everything anew and takes the old keys out of the file. First restart all servers with the new file.
    Prune,
}

/// What can be done with staff accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum StaffCommand {
    /// Makes an account and prints its one-time password.
    Add(AddStaff),
    /// Shuts an account; its sessions end at once.
    Disable {
        /// Login name.
        #[arg(long)]
        login: String,
    },
    /// Lets an account do something more, from the next request on.
    Grant(ChangeGrant),
    /// Takes that back, from the next request on.
    Revoke(ChangeGrant),
    /// Prints a new one-time password and forgets the authenticator.
    Reset {
        /// Login name.
        #[arg(long)]
        login: String,
    },
}

/// A new account with its first grant.
#[derive(Clone, Debug, clap::Args)]
pub struct AddStaff {
    /// Login name.
    #[arg(long)]
    login: String,
    /// Display name.
    #[arg(long)]
    name: String,
    /// Unit, as residents see it.
    #[arg(long)]
    unit: String,
    #[command(flatten)]
    grant: GrantArgs,
}

/// A grant that an account gets or loses.
#[derive(Clone, Debug, clap::Args)]
pub struct ChangeGrant {
    /// Login name.
    #[arg(long)]
    login: String,
    #[command(flatten)]
    grant: GrantArgs,
}

/// What somebody may do, and where.
#[derive(Clone, Debug, clap::Args)]
pub struct GrantArgs {
    /// worker, officer, secretary or admin.
    #[arg(long)]
    role: String,
    /// window, or the name of a bureau as in the catalogue.
    #[arg(long, default_value = "window")]
    queue: String,
    /// Slug of a community; without it the whole district.
    #[arg(long)]
    community: Option<String>,
}

/// Why a command fails.
#[derive(Debug, thiserror::Error)]
pub enum OperatorError {
    /// The server's parts do not come up.
    #[error(transparent)]
    App(#[from] AppError),
    /// The key file.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// A backup.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// What was asked makes no sense here.
    #[error("{0}")]
    Refused(String),
    /// The database refuses.
    #[error("failed: {0:?}")]
    Store(#[from] ApiError),
}

/// Runs a command; gives what to print.
pub async fn run(config: Config, command: Command) -> Result<String, OperatorError> {
    match command {
        Command::Keys(KeysCommand::New) => {
            let path = config.key_file();
            KeyFile::random().create(&path)?;
            Ok(format!("made {}; keep a copy apart from the backups of the database", path.display()))
        }
        Command::Keys(KeysCommand::Next) => {
            let path = config.key_file();
            KeyFile::read(&path)?.with_next().replace(&path)?;
            Ok("the next key is in the file; restart all servers with it, then run `keys rotate`".to_owned())
        }
        Command::Keys(KeysCommand::Rotate) => {
            let path = config.key_file();
            let file = KeyFile::read(&path)?;
            // Without the step before, a server with the old file could not read what one with the new file writes.
            let how =
                if file.has_next() { "restart all servers" } else { "stop all servers, then start them" };
            file.with_new_seal_key().replace(&path)?;
            Ok(format!("a new key seals from now on; {how}, then run `keys prune`"))
        }
        Command::Keys(KeysCommand::Prune) => {
            let path = config.key_file();
            let count = with_ctx(config, |ctx| async move { reseal_all(&ctx).await }).await?;
            KeyFile::read(&path)?.without_old_seal_keys().replace(&path)?;
            Ok(format!("{count} values sealed anew; only the newest key is left; restart all servers"))
        }
        Command::Backup { folder } => {
            let made = backup::save(&config, &folder).await?;
            Ok(format!(
                "{} in {}; the key file is not among them, keep its copy apart",
                made.told(),
                folder.display()
            ))
        }
        Command::Restore { folder } => {
            let made = backup::restore(&config, &folder).await?;
            let missing = made.missing().to_vec();
            with_ctx(config, |ctx| async move { Ok(files::note_gone(&ctx, &missing).await?) }).await?;
            Ok(format!("restored {}", made.told()))
        }
        Command::Staff(command) => {
            let ctx = app::ctx_for_command(config).await?;
            let result = staff(&ctx, command).await;
            ctx.db.close().await.map_err(ApiError::from)?;
            result
        }
    }
}

/// Seals anew until nothing is left: a server may have written back what it had read before.
async fn reseal_all(ctx: &Ctx) -> Result<usize, OperatorError> {
    let mut done = 0;
    loop {
        match reseal(ctx).await? {
            0 => return Ok(done),
            count => done += count,
        }
    }
}

/// Seals columns and files anew.
async fn reseal(ctx: &Ctx) -> Result<usize, OperatorError> {
    let columns: Vec<sealed::Sealed> = SEALED.iter().flat_map(|columns| columns.iter().copied()).collect();
    Ok(sealed::reseal(ctx, &columns).await? + files::reseal(ctx).await?)
}

/// Brings the database up, does the work, closes it.
async fn with_ctx<T, F, W>(config: Config, work: W) -> Result<T, OperatorError>
where
    F: Future<Output = Result<T, OperatorError>>,
    W: FnOnce(Ctx) -> F,
{
    let app = app::build(config).await?;
    let db = app.ctx().db.clone();
    let result = work(app.ctx().clone()).await;
    drop(app);
    db.close().await.map_err(ApiError::from)?;
    result
}

async fn staff(ctx: &Ctx, command: StaffCommand) -> Result<String, OperatorError> {
    let nobody = |login: &str| OperatorError::Refused(format!("there is no login {login}"));
    match command {
        StaffCommand::Add(new) => {
            let login = new.login.clone();
            let once = setup::add(ctx, &new_staff(new)?).await?;
            once.map(|once| format!("{login} {once}"))
                .ok_or_else(|| OperatorError::Refused(format!("the login {login} is taken")))
        }
        StaffCommand::Grant(change) => {
            let grant = grant_of(change.grant)?;
            match setup::grant(ctx, &change.login, &grant).await? {
                None => Err(nobody(&change.login)),
                Some(true) => Ok(format!("{} may do that from now on", change.login)),
                Some(false) => Ok(format!("{} may do that already", change.login)),
            }
        }
        StaffCommand::Revoke(change) => {
            let grant = grant_of(change.grant)?;
            match setup::revoke(ctx, &change.login, &grant).await? {
                None => Err(nobody(&change.login)),
                Some(true) => Ok(format!("{} may not do that any more", change.login)),
                Some(false) => Err(OperatorError::Refused(format!("{} has no such grant", change.login))),
            }
        }
        StaffCommand::Disable { login } => {
            let there = setup::disable(ctx, &login).await?;
            if there { Ok(format!("{login} is shut")) } else { Err(nobody(&login)) }
        }
        StaffCommand::Reset { login } => {
            let once = setup::reset(ctx, &login).await?;
            once.map(|once| format!("{login} {once}")).ok_or_else(|| nobody(&login))
        }
    }
}

fn new_staff(new: AddStaff) -> Result<NewStaff, OperatorError> {
    let grants = vec![grant_of(new.grant)?];
    Ok(NewStaff { login: new.login, name: new.name, unit: new.unit, grants })
}

fn grant_of(new: GrantArgs) -> Result<Grant, OperatorError> {
    let role = match new.role.as_str() {
        "worker" => Role::Worker,
        "officer" => Role::Officer,
        "secretary" => Role::Secretary,
        "admin" => Role::Admin,
        other => return Err(OperatorError::Refused(format!("there is no role {other}"))),
    };
    let refused = |why: &str| Err(OperatorError::Refused(why.to_owned()));
    if matches!(role, Role::Worker | Role::Secretary) && new.community.is_none() {
        return refused("a worker or a secretary belongs to a community: name it by --community");
    }
    if role == Role::Officer && new.queue == "window" {
        return refused("an officer belongs to a bureau: name it by --queue, as in the catalogue");
    }
    let queue = if new.queue == "window" { Queue::Window } else { Queue::Bureau(new.queue) };
    Ok(Grant { role, queue, community: new.community })
}
