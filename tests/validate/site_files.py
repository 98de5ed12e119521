"""A published site as values: its files, what its pages say, and what is found wrong with it."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree, html

URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
# What XML forbids, and so what is dropped from texts in pages and feeds.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Attributes that make a browser load or visit something.
LOADING = {"src", "srcset", "poster", "data", "action", "formaction", "background"}


class Page:
    """What one HTML file says."""

    def __init__(self, url, file):
        self.url = url
        self.file = file
        tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
        self.elements = [element for element in tree.iter() if isinstance(element.tag, str)]
        self.ids = {element.get("id") for element in self.elements if element.get("id") is not None}
        metas = [element for element in self.elements if element.tag == "meta"]
        self.meta = {e.get("name") or e.get("property"): e.get("content") for e in metas}
        self.refresh = next((e.get("content") for e in metas if e.get("http-equiv", "").lower() == "refresh"), None)
        self.links = [e for e in self.elements if e.tag == "link"]
        self.canonical = next((e.get("href") for e in self.links if e.get("rel") == "canonical"), None)
        scripts = [e for e in self.elements if e.tag == "script"]
        self.json_ld = [e.text or "" for e in scripts if e.get("type") == "application/ld+json"]
        self.noindex = "noindex" in (self.meta.get("robots") or "")

    def destinations(self):
        """Every URL that the page leads to or loads, as written."""
        for element in self.elements:
            for name in ("href", "src", "action"):
                if element.get(name) is not None:
                    yield element.get(name)
            for candidate in (element.get("srcset") or "").split(","):
                if candidate.strip():
                    yield candidate.split()[0]
        if self.refresh:
            yield self.refresh.split("url=", 1)[-1]

class Site:
    """An output folder."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.name = self.folder.name
        # By kind of file what was found wrong, and where.
        self.failures = {}
        self.kind = None
        files = (path for path in self.folder.rglob("*") if path.is_file())
        self.files = sorted(path for path in files if ".git" not in path.parts)
        self.paths = {path.relative_to(self.folder).as_posix() for path in self.files}
        self.base = self._base()
        self.pages = {}
        for path in self.files:
            if path.suffix == ".html":
                page = Page(self.url(path), path)
                self.pages[page.url] = page
        # HTML in feeds, and where it stands.
        self.bodies = {}
        # What feeds say about each entry: feeds must not contradict each other.
        self.entries = {}

    def _base(self):
        """The address of the home page, from robots.txt: every other file is held against it."""
        robots = (self.folder / "robots.txt").read_text(encoding="utf-8")
        found = re.search(r"^Sitemap: (\S+/)sitemap\.xml$", robots, re.MULTILINE)
        if not found or not URL.fullmatch(found[1]):
            raise SystemExit(f"{self.folder}/robots.txt names no /sitemap.xml")
        return found[1]

    def fail(self, file, message, place=""):
        """Remembers a failure; `file` is a path in the output or already words."""
        where = file.relative_to(self.folder).as_posix() if isinstance(file, Path) else file
        self.failures.setdefault(self.kind, {}).setdefault(message, []).append((where, place))

    def forget(self):
        """Drops what pages are made of; a site may have many thousand."""
        for page in self.pages.values():
            page.elements = page.links = None

    def named(self, pattern):
        """Files whose name matches."""
        return [path for path in self.files if re.fullmatch(pattern, path.name)]

    def url(self, path):
        """The address at which a file is read."""
        return self.base + re.sub(r"(^|/)index\.html$", r"\1", path.relative_to(self.folder).as_posix())

    def dead(self, url, seen_from=None):
        """Why a URL of this site leads nowhere; `None` where it is right or leads elsewhere."""
        is_whole = bool(urlsplit(url).scheme)
        url = urljoin(seen_from or self.base, url)
        address, fragment = urldefrag(url)
        if not address.startswith(self.base):
            return None if is_whole else f"{url} lies outside {self.base}"
        path = unquote(urlsplit(address).path[len(urlsplit(self.base).path) :])
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if file not in self.paths:
            return f"there is no {url}"
        page = self.pages.get(address.split("?")[0])
        if fragment and page and unquote(fragment) not in page.ids and fragment != "top":
            return f"{address} has no place #{fragment}"
        return None

    def check_own(self, file, url, what):
        """Fails unless `url` is absolute and leads to a file of this site."""
        if not isinstance(url, str) or not url.startswith(self.base):
            self.fail(file, f"{what} {url!r} is no absolute URL of this site")
        elif dead := self.dead(url):
            self.fail(file, f"{what}: {dead}")

    def check_entry(self, file, entry, **said):
        """Fails where another feed says something else about the same entry."""
        known = self.entries.setdefault(entry, {})
        for key, value in said.items():
            if known.setdefault(key, value) != value:
                self.fail(file, f"{entry}: {key} is {value!r} here and {known[key]!r} in another feed")

    def load_json(self, path):
        """The JSON of a file; duplicate keys are a failure."""

        def pairs(items):
            keys = [key for key, _ in items]
            if len(keys) != len(set(keys)):
                raise ValueError(f"a key stands twice in {keys}")
            return dict(items)

        try:
            return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=pairs, parse_constant=_refuse)
        except ValueError as error:
            self.fail(path, f"is no JSON: {error}")

    def load_xml(self, path, schema):
        """The XML of a file when the schema holds."""
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            root = etree.parse(str(path), parser).getroot()
        except etree.XMLSyntaxError as error:
            self.fail(path, f"is no XML: {error}")
            return None
        if not schema.validate(root):
            first = schema.error_log[0]
            self.fail(path, first.message, f"line {first.line}")
            return None
        return root


def _refuse(name):
    raise ValueError(f"{name} is no JSON number")


def twice(values):
    """The values that stand more than once."""
    seen = set()
    return sorted({value for value in values if value in seen or seen.add(value)})
