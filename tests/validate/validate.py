"""Validates published sites: python validate.py OUTPUT_DIR... (tests/validate/setup installs what this needs).

A line for every kind of file; where something is wrong, the file and what is wrong with it, and exit status 1.
"""

import sys

import feeds
import nu
import pages
import sitemap
import twins
from site_files import FORBIDDEN, Site

# In this order: RSS and JSON feeds are held against the Atom feeds.
CHECKS = {
    "atom": feeds.atom,
    "rss": feeds.rss,
    "json feed": feeds.json_feed,
    "sitemap": sitemap.sitemap,
    "twins": twins.twins,
    "other json": twins.other_json,
    "json-ld": pages.json_ld,
    "links": pages.links,
    "policy": pages.policy,
}
# Places that are printed of one message.
SHOWN = 3


def check(site):
    """Everything but the HTML itself: what to print of each kind that is valid."""
    valid = {}
    for kind, validate in CHECKS.items():
        site.kind = kind
        valid[kind] = validate(site)
    site.forget()
    return valid


def print_result(site, valid):
    """A line for each kind; below it every message with the first places that it is about."""
    print(f"{site.name} ({site.base})")
    for kind, said in valid.items():
        failures = site.failures.get(kind, {})
        if not failures:
            print(f"  {kind}: {said}")
            continue
        print(f"  {kind}: {sum(map(len, failures.values()))} FAILED")
        for message, places in failures.items():
            print(f"    {_visible(message)}")
            for where, place in sorted(places)[:SHOWN]:
                print(f"      {_visible(f'{where} {place}').rstrip()}")
            if len(places) > SHOWN:
                print(f"      and {len(places) - SHOWN} more places")


def _visible(text):
    return FORBIDDEN.sub("\ufffd", text)


def main(folders):
    """Answers the exit status."""
    if not folders:
        print(__doc__)
        return 2
    sites = [Site(folder) for folder in folders]
    valid = [check(site) for site in sites]
    nu.check(sites)
    for site, kinds in zip(sites, valid, strict=True):
        html = f"{len(site.pages)} pages and {len(site.bodies)} bodies in feeds valid"
        print_result(site, {"html": html, **kinds})
    return 1 if any(site.failures for site in sites) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
