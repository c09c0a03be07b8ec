//! Backups: made while the server is written to, restored elsewhere, refused when they are not whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;
use tempfile::TempDir;
use tokio::task::JoinHandle;
use yunlin_server::infra::seal::KeyFile;

use crate::files::bucket;
use crate::support::binary::operate;
use crate::support::{Ask, Engine, Fresh, Session, World, application, report, settings, start, stories};

const PHONE: &str = "13800000001";
const MANY: &str = "guest_writes_per_hour = 1000000\nguest_writes_per_day = 1000000";

/// A server with a case and its photos.
async fn with_case(engine: Engine) -> (World, Session, Value) {
    let world = World::with(engine, MANY).await;
    let (resident, body) = (world.applicant(PHONE).await, application());
    resident.upload_photos(&body).await;
    assert_eq!(resident.post("/api/apply/cases", &body).await.status, 201);
    std::fs::write(world.folder.path().join("yunlin.toml"), settings(&world.fresh, world.folder.path()))
        .unwrap();
    (world, resident, body)
}

/// Sends reports until told to stop; gives how many were acknowledged.
fn write_on(world: &World, stop: &Arc<AtomicBool>) -> JoinHandle<usize> {
    let (router, stop) = (world.router(), Arc::clone(stop));
    tokio::spawn(async move {
        let mut done = 0;
        while !stop.load(Ordering::SeqCst) {
            assert_eq!(Ask::report(&report()).send(router.clone()).await.status, 201);
            done += 1;
        }
        done
    })
}

/// A backup of a server that is written to meanwhile.
async fn backup(world: &World) -> PathBuf {
    let stop = Arc::new(AtomicBool::new(false));
    let writers: Vec<_> = (0..2).map(|_| write_on(world, &stop)).collect();
    let before = world.count("SELECT COUNT(*) FROM guide_error_report").await;
    let (good, said) = operate(world.folder.path(), &["backup", "kept/today"]).await;
    assert!(good && said.contains("1 cases and 3 files"), "{said}");
    let after = world.count("SELECT COUNT(*) FROM guide_error_report").await;
    assert!(after > before, "nothing was written meanwhile: {before} {after}");
    stop.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
    world.folder.path().join("kept/today")
}

/// An empty place with the key file of another server.
async fn elsewhere(engine: Engine, of: &World) -> (TempDir, Fresh) {
    let folder = TempDir::new().unwrap();
    let fresh = Fresh::of(engine, folder.path()).await;
    std::fs::write(folder.path().join("yunlin.toml"), settings(&fresh, folder.path())).unwrap();
    std::fs::copy(of.folder.path().join("keys.toml"), folder.path().join("keys.toml")).unwrap();
    (folder, fresh)
}

/// Files below a folder.
fn all_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|e| e.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { all_files(&path) } else { vec![path] }).collect()
}

/// Restores, and says what was said; it has to fail and to leave nothing behind.
async fn refused(folder: &Path, from: &Path) -> String {
    let (good, said) = operate(folder, &["restore", from.to_str().unwrap()]).await;
    assert!(!good, "{said}");
    assert!(!folder.join("test.db").exists() && all_files(&folder.join("files")).is_empty(), "{said}");
    said
}

