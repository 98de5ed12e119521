//! The command line: parses arguments, runs a command, turns its result into an exit code.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use dateline::commands::report::{self, Format};
use dateline::commands::{build, check, explain, find_root, serve, theme};
use dateline::diagnostic::{Severity, count};
use dateline::preview::Settings;
use dateline::preview::editor::Editor;
use dateline::{Options, Site};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A static-site generator for curated news digests.
///
/// A digest is a folder with a digest.yaml and articles as Markdown files in content/. Dateline links every article to
/// the countries, people, organizations, topics and stories it is about, and writes a site with a page for each.
#[derive(Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 all is well; 1 a mistake in the digest, nothing was published; 2 wrong usage, or the machine failed."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site and publish it into the output folder, all of it or nothing
    #[command(
        after_help = "Example:\n  dateline build --output /srv/www/digest --base-url https://example.org/"
    )]
    Build {
        #[command(flatten)]
        digest: DigestArgs,
        #[command(flatten)]
        printed: PrintArgs,
        /// Where the site is published; a folder that Dateline made before, or an empty one [default: public/ in the root]
        #[arg(long, short, value_name = "DIR")]
        output: Option<PathBuf>,
    },
    /// Show the digest in a browser and follow every save
    #[command(after_help = SERVE_HELP)]
    Serve {
        #[command(flatten)]
        digest: DigestArgs,
        #[command(flatten)]
        serve: ServeArgs,
    },
    /// Tell what a build would find, also once articles of the future are due, and write nothing
    Check {
        #[command(flatten)]
        digest: DigestArgs,
        #[command(flatten)]
        printed: PrintArgs,
    },
    /// Tell which names of a text become links, by which rule, and why the others do not
    #[command(
        after_help = "Examples:\n  dateline explain content/articles/2018-02-19-visit.md\n  dateline explain --text draft.txt --date 2018-02-19 --people sergey-lavrov --format json"
    )]
    Explain {
        /// An article of the digest
        #[arg(value_name = "FILE", required_unless_present = "text", conflicts_with = "text")]
        file: Option<PathBuf>,
        /// A text that belongs to no digest
        #[arg(long, value_name = "FILE")]
        text: Option<PathBuf>,
        /// The day of the text, on which offices are looked at [default: today]
        #[arg(long, value_name = "DATE", requires = "text")]
        date: Option<String>,
        /// The people whom the text is about, by the names of their files
        #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "text")]
        people: Vec<String>,
        /// The digest's folder [default: the nearest one upwards with a digest.yaml; for --text, none]
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
        /// How to print what was found
        #[arg(long, value_enum, default_value_t = Printed::Text)]
        format: Printed,
    },
    /// Change how the site looks
    Theme {
        #[command(subcommand)]
        command: ThemeCommand,
    },
    /// Print the completions for a shell
    #[command(after_help = "Example:\n  dateline completions bash > /etc/bash_completion.d/dateline")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Subcommand)]
enum ThemeCommand {
    /// Write the built-in templates and static files into the digest, where they may be changed; never over a file
    #[command(
        after_help = "Examples:\n  dateline theme eject templates/person.html\n  dateline theme eject          (all of them)"
    )]
    Eject {
        /// Which of them, files or folders, by the path in the digest [default: all]
        #[arg(value_name = "FILE")]
        names: Vec<String>,
        /// The digest's folder [default: the nearest one upwards with a digest.yaml]
        #[arg(long, value_name = "DIR")]
        root: Option<PathBuf>,
    },
}

#[derive(Args)]
struct DigestArgs {
    /// The digest's folder [default: the nearest one upwards with a digest.yaml]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where the site will be published, instead of base_url in digest.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    drafts: bool,
    /// Publish articles dated in the future too
    #[arg(long)]
    future: bool,
    /// What decides which articles lie in the future [default: SOURCE_DATE_EPOCH, else the clock]
    #[arg(long, value_name = "DATE")]
    now: Option<String>,
}

#[derive(Args)]
struct PrintArgs {
    /// How to print what was found
    #[arg(long, value_enum, default_value_t = Printed::Text)]
    format: Printed,
    /// Print nothing but what is wrong
    #[arg(long, short)]
    quiet: bool,
}

#[derive(Args)]
struct ServeArgs {
    /// The port; where it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 4400)]
    port: u16,
    /// Fail when the port is taken
    #[arg(long)]
    strict_port: bool,
    /// The address to listen on; others than this machine's own let everybody read who reaches it
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    host: String,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// Look through the folder again and again, where the system tells of no changes (network drives)
    #[arg(long)]
    poll: bool,
    /// Let the browser go to the page of the file that was just saved
    #[arg(long)]
    follow: bool,
    /// What opens a file at a line, with {file}, {line} and {column} [default: $VISUAL, else vscode://]
    #[arg(long, value_name = "CMD")]
    editor: Option<String>,
}

const SERVE_HELP: &str = "\
Alt-click on a paragraph, a card or a mistake opens the file at that line in the editor. Ctrl-C ends.

Examples:
  dateline serve --open --follow
  dateline serve --drafts --editor 'code -g {file}:{line}:{column}'";

