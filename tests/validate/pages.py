"""HTML pages beyond their grammar: JSON-LD, links that lead somewhere, and nothing that the security policy refuses."""

import json
import re
from datetime import datetime

from site_files import FORBIDDEN, LOADING, URL, twice

# What a thing of each type must say.
REQUIRED = {
    "NewsArticle": {
        "@id", "mainEntityOfPage", "url", "headline", "description", "inLanguage", "datePublished", "dateModified",
        "author", "publisher",
    },
    "Person": {"@id", "name", "url"},
    "Country": {"@id", "name", "url", "identifier"},
    "Organization": {"@id", "name", "url"},
    "CollectionPage": {"@id", "name", "url"},
    "WebSite": {"@id", "name", "url", "inLanguage"},
    "BreadcrumbList": {"itemListElement"},
}  # fmt: skip
# What may be in `about` and `mentions`.
THINGS = {"Country", "Person", "Organization", "Thing"}


def json_ld(site):
    """Every block parses and says what its types must say."""
    blocks = 0
    for page in site.pages.values():
        for text in page.json_ld:
            blocks += 1
            try:
                _block(site, page, json.loads(text))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                site.fail(page.file, f"JSON-LD: {type(error).__name__}: {error}")
        is_article = page.meta.get("og:type") == "article"
        articles = sum('"NewsArticle"' in text for text in page.json_ld)
        if articles != is_article:
            site.fail(page.file, f"{articles} NewsArticle blocks, og:type is {page.meta.get('og:type')}")
    return f"{blocks} blocks valid"


def _block(site, page, block):
    if block["@context"] != "https://schema.org":
        site.fail(page.file, f"JSON-LD: @context is {block['@context']}")
    things = block.get("@graph", [block])
    for thing in things:
        kind = thing["@type"]
        if missing := REQUIRED[kind] - thing.keys():
            site.fail(page.file, f"JSON-LD: {kind} lacks {', '.join(sorted(missing))}")
        if empty := [key for key, value in thing.items() if value is None or value == []]:
            site.fail(page.file, f"JSON-LD: {kind} has nothing in {', '.join(empty)}")
        for url in thing.get("sameAs", []):
            if not URL.fullmatch(url):
                site.fail(page.file, f"JSON-LD: sameAs {url!r} is no absolute URL")
        if kind == "BreadcrumbList":
            _breadcrumbs(site, page, thing["itemListElement"])
        else:
            site.check_own(page.file, thing["url"], f"JSON-LD: url of {kind}")
        if kind in ("NewsArticle", "CollectionPage", "WebSite") and thing["url"] != page.canonical:
            site.fail(page.file, f"JSON-LD: url of {kind} is not the canonical {page.canonical}")
        if kind == "NewsArticle":
            _article(site, page, thing)
    if repeated := twice(thing["@type"] for thing in things):
        site.fail(page.file, f"JSON-LD: {', '.join(repeated)} stands twice")


def _article(site, page, thing):
    # The page's texts have lost what XML forbids; JSON may keep it.
    if FORBIDDEN.sub("", thing["headline"]) != page.meta["og:title"]:
        site.fail(page.file, f"JSON-LD: headline {thing['headline']!r} is not the title {page.meta['og:title']!r}")
    published, modified = (datetime.fromisoformat(thing[key]) for key in ("datePublished", "dateModified"))
    is_moment = [moment.tzinfo is not None for moment in (published, modified)]
    # A date alone is no moment: what happened on one day has no order.
    is_before = modified < published if all(is_moment) else modified.date() < published.date()
    if is_before or is_moment != ["T" in thing[key] for key in ("datePublished", "dateModified")]:
        site.fail(page.file, f"JSON-LD: modified {thing['dateModified']}, published {thing['datePublished']}")
    for role in ("author", "publisher"):
        if thing[role]["@type"] not in ("Person", "Organization") or not thing[role]["name"].strip():
            site.fail(page.file, f"JSON-LD: {role} {thing[role]}")
    for key in ("about", "mentions"):
        for subject in thing.get(key, []):
            if subject["@type"] not in THINGS or not subject["name"].strip():
                site.fail(page.file, f"JSON-LD: {key} {subject}")
            site.check_own(page.file, subject["url"], f"JSON-LD: url in {key}")
    urls = [subject["url"] for key in ("about", "mentions") for subject in thing.get(key, [])]
    if repeated := twice(urls):
        site.fail(page.file, f"JSON-LD: {repeated} stands twice in about and mentions")
    for source in thing.get("isBasedOn", []):
        if source["@type"] != "CreativeWork" or not source["publisher"]["name"].strip():
            site.fail(page.file, f"JSON-LD: isBasedOn {source}")
        if "url" in source and not URL.fullmatch(source["url"]):
            site.fail(page.file, f"JSON-LD: isBasedOn {source['url']!r} is no absolute URL")
    if "image" in thing:
        site.check_own(page.file, thing["image"], "JSON-LD: image")


