//! Slugs: the words that URLs are made of. ASCII, lower case, hyphens between words, the same on every platform.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in bytes: with a date before and a file name behind, it still fits everywhere.
pub const LONGEST: usize = 120;

/// The slug of a name or file stem; empty when nothing in it can be spelt in ASCII.
pub fn slugify(text: &str) -> String {
    slug::slugify(text)
}

/// The slug of a file's stem: that of its first words, where all of them would be too long.
pub fn of_stem(stem: &str) -> String {
    let mut slug = slugify(stem);
    if slug.len() > LONGEST {
        // Slugs are ASCII.
        let end = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(end);
    }
    slug
}

/// Why a text cannot be a slug, or `Ok`.
pub fn check(slug: &str) -> Result<(), &'static str> {
    if slug.is_empty() {
        return Err("a slug cannot be empty");
    }
    if slug.len() > LONGEST {
        return Err("a slug has at most 120 characters");
    }
    let spelt = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !spelt || slug.starts_with('-') || slug.ends_with('-') {
        return Err("a slug is made of lower-case ASCII letters, digits and hyphens between them");
    }
    if is_device(slug) {
        return Err("some systems reserve this name and cannot store it as a file");
    }
    Ok(())
}

/// Names that Windows reserves for devices.
fn is_device(slug: &str) -> bool {
    matches!(slug, "con" | "prn" | "aux" | "nul")
        || slug
            .strip_prefix("com")
            .or_else(|| slug.strip_prefix("lpt"))
            .is_some_and(|digit| digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit())
}

/// A file name as part of a URL: everything but unreserved characters (RFC 3986) percent-encoded.
pub fn encoded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// A path of the site as its routes spell it, with the letters that percent signs stand for.
pub fn decoded(path: &str) -> String {
    decode(path).unwrap_or_else(|| path.to_string())
}

fn decode(path: &str) -> Option<String> {
    Some(percent_encoding::percent_decode_str(path).decode_utf8().ok()?.nfc().collect())
}

/// Why a path cannot be a redirect's old URL, or its normal form: a leading slash, a final one unless it names a file, and
/// letters instead of what stands for them in a URL: a site that moves here may have had addresses in any script.
pub fn redirect_path(path: &str) -> Result<String, &'static str> {
    let path = decode(path).ok_or("what is percent-encoded in it is no UTF-8")?;
    if path.contains(['?', '#']) {
        return Err("a site of files is not asked for what stands behind `?` or `#`");
    }
    let Some(rest) = path.strip_prefix('/') else {
        return Err("a redirect begins with a slash");
    };
    let segments: Vec<&str> = rest.split('/').collect();
    let (last, folders) = segments.split_last().expect("split yields at least one segment");
    let names = folders.iter().chain((!last.is_empty()).then_some(last));
    let mut any = false;
    for name in names {
        any = true;
        let spelt = |c: char| c.is_alphanumeric() || is_combining_mark(c) || "-_.~ ',()!+&=@".contains(c);
        let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
        if name.is_empty()
            || name.starts_with('.')
            || name.trim() != *name
            || name.len() > LONGEST
            || !name.chars().all(spelt)
            || is_device(&stem)
        {
            return Err(
                "a redirect is made of words between slashes, in letters, digits, blanks and `-_.~',()!+&=@`",
            );
        }
    }
    if !any {
        return Err("the home page cannot be a redirect");
    }
    let is_file = last.ends_with(".html") || last.ends_with(".htm") || last.ends_with(".php");
    Ok(if last.is_empty() || is_file { path } else { format!("{path}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_site_is_no_slug() {
        for bad in
            ["", "../x", "a/b", "%2e%2e", "/etc", "C:", "con", "lpt1", "a\\b", "Ab", "-a", &"a".repeat(300)]
        {
            assert!(check(bad).is_err(), "{bad:?} passed");
        }
        assert!(check("sergey-lavrov-2").is_ok());
    }

    #[test]
    fn a_long_stem_gives_its_first_words() {
        let stem = "Readout of a call ".repeat(10);
        let slug = of_stem(&stem);
        assert!(slug.len() <= LONGEST && slug.len() > LONGEST - 8 && slugify(&stem).starts_with(&slug));
        assert_eq!(check(&slug), Ok(()));
        assert_eq!(of_stem(&"a".repeat(300)), "a".repeat(LONGEST));
        assert_eq!(of_stem(&format!("{} b", "a".repeat(LONGEST))), "a".repeat(LONGEST));
    }

    #[test]
    fn redirects_stay_inside() {
        assert_eq!(redirect_path("/old/url").as_deref(), Ok("/old/url/"));
        assert_eq!(redirect_path("/old/page.html").as_deref(), Ok("/old/page.html"));
        assert_eq!(redirect_path("/UK/Sunak%20takes office/").as_deref(), Ok("/UK/Sunak takes office/"));
        assert_eq!(redirect_path("/статья/").as_deref(), Ok("/статья/"));
        assert_eq!(redirect_path("/%D8%AE%D8%A8%D8%B1").as_deref(), Ok("/خبر/"));
        assert_eq!(redirect_path("/Caf\u{65}\u{301}/"), redirect_path("/Caf\u{e9}/"));
        for bad in [
            "old/",
            "/",
            "//x/",
            "/../x/",
            "/%2e%2e/x",
            "/%2E./x",
            "/a%2fb%00/",
            "/%ff/",
            "/a%20/",
            "/?p=123",
            "/a%3Fb/",
            "/a\\b/",
            "/CON/",
            "/.git/",
            "https://x.org/",
        ] {
            assert!(redirect_path(bad).is_err(), "{bad:?} passed");
        }
    }

    #[test]
    fn names_of_many_scripts_have_slugs() {
        for name in ["Sergey Lavrov", "خواجہ آصف", "ქართული", "ประยุทธ์", "习近平", "Çavuşoğlu"]
        {
            let slug = slugify(name);
            assert!(check(&slug).is_ok(), "{name} became {slug:?}");
        }
    }
}
