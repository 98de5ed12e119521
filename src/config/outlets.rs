//! The names of outlets, of which each is shown under one: `outlets`. Never knows who reported what.

use super::Config;
use crate::diagnostic::Code;
use crate::fold::fold;
use crate::front_matter::{Fields, Node, Spanned, Value};
use crate::slug::slugify;

/// Reads `outlets`.
pub(super) fn read(config: &mut Config, fields: &mut Fields<'_>) {
    let Some(node) = fields.node("outlets") else { return };
    let Value::Map(map) = &node.value else {
        fields.error(
            Code::BadValue,
            &node.range,
            "`outlets` maps a name to its other spellings".to_string(),
            "write `outlets: { The Express Tribune: [Express Tribune, tribune.com.pk] }`",
        );
        return;
    };
    let file = fields.file();
    for (name, spellings) in map {
        // A mapping of its own, so that a wrong value is told under the outlet's name.
        let one = Node {
            value: Value::Map(vec![(name.clone(), spellings.clone())]),
            range: spellings.range.clone(),
        };
        let texts = Fields::new(file, &one, &[&name.value], fields.diagnostics()).texts(&name.value);
        let own = Spanned { value: name.value.clone(), range: name.range.clone() };
        for spelling in texts.into_iter().chain([own]) {
            let known = config.outlets.insert(fold(&spelling.value), name.value.clone());
            if let Some(other) = known.filter(|other| *other != name.value) {
                fields.error(
                    Code::AmbiguousName,
                    &spelling.range,
                    match fold(&other) == fold(&spelling.value) {
                        true => format!("`{other}` is an outlet of its own here"),
                        false => format!("`{}` is a spelling of `{other}` already", spelling.value),
                    },
                    "leave it to one outlet",
                );
            }
        }
    }
}

impl Config {
    /// The name under which an outlet is shown.
    pub fn outlet_name<'a>(&'a self, name: &'a str) -> &'a str {
        if self.outlets.is_empty() {
            return name;
        }
        self.outlets.get(&fold(name)).map_or(name, String::as_str)
    }

    /// The other spellings of an outlet that is shown under `name`, folded.
    pub fn outlet_spellings(&self, name: &str) -> Vec<&str> {
        let spellings = self.outlets.iter().filter(|(_, shown)| *shown == name);
        spellings.map(|(spelling, _)| spelling.as_str()).collect()
    }

    /// The slug of an outlet.
    pub fn outlet_slug(&self, name: &str) -> String {
        slugify(self.outlet_name(name))
    }
}
