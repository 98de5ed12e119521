//! What people write who know other template languages, and what is written here instead. Never places anything.

use std::ops::Range;

use super::tags::words;
use crate::diagnostic::closest;

/// Filters that there are: those of Tera, and those of the theme.
const FILTERS: [&str; 39] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "plurals",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "word",
    "wordcount",
];

const TESTS: [&str; 17] = [
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

const FUNCTIONS: [&str; 3] = ["range", "super", "throw"];

/// What filters, tests and functions call what they are given, where others take it by its place.
const ARGUMENTS: [(&str, &str); 22] = [
    ("containing", "pat"),
    ("default", "value"),
    ("divisible_by", "divisor"),
    ("ending_with", "pat"),
    ("get", "key"),
    ("group_by", "attribute"),
    ("indent", "width"),
    ("int", "base"),
    ("join", "sep"),
    ("nth", "n"),
    ("pluralize", "plural"),
    ("plurals", "name"),
    ("range", "end"),
    ("round", "precision"),
    ("sort", "attribute"),
    ("split", "pat"),
    ("starting_with", "pat"),
    ("throw", "message"),
    ("trim", "pat"),
    ("trim_end", "pat"),
    ("trim_start", "pat"),
    ("truncate", "length"),
];

type Habits = &'static [(&'static [&'static str], &'static str)];

/// Tags of Jinja, Nunjucks, Liquid, Twig and Tera 1.
const TAGS: Habits = &[
    (
        &["import", "from", "macro", "endmacro", "call", "endcall"],
        "components take the place of macros: write `{% component name(argument) %}` … `{% endcomponent name %}` in \
         any template, and `{{ <name argument={value} /> }}` where it is shown, with no import",
    ),
    (&["with", "assign", "let"], "write `{% set name = value %}`"),
    (&["endwith"], "take it out: a name that is `set` has no end"),
    (&["capture", "endcapture"], "write `{% set name %}` … `{% endset %}`"),
    (&["unless", "endunless"], "write `{% if not … %}` … `{% endif %}`"),
    (&["elseif", "elsif"], "write `{% elif … %}`"),
    (
        &["case", "when", "switch", "endcase", "endswitch"],
        "write `{% if … %}` … `{% elif … %}` … `{% endif %}`",
    ),
    (&["comment", "endcomment"], "write `{#` … `#}`"),
    (&["verbatim", "endverbatim"], "write `{% raw %}` … `{% endraw %}`"),
    (&["foreach", "each", "endforeach"], "write `{% for item in list %}` … `{% endfor %}`"),
    (&["end"], "write `{% endif %}`, `{% endfor %}` or `{% endblock %}`, as what it ends is called"),
    (&["render", "partial", "include_relative", "embed"], "write `{% include \"name.html\" %}`"),
    (&["layout"], "write `{% extends \"base.html\" %}`"),
    (
        &["trans", "translate", "endtrans", "blocktrans"],
        "write `{{ \"Home\" | word }}` for what the theme says, and your own words as they are",
    ),
];

