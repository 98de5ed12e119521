use super::*;

fn parsed(source: &str) -> (Body, Vec<Diagnostic>) {
    parsed_in("en", "en", source)
}

/// A text in a language, on a page that speaks another.
fn parsed_in(language: &str, page_language: &str, source: &str) -> (Body, Vec<Diagnostic>) {
    let file = InputPath::new("content/articles/a.md");
    let style = Style { prefix: "a", language, page_language, ..Style::alone("en") };
    parse(&file, source, 0, style)
}

fn html(source: &str) -> String {
    shown(&parsed(source).0)
}

/// The pieces as one text; links show what they point to.
fn shown(body: &Body) -> String {
    let mut out = String::new();
    for piece in &body.pieces {
        match piece {
            Piece::Html(html) => out.push_str(html),
            Piece::Text(range) => crate::html::escape(&body.text[range.clone()], &mut out),
            Piece::Open(index) => out.push_str(&format!("[{:?}:", body.links[*index].target)),
            Piece::Close(_) => out.push(']'),
            Piece::Image(index) => {
                out.push_str(&format!("<img {} {}>", body.images[*index].file, body.images[*index].alt))
            }
        }
    }
    out
}

#[test]
fn headings_move_down_and_have_unique_ids() {
    assert_eq!(
        html("# A b\n\n## A b\n\n###### x\n"),
        "<h2 id=\"a-b\">A b</h2>\n<h3 id=\"a-b-2\">A b</h3>\n<h4 id=\"x\">x</h4>\n"
    );
    assert_eq!(
        html("## **A** b\n\n### *c*\n\n### `d`\n"),
        "<h2 id=\"a-b\"><strong>A</strong> b</h2>\n<h3 id=\"c\"><em>c</em></h3>\n<h3 id=\"d\"><code>d</code></h3>\n"
    );
    assert!(html("## a\n\n## b\n\n### c\n").contains("<h2 id=\"b\">b</h2>\n<h3 id=\"c\""));
}

#[test]
fn wikilinks_keep_their_words() {
    assert_eq!(
        html("See [[Sergey Lavrov]] and [[x|y z]]."),
        "<p>See [Name(\"Sergey Lavrov\"):Sergey Lavrov] and [Name(\"x\"):y z].</p>\n"
    );
}

#[test]
fn wikilinks_stand_in_tables_and_show_their_names() {
    let table = html("| a | b |\n|---|---|\n| [[sergey-lavrov\\|the minister]] | c |\n");
    assert!(table.contains("<td>[Name(\"sergey-lavrov\"):the minister]</td><td>c</td>"), "{table}");
    assert_eq!(html("[[sergey-lavrov\\|he]]"), "<p>[Name(\"sergey-lavrov\"):he]</p>\n");
    assert_eq!(html("[[#Part one]]"), "<p>[Name(\"#Part one\"):Part one]</p>\n");
    assert_eq!(html("[[#Part"), "<p>[[#Part</p>\n");
    assert_eq!(html("[[sergey-lavrov|]] b"), "<p>[Name(\"sergey-lavrov\"):sergey-lavrov] b</p>\n");
}

#[test]
fn brackets_that_begin_no_link_are_told() {
    let said = |source: &str| {
        let (_, diagnostics) = parsed(source);
        diagnostics.into_iter().map(|d| (d.span.start, d.message)).collect::<Vec<_>>()
    };
    let told = |at: usize, message: &str| vec![(at, message.to_string())];
    assert_eq!(said("a [[Sergey Lavrov] b"), told(2, "this `[[` is not closed"));
    assert_eq!(said("a [[Sergey\n\nLavrov]] b"), told(2, "this `[[` is not closed"));
    assert_eq!(said("a [[]] b"), told(2, "this link names nothing"));
    assert_eq!(said("a [[|x]] b"), told(2, "this link names nothing"));
    let table = "| a | b |\n|---|---|\n| [[sergey-lavrov|the minister]] |\n";
    assert_eq!(said(table), told(22, "this `[[` is not closed in its cell"));
    for fine in ["`[[a]`", "\\[[a]", "[[a]]", "```\n[[a\n```\n", "[\\[a] b]"] {
        assert_eq!(said(fine), [], "{fine}");
    }
}

#[test]
fn raw_html_is_text_unless_allowed() {
    let source = "a <b onclick=x>c</b>\n\n<script>alert(1)</script>\n\n<!-- gone -->\n";
    let (_, diagnostics) = parsed(source);
    assert_eq!(diagnostics.iter().filter(|d| d.code == Code::RawHtml).count(), 2);
    let html = html(source);
    assert!(!html.contains("<script") && !html.contains("<b ") && !html.contains("gone"), "{html}");
}

