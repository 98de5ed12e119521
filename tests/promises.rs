//! What is promised under bad input: one test a promise, in the order of their numbers.
#![allow(clippy::unwrap_used)]

mod digest;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

use digest::html::{Node, nodes};
use digest::{Folder, NOW, PLAIN, Said, article, binary, difference, run, times, tree, watched};

const SECOND: Duration = Duration::from_secs(1);

/// A digest with one article and its diagnostics.
fn said_of(article_text: &str) -> Vec<Said> {
    Folder::new(&format!("=== content/articles/2018-02-19-a.md\n{article_text}"))
        .check(&["--format", "json"])
        .diagnostics()
}

/// The codes that a digest earns, each with its place.
fn codes(text: &str) -> Vec<String> {
    let said = Folder::new(text).check(&["--format", "json"]).diagnostics();
    said.into_iter().map(|it| format!("{}:{}:{} {}", it.file, it.line, it.column, it.code)).collect()
}

/// Asserts that a failed build leaves no trace: the site, its times, and the folders beside it.
#[track_caller]
fn leaves_all_alone(folder: &Folder, build: impl FnOnce() -> digest::Run) -> digest::Run {
    let before =
        (tree(&folder.output()), times(&folder.output()), tree(&folder.root()), times(&folder.root()));
    let run = build();
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert_eq!(difference(&before.0, &tree(&folder.output())), "", "the site changed");
    assert_eq!(before.1, times(&folder.output()), "the site's times changed");
    assert_eq!(difference(&before.2, &tree(&folder.root())), "", "the author's files changed");
    assert_eq!(before.3, times(&folder.root()), "the author's files have other times");
    assert_eq!(folder.strays(), Vec::<String>::new());
    run
}

const GOOD: &str = "\
=== content/articles/2018-02-19-a.md
---
title: A
---
A text.
=== content/articles/2018-02-20-b.md
---
title: B
---
A text.
";

// 9. All mistakes at once.

const FIVE: [(&str, &str, &str); 5] = [
    ("content/articles/2018-02-21-date.md", "---\ntitle: C\nupdated: 2018-02-30\n---\n", "bad-date"),
    ("content/articles/2018-02-22-link.md", "---\ntitle: D\n---\n\nSee [[nobody at all]].\n", "dead-link"),
    ("content/articles/2018-02-23-yaml.md", "---\ntitle: \"E\nauthor: F\n---\n", "bad-yaml"),
    (
        "content/people/sergey-lavrov.md",
        "---\nname: Sergey Lavrov\nrole: minister\nrol: diplomat\n---\n",
        "unknown-key",
    ),
    ("content/people/theresa-may.md", "No front matter.\n", "front-matter-fence"),
];

#[test]
fn row_09_all_mistakes_at_once() {
    let folder = Folder::new(GOOD);
    folder.published(&[]);
    for (path, text, _) in FIVE {
        folder.write(path, text);
    }
    let run = leaves_all_alone(&folder, || folder.build(&["--format", "json"]));
    let said: Vec<(String, usize, String)> =
        run.diagnostics().into_iter().map(|it| (it.file, it.line, it.code)).collect();
    let lines = [3, 5, 2, 4, 1];
    let expected: Vec<(String, usize, String)> = FIVE
        .iter()
        .zip(lines)
        .map(|((path, _, code), line)| (path.to_string(), line, code.to_string()))
        .collect();
    assert_eq!(said, expected);
    assert_eq!(run.report()["errors"], 5);
    assert_eq!(run.report()["output"], serde_json::Value::Null);

    // The same in words, at the same places, and one line on standard output.
    let run = leaves_all_alone(&folder, || folder.build(&[]));
    let places: Vec<&str> = run.err.lines().filter_map(|line| line.trim().strip_prefix("--> ")).collect();
    let expected: Vec<String> = said.iter().map(|(file, line, _)| format!("{file}:{line}:")).collect();
    assert!(
        places.len() == 5
            && places.iter().zip(&expected).all(|(place, expected)| place.starts_with(expected.as_str())),
        "{places:?}"
    );
    assert_eq!(run.out, "5 errors; nothing published\n");
}

#[test]
fn row_09_the_other_articles_are_still_checked() {
    let broken = "=== content/articles/2018-02-18-broken.md\nNo front matter.\n";
    let also = article(
        "2018-02-21-c.md",
        "title: C\ncountries: [Atlantis]",
        "![A photo](none.png) and [[nobody at all]].",
    );
    let said = codes(&format!("{broken}{also}"));
    assert_eq!(
        said,
        [
            "content/articles/2018-02-18-broken.md:1:1 front-matter-fence",
            "content/articles/2018-02-21-c.md:3:13 unknown-country",
            "content/articles/2018-02-21-c.md:5:1 missing-file",
            "content/articles/2018-02-21-c.md:5:26 dead-link",
        ]
    );
}

#[test]
fn row_09_the_first_build_with_a_mistake_publishes_nothing() {
    let folder = Folder::new(&format!("{GOOD}=== content/articles/c.md\nNo front matter.\n"));
    let run = leaves_all_alone(&folder, || folder.build(&[]));
    assert!(!folder.output().exists() && run.out.contains("nothing published"), "{}", run.out);
}

#[test]
fn row_09_a_template_that_fails_publishes_nothing() {
    let folder = Folder::new(GOOD);
    folder.published(&[]);
    folder.write("templates/404.html", "<title>{{ site.titel }}</title>");
    leaves_all_alone(&folder, || folder.build(&[]));
}

// 10. Encodings.

#[test]
fn row_10_what_is_not_utf_8_is_an_error() {
    let bytes: [(&[u8], &str); 5] = [
        (b"---\ntitle: A\n---\nS\xe3o Paulo\n", "bad-encoding"),
        (b"---\ntitle: A\n---\nS\0o Paulo\n", "bad-encoding"),
        (b"\xff\xfe-\0-\0-\0\n\0", "bad-encoding"),
        (b"\xfe\xff\0-\0-\0-\0\n", "bad-encoding"),
        (b"---\ntitle: A\n---\n\xf0\x9f\x98", "bad-encoding"),
    ];
    for (bytes, code) in bytes {
        for path in
            ["content/articles/2018-02-21-c.md", "content/people/c.md", "digest.yaml", "templates/404.html"]
        {
            let folder = Folder::new(GOOD);
            folder.published(&[]);
            folder.write(path, bytes);
            let run = leaves_all_alone(&folder, || folder.build(&["--format", "json"]));
            assert!(
                run.diagnostics().iter().any(|it| it.file == path && it.code == code && !it.hint.is_empty()),
                "{path}: {}",
                run.out
            );
        }
    }
}

