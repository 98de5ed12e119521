"""index.json beside the pages of entities and stories: the schema, and the way from the newest page to the oldest."""

from urllib.parse import urlsplit

from feeds import conforms, schema
from site_files import twice


def twins(site):
    """Every index.json; then every chain of them."""
    validator = schema("twin.schema.json")
    files = site.named(r"index\.json")
    found = {}
    for file in files:
        twin = site.load_json(file)
        if twin is not None and conforms(site, file, twin, validator):
            found[_path(site, file)] = twin
    known = {(twin["kind"], twin["id"]) for twin in found.values()}
    reached = set()
    for path, twin in found.items():
        file = site.folder / path.removeprefix(urlsplit(site.base).path)
        _cards(site, file, twin, known)
        page = site.pages.get(site.url(file.with_name("index.html")))
        if page is None or not any(link.get("type") == "application/json" and link.get("href") == path for link in page.links):
            site.fail(file, "the page beside it does not announce it")
        if path == f"{twin['url']}index.json":
            reached |= _chain(site, file, path, found)
    for path in sorted(found.keys() - reached):
        site.fail(path, "no other twin leads to it")
    return f"{len(files)} valid"


def _path(site, file):
    return urlsplit(site.url(file)).path


def _cards(site, file, twin, known):
    for name in ("about", "mentioned"):
        cards = twin[name]
        days = [card["date"][:10] for card in cards]
        if days != sorted(days, reverse=True):
            site.fail(file, f"{name} is not in order, newest first")
        for card in cards:
            if dead := site.dead(card["url"]):
                site.fail(file, f"{name}: {dead}")
            for kind, ids in (("country", card["countries"]), ("person", card["people"])):
                for strange in (entity for entity in ids if (kind, entity) not in known):
                    site.fail(file, f"{card['id']}: the {kind} {strange} has no twin")
    if dead := site.dead(twin["url"]):
        site.fail(file, dead)


def _chain(site, file, path, found):
    """Follows `next` from an entity's own page; the lists together are as long as the totals say."""
    first, walked = found[path], []
    while path is not None and path not in walked:
        walked.append(path)
        if path not in found:
            site.fail(file, f"next leads to {path}, which does not exist")
            return set(walked)
        twin = found[path]
        if (twin["kind"], twin["id"], twin["totals"]) != (first["kind"], first["id"], first["totals"]):
            site.fail(file, f"{path} is of something else")
        path = twin["next"]
    seen = {name: [card["id"] for at in walked for card in found[at][name]] for name in ("about", "mentioned")}
    for name, ids in seen.items():
        if repeated := twice(ids):
            site.fail(file, f"{name} has {', '.join(repeated)} twice")
        if len(ids) != first["totals"][name]:
            site.fail(file, f"{name} has {len(ids)} articles on {len(walked)} pages, totals say {first['totals'][name]}")
    if both := set(seen["about"]) & set(seen["mentioned"]):
        site.fail(file, f"about and mentioned share {', '.join(sorted(both))}")
    return set(walked)


def other_json(site):
    """What else is JSON parses."""
    files = [path for path in site.named(r".*\.json") if path.name not in ("feed.json", "index.json")]
    for file in files:
        site.load_json(file)
    return f"{len(files)} files parse"
