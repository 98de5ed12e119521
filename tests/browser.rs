//! The preview in a real browser: what an author sees while editing. Skipped, and said so, where there is no Chromium;
//! with `DATELINE_BROWSER` set there must be one.
#![allow(clippy::unwrap_used)]

mod digest;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;

use digest::browser::{ALT, Browser, Tab};
use digest::serve::Preview;
use digest::{Folder, article};
use serde_json::{Value, json};

const A: &str = "content/articles/2018-02-19-a.md";
const A_URL: &str = "/2018/02/19/a/";

/// The browser, or the end of a test.
macro_rules! browser {
    () => {
        match Browser::get() {
            Some(browser) => browser,
            None => return,
        }
    };
}

/// What the preview shows itself lies in a shadow tree; `$` finds in it.
const FIND: &str =
    "const $ = (what) => document.querySelector('dateline-preview')?.shadowRoot.querySelector(what);";

/// A long article with what a reader may hold: a selection, a field, an open list, a sound that plays.
fn text(title: &str, words: &str) -> String {
    let filler = |from: usize| -> String {
        (from..from + 40).map(|number| format!("Paragraph {number} of the text.\n\n")).collect()
    };
    format!(
        "---\ntitle: {title}\ncountries: [PK]\npeople: [asif]\n---\n{}{words}\n\n<input type=\"search\" id=\"q\">\n\n\
         <details id=\"more\"><summary>More</summary>All of it.</details>\n\n\
         <audio id=\"sound\" src=\"/static/sound.wav\" loop></audio>\n\n{}",
        filler(0),
        filler(40)
    )
}

/// A second of silence.
fn silence() -> Vec<u8> {
    let mut wav =
        b"RIFF\x64\x1f\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x40\x1f\0\0"
            .to_vec();
    wav.resize(44 + 8000, 128);
    wav
}

fn folder() -> Folder {
    let folder = Folder::new(&format!(
        "=== digest.yaml\n{}raw_html: true\n=== content/people/asif.md\n---\nname: Khawaja Asif\n---\nA politician.\n{}{}",
        digest::PLAIN,
        article("2018-02-19-a.md", "title: First\ncountries: [PK]", "A text."),
        article("2018-02-20-b.md", "title: Second\ncountries: [RU]", "Another.")
    ));
    folder.write(A, text("First", "These words change."));
    folder.write("static/sound.wav", silence());
    folder
}

/// A window on a page of the preview that is listening.
#[track_caller]
fn open(browser: &'static Browser, preview: &Preview, path: &str) -> Tab {
    let tab = browser.tab();
    visit(&tab, preview, path);
    tab
}

#[track_caller]
fn visit(tab: &Tab, preview: &Preview, path: &str) {
    tab.open(&format!("http://127.0.0.1:{}{path}", preview.port));
    tab.eval(&format!("{FIND} window.$ = $; window.mark = 'the same page'; 0"));
    tab.until("!!$('#corner')");
}

/// The same page object is still there, and nothing in it complained.
#[track_caller]
fn stayed(tab: &Tab, loads: usize) {
    assert_eq!((tab.eval("window.mark"), tab.loads()), (json!("the same page"), loads));
    assert_eq!(tab.complaints(), [""; 0]);
}

#[track_caller]
fn has(tab: &Tab, words: &str) {
    tab.until(&format!("document.body.innerText.includes({})", json!(words)));
}

