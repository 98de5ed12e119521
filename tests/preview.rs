//! What is promised of the preview, seen as its user sees it: one test a promise, in the order of their numbers.
#![allow(clippy::unwrap_used)]

mod digest;

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

use digest::serve::{PATIENCE, Preview};
use digest::{Folder, article, tree};

const A: &str = "content/articles/2018-02-19-a.md";
const A_URL: &str = "/2018/02/19/a/";

fn text(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ncountries: [PK]\npeople: [asif]\n---\n{body}\n")
}

fn folder() -> Folder {
    Folder::new(&format!(
        "=== content/people/asif.md\n---\nname: Khawaja Asif\n---\nA politician.\n=== {A}\n{}{}",
        text("First", "A text."),
        article("2018-02-20-b.md", "title: Second\ncountries: [RU]", "Another.")
    ))
}

/// The page of a browser.
const BROWSER: &[&str] = &["Accept: text/html,application/xhtml+xml"];

#[test]
fn a_page_is_that_of_a_build_and_a_browser_gets_one_script_more() {
    let folder = folder();
    let built = folder.published(&[]);
    let preview = Preview::of(&folder, &[]);
    for (name, bytes) in built.iter().filter(|(name, _)| *name != ".dateline") {
        let path = name.strip_suffix("index.html").unwrap_or(name);
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.body == *bytes, "{path} differs");
    }
    let page = preview.ask("GET", A_URL, BROWSER, "").text();
    let script = "<script src=\"/_dateline/client.js\"></script>";
    assert_eq!(page.replace(script, ""), String::from_utf8_lossy(&built["2018/02/19/a/index.html"]));
    assert_eq!(page.matches(script).count(), 1);
    let head = preview.ask("HEAD", A_URL, &[], "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    let policy = preview.get("/").header("content-security-policy").unwrap().to_string();
    assert!(policy.starts_with("default-src 'self'") && !policy.contains("unsafe"), "{policy}");
    let moved = preview.get("/2018/02/19/a");
    assert_eq!((moved.status, moved.header("location")), (307, Some(A_URL)));
    let missing = preview.get("/nowhere/");
    assert_eq!((missing.status, missing.body == built["404.html"]), (404, true));
}

#[test]
fn a_part_of_a_film_is_sent_alone() {
    let folder = folder();
    folder.write(A, text("First", "[A film](film.mp4)"));
    folder.write("content/articles/film.mp4", "0123456789");
    let preview = Preview::of(&folder, &[]);
    let film = |range: &str| preview.ask("GET", &format!("{A_URL}film.mp4"), &[range], "");
    let part = film("Range: bytes=2-4");
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(part.header("content-type"), Some("video/mp4"));
    let whole = film("Range: bytes=90-");
    assert_eq!((whole.status, whole.text().as_str()), (200, "0123456789"));
}

#[test]
fn the_site_is_mounted_where_it_will_be_published() {
    let folder = Folder::new(&format!(
        "=== digest.yaml\ntitle: The Digest\nbase_url: https://example.org/some/where/\n=== {A}\n{}",
        "---\ntitle: First\n---\nA text.\n"
    ));
    let preview = Preview::of(&folder, &[]);
    assert_eq!(preview.get("/").header("location"), Some("/some/where/"));
    assert_eq!(preview.get("/some/where").header("location"), Some("/some/where/"));
    assert_eq!(preview.get("/some/where/2018/02/19/a/").status, 200);
    assert_eq!(preview.get("/2018/02/19/a/").status, 404);
    assert_eq!(preview.get("/_dateline/client.js").status, 200);
}

// 19. Loopback only.

#[test]
fn only_this_machine_is_answered() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let port = preview.port;
    let status = |host: &str| preview.ask("GET", "/", &[&format!("Host: {host}")], "").status;
    for host in ["evil.example", "192.168.1.1", "localhost.evil.example", &format!("evil.example:{port}")] {
        assert_eq!(status(host), 421, "{host}");
    }
    let refused = preview.ask("GET", "/", &["Host: laptop.local"], "").text();
    assert!(refused.contains(&format!("localhost:{port}/")) && refused.contains("--host"), "{refused}");
    for host in ["", "a b", "[", "localhost:port", "x@localhost"] {
        assert_eq!(status(host), 400, "{host}");
    }
    for host in [format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        assert_eq!(status(&host), 200, "{host}");
    }
    let none = preview.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
    assert_eq!(none.status, 400);
    // No other address of the machine is listened on.
    let listened = fs::read_to_string("/proc/net/tcp").unwrap();
    let ours: Vec<&str> =
        listened.lines().filter(|line| line.contains(&format!(":{port:04X} 00000000:0000 0A"))).collect();
    assert!(ours.len() == 1 && ours[0].contains("0100007F:"), "{ours:?}");
    assert!(!preview.printed().contains("note:"), "{}", preview.printed());
    drop(preview);
    let open = Preview::of(&folder, &["--host", "0.0.0.0"]);
    assert!(open.printed().contains("anybody who reaches"), "{}", open.printed());
    assert!(open.printed().contains(&format!(":{}/\n", open.port)), "{}", open.printed());
    assert_eq!(open.ask("GET", "/", &["Host: evil.example"], "").status, 421);
}

