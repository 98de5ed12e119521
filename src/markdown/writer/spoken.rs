//! In which language and direction a part of a text is.

use super::Writer;
use crate::html::escaped;
use crate::language;
use crate::markdown::Style;

impl Writer<'_> {
    /// What an element says that runs from left to right in every language, where its text does not.
    pub(super) fn left_to_right(&self) -> &'static str {
        if language::direction(self.style.language) == "rtl" { " dir=\"ltr\"" } else { "" }
    }

    /// What is said of a part of the text to those who do not see it: in its language, where we speak it. Otherwise in
    /// that of the page, whose tag is told.
    pub(super) fn label(&self, key: &str) -> (String, Option<&'static str>) {
        let Style { language, page_language, .. } = self.style;
        let is_spoken = language::instead_of(language).is_none();
        let tag = if is_spoken { language } else { page_language };
        let said = escaped(&language::of(tag).say(key, &[]));
        (said, (!is_spoken).then(|| language::spoken(page_language)))
    }
}

/// The attribute that says in which language an element is.
pub(super) fn lang_of(tag: &str) -> String {
    format!(" lang=\"{}\"", escaped(tag))
}
