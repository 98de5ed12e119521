//! What is wrong with a theme, and where.

use super::*;

fn diagnostics(name: &str, text: &str) -> Vec<String> {
    let inputs = Inputs::from_texts([(name, text)]);
    let theme = load(&inputs, crate::language::of("en"), None);
    let diagnostics: Vec<&Diagnostic> =
        theme.diagnostics().iter().filter(|found| found.severity == Severity::Error).collect();
    let said = |d: &Diagnostic| {
        let at = crate::diagnostic::locate(text, d.span.start);
        format!(
            "{}:{}:{} {} ({})",
            d.span.file,
            at.line,
            at.column,
            d.message,
            d.hint.as_deref().unwrap_or_default()
        )
    };
    if !diagnostics.is_empty() {
        return diagnostics.into_iter().map(said).collect();
    }
    let view = serde_json::json!({"card": {"title": "T", "url": "/"}});
    let name = name.trim_start_matches("templates/");
    theme.render(name, &view, &inputs).err().iter().map(|d| said(d)).collect()
}

#[test]
fn an_unknown_field_names_those_that_exist() {
    let said = diagnostics("templates/x.html", "<p>\né {{ card.tittle }}");
    assert_eq!(
        said,
        ["templates/x.html:2:11 field `tittle` is not defined (there are these fields: title, url)"]
    );
}

#[test]
fn what_is_not_closed_is_named() {
    for (text, expected) in [
        (
            "{% if a %}\n{% for b in a %}{% endfor %}\n{% endblock %}",
            "3:4 `endblock` stands here, but `if` of line 1",
        ),
        (
            "{% block a %}{# {% if #}{% raw %}{% if %}{% endraw %}{% endif %}",
            "1:57 `endif` stands here, but `block`",
        ),
        ("{% set a = 1 %}\n{% endif %}", "2:4 nothing is open here that `endif` would close"),
        ("{% set a %}x{% endset %}{% endfor %}", "1:28 nothing is open here that `endfor`"),
        ("{% endnote %}", "1:4 unknown tag"),
        ("{% for a in b %}", "1:17 the template ends, but `for` of line 1"),
    ] {
        let said = diagnostics("templates/x.html", text);
        let expected = format!("templates/x.html:{expected}");
        assert!(said.len() == 1 && said[0].starts_with(&expected), "{text}: {said:?}");
    }
}

#[test]
fn what_other_programs_write_is_answered() {
    for (text, expected) in [
        ("{{ .Title }}", "1:4 found `.` but (Hugo's templates"),
        ("{{ range .Pages }}{{ end }}", "1:4 variable `range` is not defined (Hugo's templates"),
        ("{{ end }}", "1:4 variable `end` is not defined (Hugo's templates"),
        ("{% macro a(b) %}", "1:4 unknown tag (components take"),
        ("{% assign a = 1 %}", "1:4 unknown tag (write `{% set name"),
        ("{% if a %}{% elseif b %}{% endif %}", "1:14 unknown tag (write `{% elif"),
        ("{% if !a %}{% endif %}", "1:7 found `!` but (write `not`"),
        ("{% if a && b %}{% endif %}", "1:9 unexpected character (write `and`"),
        ("{% if a || b %}{% endif %}", "1:10 found `|` but (write `or`"),
        ("{% include head.html %}", "1:12 found identifier but (write the name in quotes"),
        ("{% for a in b if a.c %}{% endfor %}", "1:22 found `%}` but (ask within the loop"),
        ("{% for a in b limit:3 %}{% endfor %}", "1:15 found identifier but (write `list[:3]`"),
        ("{{ a | truncate(5) }}", "1:17 found integer but (give it by its name: `truncate(length=…)`"),
        ("{{ a | append: 'b' }}", "1:14 found `:` but (write `one ~ other`"),
        ("{{ a is containing('b') }}", "1:20 found string but (give it by its name: `containing(pat=…)`"),
        ("{{ a is matching('b') }}", "1:18 found string but (there are: array"),
        ("{{ a.upper() }}", "1:6 function calls are (there are no methods"),
        ("{{ a.0.b }}", "1:6 found float but (write `[0]`"),
        ("{{ card.title | tojson }}", "1:17 unknown filter `tojson` (show the fields"),
        ("{{ card.title | truncat }}", "1:17 unknown filter `truncat` (did you mean `truncate`?"),
        ("{{ card.title is strin }}", "1:18 unknown test `strin` (did you mean `string`?"),
        ("{{ now() }}", "1:4 unknown function `now` (a page knows no clock"),
        ("{{ <crd /> }}", "1:4 unknown component `crd` (did you mean `card`?"),
        ("{% include \"base.htm\" %}", "1:12 unknown template `base.htm` (did you mean `base.html`?"),
        (
            "{% extends \"layouts/base.html\" %}",
            "1:12 there is no template `layouts/base.html` (did you mean",
        ),
        ("{% extends \"base.html\" %}\n\n<p>{% block main %}{% endblock %}", "3:1 this content (move it"),
        ("{{ card.titel | safe }}", "1:4 field `titel` is not defined (there are these fields: title"),
        ("{{ titel | upper }}", "1:4 variable `titel` is not defined (there are these variables: card"),
        ("{{ card.title.length }}", "1:15 field `length` is not defined (what stands before"),
        ("{{ \"{count} articles\" | word }}", "1:25 `{count} articles` says a number"),
        ("{{ \"Newest\" | word }}", "1:15 there are no words for `Newest` (write the text"),
    ] {
        let said = diagnostics("templates/x.html", text);
        let (message, hint) = expected.split_once(" (").unwrap_or((expected, ""));
        let is_so = |said: &String| {
            said.starts_with(&format!("templates/x.html:{message}")) && said.contains(&format!("({hint}"))
        };
        assert!(said.len() == 1 && is_so(&said[0]), "{text}: {said:?}");
    }
}