#[test]
fn a_page_of_another_origin_reads_nothing() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    for path in ["/", A_URL, "/feed.json", "/_dateline/client.js"] {
        let answer = preview.ask("GET", path, &["Origin: http://localhost:1"], "");
        assert_eq!(answer.header("access-control-allow-origin"), None);
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        assert_eq!(answer.header("x-frame-options"), Some("DENY"));
    }
    // What browsers say of requests that a page makes.
    for (mode, wanted) in [("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")] {
        for site in ["cross-site", "same-site"] {
            let said = [
                format!("Sec-Fetch-Site: {site}"),
                format!("Sec-Fetch-Mode: {mode}"),
                format!("Sec-Fetch-Dest: {wanted}"),
            ];
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            assert_eq!(preview.ask("GET", "/", &said, "").status, 403, "{site} {mode}");
        }
    }
    let followed = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
    assert_eq!(preview.ask("GET", "/", &followed, "").status, 200);
    assert_eq!(preview.ask("GET", "/_dateline/events", &followed, "").status, 403);
}

// 20. Nothing outside of the site.

#[test]
fn nothing_outside_of_the_site_is_answered() {
    let folder = folder();
    folder.write(".env", "SECRET");
    folder.write(".git/config", "SECRET");
    folder.write("content/articles/notes.txt", "SECRET");
    fs::write(folder.root().parent().unwrap().join("outside.txt"), "SECRET").unwrap();
    let preview = Preview::of(&folder, &[]);
    for path in [
        "/../outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e/outside.txt",
        "/static/../../outside.txt",
        "/static/%2e%2e%2f%2e%2e%2foutside.txt",
        "//etc/passwd",
        "/..\\outside.txt",
        "/%5c..%5coutside.txt",
        "/a%00b",
        "/%ff",
        "/%2",
        "/.env",
        "/.git/config",
        "/digest.yaml",
        "/content/people/asif.md",
        "/content/articles/notes.txt",
        "/2018/02/19/a/2018-02-19-a.md",
        "/static/",
        "/2018//02/",
        "http://evil.example/",
        &format!("http://127.0.0.1:{}/", preview.port),
        "/_dateline/",
        "/_dateline/x",
    ] {
        let answer = preview.ask("GET", path, &[], "");
        assert_eq!(answer.status, 404, "{path}");
        let said = answer.text();
        assert!(!said.contains("SECRET") && !said.contains("outside"), "{path}: {said}");
        assert!(!said.contains(folder.root().to_str().unwrap()), "{path} shows a path");
    }
    for request in
        ["GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET \\ HTTP/1.1\r\nHost: localhost\r\n\r\n"]
    {
        let answer = preview.raw(request.as_bytes());
        assert!(answer.is_none_or(|answer| [400, 404].contains(&answer.status)), "{request:?}");
    }
}

#[test]
fn a_link_that_leaves_the_digest_is_not_followed_even_when_it_is_swapped_in() {
    let folder = folder();
    let outside = folder.root().parent().unwrap().join("outside.css");
    fs::write(&outside, "SECRET").unwrap();
    folder.write("static/inside.css", "p { color: red }");
    let preview = Preview::of(&folder, &[]);
    assert_eq!(preview.page("/static/inside.css"), "p { color: red }");
    let (at, next) = (folder.at("static/inside.css"), folder.at("static/.next"));
    let stop = Instant::now() + Duration::from_secs(2);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while Instant::now() < stop {
                let _ = fs::remove_file(&next);
                symlink(&outside, &next).unwrap();
                fs::rename(&next, &at).unwrap();
                let _ = fs::remove_file(&next);
                fs::write(&next, "p { color: red }").unwrap();
                fs::rename(&next, &at).unwrap();
            }
        });
        while Instant::now() < stop {
            assert!(!preview.page("/static/inside.css").contains("SECRET"));
        }
    });
    symlink(&outside, folder.at("static/other.css")).unwrap();
    preview.until("the link is told", |preview| preview.printed().contains("leaves the digest"));
    assert_eq!(preview.get("/static/other.css").status, 404);
}

#[test]
fn a_linked_folder_that_leaves_the_digest_is_not_read() {
    let folder = folder();
    let outside = folder.root().parent().unwrap().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("secret.md"), "---\ntitle: Secret\ndate: 2018-02-20\n---\nSECRET").unwrap();
    symlink(&outside, folder.at("content/articles/linked")).unwrap();
    let preview = Preview::of(&folder, &[]);
    preview.until("the link is told", |preview| preview.printed().contains("leaves the digest"));
    assert_eq!(preview.get("/2018/02/20/secret/").status, 404);
    assert!(!preview.page("/").contains("Secret"));
}