#[test]
fn row_10_the_place_of_a_wrong_byte_is_told() {
    let folder = Folder::new(GOOD);
    folder.write("content/articles/2018-02-21-c.md", b"---\ntitle: A\n---\nS\xe3o Paulo\n");
    folder.write("content/articles/2018-02-21-d.md", b"---\ntitle: A\n---\nS\0o Paulo\n");
    let places: Vec<(usize, usize)> =
        folder.check(&["--format", "json"]).diagnostics().iter().map(|it| (it.line, it.column)).collect();
    assert_eq!(places, [(4, 2), (4, 2)]);
}

#[test]
fn row_10_one_wrong_byte_is_one_message() {
    let folder = Folder::new(GOOD);
    folder.write("digest.yaml", b"title: S\xe3o Paulo\nbase_url: https://example.org/\n");
    assert_eq!(folder.check(&["--format", "json"]).diagnostics().len(), 1);
}

#[test]
fn row_10_a_file_name_that_is_not_utf_8_is_an_error() {
    let folder = Folder::new(GOOD);
    let name = OsStr::from_bytes(b"2018-02-21-S\xe3o-Paulo.md");
    fs::write(folder.at("content/articles").join(name), "---\ntitle: A\n---\n").unwrap();
    let run = folder.build(&["--format", "json"]);
    let said = run.diagnostics();
    assert_eq!((run.code, said.len(), said[0].code.as_str()), (Some(1), 1, "bad-file"));
    assert!(
        said[0].file.starts_with("content/articles/2018-02-21-S") && !said[0].hint.is_empty(),
        "{said:?}"
    );
}

#[test]
fn row_10_how_a_text_is_saved_changes_nothing() {
    let text = "---\ntitle: A\nsummary: >-\n  Two\n  lines.\ncountries: [PK]\n---\nA text\nof two lines.\n\n- one\n- two\n\n<div>\nraw</div>\n\n```\ncode\n```\n";
    let config = "title: The Digest\nbase_url: https://example.org/\ndescription: >-\n  Two\n  lines.\n";
    let built = |text: &str, config: &str| {
        let folder = Folder::new(&format!("=== digest.yaml\n{config}"));
        folder.write("content/articles/2018-02-19-a.md", text);
        folder.published(&[])
    };
    let plain = built(text, config);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let twins = [
        ("BOM", format!("\u{feff}{text}"), format!("\u{feff}{config}")),
        ("CRLF", crlf(text), crlf(config)),
        ("BOM and CRLF", format!("\u{feff}{}", crlf(text)), format!("\u{feff}{}", crlf(config))),
        ("no final newline", text.trim_end().to_string(), config.trim_end().to_string()),
        ("blanks after ---", text.replace("---\n", "--- \t \n"), config.to_string()),
    ];
    for (name, text, config) in twins {
        assert_eq!(difference(&plain, &built(&text, &config)), "", "{name}");
    }
}

// 11. Bombs.

#[test]
fn row_11_yaml_bombs_are_refused_quickly() {
    let levels: String = (1..30)
        .map(|n| format!("a{n}: &a{n} [*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0},*a{0}]\n", n - 1))
        .collect();
    let keys: String = (0..20_000).map(|n| format!("k{n}: 1\n")).collect();
    let bombs = [
        format!("a0: &a0 [x]\n{levels}"),
        "a: &a [*a]\n".to_string(),
        format!("extra: {}", "[".repeat(10_000)),
        format!("extra: {}1{}", "{a: ".repeat(10_000), "}".repeat(10_000)),
        (0..10_000).map(|n| format!("{}a:\n", " ".repeat(n.min(1000)))).collect(),
        format!("extra: {{{keys}}}"),
        keys.clone(),
        "title: B\n".repeat(10_000),
        format!("title: \"{}", "\\".repeat(1_000_000)),
        format!("title: {}", "- ".repeat(100_000)),
        format!("title: {}", "? ".repeat(100_000)),
        "--- a\n".repeat(10_000),
    ];
    for (index, bomb) in bombs.iter().enumerate() {
        for text in [
            format!("{GOOD}=== content/articles/2018-02-21-c.md\n---\n{bomb}\n---\n"),
            format!("{GOOD}=== digest.yaml\n{PLAIN}{bomb}\n"),
        ] {
            let (run, taken) =
                watched(Folder::new(&text).command("check", &["--format", "json"]), 5 * SECOND);
            assert!(
                run.code == Some(1) && taken.processor < SECOND && taken.megabytes < 64,
                "bomb {index}: {:?}, {:?}, {} MB {}",
                run.code,
                taken.processor,
                taken.megabytes,
                run.err
            );
            assert!(taken.megabytes > 0, "memory was not measured");
        }
    }
}

#[test]
fn row_11_a_file_of_100_mb_is_refused_unread() {
    for path in
        ["content/articles/2018-02-21-c.md", "content/people/c.md", "digest.yaml", "templates/404.html"]
    {
        let folder = Folder::new(GOOD);
        folder.write(path, "");
        fs::File::options().write(true).open(folder.at(path)).unwrap().set_len(100 << 20).unwrap();
        let (run, taken) = watched(folder.command("check", &["--format", "json"]), 5 * SECOND);
        assert!(
            run.code == Some(1) && taken.processor < SECOND && taken.megabytes < 64,
            "{path}: {:?}, {} MB",
            taken.processor,
            taken.megabytes
        );
        assert!(
            run.diagnostics().iter().any(|it| it.file == path && it.code == "bad-file"),
            "{path}: {}",
            run.out
        );
    }
}

#[test]
fn row_11_a_static_file_of_100_mb_is_copied_without_being_held_in_memory() {
    let folder = Folder::new(GOOD);
    folder.write("static/film.mp4", "");
    fs::File::options().write(true).open(folder.at("static/film.mp4")).unwrap().set_len(100 << 20).unwrap();
    let (run, taken) = watched(folder.command("check", &[]), 20 * SECOND);
    assert!(run.code == Some(0) && taken.megabytes < 64, "{:?}, {} MB", run.code, taken.megabytes);
}

// 12. Markdown that takes long.

/// How much processor time an article of `pattern`, repeated, takes; the exit code is 0 or 1. What stands in the pattern
/// behind NUL ends the text, once.
fn parse_time(pattern: &str, times: usize) -> Duration {
    let (pattern, end) = pattern.split_once('\0').unwrap_or((pattern, ""));
    // "%d" is another number each time.
    let body: String = (0..times).map(|n| pattern.replace("%d", &n.to_string())).collect::<String>() + end;
    let text = format!(
        "{}=== content/people/sergey-lavrov.md\n---\nname: Sergey Lavrov\n---\n=== content/people/condoleezza-rice.md\n---\nname: Condoleezza Rice\n---\n",
        article("2018-02-19-a.md", "title: A\npeople: [condoleezza-rice]", &body)
    );
    let (run, taken) = watched(Folder::new(&text).command("check", &["--quiet"]), 60 * SECOND);
    assert!(
        matches!(run.code, Some(0 | 1)),
        "{pattern:?}, {times} times: {:?} after {:?}, {} MB",
        run.code,
        taken.time,
        taken.megabytes
    );
    taken.processor
}