#[test]
fn plain_elements_pass_and_end_where_they_stand() {
    for (source, shown) in [
        ("H<sub>2</sub>O, 21<SUP>st</SUP >", "<p>H<sub>2</sub>O, 21<sup>st</sup></p>\n"),
        ("**<u>Name, *office*</u>**", "<p><strong><u>Name, <em>office</em></u></strong></p>\n"),
        ("a\n\n<br />\n\nb", "<p>a</p>\n<br>\n<p>b</p>\n"),
        ("a<br>b<br />c", "<p>a<br>\nb<br>\nc</p>\n"),
        ("[<s>a</s> b](https://example.org/)", "<p>[External(\"https://example.org/\"):<s>a</s> b]</p>\n"),
        // What is open ends with what it stands in, whatever the author closes first.
        ("*<s>a* b</s> c", "<p><em><s>a</s></em> b&lt;/s&gt; c</p>\n"),
        ("<s>*a</s> b*", "<p><s><em>a&lt;/s&gt; b</em></s></p>\n"),
        (
            "- <s>a `</s>`\n  - b\n",
            "<ul>\n<li><s>a <code>&lt;/s&gt;</code></s><ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n",
        ),
        ("<u><u>a</u></u>", "<p><u>&lt;u&gt;a</u>&lt;/u&gt;</p>\n"),
        // Never closed, closed in another block, never opened: text.
        ("a <s>b\n\nc</s> d", "<p>a &lt;s&gt;b</p>\n<p>c&lt;/s&gt; d</p>\n"),
        ("<b class=\"x\">a</b>", "<p>&lt;b class=&quot;x&quot;&gt;a&lt;/b&gt;</p>\n"),
    ] {
        assert_eq!(html(source), shown, "{source}");
    }
    let (body, diagnostics) = parsed("21<sup>st</sup> of <u>May</u>");
    assert_eq!((body.text.as_str(), diagnostics.len()), ("21st of May", 0));
}

#[test]
fn a_summary_that_nobody_wrote_is_short_and_has_no_tags() {
    let summary = |source: &str| parsed(source).0.first_sentences();
    assert_eq!(
        summary("<a href=\"x\">The *report*</a> of `x`\nis out.\n\n## More"),
        "The report of x is out."
    );
    assert_eq!(
        summary("Hello everyone!\n\n**Paris** won. It rained."),
        "Hello everyone! Paris won. It rained."
    );
    assert_eq!(
        summary("Trump v. United States is a case.\n\n- It is open.\n\nSo."),
        "Trump v. United States is a case."
    );
    assert_eq!(summary("One.\n\nTwo.\n\n- Three.\n- Four."), "One. Two.");
    assert_eq!(summary("大家好！\n\n会谈结束。"), "大家好！会谈结束。");
    assert_eq!(summary("Ruby 2.1 is out.\n\n## Notes\n\nMore of it."), "Ruby 2.1 is out.");
    let long = summary(&"word ".repeat(200));
    assert!(long.len() < 410 && long.ends_with("word …"), "{long}");
}

#[test]
fn what_other_programs_write_is_read_as_they_do() {
    for (source, shown) in [
        (
            "[[Bug 1]](https://a.example/1) and [[Bug 2]]\n\n[Bug 2]: https://a.example/2\n",
            "<p>[External(\"https://a.example/1\"):[Bug 1]] and [[External(\"https://a.example/2\"):Bug 2]]</p>\n",
        ),
        (
            "`[[3, 5], [5, 7]]` and [[Bug 2]]\n\n[Bug 2]: https://a.example/2\n",
            "<p><code>[[3, 5], [5, 7]]</code> and [[External(\"https://a.example/2\"):Bug 2]]</p>\n",
        ),
        ("<!-- a --> text\n\nMore.", "<p> text</p>\n<p>More.</p>\n"),
        (
            "[![A map](https://a.example/x.jpg)](https://a.example/)",
            "<p>[External(\"https://a.example/\"):A map]</p>\n",
        ),
        ("A screen of 5\" and 10\". The \"end\".\"", "<p>A screen of 5” and 10”. The “end”.”</p>\n"),
    ] {
        assert_eq!(html(source), shown, "{source}");
    }
    let (body, _) = parsed("Dear community,\n\n{% include a.html %}\n\nThe text begins here. It goes on.");
    assert_eq!(body.first_sentences(), "The text begins here. It goes on.");
}

#[test]
fn an_image_alone_is_a_figure() {
    assert_eq!(
        html("![A *b*](x.jpg \"Photo: C\")"),
        "<figure><img x.jpg A b><figcaption>Photo: C</figcaption></figure>\n"
    );
    assert_eq!(html("a ![](x.jpg)"), "<p>a <img x.jpg ></p>\n");
}

#[test]
fn footnotes_stand_at_the_end_with_prefixed_ids() {
    let html = html("a[^n] b\n\n[^n]: Note.\n\nc\n");
    assert!(html.contains("href=\"#fn-a-1\" id=\"fnref-a-1-1\""), "{html}");
    assert!(html.contains("aria-label=\"Back to the text\">↩</a></p>\n</li>"), "{html}");
    assert!(html.find("<p>c</p>") < html.find("Note."), "{html}");
    let list = self::html("a[^n]\n\n[^n]: Note:\n\n    - b\n");
    assert!(list.contains("</ul>\n <a href=\"#fnref-a-1-1\""), "{list}");
}

