#!/usr/bin/env python3
"""Full builds against the write floor, in one run on one machine.

    cargo build --release --examples --bins
    benches/measure.py FOLDER 1000 10000 50000      # corpora are made in FOLDER; use a real disk, not tmpfs
    benches/measure.py FOLDER --corpus DIGEST       # or measure a digest of your own

Each round builds into a folder that never existed, then lets one thread write the same tree from memory
(examples/floor.rs); the table has the medians, and the ratio pair by pair. Nothing is deleted between the rounds, for
creating files soon after a large deletion is many times slower on some disks: delete FOLDER yourself at the end.
"""
import argparse
import os
import statistics
import subprocess
import time

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
RELEASE = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(HERE, "target")), "release")


def build(digest, out):
    """Wall seconds, processor seconds and peak memory in MB of one build."""
    command = [os.path.join(RELEASE, "dateline"), "build", "--quiet", "--root", digest, "--output", out]
    os.sync()
    started = time.monotonic()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - started
    if os.waitstatus_to_exitcode(status):
        raise SystemExit("the build of %s failed" % digest)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def floor(tree, out, threads):
    os.sync()
    printed = subprocess.check_output([os.path.join(RELEASE, "examples", "floor"), tree, out, str(threads)])
    return float(printed) / 1e3


def size(tree):
    files = [os.path.join(d, f) for d, _, fs in os.walk(tree) for f in fs]
    return len(files), sum(os.path.getsize(f) for f in files) / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("articles", nargs="*", type=int)
    parser.add_argument("--corpus", action="append", default=[])
    parser.add_argument("--rounds", type=int, default=5)
    a = parser.parse_args()
    digests = []
    for n in a.articles:
        digest = os.path.join(a.folder, "corpus-%d" % n)
        if not os.path.exists(digest):
            subprocess.check_call([os.path.join(RELEASE, "examples", "corpus"), str(n), digest])
        digests.append((str(n), digest))
    digests += [(os.path.basename(os.path.normpath(c)), c) for c in a.corpus]
    print("| corpus | files | MB | build s | processor s | peak MB | floor s, 1 thread | floor s, 2 threads | build / floor |")
    print("|---|---|---|---|---|---|---|---|---|")
    for name, digest in digests:
        rows = []
        for r in range(a.rounds + 1):
            stem = os.path.join(a.folder, "out-%s-%d-%d" % (name, os.getpid(), r))
            wall, cpu, rss = build(digest, stem)
            one = floor(stem, stem + "-floor1", 1)
            two = floor(stem, stem + "-floor2", 2)
            if r:  # the first warms the page cache
                rows.append((wall, cpu, rss, one, two, wall / one))
        m = [statistics.median(column) for column in zip(*rows)]
        ratios = [row[5] for row in rows]
        files, mb = size(stem)
        print("| %s | %d | %.0f | %.2f | %.2f | %.0f | %.2f | %.2f | **%.2f** (%.2f–%.2f) |"
              % (name, files, mb, m[0], m[1], m[2], m[3], m[4], m[5], min(ratios), max(ratios)), flush=True)


if __name__ == "__main__":
    main()
