//! Writes a digest of any size for measuring: `cargo run --release --example corpus -- ARTICLES FOLDER`.
//! The same number gives the same digest.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const COUNTRIES: [&str; 40] = [
    "US", "CN", "RU", "GB", "DE", "FR", "IN", "UA", "IL", "JP", "IR", "TR", "BR", "SA", "KR", "PL", "IT",
    "PK", "AF", "EG", "ZA", "NG", "KE", "ET", "MX", "AR", "CL", "CO", "CA", "AU", "NZ", "ID", "VN", "TH",
    "PH", "MY", "SE", "NO", "FI", "DK",
];
const TOPICS: [&str; 12] = [
    "trade",
    "energy",
    "security",
    "health",
    "climate",
    "courts",
    "elections",
    "migration",
    "science",
    "media",
    "shipping",
    "sanctions",
];
const WORDS: [&str; 48] = [
    "the",
    "government",
    "parliament",
    "ministry",
    "coalition",
    "budget",
    "treaty",
    "border",
    "summit",
    "delegation",
    "agreement",
    "pipeline",
    "harbour",
    "railway",
    "tariff",
    "currency",
    "court",
    "appeal",
    "protest",
    "union",
    "factory",
    "export",
    "harvest",
    "drought",
    "storm",
    "hospital",
    "university",
    "network",
    "investor",
    "market",
    "loan",
    "ceasefire",
    "envoy",
    "proposal",
    "resolution",
    "vote",
    "party",
    "election",
    "inquiry",
    "report",
    "committee",
    "archive",
    "province",
    "capital",
    "after",
    "before",
    "announced",
    "rejected",
];

/// Numbers that look random and are always the same (a 64-bit linear congruential generator, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    /// Small numbers far more often than large ones, as names are in the news.
    fn skewed(&mut self, limit: usize) -> usize {
        let (a, b) = (self.below(limit), self.below(limit));
        a * b / limit
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [articles, folder] = &arguments[..] else { panic!("usage: corpus ARTICLES FOLDER") };
    let (articles, folder) = (articles.parse::<usize>().expect("a number"), Path::new(folder));
    let people = (articles / 20).max(20);
    write(
        &folder.join("digest.yaml"),
        "title: Bench digest\nbase_url: https://example.org/\ntime_zone: UTC\n",
    );
    for person in 0..people {
        let text = format!(
            "---\nname: Given{person} Family{person}\ncountry: {}\nrole: minister\n---\n",
            COUNTRIES[person % COUNTRIES.len()]
        );
        write(&folder.join(format!("content/people/given{person}-family{person}.md")), &text);
    }
    let mut numbers = Numbers(1);
    for article in 0..articles {
        let day = article * 1800 / articles;
        let (year, month, date) = (2021 + day / 360, day % 360 / 30 + 1, (day % 30).min(27) + 1);
        let countries: Vec<&str> =
            (0..1 + numbers.skewed(4)).map(|_| COUNTRIES[numbers.skewed(COUNTRIES.len())]).collect();
        let who: Vec<usize> = (0..numbers.below(4)).map(|_| numbers.skewed(people)).collect();
        let slugs: Vec<String> = who.iter().map(|person| format!("given{person}-family{person}")).collect();
        let mut text = format!(
            "---\ntitle: Report {article} from {}\ndate: {year}-{month:02}-{date:02}\nsummary: {}\nsource: {{ name: Outlet {}, url: \"https://outlet.example/{article}\" }}\ncountries: [{}]\npeople: [{}]\ntopics: [{}]\n---\n",
            countries[0],
            sentence(&mut numbers),
            numbers.skewed(15),
            countries.join(", "),
            slugs.join(", "),
            TOPICS[numbers.below(TOPICS.len())],
        );
        for paragraph in 0..7 {
            for _ in 0..5 {
                let _ = write!(text, "{} ", sentence(&mut numbers));
            }
            if let Some(person) = who.get(paragraph) {
                let _ = write!(text, "Given{person} Family{person} spoke of it.");
            }
            text.push_str("\n\n");
        }
        write(&folder.join(format!("content/articles/{year}/{month:02}/report-{article}.md")), &text);
    }
}

fn sentence(numbers: &mut Numbers) -> String {
    let words: Vec<&str> = (0..9 + numbers.below(9)).map(|_| WORDS[numbers.below(WORDS.len())]).collect();
    let text = words.join(" ");
    format!("{}{}.", text[..1].to_uppercase(), &text[1..])
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("makes the folder");
    fs::write(path, text).expect("writes");
}
