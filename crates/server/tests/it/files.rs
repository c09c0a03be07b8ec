//! Files: uploaded once, made harmless, sealed on disk, seen only by whom the link was made for.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use chrono::Duration;
use image::{DynamicImage, ImageFormat, RgbImage};
use serde_json::json;
use uuid::Uuid;
use yunlin_server::domain::files::{self, Owner, Viewer};
use yunlin_server::domain::identity::{resident_of, staff_of};
use yunlin_server::domain::privacy;
use yunlin_server::infra::web::ApiError;

use crate::support::{Answer, Ask, Session, World, stories};

/// A JPEG as a phone makes it: lying on its side by EXIF, with a place in it.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture).write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    let plain = bytes.into_inner();
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    exif.extend(b"\x02\0"); // two entries: orientation 6, and where GPS stands
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0");
    exif.extend(b"\0\0\0\0");
    exif.extend(b"\x01\0\x01\0\x02\0\0\0\x02\0\0\0N\0\0\0\0\0\0\0GPS-PLACE");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
}

fn upload(id: Uuid, kind: &str, body: Vec<u8>) -> Ask {
    upload_to(&format!("/api/files/{id}"), id, kind, body)
}

fn upload_to(path: &str, id: Uuid, kind: &str, body: Vec<u8>) -> Ask {
    let ask = Ask::new("POST", path).header("content-type", kind);
    ask.header("idempotency-key", &id.to_string()).body(body)
}

/// A resident who has agreed that what they upload is kept.
async fn agreed(world: &World, phone: &str) -> Session {
    let resident = world.resident(phone).await;
    resident.agree().await;
    resident
}

/// Stores a small photo and gives its id.
async fn stored(of: &Session) -> Uuid {
    let id = Uuid::new_v4();
    let answer = of.ask(upload(id, "image/jpeg", photo(60, 40))).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    id
}

fn headers(of: &Session) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(COOKIE, of.cookie().parse().unwrap());
    headers
}

async fn owner(world: &World, of: &Session) -> Owner {
    Owner::from(&resident_of(world.app.ctx(), &headers(of)).await.unwrap())
}

/// Attaches files to the case as a module does, in a transaction.
async fn attach(
    world: &World,
    owner: &Owner,
    ids: &[Uuid],
    case: Uuid,
    field: &'static str,
) -> Result<(), ApiError> {
    let (owner, ids, now) = (owner.clone(), ids.to_vec(), world.app.ctx().now());
    let done = world.app.ctx().db.tx(move |tx| {
        let (owner, ids) = (owner.clone(), ids.clone());
        Box::pin(async move { files::attach(tx, &owner, &ids, case, field, now).await })
    });
    done.await
}

/// A link to the first file of a case, for this resident.
async fn link(world: &World, of: &Session, case: Uuid) -> String {
    let ctx = world.app.ctx();
    let viewer = Viewer::from(&resident_of(ctx, &headers(of)).await.unwrap());
    let all = files::of_case(ctx.db.read(), case).await.unwrap();
    files::link(ctx, &viewer, &all[0]).url
}

/// A case with one photo of this resident, and the way to it.
async fn seen(world: &World, of: &Session) -> (Uuid, String) {
    let (id, case) = (stored(of).await, Uuid::new_v4());
    attach(world, &owner(world, of).await, &[id], case, "id_front").await.unwrap();
    (case, link(world, of, case).await)
}

/// All files below a folder.
fn on_disk(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let one = |path: PathBuf| if path.is_dir() { on_disk(&path) } else { vec![path] };
    entries.flat_map(|e| one(e.unwrap().path())).collect()
}

#[track_caller]
fn sentence(answer: &Answer, part: &str) {
    let problem = answer.problem(422, "invalid");
    let said = problem["fields"][0]["detail"].as_str().unwrap();
    assert!(said.contains(part), "{said}");
}

