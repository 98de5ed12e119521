//! Where the links of a body lead.

use super::names::Referent;
use super::records::FileOf;
use super::resolve::{Linker, ambiguous};
use super::{Destination, HeldBy};
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::entity::{EntityId, Subject};
use crate::front_matter::Spanned;
use crate::input;
use crate::input_path::InputPath;
use crate::markdown::{Body, Link, Target, on_site};
use crate::record::Period;

impl Linker<'_> {
    /// Where the links of a body lead; images and attachments are looked up on the way.
    pub(super) fn links(
        &self,
        file: &InputPath,
        body: &Body,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Option<Destination>> {
        for image in &body.images {
            self.image(file, &image.file, &image.source, diagnostics);
        }
        body.links.iter().map(|link| self.link(file, body, link, diagnostics)).collect()
    }

    /// A file that is shown as a picture.
    pub(super) fn image(
        &self,
        file: &InputPath,
        path: &str,
        range: &std::ops::Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let Some(input) = self.attachment(file, path, range, diagnostics) else { return };
        if !input::is_picture(&input) {
            let message = format!("`{path}` is no picture");
            diagnostics.push(
                Diagnostic::error(Code::BadImage, Span::new(file, range.clone()), message)
                    .hint(format!("link to it: [what it is]({path})")),
            );
        }
    }

    fn attachment(
        &self,
        file: &InputPath,
        path: &str,
        range: &std::ops::Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<InputPath> {
        if let Some(joined) =
            published(file, path).filter(|joined| self.inputs.get(joined.as_str()).is_some())
        {
            diagnostics.extend(self.bad_image(&joined).map(|(message, hint)| {
                Diagnostic::error(Code::BadImage, Span::new(file, range.clone()), message).hint(hint)
            }));
            return Some(joined);
        }
        let (message, hint) = self.missing(file, path);
        diagnostics
            .push(Diagnostic::error(Code::MissingFile, Span::new(file, range.clone()), message).hint(hint));
        None
    }

    /// What to say of a file that is not there.
    fn missing(&self, file: &InputPath, path: &str) -> (String, String) {
        let name = path.rsplit('/').find(|name| !name.is_empty()).unwrap_or(path);
        let bare = path.trim_matches(['“', '”', '„', '"', '‘', '’', '\'']);
        if bare != path {
            let message = format!("quote signs stand around the address `{bare}`");
            return (message, format!("take them away: ({bare})"));
        }
        if path.contains("://") || path.starts_with("//") {
            let message = format!("`{path}` is no file of the digest");
            return (message, format!("save the image beside this file and name that: {name}"));
        }
        let message = format!("there is no file `{path}`");
        if path.contains('\\') {
            return (message, format!("write slashes: {}", path.replace('\\', "/")));
        }
        let host = path.split('/').next().unwrap_or_default();
        if host.starts_with("www.") || [".com", ".org", ".net"].iter().any(|end| host.ends_with(end)) {
            return (message, format!("begin a web address with https:// as in https://{path}"));
        }
        let Some(joined) = published(file, path) else {
            let hint = format!("put the file into {}/ and write `{name}`", file.folder());
            return (format!("`{path}` lies outside content/"), hint);
        };
        let written = &path[..path.len() - path.rsplit('/').next().map_or(0, str::len)];
        let beside = self.inputs.below(joined.folder()).map(|input| &input.path);
        let names = beside.filter(|other| other.folder() == joined.folder()).map(InputPath::file_name);
        let is_beside = file.join(name).is_some_and(|beside| self.inputs.get(beside.as_str()).is_some());
        let hint = match closest(name, names) {
            _ if is_beside => format!("did you mean `{name}`?"),
            Some(near) => format!("did you mean `{written}{near}`?"),
            None if !name.contains('.') && self.names.find_any(name).len() == 1 => {
                format!("link to it by its name, [[{name}]], or by its file")
            }
            None if path.starts_with('/') => {
                format!("put the file into {}/, or beside this one and write `{name}`", joined.folder())
            }
            // Such a file may lie there, and is not listed.
            None if !joined.ending().is_empty() && !input::is_published(&joined) => {
                let message =
                    format!("`{path}` is not published: files ending in `.{}` are not", joined.ending());
                let hint = "save a picture as JPEG or PNG, a document as PDF; or put it into static/root/ and link to /its-name";
                return (message, hint.to_string());
            }
            None => format!("put the file into {}/", joined.folder()),
        };
        (message, hint)
    }

    /// What is wrong with a picture, as far as its beginning tells, and how to mend it.
    fn bad_image(&self, input: &InputPath) -> Option<(String, &'static str)> {
        // What is inside an SVG is not looked at.
        let is_coded = input::is_picture(input) && !input.ending().eq_ignore_ascii_case("svg");
        match self.inputs.picture(input) {
            Some(picture) if picture.is_too_large() => Some((
                format!("`{input}` has {} × {} pixels", picture.width, picture.height),
                "make it smaller: readers see 1920 pixels from side to side at most",
            )),
            None if is_coded => Some((
                format!("`{input}` is no picture of a known kind"),
                "export it again as JPEG, PNG, WebP, GIF, AVIF or SVG",
            )),
            _ => None,
        }
    }

    pub(super) fn link(
        &self,
        file: &InputPath,
        body: &Body,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        let dead = |message: String, hint: String| {
            Diagnostic::error(Code::DeadLink, Span::new(file, link.source.clone()), message).hint(hint)
        };
        match &link.target {
            Target::External(url) => {
                let own = on_site(url, &self.config.origin, &self.config.base_path);
                let external = || Destination::External(url.clone());
                Some(own.map_or_else(external, |path| Destination::Site(path.to_string())))
            }
            Target::Unsafe(_) | Target::Mistyped(_) => None,
            Target::Site { path, fragment } => {
                let fragment = fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"));
                Some(Destination::Site(format!("{path}{fragment}")))
            }
            Target::Attachment(path) => {
                self.attachment(file, path, &link.source, diagnostics).map(Destination::Attachment)
            }
            Target::Fragment(id) => self.here(body, id, &dead, diagnostics),
            Target::File { path, fragment } => {
                let joined = file.join(path);
                let of = joined.as_ref().and_then(|joined| self.files.get(joined.as_str()));
                match of {
                    Some(FileOf::Name(referent)) => {
                        self.destination(*referent, fragment.clone(), &dead, diagnostics)
                    }
                    Some(FileOf::Edition(Period::Day(day))) => {
                        Some(Destination::Site(format!("/{}/", day.strftime("%Y/%m/%d"))))
                    }
                    Some(FileOf::Edition(Period::Week(week))) => {
                        Some(Destination::Site(format!("/{:04}/w{:02}/", week.year, week.week)))
                    }
                    None => {
                        let hint = self.other_file(file, path);
                        diagnostics.push(dead(format!("there is no file `{path}`"), hint));
                        None
                    }
                }
            }
            Target::Name(name) => {
                let (name, fragment) = match name.split_once('#') {
                    Some((name, fragment)) => (name.trim(), Some(fragment.to_string())),
                    None => (name.as_str(), None),
                };
                if let Some(heading) = fragment.as_ref().filter(|_| name.is_empty()) {
                    return self.here(body, heading, &dead, diagnostics);
                }
                let name = name.strip_suffix(".md").unwrap_or(name);
                let found = self.names.find_any(name);
                match found[..] {
                    [referent] => self.destination(referent, fragment, &dead, diagnostics),
                    [] if name.trim().is_empty() => {
                        let hint = "write a name, as in [[Sergey Lavrov]]".to_string();
                        diagnostics.push(dead("this link names nothing".to_string(), hint));
                        None
                    }
                    [] => {
                        let hint = self.names.closest(name, None).map_or_else(
                            || "write the name, alias or file name of a person, country, organization, topic, story or article".to_string(),
                            |near| format!("did you mean `[[{near}]]`?"),
                        );
                        diagnostics.push(dead(format!("nothing here is called `{name}`"), hint));
                        None
                    }
                    _ => {
                        let spanned = Spanned { value: name.to_string(), range: link.source.clone() };
                        diagnostics.push(ambiguous(file, &spanned, &found));
                        None
                    }
                }
            }
        }
    }

    /// The file of the digest that a link probably means: the one whose name is this behind a date, else the closest.
    fn other_file(&self, file: &InputPath, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or(path);
        let named = |known: &&&str| known.rsplit('/').next().unwrap_or(known).get(11..) == Some(name);
        let mut dated = self.files.keys().filter(named);
        let found = match (dated.next(), dated.next()) {
            (Some(one), None) => Some(*one),
            _ => {
                let names = self.files.keys().filter_map(|known| known.rsplit('/').next());
                closest(name, names).and_then(|near| {
                    self.files.keys().copied().filter(|known| known.rsplit('/').next() == Some(near)).min()
                })
            }
        };
        found.map_or_else(
            || "link to a file by its path from this one".to_string(),
            |known| format!("did you mean `{}`?", file.relative(known)),
        )
    }

    /// A place of the page that the link stands on.
    fn here(
        &self,
        body: &Body,
        heading: &str,
        dead: &dyn Fn(String, String) -> Diagnostic,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        let found = if heading.is_empty() { Some("") } else { anchor(&body.anchors, heading) };
        if found.is_none() {
            let hint = other_anchor(&body.anchors, heading);
            diagnostics.push(dead(format!("this page has no heading `#{heading}`"), hint));
        }
        found.map(|id| Destination::Fragment(id.to_string()))
    }

    pub(super) fn destination(
        &self,
        referent: Referent,
        fragment: Option<String>,
        dead: &dyn Fn(String, String) -> Diagnostic,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        let fragment = match (fragment, self.anchors(referent)) {
            // What the theme's own pages have beside the headings of the text.
            (Some(fragment), _) if is_of_theme(&fragment) => Some(fragment),
            (Some(fragment), Some(anchors)) => match anchor(anchors, &fragment) {
                Some(id) => Some(id.to_string()),
                None => {
                    let hint = other_anchor(anchors, &fragment);
                    diagnostics.push(dead(format!("that page has no heading `#{fragment}`"), hint));
                    return None;
                }
            },
            (fragment, _) => fragment,
        };
        match referent {
            Referent::Entity(id) => Some(Destination::Subject(Subject::Entity(id), fragment)),
            Referent::Story(id) => Some(Destination::Subject(Subject::Story(id), fragment)),
            Referent::Page(id) => Some(Destination::Page(id, fragment)),
            Referent::Article(id) => {
                if let Some(ix) = self.ixs.get(&id) {
                    return Some(Destination::Article(*ix, fragment));
                }
                let held = self.held.iter().find(|held| held.article.id == id);
                let why = match held.map(|held| held.by) {
                    Some(HeldBy::Draft) => "is a draft",
                    _ => "lies in the future",
                };
                diagnostics.push(dead(
                    format!("the article `{}` {why} and is not published", id.as_str()),
                    "publish it first, take the link out, or build with --drafts or --future".to_string(),
                ));
                None
            }
        }
    }

    /// The ids of the headings of a text.
    fn anchors(&self, referent: Referent) -> Option<&[String]> {
        match referent {
            Referent::Article(id) => {
                self.ixs.get(&id).map(|ix| self.published[*ix as usize].body.anchors.as_slice())
            }
            Referent::Page(id) => self.records.pages.get(&id).map(|page| page.body.anchors.as_slice()),
            Referent::Entity(EntityId::Person(id)) => {
                self.records.people.get(&id).map(|it| it.body.anchors.as_slice())
            }
            Referent::Entity(EntityId::Organization(id)) => {
                self.records.organizations.get(&id).map(|it| it.body.anchors.as_slice())
            }
            Referent::Entity(EntityId::Topic(id)) => {
                self.records.topics.get(&id).map(|it| it.body.anchors.as_slice())
            }
            Referent::Entity(EntityId::Country(id)) => {
                Some(self.records.countries.get(&id).map_or(&[], |it| it.body.anchors.as_slice()))
            }
            Referent::Story(id) => self.records.stories.get(&id).map(|it| it.body.anchors.as_slice()),
        }
    }
}

/// The file that a path means, if it lies where files are published from.
fn published(file: &InputPath, path: &str) -> Option<InputPath> {
    let folder = if path.starts_with('/') { "static/" } else { "content/" };
    file.join(path).filter(|joined| joined.as_str().starts_with(folder))
}

/// Whether the theme gives a page a place of this id: `d-articles`, `y2018`.
fn is_of_theme(fragment: &str) -> bool {
    let year = fragment.strip_prefix('y');
    fragment.starts_with("d-") || year.is_some_and(|year| year.len() == 4 && year.parse::<u16>().is_ok())
}

/// The id of a heading that a link names by its id or by its words.
fn anchor<'a>(anchors: &'a [String], heading: &str) -> Option<&'a str> {
    let find = |wanted: &str| anchors.iter().find(|id| *id == wanted);
    find(heading).or_else(|| find(&crate::slug::slugify(heading))).map(String::as_str)
}

/// What to say where no heading is the one that was meant.
fn other_anchor(anchors: &[String], heading: &str) -> String {
    match closest(&crate::slug::slugify(heading), anchors.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `#{near}`?"),
        None if anchors.is_empty() => "there are no headings: link to the page itself".to_string(),
        None => format!("its headings are: #{}", anchors[..anchors.len().min(8)].join(", #")),
    }
}