#[test]
fn an_edit_changes_the_page_in_place() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    tab.eval(
        "(async () => { \
         const q = document.querySelector('#q'); q.scrollIntoView({ block: 'center', behavior: 'instant' }); q.focus(); q.value = 'lavr'; \
         document.querySelector('#more').open = true; window.sound = document.querySelector('#sound'); await sound.play(); \
         const held = [...document.querySelectorAll('p')].find((it) => it.textContent.includes('Paragraph 41')); \
         getSelection().setBaseAndExtent(held.firstChild, 0, held.firstChild, 12); \
         window.before = scrollY; })()",
    );
    let loads = tab.loads();
    folder.write(A, text("A new headline", "These words **have** changed."));
    has(&tab, "These words have changed.");
    tab.until("document.title.includes('A new headline')");
    assert_eq!(
        tab.eval(
            "[scrollY > 300 && scrollY === before, document.activeElement.id, document.querySelector('#q').value, \
             document.querySelector('#more').open, getSelection().toString(), \
             sound.isConnected && !sound.paused, document.querySelector('h1').innerText]"
        ),
        json!([true, "q", "lavr", true, "Paragraph 41", true, "A new headline"])
    );
    stayed(&tab, loads);
    // Pages that show it follow too.
    visit(&tab, &preview, "/people/khawaja-asif/");
    let loads = tab.loads();
    folder.write(A, text("One more headline", "These words change."));
    has(&tab, "One more headline");
    stayed(&tab, loads);
}

#[test]
fn a_style_is_swapped_without_a_load() {
    let (browser, folder) = (browser!(), folder());
    folder.write("static/custom.css", "h1 { color: rgb(1, 2, 3) }");
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    let loads = tab.loads();
    tab.until("getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'");
    folder.write("static/custom.css", "h1 { color: rgb(4, 5, 6) }");
    tab.until("getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'");
    tab.until("document.querySelectorAll('link[href*=\"custom.css\"]').length === 1");
    stayed(&tab, loads);
}

#[test]
fn a_template_changes_the_page_in_place() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    let loads = tab.loads();
    let theme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/article.html")).unwrap();
    folder.write(
        "templates/article.html",
        theme.replace("{% block main %}", "{% block main %}<p>From a template.</p>"),
    );
    has(&tab, "From a template.");
    stayed(&tab, loads);
}

#[test]
fn what_a_script_of_the_site_made_stays() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    tab.eval(
        "document.documentElement.dataset.theme = 'dark'; document.querySelector('#more').append('Results'); \
         document.querySelector('main').insertAdjacentHTML('afterend', '<p id=\"made\">Made by a script.</p>'); 0",
    );
    let loads = tab.loads();
    folder.write(A, text("First", "These words are new."));
    has(&tab, "These words are new.");
    assert_eq!(
        tab.eval("[document.documentElement.dataset.theme, document.querySelector('#more').textContent]"),
        json!(["dark", "MoreAll of it.Results"])
    );
    stayed(&tab, loads);
}

#[test]
fn broken_and_mended() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    let loads = tab.loads();
    tab.eval("scrollTo({ top: 500, behavior: 'instant' }); 0");
    let theme = "{% extends \"base.html\" %}{% block main %}{{ nothing }}{% endblock main %}";
    for (path, broken) in [
        (A, "---\ntitle: [\n---\nBroken.\n"),
        ("digest.yaml", "titel: x\n"),
        ("templates/article.html", theme),
    ] {
        let good = fs::read(folder.at(path)).ok();
        folder.write(path, broken);
        tab.until("!$('#overlay').hidden && $('#overlay pre') !== null");
        let told = tab.eval("$('#overlay').innerText").as_str().unwrap().to_string();
        assert!(told.contains(&format!("{path}:")) && told.contains("-->") && !told.contains('^'), "{told}");
        assert_ne!(tab.eval("$('#overlay mark').textContent"), "");
        // The last good page stays.
        has(&tab, "These words change.");
        assert_eq!(tab.eval("scrollY"), 500);
        match good {
            Some(good) => folder.write(path, good),
            None => fs::remove_file(folder.at(path)).unwrap(),
        }
        tab.until("$('#overlay').hidden && $('#badge').hidden");
        assert_eq!(tab.eval("scrollY"), 500);
    }
    stayed(&tab, loads);
    // Closed by a key, it stays closed until something else is wrong.
    folder.write(A, "---\ntitle: [\n---\nBroken.\n");
    tab.until("!$('#overlay').hidden");
    tab.key("Escape");
    tab.until("$('#overlay').hidden && $('#badge').textContent === '1 thing is wrong'");
    folder.write(A, "---\ntitle: A\nsumary: x\n---\nBroken.\n");
    tab.until("!$('#overlay').hidden && $('#overlay').innerText.includes('sumary')");
}