stories! {
    async fn a_photo_comes_back_upright_small_and_without_its_place(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        let (id, case) = (Uuid::new_v4(), Uuid::new_v4());
        let sent = photo(2600, 1300);
        assert!(sent.windows(9).any(|w| w == b"GPS-PLACE"));
        let answer = resident.ask(upload(id, "image/jpeg", sent)).await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        attach(&world, &owner(&world, &resident).await, &[id], case, "id_front").await.unwrap();
        let view = resident.get(&link(&world, &resident, case).await).await;
        assert_eq!(view.status, 200);
        assert_eq!(answer.json()["bytes"], view.body.len());
        assert!(!view.body.windows(4).any(|w| w == b"Exif" || w == b"GPS-"));
        let shown = image::load_from_memory_with_format(&view.body, ImageFormat::Jpeg).unwrap();
        assert_eq!((shown.width(), shown.height()), (1000, 2000), "turned upright");
        for (name, value) in [("content-type", "image/jpeg"), ("cache-control", "no-store"), ("x-content-type-options", "nosniff")] {
            assert_eq!(view.header(name), value);
        }
        assert!(view.header("content-disposition").starts_with("inline; filename="));
        assert!(view.header("content-security-policy").contains("sandbox"));
    }

    async fn what_lies_on_disk_can_not_be_read(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        let id = stored(&resident).await;
        let files = on_disk(&world.folder.path().join("files"));
        assert_eq!(files.len(), 1);
        let bytes = std::fs::read(&files[0]).unwrap();
        assert!(!bytes.starts_with(&[0xFF, 0xD8]) && !bytes.windows(4).any(|w| w == b"JFIF"));
        let name = files[0].file_name().unwrap().to_string_lossy().into_owned();
        assert!(!name.contains(&id.to_string()) && !name.contains(&id.simple().to_string()), "{name}");
    }

    async fn an_upload_sent_twice_is_stored_once(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        let (id, body) = (Uuid::new_v4(), photo(60, 40));
        let both = (0..2).map(|_| tokio::spawn(resident.dress(upload(id, "image/jpeg", body.clone())).send(world.router())));
        let mut answers = Vec::new();
        for each in both.collect::<Vec<_>>() {
            answers.push(each.await.unwrap());
        }
        answers.push(resident.ask(upload(id, "image/jpeg", body)).await);
        assert!(answers.iter().all(|a| a.status == 201 && a.body == answers[0].body), "{answers:?}");
        assert_eq!(world.count("SELECT count(*) FROM stored_file").await, 1);
        assert_eq!(world.count("SELECT max(files) FROM stored_file_day").await, 1);
        assert_eq!(on_disk(&world.folder.path().join("files")).len(), 1);
        let other = resident.ask(upload(id, "image/jpeg", photo(50, 40))).await;
        other.problem(422, "key_reused");
        let stranger = agreed(&world, "13800000002").await;
        stranger.ask(upload(id, "image/jpeg", photo(60, 40))).await.problem(422, "key_reused");
    }

    async fn what_is_no_photo_is_refused_with_its_own_sentence(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        let send = async |kind: &str, body: &[u8]| resident.ask(upload(Uuid::new_v4(), kind, body.to_vec())).await;
        sentence(&send("image/jpeg", b"MZ\x90\0 a program, renamed").await, "不是能看的照片");
        sentence(&send("image/heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").await, "兼容性最佳");
        sentence(&send("image/jpeg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic").await, "截屏");
        sentence(&send("application/pdf", b"%PDF-1.7\n%%EOF").await, "只收照片");
        sentence(&send("image/jpeg", b"").await, "空的");
        sentence(&send("image/jpeg", &photo(60, 40)[..200]).await, "打不开");
        let mut bomb = photo(60, 40);
        let frame = bomb.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
        bomb[frame + 5..frame + 9].copy_from_slice(&[0xFD, 0xE8, 0xFD, 0xE8]);
        sentence(&send("image/jpeg", &bomb).await, "尺寸太大");
        send("text/html", b"<script>").await.problem(415, "media_type");
        send("image/jpeg", &vec![0xFF; 10 * 1024 * 1024 + 1]).await.problem(413, "too_large");
        assert_eq!(world.count("SELECT count(*) FROM stored_file").await, 0);
        assert!(on_disk(&world.folder.path().join("files")).is_empty());
    }

    async fn an_upload_needs_a_session_its_key_and_our_mark(engine: Engine) {
        let world = World::new(engine).await;
        let (id, resident) = (Uuid::new_v4(), agreed(&world, "13800000001").await);
        world.ask(upload(id, "image/jpeg", photo(60, 40))).await.problem(401, "sign_in");
        let unmarked = upload(id, "image/jpeg", photo(60, 40)).header("cookie", resident.cookie());
        world.ask(unmarked).await.problem(403, "forbidden");
        let keyless = Ask::new("POST", &format!("/api/files/{id}")).header("content-type", "image/jpeg");
        resident.ask(keyless.body(photo(60, 40))).await.wrong_field("idempotency-key");
        resident.ask(upload_to("/api/files/x", id, "image/jpeg", photo(60, 40))).await.problem(404, "not_found");
        let desk = upload_to(&format!("/api/desk/files/{id}"), id, "image/jpeg", photo(60, 40));
        resident.ask(desk).await.problem(401, "sign_in");
        resident.ask(Ask::get(&format!("/api/files/{id}"))).await.problem(405, "method_not_allowed");
    }

    async fn another_resident_can_neither_attach_nor_see(engine: Engine) {
        let world = World::new(engine).await;
        let (mine, theirs) = (agreed(&world, "13800000001").await, agreed(&world, "13800000002").await);
        let (my_photo, their_photo) = (stored(&mine).await, stored(&theirs).await);
        let (me, case) = (owner(&world, &mine).await, Uuid::new_v4());
        assert!(attach(&world, &me, &[my_photo, their_photo], case, "id_front").await.is_err(), "swapped ids");
        assert_eq!(files::of_case(world.app.ctx().db.read(), case).await.unwrap(), [], "all or none");
        attach(&world, &me, &[my_photo], case, "id_front").await.unwrap();
        attach(&world, &me, &[my_photo], case, "id_front").await.unwrap();
        assert!(attach(&world, &me, &[my_photo], Uuid::new_v4(), "id_front").await.is_err(), "used elsewhere");
        let url = link(&world, &mine, case).await;
        assert_eq!(mine.get(&url).await.status, 200);
        theirs.get(&url).await.problem(403, "forbidden");
        world.ask(Ask::get(&url)).await.problem(403, "forbidden");
    }

    async fn a_link_dies_and_can_not_be_changed(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        let (_, url) = seen(&world, &resident).await;
        let (path, token) = url.split_once("?t=").unwrap();
        let (until, signature) = token.split_once('.').unwrap();
        let later = until.parse::<i64>().unwrap() + 3600;
        let other = format!("/api/files/{}/view?t={token}", Uuid::new_v4());
        for bad in [path.to_owned(), format!("{path}?t="), format!("{path}?t={later}.{signature}"), format!("{path}?t={until}.AAAA"), other] {
            resident.get(&bad).await.problem(403, "forbidden");
        }
        world.clock.forward(Duration::minutes(5));
        assert_eq!(resident.get(&url).await.status, 200);
        world.clock.forward(Duration::seconds(1));
        resident.get(&url).await.problem(403, "forbidden");
    }

    async fn a_result_paper_of_staff_is_kept_as_it_is_and_served_to_be_saved(engine: Engine) {
        let world = World::new(engine).await;
        let worker = world.staff("sg-hanyuan").await;
        let (id, case) = (Uuid::new_v4(), Uuid::new_v4());
        let paper = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n".to_vec();
        let path = format!("/api/desk/files/{id}");
        let answer = worker.ask(upload_to(&path, id, "application/pdf", paper.clone())).await;
        assert_eq!(answer.json()["kind"], "application/pdf", "{}", answer.text());
        let ctx = world.app.ctx();
        let staff = staff_of(ctx, &headers(&worker)).await.unwrap();
        attach(&world, &Owner::from(&staff), &[id], case, "result").await.unwrap();
        let all = files::of_case(ctx.db.read(), case).await.unwrap();
        let view = worker.get(&files::link(ctx, &Viewer::from(&staff), &all[0]).url).await;
        assert_eq!(view.body, paper);
        assert_eq!(view.header("content-type"), "application/pdf");
        assert!(view.header("content-disposition").starts_with("attachment; filename="));
    }

    async fn sixty_photos_a_day_are_enough(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        stored(&resident).await;
        let ctx = world.app.ctx();
        for _ in 1..60 {
            stored(&resident).await;
        }
        let one_more = resident.ask(upload(Uuid::new_v4(), "image/jpeg", photo(60, 40))).await;
        one_more.problem(429, "too_many");
        let broken = resident.ask(upload(Uuid::new_v4(), "image/jpeg", b"no photo".to_vec())).await;
        broken.problem(429, "too_many");
        assert_eq!(world.count("SELECT count(*) FROM stored_file").await, 60);
        world.clock.forward(Duration::days(1));
        stored(&resident).await;
        files::sweep(ctx).await.unwrap();
        assert_eq!(world.count("SELECT count(*) FROM stored_file_day").await, 1);
    }

    async fn what_nobody_attached_and_what_was_deleted_goes_from_disk(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        let ctx = world.app.ctx();
        let (case, url) = seen(&world, &resident).await;
        stored(&resident).await;
        let folder = world.folder.path().join("files");
        world.clock.forward(Duration::days(29));
        assert_eq!((files::sweep(ctx).await.unwrap(), on_disk(&folder).len()), (0, 2));
        world.clock.forward(Duration::days(2));
        assert_eq!((files::sweep(ctx).await.unwrap(), on_disk(&folder).len()), (1, 1));
        let now = ctx.now();
        let gone = ctx.db.tx::<u64, ApiError, _>(move |tx| {
            Box::pin(async move { Ok(files::delete_of_case(tx, case, now).await?) })
        });
        assert_eq!(gone.await.unwrap(), 1);
        assert_eq!((files::sweep(ctx).await.unwrap(), on_disk(&folder).len()), (1, 0));
        assert_eq!(world.count("SELECT count(*) FROM stored_file").await, 0);
        assert_ne!(resident.get(&url).await.status, 200);
    }

    async fn photos_that_were_never_sent_are_shown_and_go_with_the_account(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, other) = (agreed(&world, "13800000001").await, agreed(&world, "13800000002").await);
        seen(&world, &resident).await;
        for _ in 0..2 {
            stored(&resident).await;
        }
        stored(&other).await;
        let data = resident.get("/api/privacy/my-data").await.json();
        let group = data["groups"].as_array().unwrap().iter().find(|g| g["title"] == "还没提交的照片").unwrap().clone();
        assert_eq!(group["fields"][0]["masked"], "2 张", "those of a case stand with the case");
        resident.post("/api/privacy/close", &json!({})).await;
        world.clock.forward(Duration::days(7));
        privacy::retain(world.app.ctx()).await.unwrap();
        let loose = "SELECT count(*) FROM stored_file WHERE case_id IS NULL AND deleted_at IS NULL";
        assert_eq!(world.count(loose).await, 1, "the other one's stays");
    }

    async fn a_file_that_can_not_be_deleted_does_not_keep_the_others(engine: Engine) {
        let world = World::new(engine).await;
        let resident = agreed(&world, "13800000001").await;
        for _ in 0..3 {
            stored(&resident).await;
            world.clock.forward(Duration::seconds(1));
        }
        let folder = world.folder.path().join("files");
        let first = world.text("SELECT stored_name FROM stored_file ORDER BY created_at, id LIMIT 1").await;
        std::fs::remove_file(folder.join(&first)).unwrap();
        std::fs::create_dir_all(folder.join(&first).join("in the way")).unwrap();
        world.clock.forward(Duration::days(31));
        assert_eq!(files::sweep(world.app.ctx()).await.unwrap(), 2);
        assert_eq!(world.count("SELECT count(*) FROM stored_file").await, 1, "the one is tried again");
        std::fs::remove_dir_all(folder.join(&first)).unwrap();
        assert_eq!(files::sweep(world.app.ctx()).await.unwrap(), 1);
        assert_eq!(world.count("SELECT count(*) FROM stored_file").await, 0);
    }
}