def _breadcrumbs(site, page, items):
    if [item["position"] for item in items] != list(range(1, len(items) + 1)):
        site.fail(page.file, "JSON-LD: breadcrumbs are not numbered from 1")
    for item in items:
        site.check_own(page.file, item["item"], f"JSON-LD: breadcrumb {item['name']!r}")
    # A page of older articles stands below its subject.
    last = re.sub(r"page/\d+/$", "", page.canonical)
    if items[0]["item"] != site.base or items[-1]["item"] not in (last, page.canonical):
        site.fail(page.file, "JSON-LD: breadcrumbs do not lead from the home page to this one")


def links(site):
    """Links inside the site lead to a file and a place in it; links elsewhere are whole."""
    checked = 0
    known = {}
    for page in site.pages.values():
        for url in page.destinations():
            checked += 1
            # Most links stand on many pages; a place in a page depends on the page.
            key = url if url.startswith(("/", "http")) else (page.url, url)
            if key not in known:
                known[key] = _dead(site, page, url)
            if known[key]:
                site.fail(page.file, known[key])
        if page.canonical is None:
            if page.url != f"{site.base}404.html":
                site.fail(page.file, "no canonical URL")
        elif page.refresh is None and page.canonical != page.url:
            site.fail(page.file, f"canonical URL {page.canonical}")
    return f"{checked} in {len(site.pages)} pages lead somewhere"


def _dead(site, page, url):
    if url.startswith("mailto:"):
        return None if re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", url) else f"no e-mail address: {url}"
    if url.startswith("tel:"):
        return None if re.fullmatch(r"tel:[+0-9.()-]+", url) else f"no telephone number: {url}"
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", url) and not URL.fullmatch(url):
        return f"no whole URL: {url!r}"
    return site.dead(url, page.url)


def policy(site):
    """`default-src 'self'` holds: no inline script or style, and nothing is loaded from elsewhere."""
    for page in site.pages.values():
        for element in page.elements:
            for broken in _refused(element):
                site.fail(page.file, f"the security policy refuses {broken}")
    for path in site.named(r".*\.css"):
        for url in re.findall(r"@import\s+[\"']?([^\"';]+)|url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:|//", "".join(url)) and not "".join(url).startswith("data:"):
                site.fail(path, f"the security policy refuses {''.join(url)}")
    headers = site.folder / "_headers"
    if not headers.is_file() or "Content-Security-Policy: default-src 'self';" not in headers.read_text(encoding="utf-8"):
        site.fail(headers, "sets no Content-Security-Policy")
    return f"{len(site.pages)} pages keep to it"


def _refused(element):
    tag = element.tag
    if tag in ("style", "iframe", "object", "embed", "base"):
        yield f"<{tag}>"
    if tag == "script" and not element.get("src") and element.get("type") != "application/ld+json":
        yield "an inline script"
    for name, value in element.items():
        if name == "style" or name.startswith("on"):
            yield f"{name}={value!r} on <{tag}>"
        loads = name in LOADING or (name == "href" and tag in ("link", "image", "use") and _is_loaded(element))
        if loads and re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", value):
            yield f"{name}={value!r} on <{tag}>"
        if name in ("href", "src", "action") and re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE):
            yield f"{name}={value!r} on <{tag}>"


def _is_loaded(element):
    return element.tag != "link" or bool({"stylesheet", "icon", "preload", "modulepreload"} & set(element.get("rel", "").split()))
