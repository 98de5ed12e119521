"""Feeds: a grammar for each format, and what a grammar cannot say."""

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from jsonschema import Draft202012Validator
from lxml import etree, html

from site_files import FORBIDDEN, URL, twice

HERE = Path(__file__).parent
ATOM = "{http://www.w3.org/2005/Atom}"
# A feed has the newest articles only.
ENTRIES = 30


@cache
def schema(name):
    """One of the schemas beside this file."""
    path = HERE / name
    if name.endswith(".json"):
        return Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    tree = etree.parse(str(path))
    return etree.RelaxNG(tree) if name.endswith(".rng") else etree.XMLSchema(tree)


def atom(site):
    """Every feed.xml."""
    grammar = schema("atom.rng")
    files = site.named(r"feed\.xml")
    ids = []
    for file in files:
        feed = site.load_xml(file, grammar)
        if feed is None:
            continue
        ids.append(feed.findtext(f"{ATOM}id"))
        _own(site, file, _href(feed, "self"), _href(feed, "alternate"), "application/atom+xml")
        entries = [_atom_entry(site, file, entry) for entry in feed.iter(f"{ATOM}entry")]
        _list(site, file, entries)
        updated = _instant(site, file, feed.findtext(f"{ATOM}updated"))
        if entries and updated != max(entry["updated"] for entry in entries):
            site.fail(file, f"updated {updated} is not that of its newest entry")
    if repeated := twice(ids):
        site.fail("feed.xml", f"several feeds have the id {', '.join(repeated)}")
    return f"{len(files)} feeds valid"


def _atom_entry(site, file, entry):
    def text(name):
        return entry.findtext(f"{ATOM}{name}")

    categories = [category.get("term") for category in entry.iter(f"{ATOM}category")]
    said = {"title": text("title"), "url": _href(entry, "alternate"), "categories": sorted(categories)}
    # A summary alone says whose report it is, and is HTML; the one beside a body is text.
    summary = entry.find(f"{ATOM}summary")
    if summary is not None and summary.text:
        said["brief" if summary.get("type") == "html" else "summary"] = summary.text
    if text("content"):
        said["content"] = text("content")
    published, updated = (_instant(site, file, text(name)) for name in ("published", "updated"))
    return _entry(site, file, text("id"), published, updated, said)


def _href(element, rel):
    return next(link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel)


def rss(site):
    """/rss.xml, which has the entries of /feed.xml."""
    grammar = schema("rss.rng")
    files = site.named(r"rss\.xml")
    for file in files:
        root = site.load_xml(file, grammar)
        if root is None:
            continue
        channel = root.find("channel")
        _own(site, file, channel.find(f"{ATOM}link").get("href"), channel.findtext("link"), "application/rss+xml")
        entries = [_rss_item(site, file, item) for item in channel.iter("item")]
        _list(site, file, entries)
        built = channel.findtext("lastBuildDate")
        if entries and _rfc822(site, file, built) < max(entry["published"] for entry in entries):
            site.fail(file, f"lastBuildDate {built} lies before its newest item")
        beside = site.load_xml(file.with_name("feed.xml"), schema("atom.rng"))
        ids = [] if beside is None else [entry.findtext(f"{ATOM}id") for entry in beside.iter(f"{ATOM}entry")]
        if ids != [entry["id"] for entry in entries]:
            site.fail(file, "has other entries than feed.xml")
    if [file.parent for file in files] != [site.folder]:
        site.fail("rss.xml", "stands at the site's root, and nowhere else")
    return f"{len(files)} feed valid"


def _rss_item(site, file, item):
    categories = [category.text for category in item.iter("category")]
    said = {"title": item.findtext("title"), "url": item.findtext("link"), "categories": sorted(categories)}
    published = _rfc822(site, file, item.findtext("pubDate"))
    known = site.entries.get(item.findtext("guid"), {})
    said["content" if "content" in known else "brief"] = item.findtext("description")
    return _entry(site, file, item.findtext("guid"), published, None, said)


def _rfc822(site, file, text):
    moment = parsedate_to_datetime(text)
    if moment.strftime("%a") != text[:3]:
        site.fail(file, f"{text} was a {moment:%A}")
    return moment.astimezone(UTC)


