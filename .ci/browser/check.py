"""Checks the rendered pages in Chromium: `python3 .ci/browser/check.py FOLDER`.

Marks of the search are shown and hide no letter in any theme, formulas are
copied as lines and listings as they are, and a page is as wide as its window
from 320 pixels on. What is checked is told in check.js.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
OWN = {"/check.html", "/check.js"}


class Handler(SimpleHTTPRequestHandler):
    """Serves the pages, and the program that looks at them."""

    def translate_path(self, path):
        if path in OWN:
            return str(HERE / path[1:])
        return super().translate_path(path)

    def log_message(self, *_):
        pass


def main(folder):
    names = "chromium", "chromium-browser", "google-chrome"
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        sys.exit("there is no Chromium")
    handler = partial(Handler, directory=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as profile:
        dump = subprocess.run(
            [
                chromium, "--headless", "--no-sandbox", "--disable-gpu",
                "--disable-dev-shm-usage",
                f"--user-data-dir={profile}", "--virtual-time-budget=600000",
                "--dump-dom", f"http://127.0.0.1:{server.server_port}/check.html",
            ],
            check=True, capture_output=True, text=True, timeout=300,
        ).stdout
    found = re.search(r"<pre>(.*?)</pre>", dump, re.DOTALL)
    report = unescape(found[1]) if found else dump
    print(report, end="")
    if not re.fullmatch(r"done: [1-9]\d* checks\n", report):
        sys.exit("the pages in the browser are not as they should be")


main(*sys.argv[1:])