#[test]
fn only_pages_of_the_preview_may_post() {
    let folder = folder();
    let log = folder.root().parent().unwrap().join("opened");
    let editor = format!("touch {}-{{line}}", log.display());
    let preview = Preview::of(&folder, &["--editor", &format!("{editor} {{file}}")]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = preview.ask(method, "/", &[], "");
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET, HEAD"));
        if method != "POST" {
            assert_eq!(preview.ask(method, "/_dateline/open", &[], "").status, 405, "{method}");
        }
    }
    assert_eq!(preview.get("/_dateline/open").status, 405);
    let token = preview.news()["token"].as_str().unwrap().to_string();
    let origin = format!("Origin: http://127.0.0.1:{}", preview.port);
    let token = format!("X-Dateline-Token: {token}");
    let body = format!("{{\"page\": \"{A_URL}\", \"link\": null, \"words\": \"A text.\"}}");
    for headers in [
        vec![],
        vec![origin.as_str()],
        vec![token.as_str()],
        vec!["Origin: http://evil.example", &token],
        vec!["Origin: null", &token],
        vec![&origin, "X-Dateline-Token: x"],
    ] {
        assert_eq!(preview.ask("POST", "/_dateline/open", &headers, &body).status, 403, "{headers:?}");
    }
    let may = [origin.as_str(), token.as_str()];
    let opened = preview.ask("POST", "/_dateline/open", &may, &body);
    assert_eq!(opened.status, 200);
    assert!(opened.text().contains("\"line\":6"), "{}", opened.text());
    preview.until("the editor is started", |_| fs::metadata(log.with_file_name("opened-6")).is_ok());
    let outside = "{\"file\": \"../outside.txt\", \"line\": 1, \"column\": 1}";
    assert_eq!(preview.ask("POST", "/_dateline/open", &may, outside).status, 404);
    assert_eq!(preview.ask("POST", "/_dateline/open", &may, "{").status, 400);
}

// 21. The overlay is inert: what the browser makes of it is in `browser.rs`.

#[test]
fn an_error_text_is_no_markup() {
    let folder = folder();
    let hostile = "</pre></script><script>alert(1)</script>";
    folder.write("templates/article.html", format!("{{{{ page['{hostile}'] }}}}"));
    let preview = Preview::of(&folder, &[]);
    let failed = preview.ask("GET", A_URL, BROWSER, "");
    assert_eq!(failed.status, 500);
    assert!(!failed.text().contains("<script>alert"), "{}", failed.text());
    preview.until("it is told", |preview| preview.news()["failures"].to_string().contains("alert(1)"));
}

// 22. Ports.

#[test]
fn a_taken_port_is_left_alone() {
    let folder = folder();
    let first = Preview::of(&folder, &[]);
    let taken = first.port.to_string();
    let strict = digest::run(folder.command("serve", &["--port", &taken, "--strict-port"]));
    assert_eq!(strict.code, Some(2));
    assert!(strict.err.contains(&format!("127.0.0.1 port {taken}")), "{}", strict.err);
    let second = Preview::of(&folder, &["--port", &taken]);
    assert!(second.port > first.port);
    assert!(second.printed().contains(&format!("port {taken} is taken")), "{}", second.printed());
    assert_eq!(second.end("-INT"), Some(0));
    assert_eq!(first.end("-TERM"), Some(0));
}

// 24. Every editor's save.

#[test]
fn every_way_of_saving_is_seen() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    saves(&folder, &preview);
}

#[test]
fn every_way_of_saving_is_seen_when_polling() {
    let folder = folder();
    let preview = Preview::of(&folder, &["--poll"]);
    saves(&folder, &preview);
}