fn grow_in_proportion(patterns: &[&str]) {
    let start = parse_time("", 1);
    for pattern in patterns {
        let small = parse_time(pattern, 5_000).saturating_sub(start).max(Duration::from_millis(80));
        let large = parse_time(pattern, 50_000).saturating_sub(start);
        assert!(large < 30 * small, "{pattern:?}: {small:?}, then {large:?}");
    }
}

#[test]
fn row_12_time_grows_in_proportion_to_the_text() {
    grow_in_proportion(&[
        ">",
        "[",
        "*",
        "[^",
        "\n[^",
        "`",
        "_a ",
        "![",
        "<",
        "- ",
        "]",
        "[]",
        "[a](",
        "[[",
        "# ",
        "|",
        "~~a ",
        "**a *a ",
        "<!-- ",
        "<?",
        "<![CDATA[",
        "&amp;",
        "'a\" ",
        "{#b",
        "a\n\n",
        "a  \n",
        "> a\n\n",
        "|a|b|\n|-|-|\n",
        "[a]: b\n",
        "[[Sergey Lavrov]] ",
        "A. ",
        "A.",
        "{{",
        "{{ \0}}",
        "A1.",
        "😀",
        "\u{301}",
    ]);
}

#[test]
fn row_12_headings_of_one_text() {
    grow_in_proportion(&["# a\n\n", "a\n=\n\n", "# a {#b}\n\n"]);
}

#[test]
fn row_12_mistakes_in_one_text() {
    grow_in_proportion(&[
        "<b>",
        "<div>\n\n",
        "[[nobody]] ",
        "[a](#b) ",
        "[a](/b/) ",
        "[a](b.md) ",
        "![a](b.png) ",
        "![a](https://b.c/d) ",
        "[a](javascript:b) ",
        "[a](http:/b) ",
        "[a] (http://b) ",
        "(http://b)[a] ",
        "[a](http://b c) ",
        "[a]: b\n\n[a]: c\n\n",
        "|a|b|\n|-|\n",
        "|a|b|\n|-|-|\n|a|b|c|\n\n",
        "https://a/b--c ",
        "[caption] ",
        "[a](https://www.google.com/url?q=https://b.c/%d) ",
        "[a](https://b.c/?utm_source=%d&d=%d) ",
        "**a **b ",
        "a --",
    ]);
}

#[test]
fn row_12_front_matter_of_signs() {
    let time = |pattern: &str, times: usize| {
        let summary = format!("title: A\nsummary: '{}>;'", pattern.repeat(times));
        let text = article("2018-02-19-a.md", &summary, "A text.");
        let (run, taken) = watched(Folder::new(&text).command("check", &["--quiet"]), 60 * SECOND);
        assert!(matches!(run.code, Some(0 | 1)), "{pattern:?}, {times} times: {:?}", run.code);
        taken.processor
    };
    let start = time("", 1);
    for pattern in ["<", "&", "<a ", "&a", "{", "[["] {
        let small = time(pattern, 5_000).saturating_sub(start).max(Duration::from_millis(80));
        let large = time(pattern, 50_000).saturating_sub(start);
        assert!(large < 30 * small, "{pattern:?}: {small:?}, then {large:?}");
    }
}

#[test]
fn row_12_a_name_of_many_words() {
    for word in ["Peter", "Пётр", "Петро", "محمد", "पीटर"] {
        let person = format!("{GOOD}=== content/people/a.md\n---\nname: {}\n---\n", vec![word; 60].join(" "));
        let (run, taken) = watched(Folder::new(&person).command("check", &["--quiet"]), 20 * SECOND);
        assert!(
            run.code == Some(0) && taken.megabytes < 400,
            "{word}: {:?}, {} MB",
            run.code,
            taken.megabytes
        );
    }
}

#[test]
fn row_12_names_without_end() {
    grow_in_proportion(&[
        "Russia ",
        "Russian foreign minister ",
        "Lavrov, ",
        "Sergey Lavrov, the Russian foreign minister ",
        "Georgia ",
        "New ",
        "president of ",
        "Rice fell. ",
        "Mother Condoleezza Rice, ",
        "Congo, ",
        "Mrs Lavrov ",
        "Dr Rice ",
        "a \0Lavrov spoke.",
        "A \0Lavrov spoke.",
        "Sergey \0Lavrov spoke.",
        "Black and Rice, Mrs Rice ",
    ]);
}

// 13. Runaway templates.

/// Builds with these templates: the diagnostics, and the exit code.
fn with_templates(templates: &[(&str, String)]) -> (Option<i32>, String, Vec<Said>) {
    let folder = Folder::new(GOOD);
    for (name, text) in templates {
        folder.write(&format!("templates/{name}"), text);
    }
    let (run, _) = watched(folder.command("check", &["--format", "json"]), 20 * SECOND);
    let said = if run.code.is_some_and(|code| code < 2) { run.diagnostics() } else { Vec::new() };
    (run.code, run.err, said)
}