#[test]
fn a_page_that_fails_unseen_is_counted_in_the_corner() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    folder.write(
        "templates/person.html",
        "{% extends \"base.html\" %}{% block main %}{% if page.title == \"Khawaja Asif\" %}{{ nothing }}{% endif %}{% endblock main %}",
    );
    tab.until("$('#badge').textContent === '1 thing is wrong' && !$('#badge').hidden");
    assert_eq!(tab.eval("$('#overlay').hidden"), true);
    tab.click("$('#badge')", 0);
    tab.until("!$('#overlay').hidden && $('#overlay').innerText.includes('nothing')");
    fs::remove_file(folder.at("templates/person.html")).unwrap();
    tab.until("$('#overlay').hidden && $('#badge').hidden");
}

#[test]
fn a_photo_that_is_replaced_is_shown_and_one_that_is_cut_off_is_told() {
    let photo = |width: u32| {
        let pixels = image::RgbImage::from_fn(width, 300, |x, y| image::Rgb([x as u8, y as u8, 90]));
        let mut photo = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut photo, image::ImageFormat::Jpeg).unwrap();
        photo.into_inner()
    };
    let (browser, folder) = (browser!(), folder());
    folder.write("content/articles/a photo.jpg", photo(300));
    folder.write("content/articles/2018-02-21-c.md", "---\ntitle: C\n---\n![C](a%20photo.jpg)\n");
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, "/2018/02/21/c/");
    let shows = |width: u32| {
        tab.until(&format!("(document.querySelector('.text img').decode().catch(() => 0), document.querySelector('.text img').naturalWidth === {width})"));
    };
    tab.eval("document.querySelector('.text img').loading = 'eager'");
    shows(300);
    let loads = tab.loads();
    folder.write("content/articles/a photo.jpg", photo(400));
    shows(400);
    let cut = &photo(400)[..2000];
    folder.write("content/articles/a photo.jpg", cut);
    tab.until("!$('#overlay').hidden && $('#overlay').innerText.includes('cut off')");
    shows(400);
    folder.write("content/articles/a photo.jpg", photo(200));
    shows(200);
    tab.until("$('#overlay').hidden && $('#badge').hidden");
    stayed(&tab, loads);
}

#[test]
fn a_page_that_moves_is_followed_and_one_that_vanishes_says_so() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, &format!("{A_URL}#here"));
    let loads = tab.loads();
    let text = text("First", "These words change.").replacen("---\n", "---\nslug: other\n", 1);
    folder.write(A, &text);
    tab.until("location.pathname + location.hash === '/2018/02/19/other/#here'");
    folder.write(A, text.replace("These words change.", "These words moved."));
    has(&tab, "These words moved.");
    tab.until("$('#note').textContent.includes('redirects: [/2018/02/19/a/]')");
    stayed(&tab, loads);
    fs::remove_file(folder.at(A)).unwrap();
    tab.until("!$('#note').hidden && $('#note').textContent.includes('gone')");
    has(&tab, "These words moved.");
    folder.write(A, text.replace("These words change.", "These words are back."));
    has(&tab, "These words are back.");
    tab.until("$('#note').hidden");
    stayed(&tab, loads);
}

