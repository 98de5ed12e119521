"""HTML through the Nu checker: whole folders, and the bodies that stand in feeds."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

TOOLS = Path(__file__).resolve().parents[2] / "target/validate"
JAR = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
FRAME = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Body</title></head>
<body>
<h1>Body</h1>
{}
</body>
</html>
"""


def check(sites):
    """One run for all sites: Java starts slowly."""
    bodies = {}
    for site in sites:
        site.kind = "html"
    folder = TOOLS / "bodies"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for site in sites:
        for text, where in site.bodies.items():
            path = folder / f"{len(bodies)}.html"
            path.write_text(FRAME.format(text), encoding="utf-8")
            bodies[path] = (site, where)
    for message in _messages([site.folder for site in sites] + [folder]):
        _report(sites, bodies, message)


def _messages(folders):
    command = ["java", "-jar", JAR, "--errors-only", "--skip-non-html", "--format", "json", *folders]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    try:
        return json.loads(run.stderr)["messages"]
    except ValueError:
        raise SystemExit(f"the Nu checker failed ({run.returncode}):\n{run.stderr[:2000]}") from None


def _report(sites, bodies, message):
    path = Path(unquote(urlsplit(message["url"]).path))
    place = f"line {message.get('lastLine', '?')}, at {' '.join(message.get('extract', '').split())}"
    if path in bodies:
        site, where = bodies[path]
        site.fail(where, message["message"], place)
        return
    for site in sites:
        if path.is_relative_to(site.folder):
            site.fail(path, message["message"], place)