#[test]
fn row_13_a_runaway_template_is_named() {
    let one = |text: &str| vec![("404.html", text.to_string())];
    let two =
        |first: &str, second: &str| vec![("404.html", first.to_string()), ("x.html", second.to_string())];
    let runaways = [
        one("{% extends \"404.html\" %}"),
        two("{% extends \"x.html\" %}", "{% extends \"404.html\" %}"),
        one("{% include \"404.html\" %}"),
        two("{% include \"x.html\" %}", "{% include \"404.html\" %}"),
        one("{% for i in [1, 2] %}{% include \"404.html\" %}{% endfor %}"),
        one("{% extends \"base.html\" %}{% block main %}{% include \"404.html\" %}{% endblock %}"),
        one("{% component a() %}{{ <a /> }}{% endcomponent %}{{ <a /> }}"),
        one(
            "{% component a() %}{{ <b /> }}{% endcomponent %}{% component b() %}{{ <a /> }}{% endcomponent %}{{ <a /> }}",
        ),
        one("{% component a(n) %}{{ <a n={n + 1} /> }}{% endcomponent %}{{ <a n={1} /> }}"),
        one("{% component a() %}{% <a> %}x{% </a> %}{% endcomponent %}{{ <a /> }}"),
        two("{{ <a /> }}", "{% component a() %}{{ <a /> }}{% endcomponent %}"),
        one("{% for a in range(end=100000000) %}{{ a }}{% endfor %}"),
        one(&format!("{{{{ 1{} }}}}", "+1".repeat(5000))),
        one(&format!("{{{{ \"a\"{} }}}}", " ~ \"a\"".repeat(5000))),
        one(&format!("{{{{ \"a\"{} }}}}", " | upper".repeat(5000))),
        one(&format!("{{{{ site{} }}}}", ".a".repeat(5000))),
        one(&format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000))),
        one(&format!("{{{{ {}1{} }}}}", "[".repeat(5000), "]".repeat(5000))),
        one(&format!("{{{{ {}1{} }}}}", "{\"a\":".repeat(5000), "}".repeat(5000))),
        one(&format!("{{{{ {}1 }}}}", "1 if true else ".repeat(5000))),
        one(&format!("{{% if {}true %}}{{% endif %}}", "not ".repeat(5000))),
        one(&format!("{}{}", "{% if true %}".repeat(5000), "{% endif %}".repeat(5000))),
        one(&format!("{}{}", "{% for a in [1] %}".repeat(5000), "{% endfor %}".repeat(5000))),
    ];
    for templates in runaways {
        let (code, err, said) = with_templates(&templates);
        let begins: String = templates[0].1.chars().take(60).collect();
        assert_eq!(code, Some(1), "{begins}: {err}");
        assert_eq!(said.len(), 1, "{begins}: {said:?}");
        let names = templates.iter().any(|(name, _)| said[0].file == format!("templates/{name}"));
        assert!(names && said[0].line == 1 && said[0].code.contains("template"), "{begins}: {said:?}");
    }
}

#[test]
fn row_13_many_branches_do_not_abort() {
    let text = format!("{{% if false %}}{}x{{% endif %}}", "{% elif false %}".repeat(5000));
    let (code, err, _) = with_templates(&[("404.html", text)]);
    assert!(matches!(code, Some(0 | 1)), "{code:?}: {err}");
}

// 14. Dates.

#[test]
fn row_14_a_date_is_a_day_of_the_digests_zone_under_any_host_zone() {
    let dates = [
        ("a", "2018-02-19", "2018/02/19"),
        ("b", "2018-02-19 23:59", "2018/02/19"),
        ("c", "2018-02-19T22:30:00Z", "2018/02/20"),
        ("d", "2018-02-19T01:00:00+09:00", "2018/02/18"),
        ("e", "2018-02-20T00:30:00+05:00", "2018/02/20"),
        ("f", "1000-01-01", "1000/01/01"),
        ("g", "2016-02-29", "2016/02/29"),
        ("h", "2018-12-31T19:00:00-00:00", "2019/01/01"),
    ];
    let articles: String = dates
        .iter()
        .map(|(slug, date, _)| article(&format!("{slug}.md"), &format!("title: A\ndate: {date}"), "A text."))
        .collect();
    let folder = Folder::new(&format!(
        "{articles}=== digest.yaml\ntitle: T\nbase_url: https://example.org/\ntime_zone: Asia/Karachi\n"
    ));
    let mut first: Option<BTreeMap<String, Vec<u8>>> = None;
    for zone in [
        "UTC",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "Asia/Kathmandu",
        "America/Sao_Paulo",
        "nonsense",
        "",
    ] {
        let mut command = folder.command("build", &[]);
        command.env("TZ", zone);
        let run = run(command);
        assert_eq!(run.code, Some(0), "{}", run.err);
        for (slug, date, day) in dates {
            assert!(folder.has(&format!("{day}/{slug}/index.html")), "{date} under {zone:?}");
        }
        let built = tree(&folder.output());
        assert_eq!(
            first.as_ref().map_or_else(String::new, |first| difference(first, &built)),
            "",
            "{zone:?}"
        );
        first.get_or_insert(built);
    }
}

#[test]
fn row_14_what_is_no_day_is_an_error() {
    for date in [
        "2018-02-30",
        "2018-02-29",
        "2018-04-31",
        "2018-13-01",
        "2018-00-01",
        "2018-01-00",
        "0000-01-01",
        "-2018-01-01",
        "10000-01-01",
        "20180219",
        "2018-2-1",
        "19.2.2018",
        "tomorrow",
        "2018-02-19T25:00",
        "2018-02-19T23:59:61",
        "2018-02-19T10:00:00+99:00",
        "1519023600",
        "2018-02-19T",
        "2018-W08-1",
    ] {
        let said = said_of(&format!("---\ntitle: A\ndate: {date}\n---\n"));
        assert_eq!(said.len(), 1, "{date}: {said:?}");
        assert_eq!((said[0].code.as_str(), said[0].line, said[0].column), ("bad-date", 3, 7), "{date}");
    }
}

#[test]
fn row_14_the_last_day_there_is() {
    let folder = Folder::new(&article("a.md", "title: A\ndate: 9999-12-31", "A text."));
    for zone in ["UTC", "Pacific/Pago_Pago"] {
        let config = PLAIN.replace("UTC", zone);
        folder.write("digest.yaml", config);
        let run = folder.build(&["--future"]);
        assert!(matches!(run.code, Some(0 | 1)), "{zone}: {}", run.err);
        assert_eq!(run.code == Some(0), folder.has("9999/12/31/a/index.html"), "{zone}: {}", run.err);
        fs::remove_dir_all(folder.output()).ok();
    }
}

