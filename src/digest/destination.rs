//! Where the links of a body lead.

use super::Destination;
use super::names::Referent;
use super::records::FileOf;
use super::resolve::{Linker, ambiguous};
use crate::diagnostic::{Code, Diagnostic, Span, closest};
use crate::entity::Subject;
use crate::front_matter::Spanned;
use crate::input_path::InputPath;
use crate::markdown::{Body, Link, Target};
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
            self.attachment(file, &image.file, &image.source, diagnostics);
        }
        body.links.iter().map(|link| self.link(file, body, link, diagnostics)).collect()
    }

    pub(super) fn attachment(
        &self,
        file: &InputPath,
        path: &str,
        range: &std::ops::Range<usize>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<InputPath> {
        let joined = file.join(path).filter(|joined| joined.as_str().starts_with("content/"));
        if let Some(joined) = joined.filter(|joined| self.inputs.get(joined.as_str()).is_some()) {
            diagnostics.extend(self.bad_image(&joined).map(|(message, hint)| {
                Diagnostic::error(Code::BadImage, Span::new(file, range.clone()), message).hint(hint)
            }));
            return Some(joined);
        }
        let siblings = self.inputs.below(file.folder()).map(|input| input.path.file_name());
        let hint = match closest(path, siblings) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("put the file into {}/", file.folder()),
        };
        diagnostics.push(
            Diagnostic::error(
                Code::MissingFile,
                Span::new(file, range.clone()),
                format!("there is no file `{path}`"),
            )
            .hint(hint),
        );
        None
    }

    /// What is wrong with a picture, as far as its beginning tells, and how to mend it.
    fn bad_image(&self, input: &InputPath) -> Option<(String, &'static str)> {
        let endings = ["png", "jpg", "jpeg", "webp", "gif", "avif"];
        match self.inputs.picture(input) {
            Some(picture) if picture.is_too_large() => Some((
                format!("`{input}` has {} × {} pixels", picture.width, picture.height),
                "make it smaller: readers see 1920 pixels from side to side at most",
            )),
            None if endings.iter().any(|ending| input.ending().eq_ignore_ascii_case(ending)) => Some((
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
            Target::External(url) => Some(Destination::External(url.clone())),
            Target::Unsafe(_) => None,
            Target::Site { path, fragment } => {
                let fragment = fragment.as_ref().map_or_else(String::new, |fragment| format!("#{fragment}"));
                Some(Destination::Site(format!("{path}{fragment}")))
            }
            Target::Attachment(path) => {
                self.attachment(file, path, &link.source, diagnostics).map(Destination::Attachment)
            }
            Target::Fragment(id) => {
                if id.is_empty() || body.anchors.contains(id) {
                    return Some(Destination::Fragment(id.clone()));
                }
                let hint = closest(id, body.anchors.iter().map(String::as_str)).map_or_else(
                    || "link to the id of a heading of this page".to_string(),
                    |near| format!("did you mean `#{near}`?"),
                );
                diagnostics.push(dead(format!("this page has no place `#{id}`"), hint));
                None
            }
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
                        let near = closest(
                            path.rsplit('/').next().unwrap_or(path),
                            self.files.keys().filter_map(|known| known.rsplit('/').next()),
                        );
                        let hint = near.map_or_else(
                            || "link to a file by its path from this one".to_string(),
                            |near| format!("did you mean `{near}`?"),
                        );
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
                let name = name.strip_suffix(".md").unwrap_or(name);
                let found = self.names.find_any(name);
                match found[..] {
                    [referent] => self.destination(referent, fragment, &dead, diagnostics),
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

    pub(super) fn destination(
        &self,
        referent: Referent,
        fragment: Option<String>,
        dead: &dyn Fn(String, String) -> Diagnostic,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Destination> {
        if let (Some(fragment), Some(anchors)) = (&fragment, self.anchors(referent))
            && !anchors.contains(fragment)
        {
            let hint = closest(fragment, anchors.iter().map(String::as_str)).map_or_else(
                || "link to the id of a heading of that page, or to the page".to_string(),
                |near| format!("did you mean `#{near}`?"),
            );
            diagnostics.push(dead(format!("that page has no place `#{fragment}`"), hint));
            return None;
        }
        match referent {
            Referent::Entity(id) => Some(Destination::Subject(Subject::Entity(id), fragment)),
            Referent::Story(id) => Some(Destination::Subject(Subject::Story(id), fragment)),
            Referent::Page(id) => Some(Destination::Page(id, fragment)),
            Referent::Article(id) => {
                if let Some(ix) = self.ixs.get(&id) {
                    return Some(Destination::Article(*ix, fragment));
                }
                let draft = self.held.iter().any(|(article, draft)| article.id == id && *draft);
                let why = if draft { "is a draft" } else { "lies in the future" };
                diagnostics.push(dead(
                    format!("the article `{}` {why} and is not published", id.as_str()),
                    "publish it first, take the link out, or build with --drafts or --future".to_string(),
                ));
                None
            }
        }
    }

    /// The ids of the headings of an article or page; pages of subjects have more places than their texts'.
    fn anchors(&self, referent: Referent) -> Option<&[String]> {
        match referent {
            Referent::Article(id) => {
                self.ixs.get(&id).map(|ix| self.published[*ix as usize].body.anchors.as_slice())
            }
            Referent::Page(id) => self.records.pages.get(&id).map(|page| page.body.anchors.as_slice()),
            Referent::Entity(_) | Referent::Story(_) => None,
        }
    }
}