stories! {
    async fn what_was_there_is_there_again_elsewhere(engine: Engine) {
        let (world, resident, body) = with_case(engine).await;
        let from = backup(&world).await;
        let (folder, fresh) = elsewhere(engine, &world).await;
        let (good, said) = operate(folder.path(), &["restore", from.to_str().unwrap()]).await;
        assert!(good && said.contains("1 cases and 3 files"), "{said}");
        let app = start(&fresh, &folder, &world.clock, "").await;
        let there = World { app, clock: world.clock.clone(), folder, fresh };
        let again = resident.at(there.router());
        let path = format!("/api/apply/cases/{}", body["id"].as_str().unwrap());
        let view = again.get(&path).await.json();
        assert_eq!((&view["case"]["state"], &view["version"]), (&"received".into(), &1.into()), "{view}");
        let files: Vec<&Value> = view["answers"].as_array().unwrap().iter().flat_map(|a| a["files"].as_array().unwrap()).collect();
        assert_eq!(files.len(), 3, "{view}");
        for file in files {
            let photo = again.get(file["url"].as_str().unwrap()).await;
            assert_eq!((photo.status.as_u16(), photo.header("content-type")), (200, "image/jpeg"));
        }
        let worker = there.staff("sg-hanyuan").await;
        assert_eq!(worker.get("/api/desk/inbox").await.json()["open"], 1);
        let reports = "SELECT COUNT(*) FROM guide_error_report";
        assert!(there.count(reports).await <= world.count(reports).await);
        let (good, said) = operate(there.folder.path(), &["restore", from.to_str().unwrap()]).await;
        assert!(!good, "over a database that is there: {said}");
    }

    async fn a_file_that_is_gone_is_told_and_not_shown_after_restoring(engine: Engine) {
        let (world, resident, body) = with_case(engine).await;
        std::fs::remove_file(&all_files(&world.folder.path().join("files"))[0]).unwrap();
        let from = world.folder.path().join("kept");
        let (good, said) = operate(world.folder.path(), &["backup", "kept"]).await;
        assert!(good && said.contains("2 files of") && said.contains("1 files were gone"), "{said}");
        let (folder, fresh) = elsewhere(engine, &world).await;
        assert!(operate(folder.path(), &["restore", from.to_str().unwrap()]).await.0);
        let app = start(&fresh, &folder, &world.clock, "").await;
        let view = resident.at(app.router()).get(&format!("/api/apply/cases/{}", body["id"].as_str().unwrap())).await.json();
        let files = view["answers"].as_array().unwrap().iter().map(|a| a["files"].as_array().unwrap().len());
        assert_eq!(files.sum::<usize>(), 2, "{view}");
    }

    async fn a_damaged_backup_touches_nothing(engine: Engine) {
        let (world, ..) = with_case(engine).await;
        let from = backup(&world).await;
        let (folder, _fresh) = elsewhere(engine, &world).await;
        for damaged in all_files(&from) {
            let good = std::fs::read(&damaged).unwrap();
            let mut bad = good.clone();
            let middle = bad.len() / 2;
            bad[middle] ^= 1;
            std::fs::write(&damaged, &bad).unwrap();
            let said = refused(folder.path(), &from).await;
            assert!(said.contains("damaged"), "{said}");
            std::fs::remove_file(&damaged).unwrap();
            refused(folder.path(), &from).await;
            std::fs::write(&damaged, &good).unwrap();
        }
        // What a run leaves that broke off does not stand in the way of the next one.
        std::fs::write(folder.path().join("test.db.restoring"), "half").unwrap();
        std::fs::create_dir_all(folder.path().join("files")).unwrap();
        let stored = std::fs::read_dir(from.join("files")).unwrap().next().unwrap().unwrap();
        std::fs::write(folder.path().join("files").join(stored.file_name()), "half").unwrap();
        let (good, said) = operate(folder.path(), &["restore", from.to_str().unwrap()]).await;
        assert!(good, "whole again: {said}");
        let file = folder.path().join("files").join(stored.file_name());
        assert_eq!(std::fs::read(file).unwrap(), std::fs::read(stored.path()).unwrap());
    }

    async fn the_key_file_is_not_in_a_backup_and_is_needed_to_restore_it(engine: Engine) {
        let (world, ..) = with_case(engine).await;
        let from = backup(&world).await;
        let keys = std::fs::read_to_string(world.folder.path().join("keys.toml")).unwrap();
        let secrets: Vec<&str> = keys.lines().filter_map(|l| l.split_once('"')).map(|(_, s)| s.trim_end_matches('"')).collect();
        assert!(secrets.len() >= 4, "index, link, id and key");
        for file in all_files(&from) {
            let bytes = std::fs::read(&file).unwrap();
            for secret in secrets.iter().filter(|s| s.len() > 20) {
                assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{}", file.display());
            }
        }
        let (folder, _fresh) = elsewhere(engine, &world).await;
        std::fs::remove_file(folder.path().join("keys.toml")).unwrap();
        assert!(refused(folder.path(), &from).await.contains("key file"));
        let ours = KeyFile::read(&world.folder.path().join("keys.toml")).unwrap();
        ours.with_new_seal_key().without_old_seal_keys().create(&folder.path().join("keys.toml")).unwrap();
        assert!(refused(folder.path(), &from).await.contains("lacks the older key"), "after a rotation");
        std::fs::remove_file(folder.path().join("keys.toml")).unwrap();
        assert!(operate(folder.path(), &["keys", "new"]).await.0);
        assert!(refused(folder.path(), &from).await.contains("other keys"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_of_a_bucket_are_saved_and_put_into_another_one() {
    let (here, objects) = bucket().await;
    let world = World::with(Engine::Sqlite, &here).await;
    let resident = world.resident(PHONE).await;
    resident.agree().await;
    resident.upload_photos(&application()).await;
    let write = |folder: &Path, fresh: &Fresh, more: &str| {
        std::fs::write(folder.join("yunlin.toml"), settings(fresh, folder) + more).unwrap();
    };
    write(world.folder.path(), &world.fresh, &here);
    let (good, said) = operate(world.folder.path(), &["backup", "kept"]).await;
    assert!(good && said.contains("3 files"), "{said}");
    let (folder, fresh) = elsewhere(Engine::Sqlite, &world).await;
    let (there, restored) = bucket().await;
    write(folder.path(), &fresh, &there);
    let from = world.folder.path().join("kept");
    let (good, said) = operate(folder.path(), &["restore", from.to_str().unwrap()]).await;
    assert!(good, "{said}");
    let (objects, restored) = (objects.lock().unwrap().clone(), restored.lock().unwrap().clone());
    assert_eq!(objects.len(), 3);
    assert_eq!(objects, restored);
}

#[tokio::test]
async fn a_backup_goes_into_an_empty_folder_only() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("full")).unwrap();
    std::fs::write(folder.path().join("full/old"), "x").unwrap();
    let (good, said) = operate(folder.path(), &["backup", "full"]).await;
    assert!(!good && said.contains("not empty"), "{said}");
    let (good, said) = operate(folder.path(), &["backup", "new"]).await;
    assert!(!good && said.contains("there is no database"), "{said}");
    assert!(!folder.path().join("yunlin.db").exists());
}