#[test]
fn row_14_a_future_article_is_counted_and_printed() {
    let articles: String = (1..=12)
        .map(|day| article(&format!("2026-01-{day:02}-a.md"), &format!("title: Article {day}"), "A text."))
        .collect();
    let draft = article("2017-01-01-d.md", "title: D\ndraft: true", "A text.");
    let folder = Folder::new(&format!("{articles}{draft}"));
    let run = folder.build(&["--now", "2026-01-01T12:00:00Z"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(
        run.err.contains("held back: content/articles/2026-01-02-a.md is dated 2026-01-02T00:00:00+00:00\n"),
        "{}",
        run.err
    );
    assert!(run.err.contains("held back: content/articles/2017-01-01-d.md is a draft\n"), "{}", run.err);
    assert_eq!(run.err.matches("held back: ").count(), 12, "{}", run.err);
    assert!(
        run.out.starts_with("1 article, ")
            && run.out.contains("1 draft held back")
            && run.out.contains("11 future articles held back"),
        "{}",
        run.out
    );
    assert_eq!(run.out.lines().count(), 1);

    let report = folder.build(&["--format", "json"]).report();
    let held = report["held"].as_array().unwrap();
    assert_eq!(held.len(), 12);
    assert_eq!(
        held[1],
        serde_json::json!({"file": "content/articles/2026-01-02-a.md", "title": "Article 2", "date": "2026-01-02T00:00:00+00:00", "reason": "future"})
    );
    assert_eq!(report["articles"], 1);
    let future = |args: &[&str]| folder.build(args).report()["articles"].clone();
    assert_eq!(future(&["--format", "json", "--future"]), 12);
    assert_eq!(future(&["--format", "json", "--drafts"]), 2);
    assert_eq!(future(&["--format", "json", "--drafts", "--future"]), 13);
    assert_eq!(future(&["--format", "json", "--now", "2026-01-05"]), 5);
}

#[test]
fn row_14_now_is_the_flag_then_the_epoch_then_the_clock() {
    let folder = Folder::new(&format!("{GOOD}{}", article("2100-01-01-c.md", "title: C", "A text.")));
    let articles = |epoch: Option<&str>, now: Option<&str>| {
        let mut command = binary();
        command.args(["check", "--format", "json", "--root"]).arg(folder.root());
        command.args(now.iter().flat_map(|now| ["--now", now]));
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        run(command)
    };
    assert_eq!(articles(None, None).report()["articles"], 2);
    // 20 February 2018, one second before it begins.
    assert_eq!(articles(Some("1519084799"), None).report()["articles"], 1);
    assert_eq!(articles(Some("1519084800"), None).report()["articles"], 2);
    assert_eq!(articles(Some("1519084799"), Some("2100-01-01")).report()["articles"], 3);
    for (epoch, now) in [(Some("soon"), None), (None, Some("soon")), (None, Some("2018-02-30"))] {
        let run = articles(epoch, now);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""));
        assert!(run.err.contains(epoch.or(now).unwrap()), "{}", run.err);
    }
}

// 15. Slugs, paths and redirects stay inside.

#[test]
fn row_15_slugs_stay_inside() {
    let long = "a".repeat(300);
    for slug in [
        "../x",
        "..",
        ".",
        "a/b",
        "%2e%2e",
        "/etc",
        "C:",
        "CON",
        "con",
        "lpt1",
        "a\\b",
        "Ab",
        "-a",
        "a b",
        "é",
        "a\u{202e}b",
        long.as_str(),
    ] {
        let slug = serde_json::to_string(slug).unwrap();
        let said = said_of(&format!("---\ntitle: A\nslug: {slug}\n---\n"));
        assert_eq!(said.len(), 1, "{slug}: {said:?}");
        assert_eq!((said[0].code.as_str(), said[0].line, said[0].column), ("bad-slug", 3, 7), "{slug}");
        assert!(!said[0].hint.is_empty(), "{slug}");
    }
}

#[test]
fn row_15_an_empty_slug_is_an_error() {
    assert_eq!(said_of("---\ntitle: A\nslug: \"\"\n---\n").len(), 1);
}

#[test]
fn row_15_redirects_stay_inside() {
    let long = format!("/{}/", "a".repeat(300));
    for path in [
        "old/",
        "/",
        "//x/",
        "//example.com/",
        "/../x/",
        "/a/../../x/",
        "/./x/",
        "/%2e%2e/x/",
        "/a\\b/",
        "C:/x",
        "/C:/x/",
        "/CON/",
        "/aux.html",
        "/.git/x/",
        "/a b /",
        "/%ff/",
        "https://example.org/x/",
        "/x?y",
        "/x#y",
        long.as_str(),
    ] {
        let path = serde_json::to_string(path).unwrap();
        let said = said_of(&format!("---\ntitle: A\nredirects: [{path}]\n---\n"));
        assert_eq!(said.len(), 1, "{path}: {said:?}");
        assert_eq!((said[0].code.as_str(), said[0].line, said[0].column), ("bad-slug", 3, 13), "{path}");
    }
}

#[test]
fn row_15_no_name_leads_out_of_the_output() {
    // Every key that becomes a path or URL, with names that would leave; whatever is published stays inside.
    let evil = "../../../evil";
    let keys = format!(
        "title: {evil}\nid: {evil}\ntopics: [{evil}]\nsource: {evil}\nauthor: {evil}\ndateline: {evil}\nextra: {{ a: {evil} }}"
    );
    let text = article("2018-02-19-..%2f..%2fevil.md", &keys, "A text.");
    let folder = Folder::new(&format!(
        "{text}=== content/people/..md\n---\nname: {evil}\nslug: evil\n---\n=== content/topics/....md\n---\nname: {evil}\nslug: evil\n---\n"
    ));
    let run = folder.build(&[]);
    assert!(matches!(run.code, Some(0 | 1)), "{}", run.err);
    assert_eq!(folder.strays(), Vec::<String>::new());
    let all = tree(&folder.output());
    assert!(all.keys().all(|name| !name.contains("..")), "{:?}", all.keys());
}

#[test]
fn row_15_images_and_links_stay_inside_content() {
    let outside = [
        "../../digest.yaml",
        "../../../secret.txt",
        "/etc/passwd",
        "../../templates/base.html",
        "..%2f..%2fdigest.yaml",
        "../../static/x.css",
        "..\\..\\digest.yaml",
    ];
    for path in outside {
        let folder = Folder::new(&format!(
            "{}=== static/x.css\na {{}}\n=== templates/404.html\n<title>{{{{ site.title }}}}</title>\n",
            article("2018-02-19-a.md", "title: A", &format!("[one](<{path}>) ![two](<{path}>)"))
        ));
        fs::write(folder.root().parent().unwrap().join("secret.txt"), "secret").unwrap();
        let run = folder.build(&[]);
        assert_eq!(run.code, Some(1), "{path}: {}", run.err);
        assert!(!folder.output().exists(), "{path}");
    }
}

// 16. Two things on one URL.

