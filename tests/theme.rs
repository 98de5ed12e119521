//! `dateline theme eject`, and what a digest changes of its looks.
#![allow(clippy::unwrap_used)]

mod digest;

use std::fs;

use digest::{Folder, binary, run};

const DIGEST: &str = "\
=== content/people/sergey-lavrov.md
---
name: Sergey Lavrov
country: RU
extra: { likes: [chess, football] }
---
=== content/articles/2018-02-19-a.md
---
title: Lavrov speaks
countries: [Russia]
people: [sergey-lavrov]
---
He speaks.
";

fn eject(folder: &Folder, names: &[&str]) -> digest::Run {
    let mut command = binary();
    command.args(["theme", "eject", "--root"]).arg(folder.root()).args(names);
    run(command)
}

#[test]
fn an_ejected_theme_is_the_theme() {
    let folder = Folder::new(DIGEST);
    let before = folder.published(&[]);
    let run = eject(&folder, &[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("wrote templates/person.html\n") && run.out.contains("wrote static/site.css\n"));
    let after = folder.published(&[]);
    for (name, bytes) in &before {
        // The manifest says where static files come from.
        assert!(name == ".dateline" || after[name] == *bytes, "{name} differs");
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn nothing_is_written_over() {
    let folder = Folder::new(DIGEST);
    let own = folder.root().join("templates/person.html");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    fs::write(&own, "{{ name }}").unwrap();
    let run = eject(&folder, &["templates/person.html", "static/print.css"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.out, "wrote static/print.css\nkept  templates/person.html, which is there already\n");
    assert_eq!(fs::read_to_string(own).unwrap(), "{{ name }}");
    assert!(!folder.root().join("templates/base.html").exists());
}

#[test]
fn an_unknown_name_writes_nothing() {
    let folder = Folder::new(DIGEST);
    let run = eject(&folder, &["static/print.css", "templates/persn.html"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("did you mean templates/person.html?"), "{}", run.err);
    let run = eject(&folder, &["person.html"]);
    assert!(run.err.contains("did you mean templates/person.html?"), "{}", run.err);
    assert!(!folder.root().join("static").exists());
}

/// The fenced texts of the page on themes, in their order.
fn blocks() -> Vec<String> {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/theme.md")).unwrap();
    let fenced = page.split("\n```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap().1.to_string() + "\n").collect()
}

#[test]
fn the_changes_of_the_docs_work() {
    let [css, extra, block, home] = &blocks()[..] else { panic!("docs/theme.md has four texts to copy") };
    let folder = Folder::new(&DIGEST.replace("extra: { likes: [chess, football] }\n", extra));
    folder.write("static/custom.css", css);
    folder.write("templates/home.html", home);
    assert_eq!(eject(&folder, &["templates/person.html"]).code, Some(0));
    let person = fs::read_to_string(folder.at("templates/person.html")).unwrap();
    let place = "<dl class=\"facts\">";
    assert_eq!(person.matches(place).count(), 1);
    folder.write("templates/person.html", person.replace(place, &format!("{}\n{place}", block.trim_end())));
    let built = folder.published(&[]);
    let text = |name: &str| String::from_utf8(built[name].clone()).unwrap();
    assert!(
        text("people/sergey-lavrov/index.html")
            .contains("Known for: The longest-serving foreign minister of his time.")
    );
    assert!(text("index.html").contains("<a href=\"/2018/02/19/a/\">Lavrov speaks</a>"));
    assert!(text("index.html").contains("All 1 articles") && text("index.html").contains("custom.css?v="));
    assert_eq!(text("static/custom.css"), *css);
}
