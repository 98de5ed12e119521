//! Values as templates see them, made once and shown on many pages. Never knows what they say.

use serde::{Serialize, Serializer};
use tera::Value;

/// A value made once and shown on many pages: a card, the site's own facts. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Shared(pub(super) Value);

impl Default for Shared {
    fn default() -> Shared {
        Shared(Value::none())
    }
}

impl Shared {
    /// Converts a view once.
    pub fn new<T: Serialize + ?Sized>(view: &T) -> Shared {
        Shared(Value::from_serializable(view))
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Tera passes its own values through without copying them.
        self.0.serialize(serializer)
    }
}

/// HTML, which templates show as it is. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Html(pub(super) Value);

impl Default for Html {
    fn default() -> Html {
        Html::from("")
    }
}

impl Html {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        self.0.as_str().unwrap_or_default()
    }
}

impl From<&str> for Html {
    fn from(html: &str) -> Html {
        Html(Value::safe_string(html))
    }
}

impl From<String> for Html {
    fn from(html: String) -> Html {
        Html::from(html.as_str())
    }
}

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