#[test]
fn a_component_takes_what_the_one_takes_whose_place_it_takes() {
    let text = "<p>\n{% component articles(number) %}{{ number }}{% endcomponent articles %}";
    let inputs = Inputs::from_texts([("templates/own.html", text)]);
    let theme = load(&inputs, crate::language::of("en"), None);
    let failed = theme.component("articles", &[("count", Shared::new(&3))], &inputs).unwrap_err();
    assert_eq!(failed.message, "other templates give `articles` what this does not take");
    assert_eq!((failed.span.file.as_str(), failed.span.start), ("templates/own.html", 4));
    assert_eq!(failed.hint.as_deref(), Some("write `{% component articles(count) %}`"));
}

#[test]
fn a_component_that_shows_itself_is_told_where_it_is_made() {
    let text = "{% component articles(count) %}{{ <articles count={count} /> }}{% endcomponent articles %}";
    let inputs = Inputs::from_texts([("templates/own.html", text)]);
    let theme = load(&inputs, crate::language::of("en"), None);
    let failed = theme.component("articles", &[("count", Shared::new(&3))], &inputs).unwrap_err();
    assert_eq!(failed.message, "the component `articles` shows itself, and that has no end");
    assert_eq!(failed.span.file.as_str(), "templates/own.html");
}

#[test]
fn every_mistake_is_told_at_once() {
    assert_eq!(diagnostics("templates/x.html", "{{ 1 | a }}{{ 2 | b }}{{ <c /> }}").len(), 3);
    let broken = [("templates/home.html", "{{ a b }}"), ("templates/map.html", "{{ c d }}")];
    let theme = load(&Inputs::from_texts(broken), crate::language::of("en"), None);
    assert_eq!(theme.diagnostics().len(), 2);
}

#[test]
fn a_fault_lies_with_the_digests_own_template() {
    let said = diagnostics("templates/base.html", "<!doctype html>{% block main %}{% endblock %}");
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(said.iter().all(|said| said.starts_with("templates/base.html:1:1 the block `")), "{said:?}");
    let said = diagnostics("templates/base.html", "{% extends \"base.html\" %}");
    assert_eq!(
        said,
        [
            "templates/base.html:1:12 this template extends itself (write `dateline/base.html` for the one that Dateline has)"
        ]
    );
}

#[test]
fn the_mark_that_editors_begin_a_file_with_is_none_of_a_template() {
    let text = "\u{feff}{% extends \"base.html\" %}{% block mian %}{% endblock %}";
    let said = diagnostics("templates/home.html", text);
    assert!(
        said[0].contains(" block `mian` is not defined in any parent template (did you mean `main`?"),
        "{said:?}"
    );
}

#[test]
fn what_the_last_templates_failed_at_is_not_said_of_the_new_ones() {
    let inputs = |text| Inputs::from_texts([("templates/home.html", text)]);
    let (old, new) = (inputs("{{ titel }}"), inputs("{% macro a(b) %}"));
    let theme = load(&old, crate::language::of("en"), None);
    let theme = load(&new, crate::language::of("en"), Some(&theme));
    let failed = theme.render("home.html", &serde_json::json!({"title": "T"}), &new).unwrap_err();
    assert_eq!(failed.message, "unknown tag");
}

#[test]
fn runaway_templates_are_refused() {
    for text in [
        "{% extends \"x.html\" %}",
        "{% include \"x.html\" %}",
        "{% component a() %}{{ <b /> }}{% endcomponent %}{% component b() %}{{ <a /> }}{% endcomponent %}{{ <a /> }}",
        "{% component a() %}{% <a> %}x{% </a> %}{% endcomponent %}{{ <a /> }}",
    ] {
        let said = diagnostics("templates/x.html", text);
        assert!(said.len() == 1 && said[0].starts_with("templates/x.html:"), "{text}: {said:?}");
    }
    let long = format!("{{{{ 1{} }}}}", "+1".repeat(5000));
    assert_eq!(diagnostics("templates/x.html", &long).len(), 1);
}

#[test]
fn what_tera_lays_out_itself_has_its_place_too() {
    let said = diagnostics("templates/x.html", "<p>\né {{ card.title | uper }}");
    assert!(said[0].starts_with("templates/x.html:2:19 unknown filter `uper` ("), "{said:?}");
    let said = diagnostics(
        "templates/home.html",
        "{% extends \"base.html\" %}\n{% block mian %}{% endblock mian %}",
    );
    assert!(said[0].starts_with("templates/home.html:2:10 "), "{said:?}");
}
