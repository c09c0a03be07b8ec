//! `cargo xtask start`: from a fresh clone to a running app with demo data, in one command.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use crate::sh::{command, root, run_command, target};
use crate::{Result, app};

/// Installs, builds, serves; ends with the server.
pub(crate) fn run(args: &[&str]) -> Result {
    let options = Options::parse(args)?;
    let build = app::build()?;
    println!("• building the server (some minutes the first time) …");
    run_command(command("cargo").args(["build", "--quiet", "--release", "--package", "yunlin-server"]))?;
    let database = match &options.database_url {
        Some(url) => url.clone(),
        None => sqlite(options.fresh)?,
    };
    serve(&options, &database, &build)
}

/// Flags of the command.
struct Options {
    fresh: bool,
    port: String,
    database_url: Option<String>,
}

impl Options {
    fn parse(args: &[&str]) -> Result<Self> {
        let mut options = Self { fresh: false, port: "8080".to_owned(), database_url: None };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value =
                || args.next().map(|v| (*v).to_owned()).ok_or_else(|| format!("{arg} needs a value"));
            match *arg {
                "--fresh" => options.fresh = true,
                "--port" => options.port = value()?,
                "--database-url" => options.database_url = Some(value()?),
                other => {
                    return Err(format!("unknown flag {other}: --fresh --port N --database-url URL").into());
                }
            }
        }
        Ok(options)
    }
}

/// The demo database, emptied first when asked.
fn sqlite(fresh: bool) -> Result<String> {
    let file = root().join("var").join("yunlin.db");
    if fresh {
        for end in ["", "-wal", "-shm", ".lock"] {
            let old = root().join("var").join(format!("yunlin.db{end}"));
            if old.exists() {
                std::fs::remove_file(old)?;
            }
        }
    }
    std::fs::create_dir_all(root().join("var"))?;
    Ok(format!("sqlite:{}", file.display()))
}

fn serve(options: &Options, database: &str, build: &str) -> Result {
    let binary = target().join("release").join("yunlin-server");
    let mut server = Command::new(binary);
    server.args(["--port", &options.port, "--database-url", database, "--app-dir"]).arg(app::dir());
    let mut child = server.current_dir(root()).stdout(Stdio::piped()).spawn()?;
    if let Some(out) = child.stdout.take() {
        for line in BufReader::new(out).lines() {
            let line = line?;
            match (line.strip_prefix("listening on "), line.strip_prefix("demo staff: ")) {
                (Some(url), _) => welcome(url, build),
                (_, Some(account)) => println!("            {account}"),
                _ => println!("{line}"),
            }
        }
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { Err(format!("the server ended with {status}").into()) }
}

fn welcome(url: &str, build: &str) {
    println!("\n  云邻  {url}   (build {build})");
    println!("  接口文档  {url}/api/docs");
    println!("  Ctrl-C 结束");
    println!("  演示居民  任意手机号（如 13800000001），验证码会显示在页面上并标明「演示」");
    println!("  演示工作台  {url}/desk");
}