#[test]
fn row_16_two_things_on_one_url_are_an_error_that_names_both() {
    let plain = |path: &str, keys: &str| article(path, &format!("title: A\n{keys}"), "A text.");
    let person = |path: &str, keys: &str| format!("=== content/people/{path}\n---\nname: A\n{keys}\n---\n");
    let cases = [
        (
            "same slug",
            plain("2018-02-19-a.md", "slug: x"),
            plain("2018-02-19-b.md", "slug: x"),
            ["2018-02-19-a.md", "2018-02-19-b.md"],
        ),
        (
            "a blank and a hyphen",
            plain("2018-02-19-a b.md", ""),
            plain("2018-02-19-a-b.md", ""),
            ["2018-02-19-a b.md", "2018-02-19-a-b.md"],
        ),
        (
            "letter case",
            plain("2018-02-19-ab.md", ""),
            plain("2018-02-19-AB.md", ""),
            ["2018-02-19-ab.md", "2018-02-19-AB.md"],
        ),
        (
            "redirect and page",
            plain("2018-02-19-a.md", ""),
            plain("2018-02-19-b.md", "redirects: [/2018/02/19/a/]"),
            ["2018-02-19-a.md", "2018-02-19-b.md"],
        ),
        (
            "redirects",
            plain("2018-02-19-a.md", "redirects: [/x]"),
            plain("2018-02-19-b.md", "redirects: [/X/]"),
            ["2018-02-19-a.md", "2018-02-19-b.md"],
        ),
        ("people", person("a.md", ""), person("b.md", "slug: a"), ["people/a.md", "people/b.md"]),
    ];
    for (name, one, other, files) in cases {
        let run = Folder::new(&format!("{one}{other}")).check(&[]);
        assert_eq!(run.code, Some(1), "{name}: {}", run.err);
        assert!(
            run.err.contains("error[duplicate-url]") && files.iter().all(|file| run.err.contains(file)),
            "{name}: {}",
            run.err
        );
    }
}

#[test]
fn row_16_what_is_not_an_article_counts_too() {
    for redirect in [
        "/people/",
        "/archive/",
        "/2018/",
        "/2018/02/",
        "/2018/02/19/",
        "/countries/",
        "/404.html",
        "/corrections/",
        "/relations/russia-pakistan/",
    ] {
        let relation = (0..3)
            .map(|n| article(&format!("2018-02-2{n}-x.md"), "title: X\ncountries: [PK, RU]", "A text."))
            .collect::<String>();
        let said = codes(&format!(
            "{}{relation}",
            article("2018-02-19-a.md", &format!("title: A\nredirects: [{redirect}]"), "A text.")
        ));
        assert_eq!(said, ["content/articles/2018-02-19-a.md:3:13 duplicate-url"], "{redirect}");
    }
}

#[test]
fn row_16_a_file_where_a_folder_must_be() {
    for redirect in [
        "/sitemap.xml",
        "/feed.xml",
        "/_headers",
        "/robots.txt",
        "/people/index.html",
        "/index.html",
        "/2018/02/19/b/index.html",
        "/404.html/",
    ] {
        let folder = Folder::new(&format!(
            "{}{}",
            article("2018-02-19-a.md", &format!("title: A\nredirects: [{redirect}]"), "A text."),
            article("2018-02-19-b.md", "title: B", "A text.")
        ));
        let run = folder.build(&[]);
        assert!(
            run.code == Some(1) && run.err.contains("duplicate-url"),
            "{redirect}: {:?} {}{}",
            run.code,
            run.out,
            run.err
        );
    }
}

#[test]
fn row_16_two_unicode_forms_of_one_name() {
    let folder = Folder::new(&article("2018-02-19-caf\u{e9}.md", "title: A", "A text."));
    let run = folder.check(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    folder.write("content/articles/2018-02-19-cafe\u{301}.md", "---\ntitle: B\n---\n");
    let said = folder.check(&["--format", "json"]).diagnostics();
    // A disk that normalizes names has one file only.
    if fs::read_dir(folder.at("content/articles")).unwrap().count() == 2 {
        assert_eq!(said.len(), 1, "{said:?}");
        assert_eq!(
            (said[0].code.as_str(), said[0].file.as_str()),
            ("duplicate-url", "content/articles/2018-02-19-caf\u{e9}.md")
        );
    }
}

#[test]
fn row_16_two_photos_of_one_name_on_one_page() {
    let text = article("2018-02-19-a.md", "title: A", "![One](one/photo.png) ![Two](two/photo.png)");
    let said = codes(&format!(
        "{text}=== content/articles/one/photo.png as png\n=== content/articles/two/photo.png as png\n"
    ));
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].ends_with("duplicate-url"), "{said:?}");
}

// 17. Every entity has a URL.

const NAMES: [&str; 14] = [
    "خواجہ آصف",
    "شاہد خاقان عباسی",
    "محمد جواد ظریف",
    "ბიძინა ივანიშვილი",
    "ประยุทธ์ จันทร์โอชา",
    "习近平",
    "王毅",
    "李克强",
    "安倍 晋三",
    "김정은",
    "Мевлют Чавушоглу",
    "Ἀλέξης Τσίπρας",
    "Çavuşoğlu",
    "שמעון פרס",
];

#[test]
fn row_17_names_in_any_script_have_urls() {
    let people: String = NAMES
        .iter()
        .map(|name| format!("=== content/people/{}.md\n---\nname: {name}\n---\n", name.replace(' ', "-")))
        .collect();
    let keys = format!("title: Names\npeople: [{}]\ntopics: [{}]", NAMES.join(", "), NAMES.join(", "));
    let folder = Folder::new(&format!("{people}{}", article("2018-02-19-习近平.md", &keys, "A text.")));
    let built = folder.published(&[]);
    for kind in ["people", "topics"] {
        let pages: Vec<&String> = built
            .keys()
            .filter(|name| {
                name.starts_with(&format!("{kind}/"))
                    && name.ends_with("/index.html")
                    && name.matches('/').count() == 2
            })
            .collect();
        assert_eq!(pages.len(), NAMES.len(), "{pages:?}");
        assert!(pages.iter().all(|name| name.is_ascii() && !name.contains("//")), "{pages:?}");
    }
    let again = folder.published(&[]);
    assert_eq!(difference(&built, &again), "", "stable");
}

#[test]
fn row_17_what_gives_no_url_asks_for_a_slug() {
    for (path, kind) in [
        ("content/people/🙂.md", "name"),
        ("content/organizations/†.md", "name"),
        ("content/stories/… ….md", "name"),
        ("content/topics/¿.md", "name"),
        ("content/pages/♥.md", "title"),
    ] {
        let file = |slug: &str| format!("{GOOD}=== {path}\n---\n{kind}: 🙂\n{slug}---\n");
        let said = Folder::new(&file("")).check(&["--format", "json"]).diagnostics();
        if let [said] = &said[..] {
            assert!(said.code == "bad-slug" && said.file == path && said.hint.contains("slug:"), "{said:?}");
        } else {
            assert_eq!(said.len(), 0, "{said:?}");
        }
        Folder::new(&file("slug: heart\n")).published(&[]);
    }
}

// 18. Content cannot script: what can be told without a browser.

