"""Sitemaps: the protocol's schema and limits, and that they list every page that may be indexed, once."""

import re

from feeds import schema
from site_files import twice

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
URLS = 50_000
BYTES = 50 * 1024 * 1024


def sitemap(site):
    """/sitemap.xml, and its parts where it is an index."""
    grammar = schema("sitemap.xsd")
    main = site.folder / "sitemap.xml"
    root = site.load_xml(main, grammar)
    if root is None:
        return ""
    files = [main]
    if root.tag == f"{NAMESPACE}sitemapindex":
        files += _parts(site, main, root)
    listed = []
    for file in files:
        part = site.load_xml(file, grammar)
        if part is None or part.tag != f"{NAMESPACE}urlset":
            continue
        locations = [loc.text for loc in part.iter(f"{NAMESPACE}loc")]
        listed += locations
        if len(locations) > URLS or file.stat().st_size > BYTES:
            site.fail(file, f"{len(locations)} URLs in {file.stat().st_size} bytes are too many")
    expected = {page.url for page in site.pages.values() if _may_be_indexed(site, page)}
    for url in sorted(set(listed) - expected):
        site.fail(main, f"lists {url}, which is no page that may be indexed")
    for url in sorted(expected - set(listed)):
        site.fail(main, f"does not list {url}")
    for url in twice(listed):
        site.fail(main, f"lists {url} twice")
    return f"{len(listed)} URLs in {max(1, len(files) - 1)} files valid"


def _parts(site, main, root):
    parts = []
    for loc in root.iter(f"{NAMESPACE}loc"):
        part = site.folder / loc.text.removeprefix(site.base)
        if not re.fullmatch(r"sitemap-\d+\.xml", part.name) or not part.is_file():
            site.fail(main, f"names the part {loc.text}, which does not exist")
        else:
            parts.append(part)
    if len(parts) > URLS or set(parts) != set(site.named(r"sitemap-\d+\.xml")):
        site.fail(main, "does not name every part once")
    return parts


def _may_be_indexed(site, page):
    return not page.noindex and page.refresh is None and page.url != f"{site.base}404.html"
