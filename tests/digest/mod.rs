//! A digest in one string, the binary run on it, and the trees it leaves. Shared by the tests of this folder.
//!
//! ```text
//! What stands before the first file is for the reader.
//! === content/articles/2018-02-19-a.md
//! ---
//! title: A
//! ---
//! === content/articles/2018-02-20-b.md as latin-1
//! === content/articles/photo.jpg -> elsewhere.jpg
//! ```
//!
//! `as` encodes the file (`latin-1`, `utf-16`, `nul`, where `␀` becomes a NUL, `hex`, two
//! digits a byte, or `png`, a pixel), `->` makes a symbolic link.
//! Where no `digest.yaml` is given, a plain one is written.
#![allow(dead_code, clippy::unwrap_used)]

pub mod browser;
pub mod html;
pub mod serve;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

/// Written where a digest has no `digest.yaml` of its own.
pub const PLAIN: &str = "title: The Digest\nbase_url: https://example.org/\ntime_zone: UTC\n";

/// A picture of one pixel.
pub const PIXEL: &str = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154
    78da63f8cfc000000301010018dd8db00000000049454e44ae426082";

/// The moment at which the tests build.
pub const NOW: &str = "2026-01-01";

/// A digest on disk, with room for its output beside it.
pub struct Folder {
    place: TempDir,
}

/// What a run of the binary came to.
pub struct Run {
    /// The exit code; `None` when a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A file of a digest in one string.
pub enum Part {
    File(Vec<u8>),
    Link(String),
}

/// The files of a digest in one string, by path.
pub fn parts(text: &str) -> BTreeMap<String, Part> {
    let mut parts = BTreeMap::new();
    let mut open: Option<(&str, String)> = None;
    let mut close = |open: Option<(&str, String)>| {
        let Some((head, text)) = open else { return };
        let (path, part) = match (head.split_once(" -> "), head.split_once(" as ")) {
            (Some((path, target)), _) => (path, Part::Link(target.to_string())),
            (_, Some((path, encoding))) => (path, Part::File(encode(&text, encoding))),
            _ => (head, Part::File(text.into_bytes())),
        };
        assert!(parts.insert(path.to_string(), part).is_none(), "{path} is given twice");
    };
    for line in text.split_inclusive('\n') {
        if let Some(head) = line.strip_prefix("=== ") {
            close(open.replace((head.trim_end(), String::new())));
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
        }
    }
    close(open);
    parts.entry("digest.yaml".to_string()).or_insert_with(|| Part::File(PLAIN.into()));
    parts
}

fn encode(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "latin-1" => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
        "utf-16" => std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        "png" => encode(PIXEL, "hex"),
        "hex" => {
            let digits: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
            digits.chunks(2).map(|byte| u8::from_str_radix(&String::from_iter(byte), 16).unwrap()).collect()
        }
        "nul" => text.replace('␀', "\0").into_bytes(),
        _ => panic!("no such encoding: {encoding}"),
    }
}

/// An article in the `===` form: its path below `content/articles`, its front matter, its text.
pub fn article(path: &str, keys: &str, body: &str) -> String {
    format!("=== content/articles/{path}\n---\n{keys}\n---\n{body}\n")
}

impl Folder {
    /// The digest that `text` tells.
    pub fn new(text: &str) -> Folder {
        Folder::below(&std::env::temp_dir(), text)
    }

    /// The same, in a certain place.
    pub fn below(place: &Path, text: &str) -> Folder {
        let folder = Folder { place: TempDir::new_in(place).unwrap() };
        for (path, part) in parts(text) {
            folder.put(&path, &part);
        }
        folder
    }

    fn put(&self, path: &str, part: &Part) {
        match part {
            Part::File(bytes) => self.write(path, bytes),
            Part::Link(target) => {
                let at = self.at(path);
                fs::create_dir_all(at.parent().unwrap()).unwrap();
                std::os::unix::fs::symlink(target, at).unwrap();
            }
        }
    }

    /// The digest's folder.
    pub fn root(&self) -> PathBuf {
        self.place.path().join("digest")
    }

    /// A path of the digest.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Where `build` publishes: beside the digest.
    pub fn output(&self) -> PathBuf {
        self.place.path().join("public")
    }

    /// Everything beside the digest and its output: what should not be there.
    pub fn strays(&self) -> Vec<String> {
        let names = fs::read_dir(self.place.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut strays: Vec<String> =
            names.filter(|name| !["digest", "public", ".public.dateline"].contains(&name.as_str())).collect();
        strays.sort();
        strays
    }

    /// Writes a file of the digest.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let at = self.at(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(at, bytes).unwrap();
    }

    /// A published file as text.
    pub fn page(&self, path: &str) -> String {
        let at = self.output().join(path);
        fs::read_to_string(&at).unwrap_or_else(|error| panic!("{}: {error}", at.display()))
    }

    /// Whether a path is published.
    pub fn has(&self, path: &str) -> bool {
        self.output().join(path).exists()
    }

    /// The command with a fixed environment, ready for more arguments.
    pub fn command(&self, name: &str, args: &[&str]) -> Command {
        let mut command = binary();
        command.arg(name).arg("--root").arg(self.root());
        if name == "build" {
            command.arg("--output").arg(self.output());
        }
        if !args.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command.args(args);
        command
    }

    /// `dateline build`, published beside the digest.
    pub fn build(&self, args: &[&str]) -> Run {
        run(self.command("build", args))
    }

