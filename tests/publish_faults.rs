//! Killed at every system call, and refused every one: the output is wholly old or wholly new, and the next build
//! succeeds. Needs `strace`; says so and passes where it is missing.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use tempfile::TempDir;

type Tree = BTreeMap<String, String>;

/// What is published: a name that is in the changing pages, and the pages.
type Generation = (&'static str, &'static [&'static str]);

const A: Generation =
    ("A", &["index.html", "same.html", "gone/deep/index.html", "turns", "same/x/index.html"]);
const B: Generation =
    ("B", &["index.html", "same.html", "gone/deep/index.html", "turns/x", "same/x/index.html"]);
const C: Generation =
    ("C", &["index.html", "same.html", "new/deep/index.html", "turns", "same/x/index.html"]);
const D: Generation = ("D", &["index.html", "same.html", "turns/x", "same/y/index.html"]);

const WRITING: [&str; 13] = [
    "write",
    "openat",
    "renameat2",
    "rename",
    "linkat",
    "mkdir",
    "unlink",
    "unlinkat",
    "rmdir",
    "chmod",
    "utimensat",
    "ftruncate",
    "flock",
];
const READING: [&str; 5] = ["read", "statx", "newfstatat", "getdents64", "lseek"];

struct Site {
    root: TempDir,
    has_foreign: bool,
}

impl Site {
    /// With these generations published, one after the other, and foreign files in the last.
    fn with(generations: &[Generation]) -> Site {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("digest")).unwrap();
        fs::write(root.path().join("digest/picture.bin"), "picture").unwrap();
        let mut site = Site { root, has_foreign: false };
        for generation in generations {
            assert!(site.run(*generation, &[]).0.success());
            if !site.has_foreign {
                fs::write(site.output().join("CNAME"), "mine").unwrap();
                fs::create_dir_all(site.output().join(".git/refs")).unwrap();
                fs::write(site.output().join(".git/HEAD"), "mine").unwrap();
                site.has_foreign = true;
            }
        }
        site
    }

    fn output(&self) -> PathBuf {
        self.root.path().join("public")
    }

    /// Runs the example, under strace if there are faults; answers also whether one was injected.
    fn run(&self, (name, pages): Generation, faults: &[String]) -> (ExitStatus, bool, String) {
        let program = program();
        let log = self.root.path().join("strace.log");
        let mut command =
            Command::new(if faults.is_empty() { program.as_path() } else { Path::new("strace") });
        if !faults.is_empty() {
            command.args(["-f", "-qq", "--seccomp-bpf", "-o"]).arg(&log);
            command
                .args(faults.iter().flat_map(|fault| ["-e".to_owned(), format!("inject={fault}")]))
                .arg(program);
        }
        command.arg(self.output()).arg(self.root.path().join("digest")).arg(name).args(pages);
        let output = command.output().unwrap();
        let was_injected = fs::read_to_string(&log).is_ok_and(|log| log.contains("INJECTED"));
        let _ = fs::remove_file(log);
        (output.status, was_injected, String::from_utf8_lossy(&output.stderr).into_owned())
    }

    fn tree(&self) -> Tree {
        fn add(root: &Path, folder: &Path, found: &mut Tree) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                if path.is_file() {
                    found.insert(name, fs::read_to_string(&path).unwrap());
                } else {
                    found.insert(name + "/", String::new());
                    add(root, &path, found);
                }
            }
        }
        let mut found = Tree::new();
        if self.output().exists() {
            add(&self.output(), &self.output(), &mut found);
        }
        if found.remove(".dateline").is_none() {
            assert!(found.is_empty(), "no marker: {found:?}");
        }
        found
    }

    fn expected(&self, (name, pages): Generation) -> Tree {
        let mut files: Vec<(String, String)> = pages
            .iter()
            .map(|page| {
                (
                    page.to_string(),
                    if page.starts_with("same") { page.to_string() } else { format!("{name} {page}") },
                )
            })
            .collect();
        files.push(("picture.bin".into(), "picture".into()));
        if self.has_foreign {
            files.extend([
                ("CNAME".into(), "mine".into()),
                (".git/HEAD".into(), "mine".into()),
                (".git/refs/".into(), "".into()),
            ]);
        }
        let mut tree = Tree::new();
        for (path, text) in files {
            tree.extend(path.match_indices('/').map(|(at, _)| (path[..=at].to_owned(), String::new())));
            tree.insert(path, text);
        }
        tree
    }

    /// Whatever happened: one of these trees is published, and the next generations are published as if nothing had.
    fn assert_sound(&self, allowed: &[Tree], what: &str) {
        let tree = self.tree();
        assert!(allowed.contains(&tree), "neither old nor new after {what}: {tree:#?}");
        for generation in [D, C, B] {
            let (status, _, said) = self.run(generation, &[]);
            assert!(status.success(), "{} after {what}: {said}", generation.0);
            assert_eq!(self.tree(), self.expected(generation), "{} after {what}", generation.0);
        }
        let mut state: Vec<_> = fs::read_dir(self.root.path().join(".public.dateline"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        state.sort();
        assert_eq!(state, ["lock", "published.manifest", "standby"], "after {what}");
    }
}

/// The example `generation`, which `cargo test` builds (with `--test publish_faults` only after `cargo build --examples`).
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let program = tests.parent().unwrap().with_file_name("examples").join("generation");
    assert!(program.exists(), "run `cargo build --examples` first");
    program
}

fn has_strace() -> bool {
    let found = Command::new("strace").arg("--version").output().is_ok();
    if !found {
        eprintln!("SKIPPED: strace is not installed, the fault tests of publishing did not run");
    }
    found
}