/// What of a site would run, or lead to something that runs.
fn active(built: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut found = Vec::new();
    for (name, bytes) in built.iter().filter(|(name, _)| name.ends_with(".html")) {
        for node in nodes(std::str::from_utf8(bytes).unwrap()) {
            let Node::Open { name: element, attributes } = &node else { continue };
            let script =
                node.attribute("src").and_then(|url| url.strip_prefix("/static/")?.split("?v=").next());
            let own =
                script.is_some_and(|it| ["hover-cards.js", "search.js", "search-page.js"].contains(&it));
            let inert = own || node.attribute("type") == Some("application/ld+json");
            if matches!(element.as_str(), "iframe" | "object" | "embed" | "style" | "base")
                || element == "script" && !inert
            {
                found.push(format!("{name}: <{element}>"));
            }
            for (key, value) in attributes {
                let scheme: String = value
                    .chars()
                    .filter(|c| !c.is_control() && !c.is_whitespace())
                    .take(11)
                    .collect::<String>()
                    .to_lowercase();
                if key.starts_with("on")
                    || key == "style"
                    || scheme.starts_with("javascript:")
                    || scheme.starts_with("data:")
                    || scheme.starts_with("vbscript:")
                {
                    found.push(format!("{name}: <{element} {key}=\"{value}\">"));
                }
            }
        }
    }
    found
}

#[test]
fn row_18_content_cannot_script() {
    let evil = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><!-- {{ 1 }}";
    let yaml = serde_json::to_string(evil).unwrap();
    let body = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='x'></iframe>",
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java&#10;script:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html,x)",
        "<javascript:alert(1)>",
        "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,x)",
        "[a](b.csv \"x\" onclick=\"y\")",
        "# a {#x\" onclick=\"y}",
        "```\"><script>\nx\n```",
        "[^\"><b>]\n\n[^\"><b>]: <script>x</script>",
        "{{ site.title }} {% include 'x' %}",
        "&lt;script&gt;",
        "`<script>`",
    ];
    let keys = format!(
        "title: {yaml}\nauthor: {yaml}\nsummary: {yaml}\nsource: {{ name: {yaml}, title: {yaml}, author: {yaml}, url: \"https://x.org/'onclick=alert(1)&b\" }}\ndateline: {{ place: {yaml}, country: PK }}\nimage: {{ file: photo.png, alt: {yaml}, credit: {yaml} }}\ncorrections: [{{ date: 2018-02-20, text: {yaml} }}]\ntopics: [{yaml}]\nstory: s\ncountries: [PK, RU]\npeople: [p]"
    );
    let named = |path: &str, more: &str| {
        format!("=== content/{path}.md\n---\nname: {yaml}\nsummary: {yaml}\n{more}\n---\n{}\n", body[0])
    };
    let text = [
        format!(
            "=== digest.yaml\ntitle: {yaml}\ndescription: {yaml}\neditor: {yaml}\nbase_url: https://example.org/\nrelations: {{ minimum: 1 }}\n"
        ),
        article("2018-02-19-a.md", &keys, &body.join("\n\n")),
        "=== content/articles/photo.png as png\n=== content/articles/b.csv\nx\n".to_string(),
        named(
            "people/p",
            &format!(
                "role: {yaml}\nsort_name: {yaml}\naliases: [{yaml}]\noffices: [{{ title: {yaml}, of: PK, from: 2017 }}]"
            ),
        ),
        named("organizations/o", &format!("acronym: {yaml}\nrole: {yaml}")),
        named("topics/t", ""),
        named("stories/s", ""),
        named("countries/PK", &format!("aliases: [{yaml}]")),
        format!("=== content/editions/2018-02-19.md\n---\ntitle: {yaml}\nintro: {yaml}\n---\n"),
        format!("=== content/pages/q.md\n---\ntitle: {yaml}\nsummary: {yaml}\n---\n{}\n", body.join("\n\n")),
    ];
    let built = Folder::new(&text.concat()).published(&[]);
    assert_eq!(active(&built), Vec::<String>::new());

    // The structured facts come back whole.
    let page = nodes(std::str::from_utf8(&built["2018/02/19/a/index.html"]).unwrap());
    let at = page.iter().position(|node| node.attribute("type") == Some("application/ld+json")).unwrap();
    let Node::Text(json) = &page[at + 1] else { panic!("no ld+json") };
    let facts: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(facts["@graph"][0]["headline"], dateline::markdown::typeset(evil).as_ref());
    for name in ["feed.json", "people/p/index.json", "people/p/feed.json"] {
        serde_json::from_slice::<serde_json::Value>(&built[name]).unwrap();
    }
    for name in ["feed.xml", "rss.xml", "people/p/feed.xml", "sitemap.xml"] {
        let xml = nodes(std::str::from_utf8(&built[name]).unwrap());
        assert!(!xml.iter().any(|node| node.opens("script") || node.opens("img")), "{name}");
    }
}

#[test]
fn row_18_addresses_of_front_matter_cannot_script() {
    let folder = Folder::new(&format!(
        "{GOOD}=== digest.yaml\n{PLAIN}contact: \"javascript:alert(1)\"\n=== content/organizations/o.md\n---\nname: O\nurl: \"javascript:alert(2)\"\n---\n"
    ));
    let run = folder.build(&[]);
    assert!(
        run.code == Some(1) || active(&tree(&folder.output())).is_empty(),
        "{:?}",
        active(&tree(&folder.output()))
    );
}

// The command line.

#[test]
fn exit_codes_are_0_1_and_2() {
    let good = Folder::new(GOOD);
    let warned = Folder::new(&format!("{GOOD}=== content/notes/a.md\nA note.\n"));
    let bad = Folder::new(&format!("{GOOD}=== content/articles/c.md\nNo front matter.\n"));
    for (folder, code) in [(&good, 0), (&warned, 0), (&bad, 1)] {
        for args in [&[][..], &["--quiet"], &["--format", "json"]] {
            assert_eq!(folder.check(args).code, Some(code), "check {args:?}");
            assert_eq!(folder.build(args).code, Some(code), "build {args:?}");
        }
    }
    let wrong: [&[&str]; 7] = [
        &[],
        &["bild"],
        &["build", "--outptu", "x"],
        &["build", "--format", "xml"],
        &["check", "--output", "x"],
        &["check", "--root"],
        &["build", "--now", "tomorrow"],
    ];
    for args in wrong {
        let mut command = binary();
        command.args(args).current_dir(good.root());
        let run = run(command);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(!run.err.is_empty(), "{args:?}");
    }
}

#[test]
fn an_unknown_root_is_wrong_usage() {
    let empty = tempfile::tempdir().unwrap();
    for args in [&["check"][..], &["build"], &["check", "--root", "nowhere"], &["build", "--root", "."]] {
        let mut command = binary();
        command.args(args).current_dir(empty.path());
        let run = run(command);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(run.err.starts_with("dateline: there is no digest.yaml in "), "{args:?}: {}", run.err);
    }
    assert_eq!(tree(empty.path()), BTreeMap::new());
}