#[derive(Clone, Copy, ValueEnum)]
enum Printed {
    /// With excerpts, for people
    Text,
    /// One JSON object on standard output
    Json,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => code,
        Err(said) => {
            let _ = writeln!(anstream::stderr(), "dateline: {said}");
            ExitCode::from(2)
        }
    }
}

/// Prints to whoever reads; one who has heard enough, such as `head`, is no failure.
fn print(said: &[u8]) -> Result<ExitCode, String> {
    unless_closed(std::io::stdout().write_all(said))?;
    Ok(ExitCode::SUCCESS)
}

/// Whether something could be printed; whoever reads it may have seen enough before its end.
fn unless_closed(result: std::io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot print: {error}")),
        _ => Ok(()),
    }
}

fn run(command: Command) -> Result<ExitCode, String> {
    match command {
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
            print(&script)
        }
        Command::Theme { command: ThemeCommand::Eject { names, root: given } } => {
            let ejected = theme::eject(&root(given.as_deref())?, &names)?;
            let written = ejected.written.iter().map(|name| format!("wrote {name}\n"));
            let kept = ejected.kept.iter().map(|name| format!("kept  {name}, which is there already\n"));
            let said = written.chain(kept).collect::<String>();
            print(said.as_bytes())
        }
        Command::Build { digest, printed, output } => {
            let root = root(digest.root.as_deref())?;
            let output = output.unwrap_or_else(|| root.join("public"));
            let progress = !printed.quiet && std::io::stderr().is_terminal();
            let result = build::build(&root, &output, &options(&digest), progress);
            finish(result.map_err(|error| error.to_string())?, &printed)
        }
        Command::Explain { file, text, date, people, root: given, format } => {
            let explained = match (file, text) {
                (_, Some(_)) if given.as_ref().is_some_and(|root| !root.is_dir()) => {
                    Err(format!("there is no folder {}", given.as_deref().unwrap_or(Path::new("")).display()))
                }
                (_, Some(text)) => explain::text(&text, given.as_deref(), date.as_deref(), &people),
                (Some(file), None) => {
                    let beside = file.parent().filter(|folder| !folder.as_os_str().is_empty());
                    let root = match given {
                        Some(root) => root,
                        None => std::path::absolute(beside.unwrap_or(Path::new(".")))
                            .ok()
                            .and_then(|folder| find_root(&folder))
                            .ok_or_else(|| format!("there is no digest.yaml above {}", file.display()))?,
                    };
                    explain::article(&root, &file)
                }
                (None, None) => Err("name a file".to_string()),
            }?;
            let written = match format {
                Printed::Json => explain::json(&explained),
                Printed::Text => explain::in_words(&explained),
            };
            unless_closed(writeln!(anstream::stdout(), "{written}"))?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { digest, printed } => {
            let result = check::check(&root(digest.root.as_deref())?, &options(&digest));
            finish(result.map_err(|error| error.to_string())?, &printed)
        }
        Command::Serve { digest, serve } => {
            let visual = std::env::var("VISUAL").ok();
            let settings = Settings {
                host: serve.host,
                port: serve.port,
                strict_port: serve.strict_port,
                poll: serve.poll,
                follow: serve.follow,
                editor: Editor::choose(serve.editor.as_deref(), visual.as_deref()),
            };
            let served =
                serve::serve(&root(digest.root.as_deref())?, &options(&digest), settings, serve.open);
            served.map(|()| ExitCode::SUCCESS).map_err(|error| error.to_string())
        }
    }
}

fn finish((site, outcome): (Site, report::Outcome), printed: &PrintArgs) -> Result<ExitCode, String> {
    let format = match printed.format {
        Printed::Text => Format::Text,
        Printed::Json => Format::Json,
    };
    let failed = count(&site.diagnostics, Severity::Error) > 0;
    unless_closed(report::print(&site, &outcome, format, printed.quiet))?;
    // The snapshot of a large digest takes a while to take apart; the process ends, so nobody needs that.
    std::mem::forget(site);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn root(given: Option<&Path>) -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| format!("cannot tell the current folder: {error}"))?;
    let place = given.unwrap_or(&here);
    let others = ["digest.yml", "Digest.yaml", "Digest.yml", "DIGEST.YAML", "digest.yaml.txt"];
    let other = others.map(|name| place.join(name)).into_iter().find(|other| other.is_file());
    if let Some(other) = other.filter(|_| !place.join("digest.yaml").exists()) {
        return Err(format!("{} is not read under this name: call it digest.yaml", other.display()));
    }
    match given {
        Some(root) if root.join("digest.yaml").is_file() => Ok(root.to_path_buf()),
        Some(root) => Err(format!("there is no digest.yaml in {}", root.display())),
        None => find_root(&here).ok_or_else(|| {
            format!("there is no digest.yaml in {} or above; name the digest with --root", here.display())
        }),
    }
}

fn options(digest: &DigestArgs) -> Options {
    Options {
        now: digest.now.clone(),
        drafts: digest.drafts,
        future: digest.future,
        base_url: digest.base_url.clone(),
    }
}
