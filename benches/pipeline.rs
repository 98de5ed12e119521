//! The steps of a build, one by one: `cargo bench`. Whole builds are measured by `benches/measure.py`.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dateline::entity::EntityId;
use dateline::input::Inputs;
use dateline::input_path::InputPath;
use dateline::mention::{Gazetteer, Registry};
use dateline::route::Route;
use dateline::{Options, Site, config, diagnostic, front_matter, markdown, record};

const ARTICLES: usize = 500;

fn article(number: usize) -> (String, String) {
    let paragraph = "The foreign ministers met in **Moscow** to discuss [trade](https://example.org/), the border and the ceasefire. ".repeat(8);
    let text = format!(
        "---\ntitle: Report {number}\ndate: 2018-{:02}-{:02}\nsummary: Two ministers met.\nsource: {{ name: The Paper, url: \"https://paper.example/{number}\" }}\ncountries: [RU, PK]\npeople: [person-{}]\ntopics: [diplomacy]\n---\n{}",
        number % 12 + 1,
        number % 28 + 1,
        number % 25,
        format!("{paragraph}\n\n").repeat(4)
    );
    (format!("content/articles/report-{number}.md"), text)
}

fn inputs() -> Inputs {
    let mut files =
        vec![("digest.yaml".to_string(), "title: Bench\nbase_url: https://example.org/\n".to_string())];
    files.extend((0..25).map(|n| {
        (format!("content/people/person-{n}.md"), format!("---\nname: Given Family{n}\ncountry: RU\n---\n"))
    }));
    files.extend((0..ARTICLES).map(article));
    Inputs::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())))
}

fn steps(criterion: &mut Criterion) {
    let inputs = inputs();
    let (config, _) = config::parse(inputs.get("digest.yaml"), None);
    let input = inputs.get("content/articles/report-7.md").expect("it was just made");
    let file = InputPath::new("content/articles/report-7.md");
    let split = front_matter::split(&file, input.text()).unwrap_or_else(|d| panic!("{}", d.message));

    let mut group = criterion.benchmark_group("one article");
    group.throughput(Throughput::Bytes(input.text().len() as u64));
    group.bench_function("front matter", |b| {
        b.iter(|| front_matter::parse(&file, split.yaml, split.yaml_start))
    });
    let style = markdown::Style::alone("en");
    group.bench_function("markdown", |b| {
        b.iter(|| markdown::parse(&file, split.body, split.body_start, style))
    });
    group.bench_function("parse", |b| b.iter(|| record::parse(input, &config)));
    group.finish();

    let mut group = criterion.benchmark_group("500 articles");
    group.sample_size(20);
    group.bench_function("parse and link", |b| {
        b.iter(|| {
            Site::link(inputs.clone(), Vec::new(), &Options::default(), None)
                .map(|site| site.digest.articles.len())
        });
    });
    let site = Site::link(inputs.clone(), Vec::new(), &Options::default(), None)
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(diagnostic::errors(&site.diagnostics), 0);
    let scene = site.scene();
    group.bench_function("render an article", |b| b.iter(|| site.render(&scene, &Route::Article(9))));
    let country = site.routes.get("countries/russia/").expect("it has articles").clone();
    group.bench_function("render a country's page", |b| b.iter(|| site.render(&scene, &country)));
    let feed = site.routes.get("countries/russia/feed.xml").expect("it has articles").clone();
    group.bench_function("render a feed", |b| b.iter(|| site.render(&scene, &feed)));
    group.finish();
}

/// Ten thousand people with an alias and an office each.
fn names(criterion: &mut Criterion) {
    let person = |n: usize| {
        let text = format!(
            "---\nname: Given{n} Family{n}\naliases: [Other{n} Family{n}]\noffices: [{{ title: foreign minister, of: RU, from: 2010, to: 2011 }}]\n---\n"
        );
        (format!("content/people/person-{n}.md"), text)
    };
    let files: Vec<(String, String)> = (0..10_000).map(person).collect();
    let inputs = Inputs::from_texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let site =
        Site::link(inputs, Vec::new(), &Options::default(), None).unwrap_or_else(|error| panic!("{error}"));
    let digest = &site.digest;
    let registry = Registry {
        people: &digest.people,
        organizations: &digest.organizations,
        countries: &digest.country_files,
    };
    let mut group = criterion.benchmark_group("20,000 names");
    group.sample_size(20);
    group.bench_function("gazetteer", |b| {
        b.iter_with_large_drop(|| {
            Gazetteer::new(registry, |of| dateline::atlas::find(of).map(EntityId::Country))
        });
    });
    group.finish();
}

criterion_group!(benches, steps, names);
criterion_main!(benches);