/// Some editors save with every letter: nothing opens over the page before their author pauses, what was closed stays
/// closed, and only the address that the page had first may have been published.
#[test]
fn an_author_who_types_is_left_in_peace() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    tab.eval(
        "window.opened = 0; new MutationObserver(() => { if (!$('#overlay').hidden) opened++; }) \
         .observe($('#overlay'), { attributes: true }); 0",
    );
    let good = text("First", "These words change.");
    let types = |line: &str| {
        for end in 1..=line.len() {
            folder.write(A, good.replacen("---\n", &format!("---\n{}\n", &line[..end]), 1));
            std::thread::sleep(std::time::Duration::from_millis(90));
        }
    };
    types("summary: \"Half");
    // On a busy machine a letter may come late: then nothing can be said.
    let pauses = tab.eval("opened");
    tab.until("!$('#overlay').hidden && $('#overlay').innerText.includes('not closed')");
    assert!(pauses == 0 || pauses == 1, "opened {pauses} times");
    tab.key("Escape");
    tab.until("$('#overlay').hidden");
    types("summary: \"Half of it");
    tab.until("$('#badge').textContent === '1 thing is wrong' && !$('#badge').hidden");
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert_eq!(tab.eval("$('#overlay').hidden"), true);
    folder.write(A, &good);
    tab.until("$('#badge').hidden");
    types("slug: other");
    tab.until("location.pathname === '/2018/02/19/other/'");
    tab.until("$('#note').textContent.includes('redirects: [/2018/02/19/a/]')");
    folder.write(A, &good);
    tab.until(&format!("location.pathname === '{A_URL}' && $('#note').hidden"));
}

#[test]
fn what_is_selected_among_the_problems_stays() {
    let (browser, folder) = (browser!(), folder());
    folder.write("content/people/asif.md", "---\nname: Khawaja Asif\nrol: x\n---\nA politician.\n");
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    tab.until("!$('#overlay').hidden");
    tab.eval("window.held = $('#overlay pre'); held.focus(); 0");
    folder.write(A, text("First", "Other words."));
    has(&tab, "Other words.");
    assert_eq!(tab.eval("held.isConnected && held.getRootNode().activeElement === held"), true);
}

/// The preview's own words on a narrow page that runs from right to left.
#[test]
fn the_preview_speaks_from_left_to_right_and_fits_a_phone() {
    let (browser, folder) = (browser!(), folder());
    folder.write("digest.yaml", format!("{}language: ar\n", digest::PLAIN));
    let preview = Preview::of(&folder, &[]);
    let tab = browser.tab();
    let phone = json!({"width": 360, "height": 640, "deviceScaleFactor": 1, "mobile": false});
    tab.call("Emulation.setDeviceMetricsOverride", &phone);
    visit(&tab, &preview, A_URL);
    assert_eq!(tab.eval("document.documentElement.dir"), "rtl");
    folder.write(A, text("First", "These words change.").replacen("---\n", "---\nslug: other\n", 1));
    tab.until("!$('#note').hidden");
    let note = "[$('#note').offsetWidth > 300, getComputedStyle($('#note')).direction]";
    assert_eq!(tab.eval(note), json!([true, "ltr"]));
    tab.key("Escape");
    tab.until("$('#note').hidden");
    let broken: String = (0..20).map(|number| format!("key{number}: x\n")).collect();
    folder.write(A, text("First", "Words.").replacen("---\n", &format!("---\n{broken}"), 1));
    tab.until("!$('#overlay').hidden && $('#overlay').querySelectorAll('pre').length > 9");
    // What is said wraps, and the way to close it is in sight to the end.
    let fits = "(() => { const it = $('#overlay'); it.scrollTop = it.scrollHeight; \
                const [all, close] = [it, $('#overlay .close')].map((it) => it.getBoundingClientRect()); \
                const pre = $('#overlay pre'); \
                return [it.scrollTop > 0, close.top >= all.top && close.bottom <= all.bottom, pre.scrollWidth <= pre.clientWidth]; })()";
    assert_eq!(tab.eval(fits), json!([true, true, true]));
    // What a caret points at is marked, whatever direction and width the letters have.
    let links = ["[انظر](مفقود.md)", "[见](没有.md)", "[cafe\u{301}](none.md)"];
    folder.write(
        A,
        text("First", &format!("كتبَ {} 中文 🙂 {}, cafe\u{301} {}.", links[0], links[1], links[2])),
    );
    let marks = "[...$('#overlay').querySelectorAll('.error mark')].map((it) => it.textContent)";
    tab.until(&format!("JSON.stringify({marks}) === JSON.stringify({})", json!(links)));
}

