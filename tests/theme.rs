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

#[test]
fn a_folder_means_all_that_it_holds() {
    let folder = Folder::new(DIGEST);
    let run = eject(&folder, &["templates/"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.out.contains("wrote templates/person.html\n") && !run.out.contains("static/"), "{}", run.out);
    assert_eq!(eject(&folder, &["temp"]).code, Some(2));
}

#[test]
fn the_address_of_a_static_file_is_that_of_the_file() {
    let folder = Folder::new(DIGEST);
    for name in ["Größe 1.png", "a#b.png", "50%25.png", "root/img/mark.png"] {
        folder.write(&format!("static/{name}"), "x");
    }
    let assets = "{% for name, url in site.assets %}{{ name }}: {{ url }}\n{% endfor %}";
    folder.write("templates/404.html", assets);
    let shown = String::from_utf8(folder.published(&[])["404.html"].clone()).unwrap();
    for (name, url) in [
        ("Größe 1.png", "/static/Gr%C3%B6%C3%9Fe%201.png?v="),
        ("a#b.png", "/static/a%23b.png?v="),
        ("50%25.png", "/static/50%2525.png?v="),
        ("root/img/mark.png", "/img/mark.png?v="),
    ] {
        assert!(shown.contains(&format!("{name}: {url}")), "{shown}");
    }
}

#[test]
fn a_style_of_ones_own_is_on_the_page_that_sends_on_too() {
    let folder = Folder::new(&DIGEST.replace("country: RU\n", "country: RU\nredirects: [/people/lavrov/]\n"));
    folder.write("static/custom.css", ":root { --paper: #fff1e5; }");
    let pages = folder.published(&[]);
    for page in ["people/lavrov/index.html", "index.html", "404.html"] {
        assert!(String::from_utf8_lossy(&pages[page]).contains("custom.css?v="), "{page}");
    }
}

#[test]
fn one_component_or_one_block_may_be_ones_own() {
    let folder = Folder::new(DIGEST);
    folder.write(
        "templates/own.html",
        "{% component subject_title(name, pager) %}<h1>My {{ name }}</h1>{% endcomponent subject_title %}",
    );
    folder.write(
        "templates/base.html",
        "{% extends \"dateline/base.html\" %}{% block brand %}<b>My brand</b>{% endblock brand %}",
    );
    let pages = folder.published(&[]);
    let text = |name: &str| String::from_utf8(pages[name].clone()).unwrap();
    let person = text("people/sergey-lavrov/index.html");
    assert!(person.contains("<b>My brand</b>") && person.contains("<h1>My Sergey Lavrov</h1>"), "{person}");
    assert!(text("2018/02/19/a/index.html").contains("<h1>Lavrov speaks</h1>"));
}

#[test]
fn whom_a_site_lets_read_it_is_its_editors_to_say() {
    let folder = Folder::new(DIGEST);
    assert!(String::from_utf8_lossy(&folder.published(&[])["robots.txt"]).contains("Sitemap: "));
    folder.write("static/root/robots.txt", "User-agent: Crawler\nDisallow: /\n");
    assert_eq!(folder.published(&[])["robots.txt"], b"User-agent: Crawler\nDisallow: /\n");
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
