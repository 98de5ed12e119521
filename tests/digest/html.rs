//! Just enough of HTML and XML to walk a page: elements with their attributes, and text, in order. The pages are our
//! own, so what no browser would forgive is a panic here.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;

/// What stands in a page, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A start tag; `name` is in lower case.
    Open { name: String, attributes: BTreeMap<String, String> },
    /// An end tag.
    Close(String),
    /// Text, its entities resolved; that of scripts and styles as it is.
    Text(String),
}

impl Node {
    /// The attribute of a start tag.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        match self {
            Node::Open { attributes, .. } => attributes.get(name).map(String::as_str),
            _ => None,
        }
    }

    /// Whether this is a start tag with this name.
    pub fn opens(&self, element: &str) -> bool {
        matches!(self, Node::Open { name, .. } if name == element)
    }
}

/// The nodes of a page.
#[track_caller]
pub fn nodes(html: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = html;
    let mut raw: Option<String> = None;
    while !rest.is_empty() {
        if let Some(name) = raw.take() {
            let end = rest.find(&format!("</{name}")).unwrap_or_else(|| panic!("<{name}> is not closed"));
            nodes.push(Node::Text(rest[..end].to_string()));
            rest = &rest[end..];
        }
        let next = rest.find('<').unwrap_or(rest.len());
        if next > 0 {
            nodes.push(Node::Text(unescaped(&rest[..next])));
            rest = &rest[next..];
            continue;
        }
        if let Some(after) = rest.strip_prefix("<!--") {
            rest = &after[after.find("-->").expect("a comment is closed") + 3..];
        } else if let Some(after) = rest.strip_prefix("<![CDATA[") {
            let end = after.find("]]>").expect("CDATA is closed");
            nodes.push(Node::Text(after[..end].to_string()));
            rest = &after[end + 3..];
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            rest = &rest[rest.find('>').expect("a declaration is closed") + 1..];
        } else if let Some(after) = rest.strip_prefix("</") {
            let end = after.find('>').expect("an end tag is closed");
            nodes.push(Node::Close(after[..end].trim().to_ascii_lowercase()));
            rest = &after[end + 1..];
        } else {
            let (node, after) = open(&rest[1..]);
            if let Node::Open { name, .. } = &node
                && (name == "script" || name == "style")
            {
                raw = Some(name.clone());
            }
            nodes.push(node);
            rest = after;
        }
    }
    nodes
}

/// A start tag behind its `<`, and what follows it.
fn open(text: &str) -> (Node, &str) {
    let is_name = |c: char| !c.is_whitespace() && !matches!(c, '>' | '/' | '=' | '"' | '\'' | '<');
    let split = |text: &str| text.find(|c| !is_name(c)).unwrap_or(text.len());
    let end = split(text);
    assert!(end > 0, "a bare < before {:?}", text.chars().take(40).collect::<String>());
    let name = text[..end].to_ascii_lowercase();
    let mut rest = &text[end..];
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>").or_else(|| rest.strip_prefix('>')) {
            return (Node::Open { name, attributes }, after);
        }
        let end = split(rest);
        assert!(end > 0, "in <{name}: {:?}", rest.chars().take(40).collect::<String>());
        let key = rest[..end].to_ascii_lowercase();
        rest = &rest[end..];
        let value = match rest.strip_prefix('=') {
            None => String::new(),
            Some(after) => {
                let quote = after
                    .chars()
                    .next()
                    .filter(|c| matches!(c, '"' | '\''))
                    .unwrap_or_else(|| panic!("{key} of <{name}> without quotes"));
                let end = after[1..].find(quote).unwrap_or_else(|| panic!("{key} of <{name}> is not closed"));
                rest = &after[end + 2..];
                unescaped(&after[1..=end])
            }
        };
        assert!(attributes.insert(key.clone(), value).is_none(), "<{name}> has {key} twice");
    }
}

/// Text with its entities resolved.
pub fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end < 12);
        let c = end.and_then(|end| entity(&rest[1..end]));
        match (c, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<char> {
    let number = |text: &str, radix| u32::from_str_radix(text, radix).ok().and_then(char::from_u32);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "mdash" => Some('—'),
        "ndash" => Some('–'),
        "hellip" => Some('…'),
        "middot" => Some('·'),
        _ => match name.strip_prefix('#')? {
            hex if hex.starts_with(['x', 'X']) => number(&hex[1..], 16),
            decimal => number(decimal, 10),
        },
    }
}

/// The text of the first element with this name.
pub fn text_of(nodes: &[Node], element: &str) -> Option<String> {
    let start = nodes.iter().position(|node| node.opens(element))?;
    let end = nodes[start..].iter().position(|node| *node == Node::Close(element.to_string()))? + start;
    let texts = nodes[start..end].iter().filter_map(|node| match node {
        Node::Text(text) => Some(text.as_str()),
        _ => None,
    });
    Some(texts.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Elements that never have an end tag.
pub const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
