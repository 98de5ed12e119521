#!/usr/bin/env python3
"""How long a save takes until the preview answers with it.

    cargo build --release --bin dateline --example corpus
    benches/reload.py FOLDER 1000 10000             # corpora are made in FOLDER
    benches/reload.py FOLDER --corpus DIGEST        # or measure a copy of a digest of your own

Each round writes a file once, in place, as most scripts and many editors do, and asks for a page (one connection, a
request a millisecond) until the page has the new words. The table has medians in milliseconds, with the 90th percentile.
"""
import argparse
import http.client
import os
import re
import shutil
import statistics
import subprocess
import time

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
RELEASE = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "target")), "release")


class Server:
    def __init__(self, digest):
        self.started = time.monotonic()
        command = [os.path.join(RELEASE, "dateline"), "serve", "--root", digest, "--port", "0"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = re.search(r"http://[^/]*:(\d+)/", self.process.stdout.readline())
        self.connection = http.client.HTTPConnection("127.0.0.1", int(port.group(1)), timeout=60)
        assert self.get("/")
        self.first = time.monotonic() - self.started
        # What is printed must be read, or the server would wait for it.
        import threading
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        body = answer.read()
        return body if answer.status == 200 else b""

    def memory(self):
        with open("/proc/%d/status" % self.process.pid) as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def end(self):
        self.process.terminate()
        self.process.wait()


def read(path):
    with open(path) as file:
        return file.read()


def newest(digest):
    """The newest article: file, text, URL, the slugs of its first country's file name or code, of its first person."""
    best = None
    for folder, _, files in os.walk(os.path.join(digest, "content/articles")):
        for name in files:
            if name.endswith(".md"):
                path = os.path.join(folder, name)
                text = read(path)
                date = re.search(r"^date: (\S+)", text, re.M).group(1)
                people = re.search(r"^people: \[\"?([^\],\"]+)", text, re.M)
                # Newest first; of one moment, in the order of their paths.
                if people and (best is None or date > best[0] or date == best[0] and path < best[1]):
                    best = (date, path, text, people.group(1))
    date, path, text, person = best
    slug = os.path.basename(path)[:-3]
    slug = re.sub(r"^\d{4}-\d\d-\d\d-", "", slug)
    return path, text, "/%s/%s/" % (date[:10].replace("-", "/"), slug), person


def style_of(page):
    """The fingerprint that a page's link to the digest's own style carries."""
    return re.search(rb"custom\.css\?v=(\w+)", page).group(1)


def measure(server, path, make, url, rounds, pause):
    times = []
    for round_ in range(rounds + 2):
        word = "m%dx%d" % (time.time_ns() % 10**9, round_)
        text = make(word)
        if path.endswith(".css"):
            before = style_of(server.get(url))
            is_seen = lambda page: style_of(page) != before
        else:
            is_seen = lambda page: word.encode() in page
        started = time.monotonic()
        with open(path, "w") as file:
            file.write(text)
        while not is_seen(server.get(url)):
            if time.monotonic() - started > 30:
                raise SystemExit("%s never had the edit of %s" % (url, path))
            time.sleep(0.001)
        times.append((time.monotonic() - started) * 1e3)
        time.sleep(pause)
    return times[2:]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("articles", nargs="*", type=int)
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--pause", type=float, default=0.2, help="seconds between two edits")
    a = parser.parse_args()
    os.makedirs(a.folder, exist_ok=True)
    digests = []
    for n in a.articles:
        digest = os.path.join(a.folder, "corpus-%d" % n)
        if not os.path.exists(digest):
            subprocess.check_call([os.path.join(RELEASE, "examples", "corpus"), str(n), digest])
        digests.append(("{:,} articles".format(n), digest))
    for corpus in a.corpus:
        copy = os.path.join(a.folder, "copy-" + os.path.basename(os.path.normpath(corpus)))
        if not os.path.exists(copy):
            shutil.copytree(corpus, copy)
        digests.append((os.path.basename(os.path.normpath(corpus)), copy))
    print("| corpus | first page s | MB | body | title | title, on the person's page | title, on the home page | title, in the feed | template | style | alias |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, digest in digests:
        path, text, url, person = newest(digest)
        template = os.path.join(digest, "templates/article.html")
        style = os.path.join(digest, "static/custom.css")
        who = os.path.join(digest, "content/people", person + ".md")
        keep = {path: text, who: read(who)}
        os.makedirs(os.path.dirname(template), exist_ok=True)
        os.makedirs(os.path.dirname(style), exist_ok=True)
        theme = read(os.path.join(HERE, "templates/article.html"))
        for file, content in ((template, theme), (style, "")):
            with open(file, "w") as out:
                out.write(content)
        server = Server(digest)
        time.sleep(3)
        line = re.search(r"^title: .*$", text, re.M).group(0)
        title = lambda word: text.replace(line, 'title: "Title %s"' % word, 1)
        body = lambda word: text + "\n\nWords %s.\n" % word
        alias = lambda word: keep[who].replace("---\n", "---\naliases: [Also %s]\n" % word, 1)
        cases = [
            (path, body, url),
            (path, title, url),
            (path, title, "/people/%s/" % person),
            (path, title, "/"),
            (path, title, "/feed.xml"),
            (template, lambda word: theme.replace("{% block main %}", "{% block main %}<i>" + word + "</i>", 1), url),
            (style, lambda word: "." + word + " { color: red }\n", url),
            (who, alias, "/people/%s/index.json" % person),
        ]
        cells = []
        try:
            for case in cases:
                if case[0] == who and "alias" not in server.get("/people/%s/index.json" % person).decode():
                    case = (who, lambda word: alias(word) + "\n\nAlso %s.\n" % word, "/people/%s/" % person)
                times = sorted(measure(server, *case, a.rounds, a.pause))
                cells.append("%.1f (%.1f)" % (statistics.median(times), times[int(len(times) * 0.9)]))
                with open(case[0], "w") as file:
                    file.write(keep.get(case[0], theme if case[0] == template else ""))
                time.sleep(1)
            print("| %s | %.2f | %.0f | %s |" % (name, server.first, server.memory(), " | ".join(cells)), flush=True)
        finally:
            server.end()
            for file, content in keep.items():
                with open(file, "w") as out:
                    out.write(content)
            os.remove(template)
            os.remove(style)


if __name__ == "__main__":
    main()
