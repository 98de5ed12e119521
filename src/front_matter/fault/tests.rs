use crate::front_matter::parse;
use crate::input_path::InputPath;

#[test]
fn a_mistake_is_told_where_it_was_made() {
    for (yaml, said) in [
        (
            "people:\n  - a\n ▸countries: [RU]\n",
            "the key `countries` stands in a column of its own (begin it in the column of the keys that it belongs to)",
        ),
        (
            "title: x\n▸<!-- to do -->\ntopics: [x]\n",
            "a comment in front matter begins with `#` (write `# to do`)",
        ),
        ("title: x\n▸// to do\ntopics: [x]\n", "a comment in front matter begins with `#` (write `# to do`)"),
        (
            "title: x\ntopics: [▸#russia]\npeople: []\n",
            "this `#` begins a comment, and hides the rest of the line (write `russia` without it, or in quotes)",
        ),
        ("countries: [RU, ▸, PK]\n", "nothing stands before this comma (take it out)"),
        (
            "countries:\n  ▸* RU\n  * PK\n",
            "the items of a list begin with hyphens in front matter (write `- RU`)",
        ),
        (
            "title: T ▸date: 2024-01-02\n",
            "the key `date` stands on the line of another (begin a line with `date:`)",
        ),
        ("title: T\ncountries▸:[RU]\n", "a blank is missing behind this colon (write `countries: [RU]`)"),
        ("title▸:T\n", "a blank is missing behind this colon (write `title: T`)"),
        (
            "title: ▸&a T\n",
            "YAML anchors and aliases (`&`, `*`) are not used in front matter (write the value out, or put it in \
             quotes)",
        ),
        (
            "title: x\n\n▸Text that goes on.\n\nMore.\n",
            "the front matter is not closed above this line (put a line `---` above it, or write `key: value`)",
        ),
        ("title: x\n▸...\nText.\n", "the front matter is closed by `---`, not by `...` (write `---`)"),
        ("title: x\n▸\ttopics: [x]\n", "a tab stands where YAML wants blanks (indent with blanks)"),
        ("countries: ▸[RU, PK\ntopics: [x]\n", "this bracket is not closed (close it with `]`)"),
        ("source: ▸{ name: Dawn\ntopics: [x]\n", "this brace is not closed (close it with `}`)"),
        ("title: ▸[x\n", "this bracket is not closed (close it with `]`)"),
        ("people:\n  - ▸[a, b\n  - c\ntitle: x\n", "this bracket is not closed (close it with `]`)"),
        (
            "title: [Update] ▸Talks' end\n",
            "text follows the closing bracket (put the whole value in single quotes: '[Update] Talks'' end')",
        ),
        (
            "title: \"Talks\" ▸end\n",
            "text follows the closing quote (put the whole value in single quotes: '\"Talks\" end')",
        ),
        (
            "title: 'Pakistan'▸s turn'\n",
            "text follows the closing quote (put the whole value in single quotes: 'Pakistan''s turn')",
        ),
        (
            "topics: [\"a\" ▸b]\n",
            "text follows the closing quote (put the whole value in single quotes, and write each one inside \
             it twice)",
        ),
        (
            "topics: [▸\"a, b]\ntitle: x\n",
            "this quote is not closed (close the quote, or write the quote sign twice inside single quotes)",
        ),
        (
            "title: X\n ▸countries: [RU]\n",
            "the key `countries` stands further right than the key above it (begin `countries` in the same \
             column as `title`)",
        ),
        (
            " title: X\n▸countries: [RU]\n",
            "the key `countries` stands further left than the key above it (begin `countries` in the same \
             column as `title`)",
        ),
        (
            "source:\n  name: a▸: b\n",
            "a colon followed by a blank stands inside this value (put the whole value in single quotes: 'a: b')",
        ),
        (
            "title:▸\u{a0}A\nauthor: B: C\n",
            "the blank behind this colon is a no-break space (U+00A0) (take it out and write a blank)",
        ),
        (
            "title: ▸'Tis the season\nauthor: B\n",
            "this quote is not closed (close the quote; one that belongs to the text stands in double quotes: \"'Tis the season\")",
        ),
        ("title▸:A\nauthor: B\n", "a blank is missing behind this colon (write `title: A`)"),
        ("title▸ A B\nauthor: B\n", "a colon is missing behind this key (write `title: A B`)"),
        ("source:\n▸\t\tname: Dawn\n", "a tab stands where YAML wants blanks (indent with blanks)"),
        (
            "people:\n  - a\n  ▸-b\n",
            "a blank is missing behind this hyphen (write a list as `- one` below `- another`)",
        ),
        (
            "source: { name: Dawn, date: 2018-02-19 ▸author: A }\n",
            "a comma is missing before this (part what stands in braces or brackets by commas: \
             `{ title: minister, of: FR }`)",
        ),
        ("title: ▸- x\n", "a value cannot begin with `-` (put the whole value in quotes)"),
        (
            "title: \"C:▸\\dir\"\n",
            "this backslash begins nothing that YAML knows (write the backslash twice, or put the value in \
             single quotes)",
        ),
        (
            "title: \"\\u00e9 ▸\\u00g9\"\n",
            "this backslash begins nothing that YAML knows (write the backslash twice, or put the value in \
             single quotes)",
        ),
        (
            "title: x\n...\n▸author: A\n",
            "the YAML has ended above this (take out the line `...` or `---` above)",
        ),
        ("title: x\n▸: A\n", "this is no key (write `key: value`, or put the whole value in quotes)"),
        ("▸[a]: x\n", "this is no key (write `key: value`, or put the whole value in quotes)"),
        ("topics: [x]▸]\n", "this bracket closes none (take it out, or put the whole value in quotes)"),
    ] {
        let found = parse(&InputPath::new("a.md"), &yaml.replace('▸', ""), 0).unwrap_err();
        let hint = found.hint.unwrap_or_default();
        assert_eq!(
            (found.span.start, format!("{} ({hint})", found.message)),
            (yaml.find('▸').unwrap(), said.to_string()),
            "{yaml}"
        );
    }
}