fn saves(folder: &Folder, preview: &Preview) {
    let at = folder.at(A);
    let mut number = 0;
    let mut save = |how: &dyn Fn(&str)| {
        number += 1;
        let words = format!("Words number {number}.");
        how(&text(&format!("Title {number}"), &words));
        preview.shows(A_URL, &words);
        preview.shows("/countries/pakistan/", &format!("Title {number}"));
        assert_eq!(preview.news()["problems"].to_string(), "[]");
    };
    // Truncate and write, slowly.
    save(&|text| {
        fs::write(&at, "").unwrap();
        std::thread::sleep(Duration::from_millis(20));
        fs::write(&at, text).unwrap();
    });
    // A temporary file and a rename: Emacs, Helix, most editors.
    save(&|text| {
        fs::write(at.with_extension("md.tmp"), text).unwrap();
        fs::rename(at.with_extension("md.tmp"), &at).unwrap();
    });
    // Vim with a backup: the file is renamed away and written anew.
    save(&|text| {
        fs::write(at.with_file_name("4913"), "").unwrap();
        fs::remove_file(at.with_file_name("4913")).unwrap();
        fs::rename(&at, at.with_extension("md~")).unwrap();
        fs::write(&at, text).unwrap();
        fs::remove_file(at.with_extension("md~")).unwrap();
    });
    // `sed -i`, and `git checkout`, which deletes first.
    save(&|text| {
        let next = folder.root().with_file_name("next.md");
        fs::write(&next, text).unwrap();
        run("sed", &["-i", "-e", &format!("1r {}", next.display()), "-e", "d", at.to_str().unwrap()]);
    });
    save(&|text| {
        let git = |words: &[&str]| {
            let root = folder.root();
            let mut all =
                vec!["-c", "user.name=A", "-c", "user.email=a@example.org", "-C", root.to_str().unwrap()];
            all.extend(words);
            run("git", &all);
        };
        let old = fs::read(&at).unwrap();
        git(&["init", "--quiet"]);
        fs::write(&at, text).unwrap();
        git(&["add", A]);
        git(&["commit", "--quiet", "--message", "new"]);
        fs::write(&at, old).unwrap();
        git(&["checkout", "--quiet", "--", A]);
    });
    save(&|text| {
        fs::remove_file(&at).unwrap();
        std::thread::sleep(Duration::from_millis(10));
        fs::write(&at, text).unwrap();
    });
    // Two saves in a row: the last one wins.
    save(&|text| {
        fs::write(&at, "---\ntitle: Early\n---\nEarly.\n").unwrap();
        fs::write(&at, text).unwrap();
    });
    // The folder is deleted and made again.
    let content = folder.at("content");
    let aside = folder.at("aside");
    fs::rename(&content, &aside).unwrap();
    preview.until("all is gone", |preview| preview.get(A_URL).status == 404);
    fs::rename(&aside, &content).unwrap();
    preview.until("it is back", |preview| preview.get(A_URL).status == 200);
    save(&|text| fs::write(&at, text).unwrap());
    let person = fs::read(folder.at("content/people/asif.md")).unwrap();
    fs::remove_dir_all(&content).unwrap();
    preview.until("all is gone again", |preview| preview.get(A_URL).status == 404);
    folder.write("content/people/asif.md", person);
    save(&|text| folder.write(A, text));
    // A name whose accents stand behind their letters, as Macs write it, new and saved.
    let decomposed = "content/articles/2018-03-03-cafe\u{301}.md";
    for words in ["New.", "Saved."] {
        folder.write(decomposed, text("Café", words));
        preview.shows("/2018/03/03/cafe/", words);
    }
    // Saves in quick succession, some while the one before is linked.
    save(&|text| {
        for number in 0..200 {
            fs::write(&at, format!("---\ntitle: Draft {number}\n---\nDraft.\n")).unwrap();
            std::thread::sleep(Duration::from_micros(number * 37 % 4000));
        }
        fs::write(&at, text).unwrap();
    });
    // New folders in new folders, with a file at once and one later.
    folder.write("content/articles/new/deep/2018-03-01-c.md", "---\ntitle: Deep\n---\nDeep.\n");
    preview.shows("/2018/03/01/c/", "Deep");
    folder.write("content/articles/new/deep/2018-03-02-d.md", "---\ntitle: Later\n---\nLater.\n");
    preview.shows("/2018/03/02/d/", "Later");
    fs::remove_dir_all(folder.at("content/articles/new")).unwrap();
    preview.until("the folder is gone", |preview| preview.get("/2018/03/01/c/").status == 404);
    // A template and a style, new and gone again.
    folder.write("templates/404.html", "Nothing here.");
    preview.shows("/nowhere/", "Nothing here.");
    fs::remove_dir_all(folder.at("templates")).unwrap();
    preview.until("the template is gone", |preview| !preview.page("/nowhere/").contains("Nothing here."));
    folder.write("static/custom.css", "p { color: red }");
    preview.shows("/", "custom.css?v=");
    folder.write("digest.yaml", "title: Another Digest\nbase_url: https://example.org/\ntime_zone: UTC\n");
    preview.shows("/", "Another Digest");
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A process that is stopped reads no events, and the system keeps 16,384 of them: then it says that it lost some.
#[test]
fn more_changes_than_the_system_keeps() {
    let folder = folder();
    let file = |number: u32| format!("content/articles/many/2018-04-01-x{number}.md");
    for number in 0..100 {
        folder.write(&file(number), "---\ntitle: X\n---\nX.\n");
    }
    let preview = Preview::of(&folder, &[]);
    let pid = preview.pid().to_string();
    run("kill", &["-STOP", &pid]);
    for round in 0..200 {
        for number in 0..100 {
            folder.write(&file(number), format!("---\ntitle: Round {round} file {number}\n---\nWords.\n"));
        }
    }
    fs::remove_file(folder.at(&file(50))).unwrap();
    folder.write(A, text("First", "Written last."));
    run("kill", &["-CONT", &pid]);
    preview.shows(A_URL, "Written last.");
    preview.shows("/2018/04/01/x99/", "Round 199 file 99");
    preview.until("the file is gone", |preview| preview.get("/2018/04/01/x50/").status == 404);
}

#[test]
fn an_error_is_shown_only_when_it_has_stood() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let at = folder.at(A);
    let good = fs::read_to_string(&at).unwrap();
    let pause = || std::thread::sleep(Duration::from_millis(15));
    let mut quick = 0;
    for _ in 0..200 {
        let before = preview.printed().len();
        let started = Instant::now();
        fs::write(&at, "---\ntitle: [\n").unwrap();
        pause();
        fs::write(&at, &good).unwrap();
        let broken = started.elapsed();
        pause();
        let started = Instant::now();
        fs::remove_file(&at).unwrap();
        pause();
        let status = preview.get(A_URL).status;
        fs::write(&at, &good).unwrap();
        let gone = started.elapsed();
        pause();
        // On a busy machine a pause may last so long that the error did stand: that round tells nothing.
        if broken.max(gone) > Duration::from_millis(40) {
            preview.until("all is well", |preview| preview.news()["problems"] == serde_json::json!([]));
            std::thread::sleep(Duration::from_millis(200));
            continue;
        }
        assert_eq!(status, 200);
        assert_eq!(preview.news()["problems"].to_string(), "[]");
        let printed = preview.printed().split_off(before);
        assert!(!printed.contains("error"), "{printed}");
        quick += 1;
        if quick == 10 {
            return;
        }
    }
    assert!(quick > 0, "this machine is too busy");
}

