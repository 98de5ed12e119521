//! What pages say where several files together decide it.
#![allow(clippy::unwrap_used)]

mod digest;

use digest::html::{nodes, text_of};
use digest::{Folder, article};

/// The words of a page.
fn text(page: &str) -> String {
    text_of(&nodes(page), "body").unwrap()
}

const DIGEST: &str = "=== digest.yaml\ntitle: D\nbase_url: https://example.org/\n";

#[test]
fn on_a_hand_over_day_the_later_holder_counts() {
    let person = |name: &str, dates: &str| {
        format!(
            "=== content/people/{name}.md\n---\nname: Joe {name}\noffices: [{{ title: president, of: US, {dates} }}]\n---\n"
        )
    };
    let about = "title: Inauguration\ncountries: [US, PK]\npeople: [Biden, Trump]";
    let folder = Folder::new(&format!(
        "{DIGEST}relations: {{ minimum: 1 }}\n{}{}{}",
        person("Trump", "from: 2017-01-20, to: 2021-01-20"),
        person("Biden", "from: 2021-01-20"),
        article("2021-01-20-a.md", about, "A text.") + &article("2021-01-19-b.md", about, "A text."),
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let offices = |path: &str| text(&folder.page(path)).matches("President of the United States").count();
    assert_eq!(offices("2021/01/20/a/index.html"), 1);
    assert_eq!(offices("2021/01/19/b/index.html"), 1);
    let leaders = text(&folder.page("relations/pakistan-united-states/index.html"));
    assert!(leaders.contains("Joe Biden President") && !leaders.contains("Joe Trump President"), "{leaders}");
}

#[test]
fn each_page_of_a_list_says_which_it_is() {
    let articles: String = (10..=25)
        .map(|day| article(&format!("2018-02-{day}-a.md"), "title: T\ncountries: [KE]", ""))
        .collect();
    let folder = Folder::new(&format!("{DIGEST}per_page: 5\n{articles}"));
    assert_eq!(folder.build(&[]).code, Some(0));
    for (path, title, description) in [
        ("2018/02/", "February 2018", "February 2018 in D"),
        ("2018/02/page/1/", "February 2018, page 1", "February 2018, page 1 in D"),
        ("countries/kenya/", "Kenya", "News of Kenya in D"),
        ("countries/kenya/page/1/", "Kenya, page 1", "Kenya, page 1. News of Kenya in D"),
    ] {
        let page = folder.page(&format!("{path}index.html"));
        assert!(page.contains(&format!("<title>{title} – D</title>")), "{path}\n{page}");
        assert!(page.contains(&format!("name=\"description\" content=\"{description}\"")), "{path}\n{page}");
        let is_list = path.starts_with("2018");
        assert!(!is_list || page.contains(&format!("\"name\":\"{title}\"")), "{path}\n{page}");
        assert!(!page.contains("<p></p>"), "a card without a summary has no paragraph for it\n{page}");
    }
}

#[test]
fn a_story_of_one_day_is_told_in_the_order_of_its_files() {
    let articles: String = ["a", "b", "c"]
        .map(|name| {
            article(&format!("2018-02-20-{name}.md"), &format!("title: T{name}\nstory: s"), "A text.")
        })
        .concat();
    let folder = Folder::new(&format!("{DIGEST}=== content/stories/s.md\n---\nname: S\n---\n{articles}"));
    assert_eq!(folder.build(&[]).code, Some(0));
    let page = folder.page("stories/s/index.html");
    let thread = &page[page.find("cards thread").unwrap()..];
    let at = |title: &str| thread.find(&format!(">{title}</a>")).unwrap();
    assert!(at("Ta") < at("Tb") && at("Tb") < at("Tc"));
    assert!(text(&folder.page("2018/02/20/c/index.html")).contains("3 of 3"));
}

#[test]
fn a_long_story_shows_the_articles_around() {
    let articles: String = (0..40)
        .map(|at| {
            // Five days, the first of one article, the third of many.
            let day = [1, 12, 14, 34, 40].iter().position(|end| at < *end).unwrap() + 1;
            article(
                &format!("2018-02-{day:02}-t{at:02}.md"),
                &format!("title: T{at:02}\nstory: s"),
                "A text.",
            )
        })
        .collect();
    let folder = Folder::new(&format!("{DIGEST}=== content/stories/s.md\n---\nname: S\n---\n{articles}"));
    assert_eq!(folder.build(&[]).code, Some(0));
    for at in 0..40_usize {
        let day = [1, 12, 14, 34, 40].iter().position(|end| at < *end).unwrap() + 1;
        let page = folder.page(&format!("2018/02/{day:02}/t{at:02}/index.html"));
        assert!(text(&page).contains(&format!("{} of 40", at + 1)), "{at}");
        let line = &page[page.find("<ol class=\"line\">").unwrap()..];
        let line = &line[..line.find("</ol>").unwrap()];
        let titles: Vec<usize> = (0..40).filter(|other| line.contains(&format!(">T{other:02}<"))).collect();
        let around: Vec<usize> = (at.saturating_sub(4)..(at + 5).min(40)).collect();
        assert_eq!(titles, around);
        let places: Vec<_> = titles.iter().map(|other| line.find(&format!(">T{other:02}<"))).collect();
        assert!(places.is_sorted(), "{at}: {places:?}");
    }
}

#[test]
fn only_the_own_page_says_how_many_mentions_there_are() {
    let articles: String = (1..=12)
        .map(|day| {
            let keys = format!("title: T{day}\ncountries: [FR]");
            article(&format!("2018-02-{day:02}-a.md"), &keys, "They spoke of Kenya.")
        })
        .collect();
    let folder = Folder::new(&format!("{DIGEST}per_page: 5\n{articles}"));
    assert_eq!(folder.build(&[]).code, Some(0));
    let said = |path: &str| text(&folder.page(path));
    assert!(
        said("countries/kenya/index.html").contains("Named in 12 articles that are about something else.")
    );
    let older = said("countries/kenya/page/1/index.html");
    assert!(older.contains("They spoke of Kenya.") && !older.contains("about something else"), "{older}");
    assert!(!folder.page("countries/kenya/page/1/index.html").contains("<dl class=\"facts\">"));
}

#[test]
fn the_first_week_of_a_year_may_have_articles_of_the_last_only() {
    let folder = Folder::new(&format!(
        "{DIGEST}edition: weekly\n{}",
        article("2018-12-31-a.md", "title: A", "A text.")
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    assert!(folder.page("2019/w01/index.html").contains("href=\"/2018/\"") && folder.has("2018/index.html"));
}

#[test]
fn a_build_says_all_that_a_check_says() {
    let cut = |name: &str| format!("title: {name}\nimage: {{ file: cut.jpg, alt: A }}");
    let folder = Folder::new(&format!(
        "{DIGEST}{}{}",
        article("2018-02-19-a.md", &cut("A"), "A text."),
        article("2018-02-20-b.md", "title: B", "A [link](#nowhere)."),
    ));
    // The beginning of a photo of 8 by 8 pixels.
    let jpeg = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xFF\xC0\0\x0B\x08\0\x08\0\x08\x01\x01\x11\0\xFF\xDA\0\x08";
    folder.write("content/articles/cut.jpg", jpeg);
    // A template that nothing uses hides nothing.
    folder.write("templates/persn.html", "A text.");
    let codes = |run: digest::Run| run.diagnostics().into_iter().map(|said| said.code).collect::<Vec<_>>();
    let checked = codes(folder.check(&["--format", "json"]));
    assert_eq!(checked, ["dead-link", "bad-image", "bad-template"]);
    assert_eq!(codes(folder.build(&["--format", "json"])), checked);
}

#[test]
fn a_headline_in_another_language_says_so_wherever_it_stands() {
    let keys = "title: دورہ\nlang: ur\nstory: s";
    let folder = Folder::new(&format!(
        "{DIGEST}=== content/stories/s.md\n---\nname: S\n---\n{}{}",
        article("2018-02-19-a.md", keys, "See [the next](2018-02-20-b.md)."),
        article("2018-02-20-b.md", "title: B\nstory: s", "A text."),
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let page = folder.page("2018/02/20/b/index.html");
    // In the thread of the story, as the one before, and as one that refers to this.
    assert!(page.matches(">دورہ</").count() > 2);
    assert_eq!(page.matches(">دورہ</").count(), page.matches("lang=\"ur\" dir=\"rtl\"").count());
}

#[test]
fn a_check_says_what_will_be_wrong_when_an_article_is_due() {
    let folder = Folder::new(&format!(
        "{DIGEST}{}{}",
        article("2018-02-19-a.md", "title: A", "A text."),
        article("2038-02-20-b.md", "title: B\npeople: [nobody]", "See [it](2038-02-21-c.md).")
            + &article("2038-02-21-c.md", "title: C", "A text."),
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let run = folder.check(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("warning[unknown-person]"), "{}", run.err);
    assert!(!run.err.contains("dead-link"), "{}", run.err);
}

#[test]
fn a_mark_has_the_letters_of_the_family_name_and_the_next_and_none_of_a_title() {
    let person = |file: &str, keys: &str| format!("=== content/people/{file}.md\n---\n{keys}\n---\n");
    let folder = Folder::new(&format!(
        "{DIGEST}{}{}",
        person("kim", "name: Kim Jong Un\nshort_names: [Kim]"),
        person("lavrov", "name: Sergey Viktorovich Lavrov")
            + &person("starmer", "name: Sir Keir Starmer")
            + &person("francis", "name: Pope Francis"),
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let people = folder.page("people/index.html");
    for (person, mark) in [("kim", ">KJ<"), ("lavrov", ">SL<"), ("starmer", ">KS<"), ("francis", ">F<")] {
        assert!(people.contains(mark), "{people}");
        assert!(folder.page(&format!("people/{person}/index.html")).contains(mark), "{person}");
    }
}

#[test]
fn a_tag_in_one_article_turns_no_link_of_another() {
    let folder = Folder::new(&format!(
        "{DIGEST}=== content/organizations/un.md\n---\nname: United Nations\n---\n{}{}",
        article("2018-02-19-a.md", "title: A\ntopics: [pakistan, United Nations, arms control]", "A text."),
        article("2018-02-20-b.md", "title: B", "[[pakistan]], [[united-nations]], [[arms-control]]"),
    ));
    let run = folder.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let page = folder.page("2018/02/20/b/index.html");
    for url in ["/countries/pakistan/", "/organizations/un/", "/topics/arms-control/"] {
        assert!(page.contains(&format!("href=\"{url}\">")), "{url}: {page}");
    }
}

#[test]
fn a_page_bundle_and_what_web_servers_read_are_published() {
    let folder = Folder::new(&format!(
        "{DIGEST}=== content/articles/2018-02-19-visit/index.md\n---\ntitle: A\n---\nA text.\n=== static/root/.well-known/security.txt\nContact: https://example.org/\n=== static/root/.nojekyll\n"
    ));
    let run = folder.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(folder.has("2018/02/19/visit/index.html"), "{}", run.err);
    assert!(folder.has(".well-known/security.txt") && folder.has(".nojekyll"));
}

#[test]
fn an_article_leads_to_its_edition() {
    let text = article("2018-02-19-a.md", "title: A", "A text.");
    for (period, url) in [("daily", "/2018/02/19/"), ("weekly", "/2018/w08/")] {
        let folder = Folder::new(&format!("{DIGEST}edition: {period}\n{text}"));
        assert_eq!(folder.build(&[]).code, Some(0));
        let page = folder.page("2018/02/19/a/index.html");
        let crumbs = page.split("class=\"crumbs\"").nth(1).and_then(|rest| rest.split("</nav>").next());
        assert!(crumbs.is_some_and(|crumbs| crumbs.contains(&format!("href=\"{url}\""))), "{period}: {page}");
    }
}

#[test]
fn raw_html_that_asks_for_a_file_beside_it_is_told_that_there_is_none() {
    let html = "<img src=\"pic.jpg\" alt=\"\"> <a href='../b/'>B</a> <a href=\"/people/\">P</a> <a href=\"https://a.org/\">A</a>";
    let folder = Folder::new(&format!(
        "{DIGEST}raw_html: true\n{}",
        article("2018-02-19-a.md", "title: A", &format!("A text with {html}."))
    ));
    let run = folder.build(&["--format", "json"]);
    let said: Vec<_> = run.diagnostics().into_iter().map(|said| (said.code, said.message)).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].1.contains("`pic.jpg`") && said[1].1.contains("`../b/`"), "{said:?}");
}

#[test]
fn raw_html_that_the_site_refuses_or_does_not_hold_is_told() {
    let html = "<a href=\"/b/\">B</a> <a href=\"/news/b/\">B</a> <img src=\"https://a.org/a.png\" alt=\"a\"> \
                <b style=\"color: red\" data-on=\"x\" onclick='go()'>b</b>";
    let config = DIGEST.replace("https://example.org/", "https://example.org/news/");
    let text = article("2018-02-19-a.md", "title: A", &format!("A text with {html}."));
    let folder = Folder::new(&format!("{config}raw_html: true\n{text}"));
    let run = folder.build(&["--format", "json"]);
    let mut said: Vec<_> =
        run.diagnostics().into_iter().map(|said| (said.code, said.message, said.hint)).collect();
    said.sort();
    let codes: Vec<&str> = said.iter().map(|said| said.0.as_str()).collect();
    assert_eq!(codes, ["dead-link", "raw-html", "raw-html", "remote-image"], "{said:?}");
    assert!(said[0].2.contains("`/news/b/`"), "{said:?}");
    assert!(said[1].1.contains("`onclick`") && said[2].1.contains("`style`"), "{said:?}");
}

#[test]
fn raw_html_that_reaches_beyond_the_text_is_told() {
    let said = |body: &str| {
        let text = article("2018-02-19-a.md", "title: A", body);
        let run = Folder::new(&format!("{DIGEST}raw_html: true\n{text}")).build(&["--format", "json"]);
        run.diagnostics().into_iter().map(|said| (said.line, said.message)).collect::<Vec<_>>()
    };
    for (body, line, what) in [
        ("<div class=\"a\">\n\nWords.\n", 4, "`<div>` is not closed"),
        ("Words.\n\n</div>\n\nMore.", 6, "`</div>` ends nothing"),
        ("A <span>b <i>c</span> d.", 4, "`<i>` is not closed"),
        ("<a id=\"x\"/> Words.", 4, "closes no `<a>`"),
        ("Words.\n\n<SignUp place=\"top\" />\n", 6, "closes no `<SignUp>`"),
        ("A <img src=\"{{ site.url }}/a.png\" alt=\"a\">", 4, "`{{ site.url }}` is of another program"),
        ("<p>Words.</p>\n", 1, "all of this text is raw HTML"),
        ("<table>\n<tr>\n\n    <td>One</td>\n</tr>\n</table>\n", 7, "is shown as code"),
    ] {
        let said = said(body);
        assert!(said.len() == 1 && said[0].0 == line && said[0].1.contains(what), "{body}: {said:?}");
    }
    for fine in [
        "A text.\n\n<div>\n\n**Words**\n\n</div>\n\n<p>One<br/>two<hr /><ul><li>three</ul>",
        "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg> <span title=\"a > b\">c</span> <!-- <div> -->",
        "<script>\nif (a < b) document.write(\"<div>\");\n</script>\n\n`<div>`\n\n    <div>\n",
    ] {
        assert_eq!(said(fine), [], "{fine}");
    }
}

#[test]
fn a_heading_takes_no_id_of_the_page() {
    let text = article("2018-02-19-a.md", "title: A", "See [here](#d-main).\n\n## D main\n\nA text.");
    let folder = Folder::new(&format!("{DIGEST}{text}"));
    assert_eq!(folder.build(&[]).code, Some(1));
    let text = text.replace("(#d-main)", "(#section-d-main)");
    let folder = Folder::new(&format!("{DIGEST}{text}"));
    assert_eq!(folder.build(&[]).code, Some(0));
    let page = folder.page("2018/02/19/a/index.html");
    assert_eq!(page.matches("id=\"d-main\"").count(), 1, "{page}");
}

#[test]
fn only_what_is_asked_for_by_its_fingerprint_is_kept_for_ever() {
    let folder = Folder::new(&format!(
        "{DIGEST}{}=== static/paper.txt\nA\n=== static/custom.css\na {{}}\n",
        article("2018-02-19-a.md", "title: A", "A text.")
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let headers = folder.page("_headers");
    assert!(headers.contains("/static/site.css\n") && headers.contains("/static/custom.css\n"), "{headers}");
    assert!(!headers.contains("paper") && !headers.contains("static/*"), "{headers}");
}

#[test]
fn an_old_address_may_be_in_any_script() {
    let text = article("2018-02-19-a.md", "title: A\nredirects: [/новости/%D0%B0/, /خبر/]", "A text.");
    let folder = Folder::new(&format!("{DIGEST}{text}"));
    let run = folder.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    for old in ["новости/а/index.html", "خبر/index.html"] {
        assert!(folder.page(old).contains("/2018/02/19/a/"), "{old}");
    }
}

#[test]
fn whatever_has_a_file_may_have_old_addresses() {
    let files = "=== content/people/ann-wed.md\n---\nname: Ann Wed\nredirects: [/people/ann-maiden/]\n---\n\
                 === content/organizations/x-corp.md\n---\nname: X Corp\nredirects: [/organizations/twitter/]\n---\n\
                 === content/topics/trade.md\n---\nname: Trade\nredirects: [/topics/tariffs/]\n---\n\
                 === content/stories/talks.md\n---\nname: Talks\nredirects: [/stories/the first talks/]\n---\n\
                 === content/pages/about.md\n---\ntitle: About\nredirects: [/contact.html]\n---\nA text.\n";
    let folder = Folder::new(&format!("{DIGEST}{files}"));
    let run = folder.build(&[]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    for (old, new) in [
        ("people/ann-maiden/index.html", "/people/ann-wed/"),
        ("organizations/twitter/index.html", "/organizations/x-corp/"),
        ("topics/tariffs/index.html", "/topics/trade/"),
        ("stories/the first talks/index.html", "/stories/talks/"),
        ("contact.html", "/about/"),
    ] {
        assert!(folder.page(old).contains(&format!("url={new}")), "{old}");
        assert!(!folder.page("sitemap.xml").contains(old.trim_end_matches("index.html")), "{old}");
    }
}

#[test]
fn a_numbered_page_says_from_when_to_when_it_reaches() {
    let articles: String = (1..=12)
        .map(|day| article(&format!("2018-02-{day:02}-{day}.md"), "title: A\ncountries: [RU]", "A text."))
        .collect();
    let folder = Folder::new(&format!("{DIGEST}per_page: 5\n{articles}"));
    assert_eq!(folder.build(&[]).code, Some(0));
    let said = text(&folder.page("countries/russia/page/1/index.html"));
    assert!(said.contains("Date1 February 2018 – 5 February 2018"), "{said}");
    let said = text(&folder.page("countries/russia/index.html"));
    assert!(said.contains("First1 February 2018") && said.contains("Latest12 February 2018"), "{said}");
}

#[test]
fn a_directory_has_letters_where_several_names_share_them() {
    let page = |outlets: &str| {
        let articles = outlets.split(' ').enumerate().map(|(ix, outlet)| {
            article(&format!("2018-02-19-{ix}.md"), &format!("title: T{ix}\nsource: \"{outlet}\""), "A text.")
        });
        let folder = Folder::new(&(DIGEST.to_string() + &articles.collect::<String>()));
        assert_eq!(folder.build(&[]).code, Some(0));
        folder.page("sources/index.html")
    };
    let headed = |page: String| page.contains("<h2 id=\"d-1\">");
    let alone = "Ab Bb Cb Db Eb Fb Gb Hb Ib Jb Kb Lb Mb Nb";
    let shared = "Ab Ac Ad Ae Af Ag Ah Bb Bc Bd Be Bf Bg Bh";
    assert!(!headed(page(alone)), "fourteen letters for fourteen names");
    assert!(headed(page(shared)), "two letters for fourteen names");
}

#[test]
fn a_link_outlives_a_change_of_the_slug() {
    let talks = article("2018-02-19-talks.md", "title: A\nslug: new-talks", "1.");
    let link = article("2018-02-20-b.md", "title: B", "See [[talks]] and [[visit]].");
    // Where a slug is another's stem, it is the slug that a link means.
    let visit = article("2018-02-21-visit.md", "title: C\nslug: other", "3.");
    let other = article("2018-02-22-other.md", "title: D\nslug: visit", "4.");
    let folder = Folder::new(&format!("{talks}{link}{visit}{other}"));
    folder.published(&[]);
    let page = folder.page("2018/02/20/b/index.html");
    assert!(page.contains("<a href=\"/2018/02/19/new-talks/\""), "{page}");
    assert!(page.contains("<a href=\"/2018/02/22/visit/\""), "{page}");
}

#[test]
fn a_headline_has_the_quotes_of_its_text_wherever_it_stands() {
    let folder = Folder::new(concat!(
        "=== content/articles/2018-02-19-a.md\n---\ntitle: The EU's \"last\" word\ncountries: [PK]\n---\nIt's \"last\".\n",
        "=== content/articles/2018-02-20-b.md\n---\ntitle: L'Europe\nlang: fr\ncountries: [PK]\n---\nL'Europe.\n",
        "=== content/articles/2018-02-21-c.md\n---\ntitle: C\n---\nSee [[The EU's \"last\" word]].\n",
    ));
    folder.published(&[]);
    for (page, shown) in [
        ("2018/02/19/a/index.html", "<h1>The EU’s “last” word</h1>"),
        ("countries/pakistan/index.html", ">The EU’s “last” word</a>"),
        ("countries/pakistan/index.json", "\"The EU’s “last” word\""),
        ("feed.xml", "<title>The EU’s “last” word</title>"),
        ("2018/02/21/c/index.html", "<a href=\"/2018/02/19/a/\""),
        // The rules are English.
        ("2018/02/20/b/index.html", "L&#39;Europe</h1>"),
    ] {
        assert!(folder.page(page).contains(shown), "{page}: {shown}");
    }
}

#[test]
fn a_digest_that_says_of_no_article_whom_it_is_about_shows_whom_it_names() {
    let articles: String = (1..=4)
        .map(|day| {
            format!("=== content/articles/2018-02-{day:02}-a.md\n---\ntitle: A\n---\nPakistan met Iran.\n")
        })
        .collect();
    let folder = Folder::new(&articles);
    folder.published(&[]);
    let map = folder.page("map/index.html");
    assert!(map.contains("that mention them") && map.contains("class=\"s5\""), "{map}");
    assert!(folder.page("index.html").contains("<a href=\"/countries/pakistan/\">Pakistan</a>"));
    assert!(folder.page("countries/index.html").contains("<p><b><i>+ 4</i></b>"));
}

/// Whatever a digest calls a country, its people, organizations and offices are of it everywhere.
#[test]
fn a_name_that_the_digest_gives_a_country_or_organization_means_it_everywhere() {
    let folder = Folder::new(&format!(
        "{DIGEST}=== content/countries/IR.md\n---\naliases: [Persia]\n---\n\
         === content/organizations/un.md\n---\nname: United Nations\naliases: [The World Body]\n---\n\
         === content/people/kim.md\n---\nname: Kim Jong Un\nsort_name: Kim Jong Un\ncountry: Persia\n\
         offices: [{{ title: envoy, of: Persia, from: 2016 }}, {{ title: adviser, of: The World Body, to: 2015 }}]\n---\n{}",
        article("2018-02-19-a.md", "title: A\npeople: [kim]\nlang: UR", "A text.")
    ));
    let built = folder.build(&[]);
    assert_eq!(built.code, Some(0), "{}", built.err);
    let twin: serde_json::Value = serde_json::from_str(&folder.page("people/kim/index.json")).unwrap();
    assert_eq!(twin["facts"]["country"], "IR");
    assert_eq!(twin["facts"]["offices"][1]["of"]["id"], "un");
    let card: serde_json::Value = serde_json::from_str(&folder.page("people/kim/hover-card.json")).unwrap();
    assert_eq!((card["country"].as_str(), card["mark"].as_str()), (Some("Iran"), Some("KJ")), "{card}");
    // A language tag means the same in any letter case.
    assert!(folder.page("2018/02/19/a/index.html").contains("lang=\"ur\" dir=\"rtl\""));
}

#[test]
fn a_text_of_a_known_language_runs_as_it_does() {
    let folder = Folder::new(&format!(
        "=== digest.yaml\ntitle: D\nbase_url: https://example.org/\nlanguage: ur\n{}{}{}",
        article(
            "2018-02-19-a.md",
            "title: IMF اور\ncorrections: [{ date: 2018-02-20, text: GDP اور }]",
            "متن۔"
        ),
        article(
            "2018-02-20-b.md",
            "title: B\nlang: en\nsource: { name: Dawn, title: IMF, lang: en }\ncorrections: [{ date: 2018-02-20, text: C }]",
            "A text."
        ),
        article("2018-02-21-c.md", "title: C\nlang: en", "A text."),
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let page = folder.page("2018/02/20/b/index.html");
    assert!(page.contains("<bdi dir=\"rtl\">IMF اور</bdi>"), "{page}");
    assert!(page.contains("<bdi lang=\"en\" dir=\"ltr\">C</bdi>"), "{page}");
    assert!(page.contains("<q lang=\"en\" dir=\"ltr\">IMF</q>"), "{page}");
    // Of a correction in an article of another language nobody says in which of the two it is.
    assert!(page.contains("<dd dir=\"auto\">C</dd>"), "{page}");
    assert!(folder.page("2018/02/19/a/index.html").contains("<dd>GDP اور</dd>"));
}

#[test]
fn a_dateline_leads_into_words_or_stands_alone() {
    let keys = "title: A\ndateline: On the road";
    let folder = Folder::new(&format!(
        "{DIGEST}{}{}",
        article("2018-02-19-a.md", keys, "A text."),
        article("2018-02-20-b.md", keys, "- one\n- two"),
    ));
    assert_eq!(folder.build(&[]).code, Some(0));
    let place = "<p><span class=\"dateline\">On the road</span>";
    let [text, list] = ["19/a", "20/b"].map(|article| folder.page(&format!("2018/02/{article}/index.html")));
    assert!(text.contains(&format!("{place} – A text.</p>")), "{text}");
    assert!(list.contains(&format!("{place}</p>\n<ul>")), "{list}");
}

#[test]
fn a_list_says_no_sentence_twice() {
    let article = |name: &str, summary: &str| {
        format!(
            "=== content/articles/{name}.md\n---\ntitle: T\ncountries: [RU]\n{summary}---\nRussia speaks. It is late.\n"
        )
    };
    let own = article("2018-02-20-b", "summary: Somebody speaks.\n");
    let later =
        article("2018-02-21-c", "").replace("Russia speaks", &"Nobody says anything of it here. ".repeat(9));
    let digest =
        Folder::new(&(article("2018-02-19-a", "") + &own + &later.replace("It is late.", "Russia is late.")));
    let page = String::from_utf8(digest.published(&[])["countries/russia/index.html"].clone()).unwrap();
    let said: Vec<&str> =
        page.split("class=\"said\">").skip(1).map(|rest| rest.split("</p>").next().unwrap()).collect();
    assert_eq!(said, ["<mark>Russia</mark> is late.", "<mark>Russia</mark> speaks."]);
    assert!(page.contains("<p>Russia speaks. It is late.</p>"), "{page}");
}