#[test]
fn a_note_within_an_item_takes_none_of_its_words() {
    let (body, found) = parsed("Ref[^1].\n\n[^1]: One.\n\n- France is here\n  [^1]: Two.\n- Peru\n");
    assert_eq!(found.len(), 1, "{found:?}");
    let blocks: Vec<&str> = body.blocks.iter().map(|block| &body.text[block.text.clone()]).collect();
    assert!(blocks.contains(&"France is here") && blocks.contains(&"Peru"), "{blocks:?}");
}

#[test]
fn each_way_back_from_a_footnote_has_a_name_of_its_own() {
    let html = html("a[^n] b[^n]\n\n[^n]: Note.\n");
    for back in ["1\">↩<sup>1</sup>", "2\">↩<sup>2</sup>"] {
        assert!(html.contains(&format!("aria-label=\"Back to the text {back}</a>")), "{html}");
    }
}

#[test]
fn offsets_lead_back_to_the_source() {
    let source = "He said \"Lavrov &amp; **Asif**\"\nmet.";
    let (body, _) = parsed(source);
    for name in ["Lavrov", "Asif", "met"] {
        let at = body.text.find(name).unwrap();
        assert_eq!(&source[body.source_of(at..at + name.len())], name);
    }
    let at = body.text.find("& ").unwrap();
    assert_eq!(&source[body.source_of(at..at + 1)], "&amp;");
}

#[test]
fn blocks_have_places_and_kinds() {
    let (body, _) = parsed("# H\n\npara\n\n> quoted\n\n- item\n");
    let kinds: Vec<_> = body.blocks.iter().map(|b| (b.kind, &body.text[b.text.clone()])).collect();
    assert_eq!(
        kinds,
        [
            (BlockKind::Heading, "H"),
            (BlockKind::Paragraph, "para"),
            (BlockKind::Quote, "quoted"),
            (BlockKind::Paragraph, "item")
        ]
    );
}

#[test]
fn pathological_texts_take_no_longer_than_their_length() {
    for pattern in [
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
        "[[a\n\n",
        "![[a]]",
        "<s>",
        "<s></s>",
        "<s></i>",
        "</s>",
        "<script></script>",
        "{%a%}",
    ] {
        let source = pattern.repeat(50_000);
        let started = std::time::Instant::now();
        parsed(&source);
        parse(
            &InputPath::new("content/articles/a.md"),
            &source,
            0,
            Style { raw_html: true, ..Style::alone("en") },
        );
        assert!(started.elapsed().as_secs() < 20, "{pattern:?} took {:?}", started.elapsed());
    }
}

#[test]
fn code_and_addresses_run_from_left_to_right() {
    let urdu = |source: &str| shown(&parsed_in("ur", "ur", source).0);
    assert_eq!(urdu("`a(b)`"), "<p><code dir=\"ltr\">a(b)</code></p>\n");
    assert_eq!(
        urdu("```rust\na();\n```\n"),
        "<pre dir=\"ltr\" tabindex=\"0\"><code class=\"language-rust\">a();\n</code></pre>\n"
    );
    assert_eq!(urdu("    a();\n"), "<pre dir=\"ltr\" tabindex=\"0\"><code>a();\n</code></pre>\n");
    let url = "https://example.org/a/";
    let target = format!("External(\"{url}\")");
    assert_eq!(urdu(&format!("<{url}>")), format!("<p>[{target}:<bdi dir=\"ltr\">{url}</bdi>]</p>\n"));
    assert_eq!(urdu(&format!("[خبر]({url})")), format!("<p>[{target}:خبر]</p>\n"));
    assert_eq!(html("`a`"), "<p><code>a</code></p>\n");
}

#[test]
fn a_column_stands_where_its_colons_say() {
    let table = html("| a | b | c | d |\n|:--|--:|:-:|---|\n");
    let head = "<th scope=\"col\" class=\"left\">a</th><th scope=\"col\" class=\"right\">b</th>\
                <th scope=\"col\" class=\"center\">c</th><th scope=\"col\">d</th>";
    assert!(table.contains(head), "{table}");
}

#[test]
fn labels_are_in_the_language_of_the_text_or_say_in_which_they_are() {
    let source = "a[^1]\n\n| b |\n|---|\n\n[^1]: c\n";
    let said = |language, page_language| shown(&parsed_in(language, page_language, source).0);
    let labels = |html: &str, labels: [&str; 2]| labels.iter().all(|label| html.contains(label));
    let urdu = said("ur", "en");
    assert!(labels(&urdu, ["aria-label=\"جدول\" tabindex", "aria-label=\"متن پر واپس\">↩"]), "{urdu}");
    let german = said("de", "fr");
    assert!(
        labels(
            &german,
            [
                "aria-label=\"Tableau\" lang=\"fr\" tabindex=\"0\"><table lang=\"de\">",
                "texte\" lang=\"fr\">↩"
            ]
        ),
        "{german}"
    );
    assert!(said("de", "de").contains("aria-label=\"Table\" lang=\"en\" tabindex"));
}