/// Filters of the same and of Zola, Jekyll, Eleventy.
const FOREIGN_FILTERS: Habits = &[
    (&["e", "h", "escape_once"], "take it out: what is shown is escaped already"),
    (
        &[
            "date",
            "strftime",
            "dateformat",
            "format_date",
            "date_format",
            "date_to_string",
            "date_to_long_string",
            "date_to_xmlschema",
        ],
        "a date is in words already: show its `words` or `short`, and its `datetime` in an attribute",
    ),
    (
        &["url", "relative_url", "absolute_url", "asset_url", "url_for", "asset"],
        "take it out: addresses are whole already; that of a file in static/ is `{{ site.assets[\"name.css\"] }}`",
    ),
    (
        &["markdown", "markdownify", "striptags", "strip_html"],
        "take it out: texts are HTML already, and summaries have no marks",
    ),
    (
        &["tojson", "dump", "jsonify", "json_encode", "json", "inspect", "debug", "pprint"],
        "show the fields one by one",
    ),
    (
        &[
            "map",
            "where",
            "where_exp",
            "select",
            "selectattr",
            "reject",
            "rejectattr",
            "filter",
            "find",
            "batch",
        ],
        "go through the list: `{% for item in list %}{% if item.field %}` … `{% endif %}{% endfor %}`",
    ),
    (&["limit", "slice", "take"], "write `list[:3]`"),
    (&["append", "prepend", "concat"], "write `one ~ other`"),
    (&["size", "count", "len"], "write `length`"),
    (&["uniq"], "write `unique`"),
    (&["upcase"], "write `upper`"),
    (&["downcase"], "write `lower`"),
    (&["strip"], "write `trim`"),
    (&["truncatewords", "truncate_words"], "write `truncate(length=80)`, which counts letters"),
    (&["string"], "write `str`"),
    (&["newline_to_br", "nl2br"], "write `newlines_to_br`"),
    (&["sort_by", "dictsort"], "write `sort(attribute=\"name\")`"),
    (&["t", "translate", "trans"], "write `word` for what the theme says, and your own words as they are"),
    (&["slugify", "slug"], "take it out: whatever has a page has its `url`"),
];

const FOREIGN_FUNCTIONS: Habits = &[
    (&["now", "date"], "a page knows no clock: it has the dates of its articles"),
    (
        &["get_url", "url_for", "url", "asset", "resize_image"],
        "addresses are whole already; that of a file in static/ is `{{ site.assets[\"name.css\"] }}`",
    ),
    (
        &["get_page", "get_section", "get_taxonomy", "load_data", "get_env", "query"],
        "a template sees what the comment at its head names, and nothing else",
    ),
    (&["caller"], "a component shows what it surrounds as `{{ body }}`"),
    (&["_", "t", "trans", "gettext"], "write `{{ \"Home\" | word }}`, and your own words as they are"),
    (&["include", "partial", "render"], "write `{% include \"name.html\" %}`"),
    (&["len", "length"], "write `list | length`"),
];

/// Words that begin an expression of Go, in which Hugo's templates are written.
const GO: [&str; 9] = ["if", "else", "end", "range", "with", "define", "template", "partial", "block"];
const NO_GO: &str = "Hugo's templates do not work here: fields have no dot before them, and `if`, `for`, `else`, `endif` \
                     and `endfor` stand in `{% … %}`";

fn of(habits: Habits, name: &str) -> Option<String> {
    habits.iter().find(|(names, _)| names.contains(&name)).map(|(_, hint)| hint.to_string())
}

/// What to write for a name that is unknown; `kind` is what Tera says that it is.
pub(super) fn of_unknown(kind: &str, name: &str) -> Option<String> {
    let (habits, known): (Habits, &[&str]) = match kind {
        "filter" => (FOREIGN_FILTERS, &FILTERS),
        "function" => (FOREIGN_FUNCTIONS, &FUNCTIONS),
        "test" => (&[], &TESTS),
        _ => return None,
    };
    let near = || closest(name, known.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    of(habits, name).or_else(near).or_else(|| Some(format!("there are: {}", known.join(", "))))
}

/// The template that takes the place of one of another program.
pub(super) fn of_template(name: &str) -> Option<&'static str> {
    let stem = name.rsplit('/').next().unwrap_or(name).split('.').next()?;
    TEMPLATES.iter().find(|(other, _)| *other == stem).map(|(_, own)| *own)
}

const TEMPLATES: [(&str, &str); 7] = [
    ("index", "home.html"),
    ("baseof", "base.html"),
    ("default", "base.html"),
    ("layout", "base.html"),
    ("post", "article.html"),
    ("single", "article.html"),
    ("tag", "topic.html"),
];

/// What to write for a variable that there is not.
pub(super) fn of_variable(name: &str) -> Option<String> {
    GO.contains(&name).then(|| NO_GO.to_string())
}