/// The stream of news may go on where a single request fails.
#[test]
fn a_request_that_fails_is_made_again() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    tab.call("Network.enable", &json!({}));
    let offline = |offline: bool| {
        let conditions =
            json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        tab.call("Network.emulateNetworkConditions", &conditions);
    };
    offline(true);
    folder.write(A, text("First", "Written meanwhile."));
    std::thread::sleep(std::time::Duration::from_millis(300));
    offline(false);
    has(&tab, "Written meanwhile.");
}

#[test]
fn what_the_search_box_has_read_is_read_again() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    let finds = "(async () => { const box = await import(document.querySelector(\"script[src*='/search.js']\").src); \
                 return [box.findNames(await box.loadNames(), 'khawaja').length, \
                 (await box.loadHeadlines().next()).value.some((it) => it.title === 'Second')]; })()";
    assert_eq!(tab.eval(finds), json!([1, true]));
    folder.write("content/people/asif.md", "---\nname: Asif\n---\nA politician.\n");
    folder.write("content/articles/2018-02-20-b.md", "---\ntitle: Third\n---\nAnother.\n");
    preview.shows("/", "Third");
    preview.until("both are there", |preview| !preview.page("/people/asif/").contains("Khawaja"));
    folder.write(A, text("First", "Saved last."));
    has(&tab, "Saved last.");
    assert_eq!(tab.eval(finds), json!([0, false]));
}

#[test]
fn follow_goes_to_the_page_of_the_file_just_saved() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &["--follow"]);
    let tab = open(browser, &preview, "/");
    folder.write("content/articles/2018-02-20-b.md", "---\ntitle: Second\n---\nFollowed.\n");
    tab.until("location.pathname === '/2018/02/20/b/'");
    has(&tab, "Followed.");
    tab.eval(&format!("{FIND} window.$ = $; window.mark = 'the same page'; 0"));
    tab.until("!!window.$?.('#corner')");
    let loads = tab.loads();
    folder.write("content/articles/2018-02-20-b.md", "---\ntitle: Second\n---\nFollowed again.\n");
    has(&tab, "Followed again.");
    stayed(&tab, loads);
    // A page that moves is the same one.
    folder
        .write("content/articles/2018-02-20-b.md", "---\ntitle: Second\nslug: other\n---\nFollowed again.\n");
    tab.until("location.pathname === '/2018/02/20/other/'");
    has(&tab, "Followed again.");
    stayed(&tab, loads);
}

#[test]
fn two_tabs_and_more_than_a_browser_has_connections() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let (one, two) = (open(browser, &preview, A_URL), open(browser, &preview, "/countries/pakistan/"));
    folder.write(A, text("Seen by both", "These words change."));
    has(&one, "Seen by both");
    has(&two, "Seen by both");
    // Hidden tabs give their connection back, or the seventh would never load; what they missed they see when shown.
    let mut tabs = vec![one];
    for _ in 0..8 {
        let next = tabs[0].beside();
        visit(&next, &preview, A_URL);
        tabs.push(next);
    }
    assert_eq!(tabs[0].eval("document.hidden"), true);
    folder.write(A, text("Seen by the last", "These words change."));
    has(&tabs[8], "Seen by the last");
    assert_eq!(tabs[0].eval("document.body.innerText.includes('Seen by the last')"), false);
    let loads = tabs[0].loads();
    tabs[0].show();
    has(&tabs[0], "Seen by the last");
    stayed(&tabs[0], loads);
}