#[test]
fn a_burst_of_changes_ends_in_the_last_state() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    for round in 0..3 {
        for file in 0..700 {
            let text = format!("---\ntitle: Round {round} file {file}\n---\nWords {round}.\n");
            folder.write(&format!("content/articles/many/2018-04-01-x{file}.md"), text);
        }
    }
    preview.shows("/2018/04/01/x699/", "Round 2 file 699");
    preview.shows("/2018/04/01/x0/", "Round 2 file 0");
    fs::remove_dir_all(folder.at("content/articles/many")).unwrap();
    preview.until("all are gone", |preview| preview.get("/2018/04/01/x5/").status == 404);
    preview.shows(A_URL, "A text.");
}

/// What another program writes, a checkout of another branch, is shown together and not file by file.
#[test]
fn a_burst_is_one_change() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    preview.shows(A_URL, "A text.");
    let number = || {
        let id = preview.id();
        let last = id.rsplit('-').next().unwrap().trim_end_matches(|c: char| !c.is_ascii_digit());
        last.parse::<usize>().unwrap_or_else(|_| panic!("no number: {id}"))
    };
    let before = number();
    for file in 0..60 {
        folder.write(&format!("content/articles/2018-04-01-x{file}.md"), text("One of many", "Words."));
        std::thread::sleep(Duration::from_millis(2));
    }
    preview.shows("/2018/04/01/x59/", "Words.");
    let snapshots = number() - before;
    assert!(snapshots <= 12, "{snapshots} for 60 files");
}

/// More events than the system keeps, and fewer watches than there are folders. Needs a namespace of its own.
#[test]
fn limits_of_the_system_are_lived_with() {
    let folder = folder();
    for number in 0..30 {
        folder.write(
            &format!("content/articles/f{number}/2018-05-01-y{number}.md"),
            "---\ntitle: Y\n---\nY.\n",
        );
    }
    let inner = folder.command("serve", &["--port", "0"]);
    let mut line = String::from("echo 8 > /proc/sys/user/max_inotify_watches && exec");
    for word in std::iter::once(inner.get_program()).chain(inner.get_args()) {
        line.push_str(&format!(" '{}'", word.to_str().unwrap()));
    }
    let may = Command::new("unshare")
        .args(["-Ur", "sh", "-c", "echo 8 > /proc/sys/user/max_inotify_watches"])
        .output();
    if !may.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this system lets nobody limit inotify in a namespace");
        return;
    }
    let mut command = Command::new("unshare");
    command.args(["-Ur", "sh", "-c", &line]).env("NO_COLOR", "1");
    let preview = Preview::start(command);
    preview.until("it is told", |preview| preview.printed().contains("cannot watch"));
    fs::write(folder.at(A), text("Polled", "Polled words.")).unwrap();
    preview.shows(A_URL, "Polled words.");
    assert_eq!(preview.printed().matches("cannot watch").count(), 1, "{}", preview.printed());
}

// 25. What is no change is none.

#[test]
fn touching_reading_and_building_change_nothing() {
    nothing_changes(Duration::from_secs(3));
}

#[test]
#[ignore = "takes ten seconds"]
fn touching_reading_and_building_change_nothing_for_long() {
    nothing_changes(Duration::from_secs(10));
}