/// What to write where Tera cannot read on: at `place` of a template, for what it says.
pub(super) fn of_syntax(text: &str, place: &Range<usize>, said: &str) -> Option<String> {
    if said.contains("would be ignored") {
        return Some("move it into a block: `{% block main %}` … `{% endblock main %}`".to_string());
    }
    if said.contains("the first tag") {
        return Some("put it at the beginning of the file".to_string());
    }
    let open = text[..place.start].rfind("{{").max(text[..place.start].rfind("{%"))?;
    let before = &text[open + 2..place.start];
    let (found, rest) = (text.get(place.clone())?, &text[place.start..]);
    let inner = text[open + 2..].trim_start_matches('-').trim_start();
    let first = words(inner).next().unwrap_or_default();
    let is_tag = text[open..].starts_with("{%");
    if is_tag && said.starts_with("Unknown tag") {
        return of(TAGS, found);
    }
    if !is_tag && (inner.starts_with(['.', '$']) || GO.contains(&first)) {
        return Some(NO_GO.to_string());
    }
    let is_word = |word: &str| rest.starts_with(word);
    let hint = match () {
        () if is_word("&&") => "write `and`".to_string(),
        () if is_word("||") || (is_word("|") && before.trim_end().ends_with('|')) => "write `or`".to_string(),
        () if is_word("!") => "write `not`".to_string(),
        () if is_word("?") => "write `one if condition else other`".to_string(),
        () if is_word(":") && before.contains('|') => {
            let filter = words(before).last().unwrap_or_default();
            with_arguments(filter)
        }
        () if said.contains("first element of a chain") => {
            format!("there are no methods: write a filter, `value | {found}`")
        }
        () if is_tag && matches!(first, "include" | "extends") && said.contains("expected string") => {
            format!("write the name in quotes: `{{% {first} \"name.html\" %}}`")
        }
        () if is_tag && first == "for" && said.contains("expected else") => {
            "ask within the loop: `{% for item in list %}{% if … %}` … `{% endif %}{% endfor %}`".to_string()
        }
        () if is_tag && first == "for" && matches!(found, "limit" | "offset") => {
            "write `list[:3]`".to_string()
        }
        () if is_tag && first == "for" && found == "reversed" => "write `list | reverse`".to_string(),
        () if is_tag && first == "set" && rest[found.len()..].starts_with('.') => {
            "write `{% set_global name = value %}`, without a dot".to_string()
        }
        () if before.ends_with('.') && found.trim_end_matches('.').parse::<u32>().is_ok() => {
            format!("write `[{}]`, without the dot before it", found.trim_end_matches('.'))
        }
        () if said.contains("expected identifier") => {
            let name = called(before)?;
            let is_test = words(&before[..before.rfind(name)?]).last() == Some("is");
            if is_test && !TESTS.contains(&name) {
                return of_unknown("test", name);
            }
            with_arguments(name)
        }
        () => return None,
    };
    Some(hint)
}

fn with_arguments(name: &str) -> String {
    match ARGUMENTS.iter().find(|(known, _)| *known == name) {
        Some((_, argument)) => format!("give it by its name: `{name}({argument}=…)`"),
        None if FILTERS.contains(&name) => {
            format!("`{name}` is given nothing: take out what stands behind it")
        }
        None => {
            of_unknown("filter", name).unwrap_or_else(|| format!("give it by its name: `{name}(argument=…)`"))
        }
    }
}

/// The filter or function whose parenthesis is open.
fn called(before: &str) -> Option<&str> {
    let open = before.rfind('(')?;
    words(&before[..open]).last()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_names_that_there_are_are_known_to_tera() {
        let mut tera = tera::Tera::default();
        super::super::filters::register(&mut tera, crate::language::of("en"));
        for filter in super::FILTERS {
            let used = tera.add_raw_template("x", &format!("{{{{ 1 | {filter} }}}}"));
            assert!(used.is_ok(), "{filter}");
        }
        for test in super::TESTS {
            let used = tera.add_raw_template("x", &format!("{{{{ 1 is {test} }}}}"));
            assert!(used.is_ok(), "{test}");
        }
    }
}