#[test]
fn a_restarted_server_is_found_again() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    let (loads, port) = (tab.loads(), preview.port.to_string());
    assert_eq!(preview.end("-INT"), Some(0));
    tab.until("!$('#note').hidden && $('#note').textContent.includes('ended')");
    folder.write(A, text("First", "Written meanwhile."));
    let preview = Preview::of(&folder, &["--port", &port, "--strict-port"]);
    has(&tab, "Written meanwhile.");
    tab.until("$('#note').hidden");
    // Its token is another one; the page has it.
    tab.click("document.querySelector('h1')", ALT);
    tab.until("!$('#note').hidden && $('#note').textContent.includes('a.md')");
    stayed(&tab, loads);
    drop(preview);
}

#[test]
fn the_overlay_is_inert() {
    let (browser, folder) = (browser!(), folder());
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, A_URL);
    let hostile = "</pre></script><script>alert(1)</script><img src=x onerror=alert(2)>";
    folder.write(A, format!("---\ntitle: A\n\"{hostile}\": 1\npeople: [\"{hostile}\"]\n---\n"));
    folder.write("templates/article.html", format!("{{{{ page['{hostile}'] }}}}"));
    tab.until(&format!("!$('#overlay').hidden && $('#overlay').textContent.includes({})", json!(hostile)));
    assert_eq!(tab.eval("$('#overlay').querySelectorAll('script, img').length"), 0);
    assert_eq!(tab.complaints(), [""; 0]);
    // The page that takes the place of one that cannot be made is no better.
    fs::remove_file(folder.at(A)).unwrap();
    visit(&tab, &preview, "/2018/02/20/b/");
    tab.until(&format!("document.body.innerText.includes({})", json!(hostile)));
    assert_eq!(tab.eval("document.body.querySelectorAll('img').length"), 0);
    assert_eq!(tab.complaints(), [""; 0]);
}

/// Promise 18, without the policy of the site: it is the markup that must hold.
#[test]
fn no_script_of_content_runs() {
    let browser = browser!();
    let folder = Folder::new(include_str!("browser/hostile.txt"));
    let preview = Preview::of(&folder, &[]);
    let sitemap = preview.page("/sitemap.xml");
    let listed =
        sitemap.split("<loc>https://example.org").skip(1).map(|rest| rest.split('<').next().unwrap());
    let tab = browser.tab();
    tab.call("Page.setBypassCSP", &json!({"enabled": true}));
    let mut seen = 0;
    for path in listed.chain(["/404.html", "/feed.xml", "/rss.xml", "/people/p/feed.xml"]) {
        tab.open(&format!("http://127.0.0.1:{}{path}", preview.port));
        let bad = tab.eval(
            "[...document.querySelectorAll(document.contentType === 'text/html' ? '*' : 'script')].flatMap((it) => [ \
             ...[...it.attributes].filter((at) => /^on|^style$|^srcdoc$/i.test(at.name)).map((at) => at.name), \
             ...['href', 'src', 'action', 'xlink:href'].map((key) => it.getAttribute(key)) \
               .filter((to) => to && !/^(https?:|mailto:|tag:)$/.test(new URL(to, location).protocol))]) \
             .concat(typeof ran === 'undefined' ? [] : ['a script ran'])",
        );
        assert_eq!(bad, json!([]), "{path}");
        seen += 1;
    }
    assert!(seen > 20, "{seen} pages");
    assert_eq!(tab.complaints(), [""; 0]);
}

#[test]
fn no_page_of_the_sample_breaks_the_policy() {
    let browser = browser!();
    let mut command = digest::binary();
    command.args(["serve", "--port", "0", "--now", digest::NOW, "--root", env!("CARGO_MANIFEST_DIR")]);
    let preview = Preview::start(command);
    let tab = browser.tab();
    let home = preview.page("/");
    let mut paths: Vec<String> = ["/", "/nowhere/"].map(str::to_string).to_vec();
    // One page of each kind: those that the home page leads to, by the shape of their path.
    let mut shapes = Vec::new();
    for link in home.split("href=\"/").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        let shape = (
            link.split('/')
                .next()
                .unwrap()
                .parse::<u32>()
                .map_or(link.split('/').next().unwrap(), |_| "year"),
            link.matches('/').count(),
        );
        if link.ends_with('/') && !shapes.contains(&shape) {
            shapes.push(shape);
            paths.push(format!("/{link}"));
        }
    }
    assert!(paths.len() > 8, "{paths:?}");
    for path in &paths {
        visit(&tab, &preview, path);
        assert_eq!(tab.complaints(), [""; 0], "{path}");
    }
}