fn nothing_changes(long: Duration) {
    let folder = folder();
    folder.write("static/custom.css", "p { color: red }");
    let preview = Preview::of(&folder, &[]);
    let inside = folder.at("public");
    let before = preview.id();
    let stop = Instant::now() + long;
    while Instant::now() < stop {
        // What programs write beside a file while they save it.
        for name in ["sedQMKtH7", "2018-02-19-a.md___jb_tmp___", "4913", ".2018-02-19-a.md.swp"] {
            folder.write(&format!("content/articles/{name}"), "A text.");
        }
        for path in [A, "digest.yaml", "static/custom.css"] {
            let at = folder.at(path);
            fs::File::options()
                .append(true)
                .open(&at)
                .unwrap()
                .set_modified(std::time::SystemTime::now())
                .unwrap();
            let mut rights = fs::metadata(&at).unwrap().permissions();
            std::os::unix::fs::PermissionsExt::set_mode(&mut rights, 0o600);
            fs::set_permissions(&at, rights).unwrap();
            fs::read(&at).unwrap();
        }
        let mut build = digest::binary();
        build.args(["build", "--now", digest::NOW, "--root"]).arg(folder.root()).arg("--output").arg(&inside);
        assert_eq!(digest::run(build).code, Some(0));
        tree(&inside);
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(preview.id(), before, "{}", preview.printed());
}

// 26. Broken, then mended.

#[test]
fn a_broken_file_keeps_its_last_good_state_while_all_else_moves_on() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let problems = |preview: &Preview| preview.news()["problems"].as_array().unwrap().len();
    for (path, broken, mended, words) in [
        (A, "---\ntitle: [\n---\nBroken.\n".to_string(), text("Mended", "Mended words."), "Mended words."),
        (
            "digest.yaml",
            "title: [\n".to_string(),
            "title: Mended Digest\nbase_url: https://example.org/\ntime_zone: UTC\n".to_string(),
            "Mended Digest",
        ),
        ("templates/article.html", "{% if %}".to_string(), "Mended template".to_string(), "Mended template"),
    ] {
        let good = preview.page(A_URL);
        folder.write(path, &broken);
        preview.until("it is told", |preview| problems(preview) == 1);
        let told = preview.news()["problems"][0].clone();
        assert_eq!(told["file"], path);
        assert!(told["text"].as_str().unwrap().contains("-->"), "{told}");
        let first = told["text"].as_str().unwrap().lines().next().unwrap().to_string();
        preview.until("it is printed", |preview| preview.printed().contains(&first));
        assert_eq!(preview.page(A_URL), good, "{path}");
        // All else moves on.
        let number = path.len();
        folder.write(&format!("content/articles/2018-06-01-n{number}.md"), "---\ntitle: New\n---\nNew.\n");
        preview.until("the new one is there", |preview| {
            preview.get(&format!("/2018/06/01/n{number}/")).status == 200
        });
        folder.write(path, &mended);
        preview.shows(A_URL, words);
        preview.until("it is cleared", |preview| problems(preview) == 0);
    }
}

/// Of a broken file the last good text is shown; what is said of its places would point into another text.
#[test]
fn of_a_broken_file_only_what_breaks_it_is_told() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let codes = |preview: &Preview| {
        let news = preview.news();
        let codes =
            news["problems"].as_array().unwrap().iter().map(|it| it["code"].as_str().unwrap().to_string());
        codes.collect::<Vec<_>>()
    };
    let doubtful = text("First", "Pakistan bent.\n\nCongo was absent.");
    folder.write(A, &doubtful);
    preview.until("it is told", |preview| codes(preview) == ["ambiguous-mention"]);
    for broken in ["---\ntitle: [\n---\nBroken.\n", "---\ntitle: {\n---\nBroken again.\n"] {
        folder.write(A, broken);
        preview.until("only the error is told", |preview| codes(preview) == ["bad-yaml"]);
        let desk = preview.page(&format!("/_dateline/desk?page={A_URL}"));
        assert!(desk.contains("\"text\":\"Congo\"") && desk.contains("\"line\":8"), "{desk}");
    }
    folder.write(A, &doubtful);
    preview.until("it is told again", |preview| codes(preview) == ["ambiguous-mention"]);
}

#[test]
fn of_many_that_are_alike_some_are_told_and_all_else_is() {
    let folder = folder();
    for number in 0..30 {
        folder.write(
            &format!("content/articles/2018-03-01-p{number}.md"),
            "---\ntitle: P\npeopel: x\n---\nP.\n",
        );
    }
    folder.write("content/articles/2018-03-02-q.md", "---\ntitle: Q\nsumary: x\n---\nQ.\n");
    let preview = Preview::of(&folder, &[]);
    let news = preview.news();
    assert_eq!((news["problems"].as_array().unwrap().len(), news["more"].as_u64()), (11, Some(20)));
    assert!(news["problems"].to_string().contains("sumary"), "{news}");
    // What was saved last stands first.
    folder.write("content/articles/2018-03-03-r.md", "---\ntitle: R\npeopel: x\n---\nR.\n");
    preview.until("it stands first", |preview| {
        preview.news()["problems"][0]["file"] == "content/articles/2018-03-03-r.md"
    });
}

#[test]
fn a_preview_starts_on_a_broken_digest() {
    let folder = folder();
    folder.write("digest.yaml", "title: [\n");
    folder.write("templates/base.html", "{% if %}");
    folder.write("content/articles/2018-07-01-z.md", "no front matter\n");
    let preview = Preview::of(&folder, &[]);
    assert_eq!(preview.get(A_URL).status, 200);
    assert_eq!(preview.news()["problems"].as_array().unwrap().len(), 3);
    folder.write("digest.yaml", "title: Whole\nbase_url: https://example.org/\n");
    fs::remove_file(folder.at("templates/base.html")).unwrap();
    folder.write("content/articles/2018-07-01-z.md", "---\ntitle: Z\n---\nZ.\n");
    preview.shows("/2018/07/01/z/", "Whole");
    preview.until("all is well", |preview| preview.news()["problems"].as_array().unwrap().is_empty());
}

