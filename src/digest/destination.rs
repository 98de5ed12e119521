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
use crate::markdown::{Body, Link, Target, is_host, on_site};
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
        let may_be_host = is_host(host);
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
            // Other programs link to what they made of a file.
            None if matches!(&*joined.ending().to_ascii_lowercase(), "html" | "htm") => {
                let page = &path[..path.len() - joined.ending().len()];
                format!("link to a page by the file that it is made of, as in {page}md")
            }
            None if may_be_host && !input::is_published(&joined) => {
                format!("begin a web address with https:// as in https://{path}; or put the file there")
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

    fn link(
        &self,
        file: &InputPath,
        body: &Body,
        link: &Link,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        let found = match &link.target {
            Target::External(url) => {
                let own = on_site(url, &self.config.origin, &self.config.base_path);
                let external = || Destination::External(url.clone());
                Ok(own.map_or_else(external, |path| Destination::Site(path.to_string())))
            }
            Target::Unsafe(_) | Target::Mistyped(_) => return None,
            Target::Site { path, fragment } => {
                let fragment = fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"));
                Ok(Destination::Site(format!("{path}{fragment}")))
            }
            Target::Attachment(path) => {
                let attachment = self.attachment(file, path, &link.source, diagnostics);
                return attachment.map(Destination::Attachment);
            }
            Target::Fragment(heading) => here(body, heading),
            Target::File { path, fragment } => self.of_file(file, path, fragment.as_deref()),
            Target::Name(name) => {
                let (name, fragment) = match name.split_once('#') {
                    Some((name, fragment)) => (name.trim(), Some(fragment)),
                    None => (name.as_str(), None),
                };
                let bare = name.strip_suffix(".md").unwrap_or(name);
                match (fragment, &self.names.find_any(bare)[..]) {
                    (Some(heading), _) if name.is_empty() => here(body, heading),
                    (_, [referent]) => self.destination(*referent, fragment),
                    (_, []) => Err(self.nothing_called(bare)),
                    (_, several) => {
                        let name = Spanned { value: bare.to_string(), range: link.source.clone() };
                        diagnostics.push(ambiguous(file, &name, several));
                        return None;
                    }
                }
            }
        };
        let dead = |Dead { message, hint }| {
            let span = Span::new(file, link.source.clone());
            diagnostics.push(Diagnostic::error(Code::DeadLink, span, message).hint(hint));
        };
        found.map_err(dead).ok()
    }

    /// What a link to a file of the digest means.
    fn of_file(&self, file: &InputPath, path: &str, fragment: Option<&str>) -> Result<Destination, Dead> {
        let joined = file.join(path);
        match joined.as_ref().and_then(|joined| self.files.get(joined.as_str())) {
            Some(FileOf::Name(referent)) => self.destination(*referent, fragment),
            Some(FileOf::Edition(Period::Day(day))) => {
                Ok(Destination::Site(format!("/{}/", day.strftime("%Y/%m/%d"))))
            }
            Some(FileOf::Edition(Period::Week(week))) => {
                Ok(Destination::Site(format!("/{:04}/w{:02}/", week.year, week.week)))
            }
            None => {
                Err(Dead { message: format!("there is no file `{path}`"), hint: self.other_file(file, path) })
            }
        }
    }

    /// What to say of a name that nothing has.
    fn nothing_called(&self, name: &str) -> Dead {
        if name.trim().is_empty() {
            return Dead {
                message: "this link names nothing".to_string(),
                hint: "write a name, as in [[Sergey Lavrov]]".to_string(),
            };
        }
        let hint = self.names.closest(name, None).map_or_else(
            || "write the name, alias or file name of a person, country, organization, topic, story or article".to_string(),
            |near| format!("did you mean `[[{near}]]`?"),
        );
        Dead { message: format!("nothing here is called `{name}`"), hint }
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

    /// The page of what a name stands for.
    fn destination(&self, referent: Referent, fragment: Option<&str>) -> Result<Destination, Dead> {
        let fragment = match (fragment, self.anchors(referent)) {
            (Some(fragment), Some(anchors)) if !is_of_theme(fragment) => match anchor(anchors, fragment) {
                Some(id) => Some(id),
                None => {
                    let message = format!("that page has no heading `#{fragment}`");
                    return Err(Dead { message, hint: other_anchor(anchors, fragment) });
                }
            },
            (fragment, _) => fragment,
        };
        let fragment = fragment.map(str::to_string);
        match referent {
            Referent::Entity(id) => Ok(Destination::Subject(Subject::Entity(id), fragment)),
            Referent::Story(id) => Ok(Destination::Subject(Subject::Story(id), fragment)),
            Referent::Page(id) => Ok(Destination::Page(id, fragment)),
            Referent::Article(id) => {
                if let Some(ix) = self.ixs.get(&id) {
                    return Ok(Destination::Article(*ix, fragment));
                }
                let held = self.held.iter().find(|held| held.article.id == id);
                let why = match held.map(|held| held.by) {
                    Some(HeldBy::Draft) => "is a draft",
                    _ => "lies in the future",
                };
                Err(Dead {
                    message: format!("the article `{}` {why} and is not published", id.as_str()),
                    hint: "publish it first, take the link out, or build with --drafts or --future"
                        .to_string(),
                })
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

/// Why a link leads nowhere, and how to mend it.
struct Dead {
    message: String,
    hint: String,
}

/// A place of the page that the link stands on.
fn here(body: &Body, heading: &str) -> Result<Destination, Dead> {
    let found = if heading.is_empty() { Some("") } else { anchor(&body.anchors, heading) };
    found.map(|id| Destination::Fragment(id.to_string())).ok_or_else(|| Dead {
        message: format!("this page has no heading `#{heading}`"),
        hint: other_anchor(&body.anchors, heading),
    })
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
