//! Rule 1: the same inputs and the same "now" give the same bytes, whatever the threads, the host's time zone, the
//! locale, the order in which the files were made, or the place on disk.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use digest::{Folder, Part, binary, difference, parts, run, tree};

/// Ten files that touch what might depend on an order: one moment twice, several people in one office, many topics,
/// outlets in two spellings, a photo, a correction, relations, an edition.
const DIGEST: &str = "\
=== digest.yaml
title: The Digest
base_url: https://example.org/news/
time_zone: Asia/Karachi
relations: { minimum: 1 }
outlets: { TASS: [ITAR-TASS] }
=== content/articles/2018-02-19-b.md
---
title: Both at one moment, the second
date: 2018-02-19 14:30
countries: [PK, RU, AF, US, CN]
people: [b, a, Carla Çelik]
topics: [war, peace, trade, ärger]
source: [TASS, Dawn]
---
![A photo](photo.png) Says [[Anna Alpha]], and [[RU]] too.
=== content/articles/2018-02-19-a.md
---
title: Both at one moment, the first
date: 2018-02-19T09:30:00Z
countries: [US, CN]
people: [a]
topics: [peace, war]
source: ITAR-TASS
corrections: [{ date: 2018-02-21, text: It was Tuesday. }, { date: 2018-02-20, text: It was not Monday. }]
redirects: [/old/, /older/]
---
See [[Both at one moment, the second]].
=== content/articles/2018-02-20-c.md
---
title: İstanbul and ISTANBUL
countries: [TR]
organizations: [nato]
---
Of [[NATO]] and \"quotes\".[^1]

[^1]: A note.
=== content/articles/2018-02-20-d.md
---
title: Of the day after
date: 2018-02-20T00:30:00+05:00
countries: [TR, PK]
---
A text.
=== content/articles/photo.png as png
not a picture
=== content/editions/2018-02-19.md
---
title: Monday
picks: [a]
---
=== content/organizations/nato.md
---
name: NATO
---
=== content/people/a.md
---
name: Anna Alpha
offices: [{ title: minister, of: PK, from: 2017 }, { title: president, of: PK, from: 2017 }]
---
=== content/people/b.md
---
name: Boris Beta
offices: [{ title: minister, of: PK, from: 2017 }]
---
=== content/people/c.md
---
name: Carla Çelik
aliases: [Çelik]
---
=== static/custom.css
body {}
";

/// The files of the digest, made in a certain order in a certain place.
fn made(order: &[usize], place: &Path) -> Folder {
    let folder = Folder::below(place, "");
    let parts: Vec<(String, Part)> = parts(DIGEST).into_iter().collect();
    assert_eq!(parts.len(), order.len());
    for index in order {
        if let (path, Part::File(bytes)) = &parts[*index] {
            folder.write(path, bytes);
        }
    }
    folder
}

/// The digest in the order of its paths.
fn straight() -> Folder {
    made(&(0..parts(DIGEST).len()).collect::<Vec<_>>(), &std::env::temp_dir())
}

fn built(folder: &Folder, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let mut command = folder.command("build", &[]);
    command.envs(environment.iter().copied());
    let run = run(command);
    assert_eq!(run.code, Some(0), "{}", run.err);
    tree(&folder.output())
}

#[test]
fn the_same_inputs_give_the_same_bytes_everywhere() {
    let count = parts(DIGEST).len();
    let expected = built(&straight(), &[("TZ", "UTC"), ("LC_ALL", "C"), ("RAYON_NUM_THREADS", "1")]);
    assert!(expected.len() > 60 && expected.contains_key(".dateline"), "{:?}", expected.keys());
    // In memory a folder lists its files in the order in which they were made; most disks have an order of their own.
    let memory = Path::new("/dev/shm");
    let places =
        [std::env::temp_dir(), if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() }];
    let mut run = 0;
    for zone in ["UTC", "Pacific/Kiritimati", "America/Anchorage"] {
        for locale in ["C", "tr_TR.UTF-8"] {
            for threads in ["1", "2", "8"] {
                // Another order and another place for every run: 5 has no divisor in common with the number of files.
                run += 1;
                let shuffled: Vec<usize> = (0..count).map(|index| (index * 5 + run) % count).collect();
                let folder = made(&shuffled, &places[run % 2]);
                let environment =
                    [("TZ", zone), ("LC_ALL", locale), ("LANG", locale), ("RAYON_NUM_THREADS", threads)];
                let found = built(&folder, &environment);
                assert_eq!(difference(&expected, &found), "", "{environment:?}");
                // Once more over what is published: the same again.
                if threads == "8" {
                    assert_eq!(
                        difference(&expected, &built(&folder, &environment)),
                        "",
                        "again, {environment:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn nothing_tells_when_where_or_by_whom_it_was_built() {
    let folder = straight();
    let place = folder.root().to_string_lossy().into_owned();
    for (name, bytes) in built(
        &folder,
        &[("HOME", "/home/marker-of-a-home"), ("USER", "marker-of-a-user"), ("HOSTNAME", "marker-of-a-host")],
    ) {
        let text = String::from_utf8_lossy(&bytes);
        for mark in [place.as_str(), "marker-of-", &digest::NOW[..7]] {
            assert!(!text.contains(mark), "{name} holds {mark}");
        }
    }
}

#[test]
fn now_changes_nothing_but_what_is_published() {
    let folder = straight();
    let early = folder.published(&["--now", "2018-02-21"]);
    let late = folder.published(&["--now", "2099-12-31"]);
    assert_eq!(difference(&early, &late), "");
}

#[test]
fn source_date_epoch_is_now() {
    let folder = straight();
    let at = |epoch: &str| {
        let mut command = binary();
        command
            .args(["build", "--root"])
            .arg(folder.root())
            .arg("--output")
            .arg(folder.output())
            .env("SOURCE_DATE_EPOCH", epoch);
        let run = run(command);
        assert_eq!(run.code, Some(0), "{}", run.err);
        tree(&folder.output())
    };
    // 19 February 2018, eleven in the evening in Karachi: the articles of the next day are not published yet.
    let before = at("1519063200");
    let after = at("1519200000");
    assert!(!before.contains_key("2018/02/20/c/index.html") && after.contains_key("2018/02/20/c/index.html"));
    let flag = folder.published(&["--now", "2018-02-21T13:00:00+05:00"]);
    assert_eq!(difference(&after, &flag), "");
    assert_eq!(difference(&before, &at("1519063200")), "");
}

#[test]
fn permissions_do_not_depend_on_the_authors_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = straight();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    folder.published(&[]);
    let photo = folder.output().join("2018/02/19/b/photo.png");
    let before = mode(&photo);
    fs::remove_dir_all(folder.output()).unwrap();
    fs::set_permissions(folder.at("content/articles/photo.png"), fs::Permissions::from_mode(0o600)).unwrap();
    folder.published(&[]);
    assert_eq!(mode(&photo), before);
}