#[test]
fn the_root_is_the_nearest_folder_upwards() {
    let folder = Folder::new(GOOD);
    let mut command = binary();
    command.args(["build", "--now", NOW]).current_dir(folder.at("content/articles"));
    let run = run(command);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(folder.at("public/index.html").exists());
}

#[test]
fn check_writes_nothing() {
    let folder = Folder::new(GOOD);
    for args in [&[][..], &["--format", "json"], &["--drafts", "--future"]] {
        let before = (tree(&folder.root()), times(&folder.root()));
        assert_eq!(folder.check(args).code, Some(0));
        assert_eq!(before, (tree(&folder.root()), times(&folder.root())));
        assert!(!folder.output().exists());
        assert_eq!(folder.strays(), Vec::<String>::new());
    }
}

#[test]
fn quiet_prints_only_what_is_wrong() {
    let folder = Folder::new(&format!("{GOOD}{}", article("2100-01-01-c.md", "title: C", "A text.")));
    for run in [folder.check(&["--quiet"]), folder.build(&["--quiet"])] {
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    }
}

#[test]
fn the_base_url_of_the_command_line_wins() {
    let folder = Folder::new(GOOD);
    folder.published(&["--base-url", "https://elsewhere.example/sub"]);
    assert!(folder.page("sitemap.xml").contains("<loc>https://elsewhere.example/sub/2018/02/19/a/</loc>"));
    for url in [
        "elsewhere",
        "ftp://example.org/",
        "https://example.org/?a",
        "https:///x",
        "https://example.org/../x/",
        "javascript:alert(1)",
    ] {
        let run = folder.build(&["--base-url", url]);
        assert!(
            matches!(run.code, Some(1 | 2)) && run.err.contains(url),
            "{url}: {:?} {}",
            run.code,
            run.err
        );
    }
}

#[test]
fn a_wrong_base_url_is_wrong_usage() {
    let run = Folder::new(GOOD).build(&["--base-url", "elsewhere"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(!run.err.contains("digest.yaml"), "{}", run.err);
}

#[test]
fn a_country_without_a_page_is_named_without_a_link() {
    let text = "=== content/people/p.md\n---\nname: Jane Doe\ncountry: NZ\n---\n".to_string()
        + &article(
            "2018-02-19-a.md",
            "title: A\npeople: [p]\ndateline: { place: London, country: CA }",
            "B.",
        );
    let folder = Folder::new(&text);
    folder.published(&[]);
    assert!(folder.page("2018/02/19/a/index.html").contains("London, Canada</span> –"));
    assert!(folder.page("people/p/index.html").contains("<dd>New Zealand</dd>"));
}

#[test]
fn the_date_of_a_week_is_the_week() {
    let text = "=== digest.yaml\ntitle: A\nbase_url: https://example.org/\nedition: weekly\n=== content/editions/2018-w52.md\n---\ntitle: B\n---\n".to_string()
        + &article("2018-12-26-a.md", "title: A", "B.");
    let folder = Folder::new(&text);
    folder.published(&[]);
    for page in ["index.html", "2018/w52/index.html"] {
        assert!(folder.page(page).contains("<time datetime=\"2018-W52\">Week 52, 2018</time>"), "{page}");
    }
}

#[test]
fn a_digest_without_articles_builds() {
    for text in [
        "",
        "=== content/people/a.md\n---\nname: A B\n---\n",
        "=== content/stories/a.md\n---\nname: A\n---\n",
        "=== content/countries/PK.md\n---\nsummary: A.\n---\n",
    ] {
        let folder = Folder::new(text);
        let built = folder.published(&[]);
        assert!(
            built.contains_key("index.html")
                && built.contains_key("feed.xml")
                && built.contains_key("sitemap.xml")
        );
    }
}

#[test]
fn a_file_name_with_a_backslash_is_no_way_out() {
    let folder = Folder::new(GOOD);
    fs::create_dir_all(folder.at("static")).unwrap();
    fs::write(folder.at("static").join("a\\..\\..\\evil.css"), "p {}").unwrap();
    let run = folder.build(&[]);
    assert!(run.code == Some(1) && run.err.contains("has a backslash"), "{:?} {}", run.code, run.err);
}

#[test]
fn what_lies_in_content_and_is_no_file_stops_nothing() {
    let folder = Folder::new(GOOD);
    let whole = folder.published(&[]);
    // An editor's lock, as Emacs leaves it.
    std::os::unix::fs::symlink("root@host.1234", folder.at("content/articles/.#2018-02-19-a.md")).unwrap();
    assert_eq!(folder.published(&[]), whole);
    assert!(
        std::process::Command::new("mkfifo")
            .arg(folder.at("content/articles/pipe.md"))
            .status()
            .unwrap()
            .success()
    );
    let run = folder.build(&[]);
    assert_eq!((run.code, run.err.matches("warning[stray-file]").count()), (Some(0), 1), "{}", run.err);
    assert_eq!(tree(&folder.output()), whole);
}

#[test]
fn a_digest_without_its_folder_says_so() {
    let folder = Folder::new(GOOD);
    folder.published(&[]);
    fs::remove_dir_all(folder.at("content")).unwrap();
    let run = folder.build(&[]);
    assert!(run.err.contains("there is no folder content/"), "{}", run.err);
}

#[test]
fn a_topic_is_one_however_its_signs_are_written() {
    let folder = Folder::new(concat!(
        "=== content/topics/chemical-weapons.md\n---\nname: Chemical weapons\n---\n",
        "=== content/articles/2018-02-19-a.md\n---\ntitle: A\ntopics: [\"#trade\", Chemical_Weapons!]\n---\nA.\n",
        "=== content/articles/2018-02-20-b.md\n---\ntitle: B\ntopics: [Trade., chemical weapons]\n---\nB.\n",
    ));
    folder.published(&[]);
    for topic in ["trade", "chemical-weapons"] {
        let page = folder.page(&format!("topics/{topic}/index.html"));
        assert!(page.contains("/2018/02/19/a/") && page.contains("/2018/02/20/b/"), "{topic}");
    }
    assert!(folder.page("topics/trade/index.html").contains("<h1>Trade</h1>"));
}

#[test]
fn a_repeated_build_writes_nothing_new() {
    let folder = Folder::new(GOOD);
    folder.published(&[]);
    let before = times(&folder.output());
    let report = folder.build(&["--format", "json"]).report();
    assert_eq!(report["written"], 0);
    assert_eq!(before, times(&folder.output()));
}