def json_feed(site):
    """Every feed.json; each has the entries of the feed.xml beside it."""
    validator = schema("json-feed.schema.json")
    files = site.named(r"feed\.json")
    for file in files:
        feed = site.load_json(file)
        if feed is None or not conforms(site, file, feed, validator):
            continue
        _own(site, file, feed["feed_url"], feed["home_page_url"], "application/feed+json")
        entries = [_json_item(site, file, item) for item in feed["items"]]
        _list(site, file, entries)
        beside = file.with_name("feed.xml")
        if not beside.is_file():
            site.fail(file, "no feed.xml beside it")
        elif (root := site.load_xml(beside, schema("atom.rng"))) is not None:
            if [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")] != [entry["id"] for entry in entries]:
                site.fail(file, "has other entries than feed.xml")
    return f"{len(files)} feeds valid"


def _json_item(site, file, item):
    # XML loses the characters that it forbids; JSON keeps them.
    clean = {key: FORBIDDEN.sub("", value) if isinstance(value, str) else value for key, value in item.items()}
    said = {"title": clean["title"], "url": clean["url"]}
    said["categories"] = sorted(FORBIDDEN.sub("", tag) for tag in item["tags"])
    if clean.get("summary"):
        said["summary"] = clean["summary"]
    # As in Atom: the body stands in the site's feed alone, and only where it may.
    page = site.pages.get(said["url"])
    whole = file.parent == site.folder and not (page and page.noindex)
    said["content" if whole else "brief"] = clean["content_html"]
    published, updated = (_instant(site, file, item[f"date_{name}"]) for name in ("published", "modified"))
    return _entry(site, file, item["id"], published, updated, said)


def conforms(site, file, value, validator):
    """Whether a JSON value keeps to its schema."""
    errors = sorted(validator.iter_errors(value), key=lambda error: len(error.path))
    for error in errors[:3]:
        where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in error.path)
        site.fail(file, f"{where or 'the whole'}: {error.message[:300]}")
    return not errors


def _instant(site, file, text):
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        site.fail(file, f"there is no date {text}")
        return datetime.max.replace(tzinfo=UTC)
    return moment.astimezone(UTC)


def _own(site, file, self_url, page_url, media_type):
    """The feed's own address, and its page, which must announce it."""
    if self_url != site.url(file):
        site.fail(file, f"its own address is {self_url}, expected {site.url(file)}")
    site.check_own(file, page_url, "its page")
    page = site.pages.get(page_url)
    links = page.links if page else []
    if (media_type, self_url) not in {(link.get("type"), urljoin(page_url, link.get("href"))) for link in links}:
        site.fail(file, f"{page_url} does not announce it as {media_type}")


def _entry(site, file, entry, published, updated, said):
    site.check_own(file, said["url"], f"{entry}: its page")
    if updated and updated < published:
        site.fail(file, f"{entry}: updated {updated} lies before published {published}")
    if repeated := twice(said["categories"]):
        site.fail(file, f"{entry}: the category {', '.join(repeated)} stands twice")
    for name in ("content", "brief"):
        _body(site, file, entry, said.get(name, ""))
    page = site.pages.get(said["url"])
    if "content" in said and page and page.noindex:
        site.fail(file, f"{entry}: its page is not to be indexed, but the feed has its body")
    site.check_entry(file, entry, published=published, **said)
    if updated:
        site.check_entry(file, entry, updated=updated)
    return {"id": entry, "published": published, "updated": updated}


def _list(site, file, entries):
    if repeated := twice(entry["id"] for entry in entries):
        site.fail(file, f"several entries have the id {', '.join(repeated)}")
    if len(entries) > ENTRIES:
        site.fail(file, f"{len(entries)} entries")
    dates = [entry["published"] for entry in entries]
    if dates != sorted(dates, reverse=True):
        site.fail(file, "its entries are not in order, newest first")


def _body(site, file, entry, text):
    """HTML in a feed: its URLs are absolute; the Nu checker reads it later."""
    if text in site.bodies or not text.strip():
        return
    site.bodies[text] = f"{file.relative_to(site.folder).as_posix()}: {entry}"
    for element, name, url, _ in html.fragment_fromstring(text, create_parent="div").iterlinks():
        if url.startswith(("mailto:", "tel:")):
            continue
        if not URL.fullmatch(url):
            site.fail(file, f"{entry}: {name}={url!r} on <{element.tag}> is not absolute")
        elif dead := site.dead(url):
            site.fail(file, f"{entry}: {dead}")
