"""Do the validators see anything? Each change to a valid site must be found: python selftest.py OUTPUT_DIR.

The site is the one made of digests/hostile.
"""

import re
import shutil
import sys
from pathlib import Path

import nu
import validate
from site_files import Site

ARTICLE = "2018/03/01/script/index.html"
FEED = "people/hostile-person/feed.xml"
JSON_FEED = "people/hostile-person/feed.json"
TWIN = "people/hostile-person/index.json"
ID = "tag:[^<\"]*script"

# What finds it, file, pattern and replacement (of its first place).
CHANGES = [
    ("atom", FEED, "<updated>[^<]*</updated>", ""),
    ("atom", FEED, "(<published>[^<]*)[+]05:30<", r"\1<"),
    ("atom", FEED, "(<published>)2018-03-01", r"\g<1>2018-02-30"),
    ("atom", FEED, "(<published>)2018-03-01", r"\g<1>2018-03-09"),
    ("atom", FEED, "<entry>", "<entry><note/>"),
    ("atom", FEED, "<author>.*</author>", ""),
    ("atom", FEED, "(?s)(<entry>.*</entry>)", r"\1\1"),
    ("atom", FEED, " xml:lang=\"en\"", ""),
    ("atom", FEED, "<title>[^<]*</title>", "<title> </title>"),
    ("atom", FEED, "(rel=\"self\"[^>]*)hostile-person", r"\1nobody"),
    ("atom", FEED, "(rel=\"alternate\"[^>]*)people/hostile-person", r"\1countries/russia"),
    ("atom", FEED, "https://example.org/hostile/2018", "/hostile/2018"),
    ("atom", FEED, "<category term=\"[^\"]*\"", "<category term=\"&#x1;\""),
    ("atom", "feed.xml", "&lt;a href=&quot;https://example.org/hostile/", "&lt;a href=&quot;/hostile/"),
    ("atom", "feed.xml", "hostile/2018/03/02/relative/#a-place", "hostile/2018/03/02/relative/#no-place"),
    ("atom", "feed.xml", "type=\"html\"", "type=\"xhtml\""),
    ("rss", "rss.xml", "<guid[^>]*>", "<guid>"),
    ("rss", "rss.xml", "<pubDate>...", "<pubDate>Xyz"),
    ("rss", "rss.xml", "<pubDate>Thu", "<pubDate>Mon"),
    ("rss", "rss.xml", "(?s)<item>.*?</item>", ""),
    ("rss", "rss.xml", "dc:creator", "author"),
    ("rss", "rss.xml", "<title>Same title", "<title>Another title"),
    ("json feed", JSON_FEED, "\"version\":\"[^\"]*\"", "\"version\":\"1\""),
    ("json feed", JSON_FEED, "\"date_published\"", "\"published\""),
    ("json feed", JSON_FEED, "\"content_html\":\"(?:[^\"\\\\]|\\\\.)*\",", ""),
    ("json feed", JSON_FEED, "people/hostile-person/feed", "feed"),
    ("json feed", JSON_FEED, "\"title\":", "\"title\":\"\",\"title\":"),
    ("json feed", JSON_FEED, ID, "tag:example.org,2018:other"),
    ("sitemap", "sitemap.xml", "<loc>https:", "<loc>ftp:"),
    ("sitemap", "sitemap.xml", "<lastmod>[^<]*", "<lastmod>yesterday"),
    ("sitemap", "sitemap.xml", "<lastmod>[^<]*", "<lastmod>2018-03-01T10:00:00"),
    ("sitemap", "sitemap.xml", "<url>.*?</url>", ""),
    ("sitemap", "sitemap.xml", "(<url>.*?</url>)", r"\1\1"),
    ("sitemap", "sitemap.xml", "people/nobody/", "people/somebody/"),
    ("twins", TWIN, "\"kind\":\"person\"", "\"kind\":\"planet\""),
    ("twins", TWIN, "\"totals\":{\"about\":1", "\"totals\":{\"about\":2"),
    ("twins", TWIN, "\"next\":null", "\"next\":\"/hostile/people/hostile-person/page/1/index.json\""),
    ("twins", TWIN, "\"born\":\"1950\"", "\"born\":\"in 1950\""),
    ("twins", TWIN, "\"countries\":\\[\"PK\"", "\"countries\":[\"XX\""),
    ("json-ld", ARTICLE, "\\\\u003c/script>", "</script>"),
    ("json-ld", ARTICLE, "\"@context\":\"https", "\"@context\":\"http"),
    ("json-ld", ARTICLE, "\"datePublished\":\"2018-03-01[^\"]*\",", ""),
    ("json-ld", ARTICLE, "\"headline\":\"", "\"headline\":\"x"),
    ("json-ld", ARTICLE, "\"position\":2", "\"position\":3"),
    ("json-ld", ARTICLE, "\"item\":\"https://example.org", "\"item\":\""),
    ("json-ld", ARTICLE, "\"@type\":\"NewsArticle\"", "\"@type\":\"Article\""),
    ("links", ARTICLE, "href=\"/hostile/countries/\"", "href=\"/hostile/countrys/\""),
    ("links", ARTICLE, "href=\"/hostile/countries/\"", "href=\"/countries/\""),
    ("links", ARTICLE, "href=\"#d-main\"", "href=\"#nowhere\""),
    ("links", ARTICLE, "(rel=\"canonical\" href=\"[^\"]*)script/", r"\1"),
    ("policy", ARTICLE, "<main", "<main style=\"color: red\""),
    ("policy", ARTICLE, "<main", "<main onclick=\"x()\""),
    ("policy", ARTICLE, "</main>", "<script>1</script></main>"),
    ("policy", ARTICLE, "</main>", "<img src=\"https://elsewhere.example/x.png\" alt=\"\"></main>"),
    ("policy", "static/site.css", "^", "@import \"https://elsewhere.example/x.css\";"),
    ("html", ARTICLE, "</h1>", ""),
    ("html", "feed.xml", "(&lt;table&gt;)", r"&lt;/p&gt;\1"),
]  # fmt: skip


def main(folder):
    """Answers the exit status."""
    before = failures(Path(folder), with_nu=True)
    missed = []
    for kind, file, pattern, replacement in CHANGES:
        copy = nu.TOOLS / "changed" / Path(folder).name
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        path = copy / file
        changed, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
        path.write_text(changed, encoding="utf-8")
        what = f"{file}: {pattern} -> {replacement or 'nothing'}"
        if count == 0:
            missed.append(f"{what}: the pattern does not occur")
        elif not failures(copy, with_nu=kind == "html").get(kind, set()) - before.get(kind, set()):
            missed.append(f"{what}: not found")
    print(f"selftest: {len(CHANGES) - len(missed)} of {len(CHANGES)} changes found")
    for miss in missed:
        print(f"  {miss}")
    return 1 if missed else 0


def failures(folder, with_nu):
    """What is wrong with a site, by kind."""
    site = Site(folder)
    try:
        validate.check(site)
    except Exception as error:
        raise SystemExit(f"the validators failed at {folder}: {error!r}") from error
    if with_nu:
        nu.check([site])
    return {kind: {(message, *places) for message, places in found.items()} for kind, found in site.failures.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