/// Kills the publication of `new` at every system call, after what `prepare` made.
fn kill_everywhere(
    prepare: impl Fn() -> Site,
    new: Generation,
    more: &[&str],
    in_between: &dyn Fn(&Site) -> Vec<Tree>,
) {
    if !has_strace() {
        return;
    }
    let mut kills = 0;
    for call in WRITING {
        for n in 1.. {
            let site = prepare();
            let mut allowed = vec![site.tree(), site.expected(new)];
            allowed.extend(in_between(&site));
            let mut faults: Vec<String> = more.iter().map(|fault| fault.to_string()).collect();
            faults.push(format!("?{call}:signal=SIGKILL:when={n}"));
            let (status, _, said) = site.run(new, &faults);
            if status.signal() != Some(9) {
                assert!(status.success(), "{call} {n}: {said}");
                assert_eq!(site.tree(), allowed[1], "{call} {n}");
                break;
            }
            kills += 1;
            site.assert_sound(&allowed, &format!("a kill at {call} {n}"));
        }
    }
    println!("killed {kills} times");
}

#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn killed_at_first() {
    kill_everywhere(|| Site::with(&[]), C, &[], &|_| Vec::new());
}

#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn killed_while_the_second_tree_is_made() {
    kill_everywhere(|| Site::with(&[B]), C, &[], &|_| Vec::new());
}

#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn killed_in_the_long_run() {
    kill_everywhere(|| Site::with(&[B, A, B]), C, &[], &|_| Vec::new());
}

#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn killed_while_it_recovers() {
    // Before the exchange, after it, and while the standby tree is changed.
    for fault in
        ["renameat2:signal=SIGKILL:when=1", "rename:signal=SIGKILL:when=1", "linkat:signal=SIGKILL:when=2"]
    {
        let prepare = || {
            let site = Site::with(&[B, A, B]);
            site.run(A, &[fault.to_owned()]);
            site
        };
        kill_everywhere(prepare, C, &[], &|_| Vec::new());
    }
}

/// Where two folders cannot be exchanged the output is absent for a moment, but never mixed.
#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn killed_without_exchange() {
    kill_everywhere(|| Site::with(&[B, A, B]), C, &["renameat2:error=EINVAL"], &|_| vec![Tree::new()]);
}

/// Foreign files that cannot be linked are moved after the exchange; killed before, the next build moves them.
#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn killed_before_foreign_files_are_moved() {
    let without_foreign = |site: &Site| {
        let mut tree = site.expected(C);
        tree.retain(|path, _| path != "CNAME" && path != ".git/HEAD");
        let (mut one, mut other) = (tree.clone(), tree.clone());
        one.insert("CNAME".into(), "mine".into());
        other.insert(".git/HEAD".into(), "mine".into());
        vec![tree, one, other]
    };
    kill_everywhere(|| Site::with(&[B]), C, &["linkat:error=EPERM"], &without_foreign);
}

/// Where there are no hard links.
#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn published_without_links() {
    if !has_strace() {
        return;
    }
    let site = Site::with(&[B, A]);
    for generation in [B, C, C, D, A] {
        for faults in [&["linkat:error=EOPNOTSUPP"][..], &["linkat:error=EPERM", "renameat2:error=ENOSYS"]] {
            let faults: Vec<String> = faults.iter().map(|fault| fault.to_string()).collect();
            let (status, _, said) = site.run(generation, &faults);
            assert!(status.success(), "{said}");
            assert_eq!(site.tree(), site.expected(generation));
        }
    }
}

/// An error at any system call: a message and the old site, or success and the new one. (An error after the exchange
/// is told, but the site is new.)
#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn refused_everywhere() {
    if !has_strace() {
        return;
    }
    let mut refusals = 0;
    for call in WRITING.into_iter().chain(READING) {
        for n in 1.. {
            let errors: &[_] =
                if READING.contains(&call) { &["EIO"] } else { &["ENOSPC", "EIO", "EACCES", "EROFS"] };
            let mut was_any_injected = false;
            for error in errors {
                let site = Site::with(&[B, A, B]);
                let allowed = [site.tree(), site.expected(C)];
                let (status, was_injected, said) = site.run(C, &[format!("?{call}:error={error}:when={n}")]);
                let what = format!("{error} at {call} {n}: {status} {said}");
                was_any_injected |= was_injected;
                refusals += usize::from(was_injected);
                // The loader and the standard library call the system too, before `main`.
                let is_clean = match status.code() {
                    Some(0) => site.tree() == allowed[1],
                    Some(1) => said.contains("cannot ") || said.is_empty(),
                    Some(code) => code == 127,
                    None => !said.contains("panicked"),
                };
                assert!(is_clean, "{what}");
                site.assert_sound(&allowed, &what);
            }
            if !was_any_injected {
                break;
            }
        }
    }
    println!("refused {refusals} times");
}

#[test]
#[ignore = "takes two minutes; .ci/run runs it"]
fn few_file_handles_are_enough() {
    let site = Site::with(&[B]);
    let pages: Vec<String> = (0..2000).map(|n| format!("section-{}/page-{n}/index.html", n % 7)).collect();
    let program = program();
    for name in ["one", "two", "two"] {
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -n 24; exec \"$@\"", "sh"]).arg(&program).arg(site.output());
        let output = command.arg(site.root.path().join("digest")).arg(name).args(&pages).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(
            site.tree()["section-3/page-10/index.html"],
            format!("{name} section-3/page-10/index.html")
        );
    }
}