#[test]
fn pages_that_nobody_looks_at_are_looked_at() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    folder.write(
        "templates/person.html",
        "{% extends \"base.html\" %}{% block main %}{% if page.title == \"Khawaja Asif\" %}{{ nothing }}{% endif %}{% endblock main %}",
    );
    preview.until("it is found", |preview| preview.news()["failures"].to_string().contains("nothing"));
    assert_eq!(preview.news()["problems"].to_string(), "[]");
    // What the old template failed at is not said of the new one, and what is wrong with that is said once.
    folder.write("templates/person.html", "{% macro of(nobody) %}");
    preview.until("it is told", |preview| preview.news()["problems"].to_string().contains("unknown tag"));
    let page = preview.get("/people/asif/");
    assert!(page.text().contains("unknown tag"), "{} {}", page.status, page.text());
    assert_eq!(preview.news()["failures"].to_string(), "[]");
    fs::remove_file(folder.at("templates/person.html")).unwrap();
    preview.until("it is cleared", |preview| preview.news()["failures"].as_array().unwrap().is_empty());
}

#[test]
fn an_article_of_the_future_appears_when_it_falls_due() {
    let folder = folder();
    let due = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() + 3;
    let when =
        Command::new("date").args(["-u", "-d", &format!("@{due}"), "+%Y-%m-%dT%H:%M:%SZ"]).output().unwrap();
    let when = String::from_utf8(when.stdout).unwrap();
    folder
        .write("content/articles/soon.md", format!("---\ntitle: Soon\ndate: {}\n---\nSoon.\n", when.trim()));
    let mut command = digest::binary();
    command.args(["serve", "--port", "0", "--root"]).arg(folder.root());
    let preview = Preview::start(command);
    assert!(!preview.page("/").contains("Soon"));
    preview.shows("/", "Soon");
}

#[test]
fn a_page_that_moved_is_told_to_those_who_saw_it() {
    let folder = folder();
    let preview = Preview::of(&folder, &["--follow"]);
    assert_eq!(preview.ask("GET", A_URL, BROWSER, "").status, 200);
    folder.write(A, "---\ntitle: First\nslug: other\n---\nA text.\n");
    preview.until("it has moved", |preview| preview.get("/2018/02/19/other/").status == 200);
    let old = preview.ask("GET", A_URL, BROWSER, "");
    assert_eq!((old.status, old.header("x-dateline-moved")), (404, Some("/2018/02/19/other/")));
    assert_eq!(preview.news()["follow"], "/2018/02/19/other/");
}

#[test]
fn the_page_of_a_file_that_is_renamed_has_moved() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    assert_eq!(preview.ask("GET", A_URL, BROWSER, "").status, 200);
    assert_eq!(preview.ask("GET", "/people/asif/", BROWSER, "").status, 200);
    let rename = |from: &str, to: &str| fs::rename(folder.at(from), folder.at(to)).unwrap();
    let moved = |path: &str| {
        let answer = preview.ask("GET", path, BROWSER, "");
        ["x-dateline-moved", "x-dateline-redirects"].map(|name| answer.header(name).map(str::to_string))
    };
    let says = |path: &str, said: [Option<&str>; 2]| {
        let said = said.map(|said| said.map(str::to_string));
        preview.until(&format!("{path} has moved to {said:?}"), |_| moved(path) == said);
    };
    rename(A, "content/articles/2018-02-19-c.md");
    says(A_URL, [Some("/2018/02/19/c/"), Some(A_URL)]);
    rename("content/articles/2018-02-19-c.md", "content/articles/2018-02-21-d.md");
    says(A_URL, [Some("/2018/02/21/d/"), Some(A_URL)]);
    rename("content/people/asif.md", "content/people/khawaja-asif.md");
    says("/people/asif/", [Some("/people/khawaja-asif/"), Some("/people/asif/")]);
    fs::remove_file(folder.at("content/articles/2018-02-21-d.md")).unwrap();
    says(A_URL, [None, None]);
}

/// An editor that saves with every letter types a slug, and the browser comes too late to the address it was sent to.
#[test]
fn a_page_that_moves_on_before_it_is_seen_is_found() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let moves = |from: &str, slug: &str| {
        folder.write(A, format!("---\ntitle: First\nslug: {slug}\n---\nA text.\n"));
        let to = format!("/2018/02/19/{slug}/");
        preview.until("it has moved", |preview| preview.get(&to).status == 200);
        let answer = preview.ask("GET", from, BROWSER, "");
        assert_eq!(answer.header("x-dateline-moved"), Some(to.as_str()), "{from}");
    };
    assert_eq!(preview.ask("GET", A_URL, BROWSER, "").status, 200);
    moves(A_URL, "o");
    moves("/2018/02/19/o/", "other");
}