/// A store that speaks enough of S3 for one bucket, `papers`, and the settings that name it.
pub(crate) async fn bucket()
-> (String, std::sync::Arc<std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>>) {
    use axum::body::Bytes;
    use axum::extract::{Path as Name, State};
    use axum::http::StatusCode;
    type Objects = std::sync::Arc<std::sync::Mutex<std::collections::BTreeMap<String, Vec<u8>>>>;
    async fn put(
        State(all): State<Objects>,
        Name(name): Name<String>,
        headers: HeaderMap,
        body: Bytes,
    ) -> (StatusCode, [(&'static str, &'static str); 1]) {
        let signed = headers
            .get("authorization")
            .is_some_and(|v| v.to_str().unwrap().starts_with("AWS4-HMAC-SHA256 Credential=key/"));
        assert!(signed, "an unsigned write");
        all.lock().unwrap().insert(name, body.to_vec());
        (StatusCode::OK, [("etag", "\"1\"")])
    }
    async fn get(State(all): State<Objects>, Name(name): Name<String>) -> (StatusCode, HeaderMap, Vec<u8>) {
        let mut headers = HeaderMap::new();
        headers.insert("last-modified", "Sun, 01 Mar 2026 02:00:00 GMT".parse().unwrap());
        headers.insert("etag", "\"1\"".parse().unwrap());
        match all.lock().unwrap().get(&name) {
            Some(bytes) => (StatusCode::OK, headers, bytes.clone()),
            None => (StatusCode::NOT_FOUND, headers, Vec::new()),
        }
    }
    let objects = Objects::default();
    let router = axum::Router::new()
        .route("/papers/{*name}", axum::routing::put(put).get(get))
        .with_state(objects.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let settings = format!(
        "files_s3_endpoint = 'http://{address}'\nfiles_s3_bucket = 'papers'\nfiles_s3_key = 'key'\nfiles_s3_secret = 'secret'"
    );
    (settings, objects)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_can_lie_in_a_compatible_store() {
    let (settings, objects) = bucket().await;
    let world = World::with(crate::support::Engine::Sqlite, &settings).await;
    let resident = agreed(&world, "13800000001").await;
    let (_, url) = seen(&world, &resident).await;
    assert_eq!(resident.get(&url).await.status, 200);
    let objects = objects.lock().unwrap();
    assert_eq!(objects.len(), 1);
    assert!(objects.values().all(|bytes| !bytes.starts_with(&[0xFF, 0xD8])), "sealed before it leaves");
}
