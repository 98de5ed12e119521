//! What the front matter of a file that cannot be read probably calls it: so that nobody is told that it is not there.

use super::line::key_of;

/// Keys whose values name other things.
const OF_OTHERS: [&str; 11] = [
    "people",
    "countries",
    "country",
    "organizations",
    "topics",
    "story",
    "source",
    "mentions",
    "offices",
    "lead",
    "picks",
];

/// A value without quotes and brackets around it.
fn bare(text: &str) -> &str {
    text.trim_matches([' ', '"', '\'', '[', ']', '“', '”'])
}

/// The values of its lines and the elements of its lists, without the quotes around them.
pub fn names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut is_own = true;
    let lines = text.trim_start_matches('\u{feff}').lines();
    for line in lines.skip_while(|line| line.trim_end() == "---").take_while(|line| line.trim_end() != "---")
    {
        if let (0, Some(key)) = key_of(line) {
            is_own = !OF_OTHERS.contains(&key);
        }
        if !is_own {
            continue;
        }
        let line = line.trim_start_matches([' ', '-']);
        let value = line.split_once(':').map_or(line, |(_, value)| value);
        names.push(bare(value));
        names.extend(value.split(',').map(bare));
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_found_in_what_is_no_yaml() {
        let text = "---\nnam: 'The Talks'\ntitle:B\naliases: [A, \"C D\"\nstory: Other\npeople:\n  - X\nrole: y\n---\nZ: z\n";
        assert_eq!(names(text), ["The Talks", "The Talks", "B", "B", "A, \"C D", "A", "C D", "y", "y"]);
    }
}
