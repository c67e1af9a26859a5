"""Checks the rendered pages: `python3 .ci/check_pages.py target/book`.

Every link leads to an existing page and, if it has a fragment, to an existing
id; ids are unique on a page; no page loads anything from another host; and the
compressed size of a page with its styles and scripts is limited. Fonts do not
count, because they are loaded once for all pages, and neither does the print
page, which contains all others.
"""

import gzip
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOADS = {("script", "src"), ("img", "src"), ("iframe", "src"),
         ("source", "src"), ("link", "href"), ("image", "href"),
         ("video", "src"), ("video", "poster"), ("audio", "src"),
         ("object", "data"), ("embed", "src")}


MAX_BYTES = 150_000


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.base = [], [], [], None
        self.styles, self.in_style = "", False
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        self.in_style = tag == "style"
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif tag == "base" and name == "href":
                self.base = value
            elif (tag, name) in LOADS:
                self.loads.append(value)
            elif tag == "a" and name == "href":
                self.links.append(value)
            elif name == "style":
                self.styles += value
            elif name == "srcset":
                self.loads += [part.split()[0] for part in value.split(",")]
            elif name == "class" and "playground" in value.split():
                # mdBook's script contacts a server for every such block.
                self.loads.append("https://play.rust-lang.org/")

    def handle_endtag(self, tag):
        self.in_style = False

    def handle_data(self, data):
        if self.in_style:
            self.styles += data


def urls(css):
    found = re.findall(r"url\(([^)]*)\)|@import\s+([^;(]+);", css)
    return [(url or imported).strip("'\" ") for url, imported in found]


def main(root):
    pages = {path: Page(path) for path in sorted(root.rglob("*.html"))}
    faults, links = [], 0

    def check(where, folder, link):
        nonlocal links
        links += 1
        parts = urlsplit(link)
        if parts.scheme == "data":
            return
        if parts.scheme or parts.netloc:
            faults.append(f"{where}: loads {link} from another host")
            return
        target = (folder / unquote(parts.path)).resolve() if parts.path else where
        if target.is_dir():
            target /= "index.html"
        if not target.is_file():
            faults.append(f"{where}: {link} does not exist")
        elif parts.fragment and target.suffix == ".html":
            if unquote(parts.fragment) not in pages[target].ids:
                faults.append(f"{where}: {link} leads to no id")

    for path, page in pages.items():
        folder = root if page.base == "/" else path.parent
        for double in {i for i in page.ids if page.ids.count(i) > 1}:
            faults.append(f"{path}: the id {double} is not unique")
        for link in page.loads + urls(page.styles):
            check(path, folder, link)
        for link in page.links:
            if urlsplit(link).scheme not in ("http", "https", "mailto"):
                check(path, folder, link)
    for path, page in pages.items():
        parts = {path, *(path.parent / load for load in page.loads
                         if load.endswith((".css", ".js")))}
        weight = sum(len(gzip.compress(part.read_bytes()))
                     for part in parts if part.is_file())
        if weight > MAX_BYTES and path.name != "print.html":
            faults.append(f"{path}: {weight} bytes, limit {MAX_BYTES}")
    for path in sorted(root.rglob("*.css")):
        for link in urls(path.read_text(encoding="utf-8")):
            check(path, path.parent, link)

    for fault in faults:
        print(fault)
    print(f"{len(pages)} pages, {links} links, {len(faults)} faults")
    return 1 if faults or not links else 0


sys.exit(main(Path(sys.argv[1]).resolve()))