/// Every way in which a page of another origin may try to read.
const ATTACK: &str = "
(async () => {
  const from = 'http://127.0.0.1:PORT';
  const read = [];
  const tries = (name, work) => work.then((it) => it && read.push(name), () => {});
  const element = (tag, at) => new Promise((ok, no) => {
    const it = document.createElement(tag);
    Object.assign(it, at, { onload: () => ok(it), onerror: no });
    document.body.append(it);
  });
  for (const path of ['/', 'A_URL', '/feed.json', '/_dateline/client.js', '/_dateline/desk?page=A_URL']) {
    await tries('fetch ' + path, fetch(from + path).then((it) => it.text()));
    await tries('opaque ' + path, fetch(from + path, { mode: 'no-cors' }).then((it) => it.text()));
    await tries('script ' + path, element('script', { src: from + path }));
    await tries('style ' + path, element('link', { rel: 'stylesheet', href: from + path }));
    await tries('image ' + path, element('img', { src: from + path }));
    await tries('frame ' + path, element('iframe', { src: from + path }).then((it) => {
      try { return it.contentDocument.body.innerText; } catch { return it.contentWindow.length > 0; }
    }));
  }
  await tries('stream', new Promise((ok, no) => {
    const stream = new EventSource(from + '/_dateline/events');
    stream.addEventListener('news', ok);
    stream.onerror = no;
  }));
  for (const mode of ['cors', 'no-cors']) {
    await tries('post', fetch(from + '/_dateline/open', { method: 'POST', mode, body: '{\"file\":\"digest.yaml\",\"line\":1,\"column\":1}' })
      .then((it) => it.ok));
  }
  return read;
})()";

#[test]
fn a_page_of_another_origin_reads_nothing() {
    let (browser, folder) = (browser!(), folder());
    let opened = folder.root().parent().unwrap().join("opened");
    let preview = Preview::of(&folder, &["--editor", &format!("touch {} {{file}}", opened.display())]);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in other.incoming() {
            // One thread each: browsers open connections that they may never use.
            std::thread::spawn(move || {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(
                    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<!doctype html><title>x</title><body>",
                );
            });
        }
    });
    // Another port is another origin of the same site; another name is another site.
    for host in ["127.0.0.1", "localhost"] {
        let tab = browser.tab();
        tab.open(&format!("http://{host}:{port}/"));
        let attack = ATTACK.replace("PORT", &preview.port.to_string()).replace("A_URL", A_URL);
        assert_eq!(tab.eval(&attack), json!([]), "{host}");
        assert!(!opened.exists());
    }
}

