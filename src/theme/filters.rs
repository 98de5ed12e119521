//! What templates may ask for besides what Tera has. Never knows which template asks.

use rustc_hash::FxHashMap;
use tera::{ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::html::escaped;
use crate::language::Language;

/// Lets templates say things in the site's language: `{{ "Home" | word }}`, `{{ "{count} articles" | word(count=2) }}`.
/// What the language has no words for is an error of the template, and so is what it is not told.
pub(super) fn register(tera: &mut Tera, language: &'static Language) {
    // A page says some thirty of these.
    let fixed: FxHashMap<&str, Value> =
        language.fixed().map(|(key, text)| (key, Value::normal_string(text))).collect();
    tera.register_filter("word", move |key: &str, values: Kwargs, _: &State| -> TeraResult<Value> {
        if let Some(text) = fixed.get(key) {
            return Ok(text.clone());
        }
        let written = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_string);
        let values: Vec<(&str, String)> =
            values.iter().filter_map(|(name, value)| Some((name.as_str()?, written(value)))).collect();
        let count =
            values.iter().find(|(name, _)| *name == "count").and_then(|(_, count)| count.parse().ok());
        // Scripts fill in the other gaps.
        if count.is_none() && language.forms(key).is_some() {
            return Err(tera::Error::message(format!("`{key}` {NEEDS} `count`")));
        }
        let pairs: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let text = language.find(key, count, &pairs).map(Value::from);
        text.ok_or_else(|| tera::Error::message(format!("{NO_WORDS} `{key}`")))
    });
    tera.register_filter("plurals", move |key: &str, values: Kwargs, _: &State| -> TeraResult<Value> {
        let name = values.must_get::<&str>("name")?;
        let forms = language.forms(key).into_iter().flatten();
        let attribute =
            |(category, form): (&String, &String)| format!("data-{name}-{category}=\"{}\"", escaped(form));
        Ok(Value::safe_string(&forms.map(attribute).collect::<Vec<_>>().join(" ")))
    });
    // Tera's own shows what is not there as nothing, and hides a misspelt name.
    tera.register_filter("safe", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        if value.is_undefined() {
            let (expected_type, actual_type) = ("string".to_string(), "undefined".to_string());
            return Err(tera::Error::new(ErrorKind::InvalidArgument { expected_type, actual_type }));
        }
        Ok(value.as_str().map_or_else(|| Value::safe_string(&value.to_string()), Value::safe_string))
    });
}

/// What is said where the language has no words for a text, before it.
pub(super) const NO_WORDS: &str = "there are no words for";
/// What is said of a text with a number that is not given one.
pub(super) const NEEDS: &str = "says a number, and is not given its";
