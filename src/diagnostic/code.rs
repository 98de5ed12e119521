//! The catalogue of rules: one name each, stable for scripts and documentation.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// Which rule a diagnostic comes from.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &[Code] = &[$(Code::$variant,)+];

            /// The name shown to authors and scripts.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// What the rule says.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// A file that cannot be used: too large, a dangling link, a name that is not UTF-8.
    BadFile = "bad-file",
    /// A text that is not UTF-8.
    BadEncoding = "bad-encoding",
    /// The front matter fence is missing, not closed, or not at the top.
    FrontMatterFence = "front-matter-fence",
    /// The front matter or `digest.yaml` is not YAML.
    BadYaml = "bad-yaml",
    /// A key that this kind of file does not have.
    UnknownKey = "unknown-key",
    /// A key that this kind of file must have.
    MissingKey = "missing-key",
    /// A value of the wrong shape: a list where a text is needed.
    BadValue = "bad-value",
    /// A date that is not one.
    BadDate = "bad-date",
    /// A slug, path or redirect that would leave the site or cannot be part of a URL.
    BadSlug = "bad-slug",
    /// A country that ISO 3166-1 and its names do not know.
    UnknownCountry = "unknown-country",
    /// A person without a file.
    UnknownPerson = "unknown-person",
    /// An organization without a file.
    UnknownOrganization = "unknown-organization",
    /// A story without a file.
    UnknownStory = "unknown-story",
    /// A topic whose spelling is close to another one's.
    SimilarTopic = "similar-topic",
    /// An outlet whose spelling is close to another one's.
    SimilarOutlet = "similar-outlet",
    /// An article that an edition names and that is not one of its articles; an edition without any.
    UnknownArticle = "unknown-article",
    /// A name that several things have.
    AmbiguousName = "ambiguous-name",
    /// A link that leads nowhere, or is none.
    DeadLink = "dead-link",
    /// An address that leads through another site, or carries what only counts who follows it.
    TrackedLink = "tracked-link",
    /// A link with a scheme that could run a script.
    UnsafeLink = "unsafe-link",
    /// Raw HTML in a text, shown as text.
    RawHtml = "raw-html",
    /// An image from another host, which the site would have to load.
    RemoteImage = "remote-image",
    /// An image or attachment that is not in the digest.
    MissingFile = "missing-file",
    /// Signs of markup that make none, or make code of prose.
    BadMarkup = "bad-markup",
    /// A table that has no room for a cell, or is none.
    BadTable = "bad-table",
    /// A picture that is cut off, none at all, or too large to be shown.
    BadImage = "bad-image",
    /// A picture without a text for those who do not see it.
    MissingAlt = "missing-alt",
    /// A text that begins with the headline of its own page, which is left out there.
    RepeatedHeadline = "repeated-headline",
    /// Two things on one URL.
    DuplicateUrl = "duplicate-url",
    /// Two articles or people that are probably one.
    Duplicate = "duplicate",
    /// Two articles or entities with one id.
    DuplicateId = "duplicate-id",
    /// A name in an edition, person or office that contradicts itself: an office that ends before it begins.
    Contradiction = "contradiction",
    /// A file or folder that nobody reads where it lies, or under its name.
    StrayFile = "stray-file",
    /// A text that takes too long to parse.
    TooComplex = "too-complex",
    /// A name in the text that several have, so that it is no link.
    AmbiguousMention = "ambiguous-mention",
    /// A surname in the text that stands before the full name.
    UnboundSurname = "unbound-surname",
    /// An office in the text that nobody is known to have held on the article's date.
    NoHolder = "no-holder",
    /// Somebody or something in the front matter that the text never names.
    NeverNamed = "never-named",
    /// A name often found in a text whose front matter leaves it out.
    OftenNamed = "often-named",
    /// A style sheet that leaves something open, or asks for a file that no page can load.
    BadStyle = "bad-style",
    /// A template that cannot be read.
    BadTemplate = "bad-template",
    /// A template that fails on a page.
    TemplateFailed = "template-failed",
}