    /// `dateline check`.
    pub fn check(&self, args: &[&str]) -> Run {
        run(self.command("check", args))
    }

    /// Builds what must have no error.
    #[track_caller]
    pub fn published(&self, args: &[&str]) -> BTreeMap<String, Vec<u8>> {
        let run = self.build(args);
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        tree(&self.output())
    }
}

/// The binary, in an environment that leaves nothing to the host.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs a command to its end.
pub fn run(mut command: Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code(),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// What a watched run took.
pub struct Taken {
    /// Wall time.
    pub time: Duration,
    /// Processor time of all threads, which other work on the machine does not stretch; in steps of 10 ms, and zero
    /// where the system does not tell.
    pub processor: Duration,
    /// The most memory that was resident, in MB; 0 where the system does not tell.
    pub megabytes: u64,
}

/// Runs a command, watching its time and memory; past `limit` it is killed, and has no exit code.
pub fn watched(mut command: Command, limit: Duration) -> (Run, Taken) {
    let (out, err) = (tempfile::NamedTempFile::new().unwrap(), tempfile::NamedTempFile::new().unwrap());
    command.stdin(Stdio::null()).stdout(out.reopen().unwrap()).stderr(err.reopen().unwrap());
    let started = Instant::now();
    let mut child = command.spawn().unwrap();
    let (mut megabytes, mut processor) = (0, Duration::ZERO);
    let code = loop {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().split(' ').next()?.parse::<u64>().ok());
        megabytes = megabytes.max(peak.unwrap_or_default() / 1024);
        let stat = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
        processor = processor.max(processor_time(&stat));
        if let Some(status) = child.try_wait().unwrap() {
            break status.code();
        }
        if started.elapsed() > limit {
            child.kill().unwrap();
            child.wait().unwrap();
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let time = started.elapsed();
    let text = |file: &tempfile::NamedTempFile| {
        String::from_utf8_lossy(&fs::read(file.path()).unwrap()).into_owned()
    };
    (Run { code, out: text(&out), err: text(&err) }, Taken { time, processor, megabytes })
}

/// User and system time, out of what `/proc/PID/stat` tells in hundredths of a second.
fn processor_time(stat: &str) -> Duration {
    let behind_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    let ticks = behind_name.split(' ').skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(10 * ticks.sum::<u64>())
}

impl Run {
    /// The report of `--format json`.
    #[track_caller]
    pub fn report(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }

    /// The diagnostics of `--format json`.
    #[track_caller]
    pub fn diagnostics(&self) -> Vec<Said> {
        let report = self.report();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_string();
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap_or_default()).unwrap();
        let said = |it: &Value| Said {
            code: text(&it["code"]),
            severity: text(&it["severity"]),
            file: text(&it["file"]),
            line: number(&it["line"]),
            column: number(&it["column"]),
            message: text(&it["message"]),
            hint: text(&it["hint"]),
        };
        report["diagnostics"].as_array().unwrap().iter().map(said).collect()
    }
}

/// A diagnostic as `--format json` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub code: String,
    pub severity: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
    pub hint: String,
}

/// Every file below a folder and its bytes; an empty folder ends with a slash.
pub fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    walk(root, root, &mut |name, path| {
        found.insert(name, path.map_or_else(Vec::new, |path| fs::read(path).unwrap()));
    });
    found
}

/// When every file below a folder was last written.
pub fn times(root: &Path) -> BTreeMap<String, SystemTime> {
    let mut found = BTreeMap::new();
    walk(root, root, &mut |name, path| {
        if let Some(path) = path {
            found.insert(name, fs::metadata(path).unwrap().modified().unwrap());
        }
    });
    found
}

fn walk(root: &Path, folder: &Path, found: &mut impl FnMut(String, Option<&Path>)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        if !path.is_dir() {
            found(name, Some(&path));
        } else if fs::read_dir(&path).unwrap().next().is_none() {
            found(name + "/", None);
        } else {
            walk(root, &path, found);
        }
    }
}

/// What differs between two trees, for a message.
pub fn difference(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> String {
    let mut said = String::new();
    for name in one.keys().chain(other.keys().filter(|name| !one.contains_key(*name))) {
        match (one.get(name), other.get(name)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => {
                let (a, b) = (String::from_utf8_lossy(a), String::from_utf8_lossy(b));
                let line = a.lines().zip(b.lines()).find(|(a, b)| a != b);
                said.push_str(&format!("{name} differs: {line:?}\n"));
            }
            (Some(_), None) => said.push_str(&format!("only the first has {name}\n")),
            _ => said.push_str(&format!("only the second has {name}\n")),
        }
    }
    said
}

/// Compares a text with a committed file; with `UPDATE=1` writes it instead. Answers what is wrong.
pub fn snapshot(file: &Path, text: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(file, text).unwrap();
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == text {
        return None;
    }
    let line = expected
        .lines()
        .zip(text.lines())
        .position(|(a, b)| a != b)
        .unwrap_or(expected.lines().count().min(text.lines().count()));
    Some(format!(
        "{} differs at line {}\n  was: {:?}\n  is:  {:?}\nrun with UPDATE=1 to accept",
        file.display(),
        line + 1,
        expected.lines().nth(line).unwrap_or_default(),
        text.lines().nth(line).unwrap_or_default()
    ))
}
