//! The output folder is wholly old or wholly new, and keeps what is not ours.

use dateline::publish::{Error, Publication, Published, Refusal, open};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A digest with an output folder next to it.
struct Site(TempDir);

impl Site {
    fn new() -> Site {
        let site = Site(tempfile::tempdir().unwrap());
        fs::create_dir_all(site.0.path().join("digest/content")).unwrap();
        site
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn page(&self, path: &str) -> PathBuf {
        self.at("public").join(path)
    }

    fn try_open(&self, output: &str) -> Result<Publication, Error> {
        let content = self.at("digest/content");
        open(&self.at(output), &self.at("digest"), &[&content], |_| {})
    }

    fn try_publish(&self, pages: &[(&str, &str)]) -> Result<Published, Error> {
        let publication = self.try_open("public")?;
        for (path, text) in pages {
            publication.put(path, text.as_bytes())?;
        }
        publication.finish()
    }

    /// Written, unchanged, removed.
    fn publish(&self, pages: &[(&str, &str)]) -> (usize, usize, usize) {
        let published = self.try_publish(pages).unwrap();
        (published.written, published.unchanged, published.removed)
    }

    fn tree(&self) -> BTreeMap<String, String> {
        tree(&self.at("public"))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Every file and its text, every symbolic link and its target, every empty folder.
fn tree(root: &Path) -> BTreeMap<String, String> {
    fn add(root: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            if path.is_symlink() {
                found.insert(name, format!("-> {}", fs::read_link(&path).unwrap().display()));
            } else if path.is_file() {
                found.insert(name, String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned());
            } else if fs::read_dir(&path).unwrap().next().is_none() {
                found.insert(name + "/", String::new());
            } else {
                add(root, &path, found);
            }
        }
    }
    let mut found = BTreeMap::new();
    if root.exists() {
        add(root, root, &mut found);
    }
    found.remove(".dateline");
    found
}

fn texts(pages: &[(&str, &str)]) -> BTreeMap<String, String> {
    pages.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect()
}

fn modified(path: &Path) -> SystemTime {
    fs::symlink_metadata(path).unwrap().modified().unwrap()
}

fn number(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

#[test]
fn generations_follow_one_another() {
    let site = Site::new();
    let one: &[_] = &[("index.html", "one"), ("a/b/index.html", "page"), ("old/deep/x.html", "x")];
    let two: &[_] = &[("index.html", "two"), ("a/b/index.html", "page"), ("new/x.html", "x")];
    assert_eq!(site.publish(one), (3, 0, 0));
    assert_eq!(site.tree(), texts(one));
    let (kept, kept_time) = (number(&site.page("a/b/index.html")), modified(&site.page("a/b/index.html")));
    for round in 0..3 {
        assert_eq!(site.publish(two), if round == 0 { (2, 1, 1) } else { (0, 3, 0) });
        assert_eq!(site.tree(), texts(two));
        assert_eq!(site.publish(one), (2, 1, 1));
        assert_eq!(site.tree(), texts(one));
        assert_eq!(site.publish(one), (0, 3, 0));
        site.publish(two);
    }
    assert_eq!(
        (number(&site.page("a/b/index.html")), modified(&site.page("a/b/index.html"))),
        (kept, kept_time)
    );
    assert_eq!(site.publish(&[]), (0, 0, 3));
    assert_eq!(site.tree(), texts(&[]));
}

#[test]
fn what_replaces_a_page_is_younger_by_a_second() {
    let site = Site::new();
    let mut last = SystemTime::UNIX_EPOCH;
    for text in ["old", "new", "old", "new"] {
        site.publish(&[("index.html", text)]);
        let now = modified(&site.page("index.html"));
        let seconds = |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        assert!(seconds(now) > seconds(last));
        last = now;
    }
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    let (file, folder): (&[_], &[_]) = (&[("a", "file")], &[("a/b/c", "1"), ("a/d", "2")]);
    for pages in [file, folder, file, folder, folder, file, file] {
        site.publish(pages);
        assert_eq!(site.tree(), texts(pages));
    }
}

#[test]
fn what_is_dear_is_kept_while_its_key_is_the_same() {
    let site = Site::new();
    site.publish(&[("a", "a"), ("index/key", "1"), ("index/deep/words", "dear"), ("indexes", "no part")]);
    let keep = |key: &str| {
        let publication = site.try_open("public").unwrap();
        publication.put("a", b"b").unwrap();
        let kept = publication.keep("index/", "index/key", key.as_bytes()).unwrap();
        (kept, publication.finish().unwrap())
    };
    let (kept, published) = keep("1");
    assert!(kept);
    assert_eq!((published.written, published.unchanged, published.removed), (1, 2, 1));
    assert_eq!(fs::read_to_string(site.page("index/deep/words")).unwrap(), "dear");

    fs::write(site.page("index/deep/words"), "torn").unwrap();
    assert!(!keep("1").0, "somebody touched it");
    site.publish(&[("index/key", "1"), ("index/words", "dear")]);
    let (kept, published) = keep("2");
    assert!(!kept, "it is of something else");
    assert_eq!(published.removed, 2);
}

#[test]
fn pages_changed_by_hand_are_written_again() {
    let site = Site::new();
    let pages: &[_] =
        &[("a/index.html", "text"), ("b/index.html", "text"), ("c", "text"), ("d", "text"), ("e/x", "text")];
    site.publish(pages);
    site.publish(&[("a/index.html", "else")]);
    site.publish(pages);
    fs::write(site.page("a/index.html"), "TEXT").unwrap();
    fs::remove_file(site.page("b/index.html")).unwrap();
    fs::remove_file(site.page("c")).unwrap();
    symlink("/etc/passwd", site.page("c")).unwrap();
    fs::rename(site.page("d"), site.page("elsewhere")).unwrap();
    fs::remove_dir_all(site.page("e")).unwrap();
    assert_eq!(site.publish(pages), (5, 0, 0));
    let mut expected = texts(pages);
    expected.insert("elsewhere".into(), "text".into());
    assert_eq!(site.tree(), expected);
    // Touched, not changed.
    let later = SystemTime::now() + Duration::from_secs(100);
    fs::File::options().write(true).open(site.page("c")).unwrap().set_modified(later).unwrap();
    assert_eq!(site.publish(pages), (0, 5, 0));
    assert_eq!(site.publish(pages), (0, 5, 0));
    assert_eq!(modified(&site.page("c")), later);
}

#[test]
fn foreign_files_stay_in_every_generation() {
    let site = Site::new();
    site.publish(&[("index.html", "0"), ("a/index.html", "0")]);
    for (path, text) in [("CNAME", "example.org"), (".git/objects/ab/cd", "blob"), ("a/notes.txt", "mine")] {
        site.write(&format!("public/{path}"), text);
    }
    fs::create_dir_all(site.page(".well-known/empty")).unwrap();
    fs::set_permissions(site.page(".git"), fs::Permissions::from_mode(0o700)).unwrap();
    fs::set_permissions(site.page("."), fs::Permissions::from_mode(0o750)).unwrap();
    symlink("/nowhere", site.page("link")).unwrap();
    symlink(site.at("digest"), site.page("folder-link")).unwrap();
    site.write("digest/secret/index.html", "secret");
    let numbers = || {
        [number(&site.page("CNAME")), number(&site.page(".git/objects/ab/cd")), number(&site.page("link"))]
    };
    let before = numbers();
    for n in 1..6 {
        let text = n.to_string();
        site.publish(&[("index.html", &text), ("b/index.html", &text)]);
        let mut found = site.tree();
        for path in
            ["CNAME", ".git/objects/ab/cd", "a/notes.txt", ".well-known/empty/", "link", "folder-link"]
        {
            assert!(found.remove(path).is_some(), "{path} after {n}");
        }
        assert_eq!(found, texts(&[("b/index.html", &text), ("index.html", &text)]));
        assert_eq!(before, numbers());
        assert_eq!(fs::metadata(site.page(".git")).unwrap().mode() & 0o777, 0o700);
        assert_eq!(fs::metadata(site.page(".")).unwrap().mode() & 0o777, 0o750);
    }
    // Changed and deleted foreign files stay so.
    site.write("public/new", "new");
    fs::rename(site.page("new"), site.page("CNAME")).unwrap();
    fs::remove_file(site.page("a/notes.txt")).unwrap();
    for n in 6..9 {
        site.publish(&[("index.html", &n.to_string())]);
        assert_eq!(site.tree()["CNAME"], "new");
        assert!(!site.page("a/notes.txt").exists());
    }
    // A symbolic link that was in the way is not followed.
    fs::remove_file(site.page("folder-link")).unwrap();
    site.publish(&[("folder-link/secret/index.html", "page")]);
    assert_eq!(fs::read_to_string(site.at("digest/secret/index.html")).unwrap(), "secret");
    assert_eq!(site.tree()["folder-link/secret/index.html"], "page");
}

#[test]
fn foreign_files_that_come_meanwhile_stay_too() {
    let site = Site::new();
    site.publish(&[("index.html", "1"), ("a/index.html", "1")]);
    site.write("public/CNAME", "old");
    for n in 2..5 {
        let publication = site.try_open("public").unwrap();
        publication.put("index.html", n.to_string().as_bytes()).unwrap();
        publication.put("a/index.html", b"1").unwrap();
        site.write(&format!("public/a/late-{n}"), "late");
        site.write(&format!("public/late-{n}/x/y"), "late");
        site.write("public/new", &n.to_string());
        fs::rename(site.page("new"), site.page("CNAME")).unwrap();
        publication.finish().unwrap();
        assert_eq!(site.tree()["CNAME"], n.to_string());
    }
    assert_eq!(site.tree().values().filter(|text| *text == "late").count(), 6);
    let publication = site.try_open("public").unwrap();
    publication.put("late.html", b"page").unwrap();
    site.write("public/late.html", "late");
    assert!(matches!(publication.finish(), Err(Error::Foreign { .. })));
}

#[test]
fn a_page_never_replaces_a_foreign_file() {
    let site = Site::new();
    site.publish(&[("index.html", "1")]);
    site.write("public/a/notes.txt", "mine");
    site.write("public/b", "mine");
    symlink("/nowhere", site.page("c")).unwrap();
    let before = site.tree();
    for (page, named) in
        [("a/notes.txt", "a/notes.txt"), ("a", "a"), ("b/index.html", "b"), ("c", "c"), ("c/d", "c")]
    {
        let error = site.try_publish(&[("index.html", "2"), (page, "page")]).unwrap_err();
        assert!(matches!(&error, Error::Foreign { path } if path.ends_with(named)), "{page}: {error}");
        assert_eq!(site.tree(), before);
    }
    site.publish(&[("index.html", "3"), ("a/index.html", "page")]);
    assert_eq!(site.tree()["a/notes.txt"], "mine");
}

#[test]
fn what_is_not_ours_is_refused_untouched() {
    let site = Site::new();
    site.write("digest/content/articles/a.md", "article");
    site.write("filled/x", "x");
    site.write("file", "x");
    site.publish(&[("index.html", "1")]);
    fs::rename(site.at("public"), site.at("away")).unwrap();
    symlink(site.at("away"), site.at("public")).unwrap();
    let home = std::env::home_dir().unwrap();
    let before = tree(site.0.path());
    let refusal =
        |output: &Path| match open(output, &site.at("digest"), &[&site.at("digest/content")], |_| {}) {
            Err(Error::Refused { why, .. }) => Some(why),
            _ => None,
        };
    assert_eq!(refusal(Path::new("/")), Some(Refusal::Root));
    assert_eq!(refusal(&home), Some(Refusal::Home));
    for output in ["digest", "digest/../digest", ".", "digest/content/.."] {
        assert_eq!(refusal(&site.at(output)), Some(Refusal::HoldsDigest), "{output}");
    }
    for output in ["digest/content", "digest/content/new/public", "digest/content/articles"] {
        assert!(matches!(refusal(&site.at(output)), Some(Refusal::Sources(_))), "{output}");
    }
    assert_eq!(refusal(&site.at("filled")), Some(Refusal::NotOurs));
    assert_eq!(refusal(&site.at("file")), Some(Refusal::NotAFolder));
    assert_eq!(refusal(Path::new("/proc")), Some(Refusal::Mounted));
    assert_eq!(tree(site.0.path()), before);
    // A symbolic link leads to the folder to publish into.
    assert_eq!(site.publish(&[("index.html", "2")]).0, 1);
    assert_eq!(tree(&site.at("away"))["index.html"], "2");
    assert!(site.at("public").is_symlink() && site.at(".away.dateline").exists());
    let message = site.try_open("filled").err().unwrap().to_string();
    assert!(
        message.ends_with("is not empty and was not made by dateline; choose another --output or empty it")
    );
}

#[test]
fn an_empty_folder_and_one_yet_to_be_made_are_taken() {
    let site = Site::new();
    fs::create_dir_all(site.at("empty")).unwrap();
    for output in ["empty", "new/folder/public", "digest/public"] {
        let publication = site.try_open(output).unwrap();
        publication.put("index.html", b"page").unwrap();
        publication.finish().unwrap();
        assert_eq!(tree(&site.at(output)), texts(&[("index.html", "page")]));
    }
}

#[test]
fn a_dropped_generation_leaves_the_site_as_it_was() {
    let site = Site::new();
    for published in ["", "1", "2"] {
        if !published.is_empty() {
            site.publish(&[("index.html", published)]);
        }
        let before = site.tree();
        let publication = site.try_open("public").unwrap();
        publication.put("index.html", b"dropped").unwrap();
        publication.put("new/index.html", b"dropped").unwrap();
        drop(publication);
        assert_eq!(site.tree(), before);
    }
    assert_eq!(site.publish(&[("index.html", "3")]), (1, 0, 0));
    assert_eq!(site.tree(), texts(&[("index.html", "3")]));
}

#[test]
fn two_things_never_share_a_place() {
    let site = Site::new();
    for (one, other) in [("a", "a"), ("a", "a/b"), ("a/b/c", "a"), ("a/b/c", "a/b"), (".dateline", "a")] {
        assert!(
            matches!(site.try_publish(&[(one, "1"), (other, "2")]), Err(Error::Twice { .. })),
            "{one} {other}"
        );
    }
    let publication = site.try_open("public").unwrap();
    publication.put("a", b"1").unwrap();
    publication.put("a", b"2").unwrap_err();
    assert!(publication.finish().is_err());
    assert!(!site.at("public").exists());
    for path in ["", "/a", "a/", "a//b", "../a", "a/../b", ".", "a\0b"] {
        let publication = site.try_open("public").unwrap();
        let put = thread::spawn(move || publication.put(path, b""));
        assert!(put.join().is_err(), "{path:?}");
    }
}

#[test]
fn copies_are_never_links() {
    let site = Site::new();
    let picture = site.at("digest/picture.bin");
    let publish = || {
        let publication = site.try_open("public").unwrap();
        publication.copy("img/picture.bin", &picture).unwrap();
        publication.finish().unwrap();
        assert_eq!(fs::read(site.page("img/picture.bin")).unwrap(), fs::read(&picture).unwrap());
        assert_eq!(fs::metadata(&picture).unwrap().nlink(), 1);
        number(&site.page("img/picture.bin"))
    };
    fs::write(&picture, vec![1; 300_000]).unwrap();
    let first = publish();
    assert_eq!(publish(), first);
    fs::write(&picture, vec![2; 300_000]).unwrap();
    assert_ne!(publish(), first);
    let publication = site.try_open("public").unwrap();
    let message = publication.copy("x", &site.at("digest/none.png")).unwrap_err().to_string();
    assert!(message.starts_with("cannot read `") && message.contains("none.png"), "{message}");
}

/// Whatever becomes of the state folder, the next build succeeds and keeps what it doesn't know.
#[test]
fn a_lost_state_is_made_anew() {
    let site = Site::new();
    let state = site.at(".public.dateline");
    let pages: &[_] = &[("index.html", "text"), ("a/index.html", "text")];
    let losses: [&dyn Fn(); 5] = [
        &|| fs::remove_dir_all(&state).unwrap(),
        &|| fs::remove_file(state.join("published.manifest")).unwrap(),
        &|| fs::write(state.join("published.manifest"), "torn").unwrap(),
        &|| {
            let _ = fs::remove_dir_all(state.join("standby"));
        },
        &|| fs::write(state.join("standby.manifest"), "torn").unwrap(),
    ];
    for lose in losses {
        site.publish(pages);
        site.publish(&[("index.html", "else"), ("a/index.html", "text")]);
        site.publish(pages);
        site.write("public/CNAME", "mine");
        let time = modified(&site.page("a/index.html"));
        lose();
        assert_eq!(site.publish(pages), (0, 2, 0));
        assert_eq!(site.publish(&[("index.html", "new"), ("a/index.html", "text")]), (1, 1, 0));
        assert_eq!(modified(&site.page("a/index.html")), time);
        assert_eq!(site.tree(), texts(&[("CNAME", "mine"), ("a/index.html", "text"), ("index.html", "new")]));
    }
    // The output removed by hand, and another one put in its place.
    site.publish(pages);
    fs::remove_dir_all(site.at("public")).unwrap();
    assert_eq!(site.publish(pages), (2, 0, 0));
    assert_eq!(site.tree(), texts(pages));
}

#[test]
fn the_second_build_waits_and_says_for_whom() {
    let site = Site::new();
    let first = site.try_open("public").unwrap();
    let waits = AtomicBool::new(false);
    thread::scope(|scope| {
        let second = scope.spawn(|| {
            let said = |text: &str| {
                assert!(text.contains(&format!("process {}", std::process::id())), "{text}");
                waits.store(true, Ordering::SeqCst);
            };
            let second = open(&site.at("public"), &site.at("digest"), &[], said).unwrap();
            second.put("index.html", b"second").unwrap();
            second.finish().unwrap();
        });
        while !waits.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        first.put("index.html", b"first").unwrap();
        first.finish().unwrap();
        second.join().unwrap();
    });
    assert_eq!(site.tree(), texts(&[("index.html", "second")]));
}

#[test]
fn readers_see_no_gap() {
    const PAGES: usize = 20;
    let site = Site::new();
    let path = |n: usize| format!("section/page-{n}/index.html");
    let publish = |generation: usize| {
        let publication = site.try_open("public").unwrap();
        for n in 0..PAGES {
            // Some pages change seldom.
            let text = format!("{:08} {}", generation - generation % (n % 4 + 1), "x".repeat(5000));
            publication.put(&path(n), text.as_bytes()).unwrap();
        }
        publication.finish().unwrap();
    };
    publish(0);
    site.write("public/CNAME", "mine");
    let (done, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut newest = [0; PAGES];
            while !done.load(Ordering::SeqCst) {
                for (n, newest) in newest.iter_mut().enumerate() {
                    let text = fs::read_to_string(site.page(&path(n))).unwrap();
                    assert_eq!(text.len(), 5009);
                    let generation: usize = text[..8].parse().unwrap();
                    assert!(generation >= *newest, "{generation} after {newest}");
                    *newest = generation;
                    assert_eq!(fs::read_to_string(site.page("CNAME")).unwrap(), "mine");
                    reads.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        for generation in 1..=50 {
            publish(generation);
        }
        done.store(true, Ordering::SeqCst);
    });
    assert!(reads.into_inner() > PAGES);
}