#[test]
fn alt_click_opens_the_file_at_the_line() {
    let (browser, folder) = (browser!(), folder());
    let log = folder.root().parent().unwrap().join("opened");
    let script = folder.root().parent().unwrap().join("editor.sh");
    fs::write(&script, format!("echo \"$1:$2\" >> {}\n", log.display())).unwrap();
    let preview = Preview::of(&folder, &["--editor", &format!("sh {} {{file}} {{line}}", script.display())]);
    let tab = open(browser, &preview, A_URL);
    let opened = |line: &str| {
        preview.until(line, |_| fs::read_to_string(&log).unwrap_or_default().trim_end().ends_with(line));
    };
    let source = fs::read_to_string(folder.at(A)).unwrap();
    let line = |words: &str| source.lines().position(|line| line.contains(words)).unwrap() + 1;
    let paragraph = |words: &str| {
        format!("[...document.querySelectorAll('p')].find((it) => it.textContent.includes('{words}'))")
    };
    tab.click(&paragraph("These words change"), ALT);
    opened(&format!("{A}:{}", line("These words change")));
    tab.click(&paragraph("Paragraph 70"), ALT);
    opened(&format!("{A}:{}", line("Paragraph 70 ")));
    tab.click("document.querySelector('h1')", ALT);
    opened(&format!("{A}:2"));
    // A card on another page opens the article that it leads to.
    visit(&tab, &preview, "/countries/russia/");
    tab.click(
        "[...document.querySelectorAll('main a')].find((it) => it.textContent.includes('Second'))",
        ALT,
    );
    opened("content/articles/2018-02-20-b.md:1");
    assert_eq!(tab.eval("location.pathname"), "/countries/russia/");
    // A diagnostic.
    folder.write(A, "---\ntitle: A\nsumary: x\n---\nBroken.\n");
    tab.until("!$('#overlay').hidden");
    tab.click("$('#overlay pre')", ALT);
    opened(&format!("{A}:3"));
    assert_eq!(tab.complaints(), [""; 0]);
}

#[test]
fn the_desk_shows_what_the_linker_found() {
    let browser = browser!();
    let folder = Folder::new(&format!(
        "=== content/people/asif.md\n---\nname: Khawaja Asif\n---\nA politician.\n\
         === content/people/raza.md\n---\nname: Asif Raza\nshort_names: [Raza]\n---\nA poet.\n\
         === content/people/hamid.md\n---\nname: Hamid Raza\n---\nAnother.\n{}",
        article(
            "2018-02-19-a.md",
            "title: First\ncountries: [PK, RU]\npeople: [asif]",
            "Asif Raza and Hamid Raza left Pakistan.\n\nThen Raza met Vijay Gokhale, and Vijay Gokhale left for Georgia Tech."
        )
    ));
    let preview = Preview::of(&folder, &[]);
    let tab = open(browser, &preview, "/");
    assert_eq!(tab.eval("$('#desk-button').hidden"), true);
    visit(&tab, &preview, A_URL);
    tab.until("!$('#desk-button').hidden");
    assert_eq!(tab.eval("$('#desk').hidden"), true);
    tab.click("$('#desk-button')", 0);
    tab.until("!$('#desk').hidden");
    let group = |key: &str| -> Vec<String> {
        let rows = tab.eval(&format!(
            "[...$('#desk h3.{key}')?.nextElementSibling.children ?? []].map((it) => it.innerText.replace(/\\s+/g, ' '))"
        ));
        rows.as_array().unwrap().iter().map(|row: &Value| row.as_str().unwrap().to_string()).collect()
    };
    let all = tab.eval("$('#desk').innerText").as_str().unwrap().to_string();
    assert!(group("linked").iter().any(|row| row.contains("Pakistan") && row.contains("line 6")), "{all}");
    assert!(group("linked").iter().any(|row| row.contains("Hamid Raza")), "{all}");
    assert!(
        group("ambiguous").iter().any(|row| row.contains("Raza") && row.contains("Asif Raza, Hamid Raza")),
        "{all}"
    );
    assert!(
        group("unknown").iter().any(|row| row.contains("Vijay Gokhale ×2") && row.contains("line 8")),
        "{all}"
    );
    let unnamed = group("unnamed");
    assert!(
        unnamed.len() == 2
            && unnamed.concat().contains("Russia")
            && unnamed.concat().contains("Khawaja Asif"),
        "{all}"
    );
    // It follows a save, and stays open from page to page.
    folder.write(A, "---\ntitle: First\ncountries: [PK]\n---\nPakistan and Gul Sana Bibi.\n");
    tab.until("$('#desk').innerText.includes('Gul Sana Bibi')");
    visit(&tab, &preview, A_URL);
    tab.until("!$('#desk').hidden");
    assert_eq!(tab.complaints(), [""; 0]);
}