#[test]
fn a_page_moves_with_the_root_of_the_site() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let pages = ["", "2018/02/19/", "2018/02/19/a/", "countries/pakistan/"];
    let mut from = "/";
    for to in ["/some/where/", "/else/", "/"] {
        for page in pages {
            assert_eq!(preview.ask("GET", &format!("{from}{page}"), BROWSER, "").status, 200, "{from}{page}");
        }
        folder.write("digest.yaml", digest::PLAIN.replace("example.org/", &format!("example.org{to}")));
        preview.until("it has moved", |preview| preview.get(&format!("{to}{}", pages[2])).status == 200);
        for page in pages.iter().filter(|page| from != "/" || !page.is_empty()) {
            let answer = preview.ask("GET", &format!("{from}{page}"), BROWSER, "");
            assert_eq!(answer.header("x-dateline-moved"), Some(format!("{to}{page}").as_str()), "{from}");
            assert_eq!(answer.header("x-dateline-redirects"), None);
        }
        from = to;
    }
}

#[test]
fn what_changed_is_said_and_nothing_where_nothing_did() {
    let folder = folder();
    // Files that are not read, found in another order than they are told in.
    for name in ["z.markdown", "a.markdown", "../z/b.md", "../a/b.md"] {
        folder.write(&format!("content/articles/{name}"), "text");
    }
    let preview = Preview::of(&folder, &[]);
    preview.until("it is told", |preview| preview.printed().contains("3 warnings"));
    assert!(!preview.printed().contains(" ms"), "{}", preview.printed());
    folder.write("content/articles/m.markdown", "text");
    preview.until("it is said", |preview| preview.printed().contains("content/articles/m.markdown in "));
}

/// Some editors save with every letter.
#[test]
fn what_is_wrong_is_printed_once_while_a_line_is_typed() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let told = "this bracket is not closed";
    for typed in ["[a", "[ab", "[ab, c"] {
        folder.write(A, format!("---\ntitle: {typed}\n---\nBroken.\n"));
        preview.until("it is told", |preview| {
            let problem = preview.news()["problems"][0]["text"].to_string();
            problem.contains(told) && problem.contains(&format!("title: {typed}\\n"))
        });
    }
    folder.write(A, "---\n# Above.\ntitle: [ab, c\n---\nBroken.\n");
    preview.until("it is told anew", |preview| preview.printed().matches(told).count() == 2);
    folder.write(A, text("First", "Mended."));
    preview.until("all is well", |preview| preview.printed().contains("all is well again"));
    assert_eq!(preview.printed().matches(told).count(), 2, "{}", preview.printed());
}

// 27. Steady.

#[test]
#[ignore = "5,000 edits take minutes"]
fn memory_and_descriptors_stay() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let status = |name: &str| -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", preview.pid())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    let open = || fs::read_dir(format!("/proc/{}/fd", preview.pid())).unwrap().count();
    // Both times the sweep that follows a pause has been: it renders every page, on every thread.
    let after_a_pause = || {
        std::thread::sleep(Duration::from_secs(2).min(PATIENCE));
        (status("VmRSS:"), open())
    };
    let mut after_first = (0, 0);
    for edit in 0..5000 {
        let words = format!("Words {edit}.");
        folder.write(A, text(&format!("Title {edit}"), &words));
        preview.shows(A_URL, &words);
        if edit == 500 {
            after_first = after_a_pause();
        }
    }
    let last = after_a_pause();
    assert!(last.0 * 10 <= after_first.0 * 11, "memory: {after_first:?} then {last:?}");
    assert!(last.1 <= after_first.1 + 1, "descriptors: {after_first:?} then {last:?}");
}

#[test]
fn an_edit_that_dates_a_change_in_the_future_is_told() {
    let folder = folder();
    let preview = Preview::of(&folder, &[]);
    let written = fs::read_to_string(folder.at(A)).unwrap();
    folder.write(A, written.replacen("---\n", "---\nupdated: 2999-01-01\n", 1));
    preview.until("it is told", |preview| preview.printed().contains("that day is yet to come"));
    folder.write(A, written.replacen("---\n", "---\nsummary: Back in time.\n", 1));
    preview.shows(A_URL, "Back in time.");
    assert_eq!(preview.printed().matches("that day is yet to come").count(), 1, "{}", preview.printed());
}

/// A folder of articles that is a link to another one of the digest. Polled, for events tell nothing of its files.
#[cfg(unix)]
#[test]
fn polling_looks_behind_links() {
    let folder = folder();
    let file = "archive/2018-03-05-linked.md";
    folder.write(file, text("Linked", "At first."));
    std::os::unix::fs::symlink("../../archive", folder.at("content/articles/linked")).unwrap();
    let preview = Preview::of(&folder, &["--poll"]);
    preview.shows("/2018/03/05/linked/", "At first.");
    // Files that are only just written are looked at anyway.
    std::thread::sleep(Duration::from_millis(2500));
    folder.write(file, text("Linked", "Then others."));
    preview.shows("/2018/03/05/linked/", "Then others.");
}
