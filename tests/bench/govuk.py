"""GOV.UK Frontend's 'Exit this page', used as its documentation says, around our own text.

Fetched from npm when it is measured; nothing of it is kept in this project but the
markup that its documentation asks a page to have.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from string import Template

from safe_exit.base.problems import Problem, SiteError

VERSION = "6.6.0"
PACKAGE = f"govuk-frontend@{VERSION}"
CONTROL = ".govuk-exit-this-page__button"
READY = "document.querySelector('[data-govuk-exit-this-page-init]') !== null"

STYLE = "govuk-frontend.min.css"
SCRIPT = "govuk-frontend.min.js"
BUNDLE = "components/exit-this-page/exit-this-page.bundle.mjs"
"""The component with what it imports, and without the rest: the package offers it unminified."""

# Its page template without header, footer and icons, which are not needed to use the
# component; an empty icon as on our pages, so that it is not blamed for one.
PAGE = Template(
    """<!DOCTYPE html>
<html lang="en" class="govuk-template">
<head>
<meta charset="utf-8">
<title>$title</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/govuk-frontend.min.css">
</head>
<body class="govuk-template__body">
<script>document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype
? ' govuk-frontend-supported' : '');</script>
<a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">Skip to main
content</a>
<a href="https://www.bbc.co.uk/weather" class="govuk-skip-link govuk-js-exit-this-page-skiplink"
rel="nofollow noreferrer" data-module="govuk-skip-link">Exit this page</a>
<div class="govuk-width-container">
<div class="govuk-exit-this-page" data-module="govuk-exit-this-page">
<a href="https://www.bbc.co.uk/weather" role="button" draggable="false"
class="govuk-button govuk-button--warning govuk-exit-this-page__button
govuk-js-exit-this-page-button" data-module="govuk-button" rel="nofollow noreferrer">
<span class="govuk-visually-hidden">Emergency</span> Exit this page</a>
</div>
<main class="govuk-main-wrapper" id="main-content">$text</main>
</div>
<script type="module" src="/govuk-frontend.min.js"></script>
<script type="module">
import { initAll } from "/govuk-frontend.min.js";
initAll();
</script>
</body>
</html>
"""
)

# Which class its documentation gives to plain text.
CLASSES = {
    "a": "govuk-link",
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "ol": "govuk-list govuk-list--number",
    "p": "govuk-body",
    "table": "govuk-table",
    "td": "govuk-table__cell",
    "th": "govuk-table__header",
    "tr": "govuk-table__row",
    "ul": "govuk-list govuk-list--bullet",
}


def fetch(place: Path) -> Path:
    """Download the package into ``place``; return the folder of its compiled files.

    Raises `SiteError` where npm is missing or does not get it.
    """
    npm = shutil.which("npm")
    if npm is None:
        how = "Install Node.js with npm (on Debian: apt-get install npm)"
        raise SiteError([Problem("npm", 0, "this program is not installed", how)])
    options = ["--ignore-scripts", "--fetch-retries=1", "--pack-destination", str(place)]
    try:
        subprocess.run(
            [npm, "pack", PACKAGE, *options],
            cwd=place,
            capture_output=True,
            check=True,
            timeout=180,
        )
        with tarfile.open(next(place.glob("govuk-frontend-*.tgz"))) as packed:
            packed.extractall(place, filter="data")
    except (subprocess.SubprocessError, StopIteration, tarfile.TarError) as error:
        how = "npm has to reach its registry: mend the connection or npm's settings"
        raise SiteError([Problem(PACKAGE, 0, "npm could not download it", how)]) from error
    return place / "package" / "dist" / "govuk"


def make_site(package: Path, ours: Path, out: Path) -> None:
    """Make each page of our built site again as one of GOV.UK's, into ``out``.

    Address, title, text and links are the same; the frame, the style, the script and
    the control are theirs. There is no ``_headers``: the component asks for none.
    """
    shutil.copytree(package / "assets", out / "assets")
    for name in (STYLE, SCRIPT):
        shutil.copyfile(package / name, out / name)
    for page in ours.rglob("*.html"):
        made = out / page.relative_to(ours)
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(_page(page.read_text(encoding="utf-8")), encoding="utf-8")


def _page(html: str) -> str:
    title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    text = re.search(r"<main\b[^>]*>(.*)</main>", html, re.DOTALL)
    if title is None or text is None:
        raise ValueError("a page of ours has no title or no main part")
    plain = re.sub(r' class="[^"]*"', "", text[1])
    classed = re.sub(
        rf"<({'|'.join(CLASSES)})(?=[\s>])",
        lambda tag: f'{tag[0]} class="{CLASSES[tag[1]]}"',
        plain,
    )
    return PAGE.substitute(title=title[1], text=classed)


def rules(package: Path) -> str:
    """The component's own rules, out of the compiled style: there is no sheet for it alone.

    Without what it borrows: the button, the skip link, the hidden words.
    """
    return "".join(_rules((package / STYLE).read_text(encoding="utf-8")))


def _rules(style: str) -> Iterator[str]:
    for rule in re.finditer(
        r"(?<=\})(@media[^{}]*\{)?\.govuk-exit-this-page[^{}]*\{[^{}]*\}", style
    ):
        yield rule[0] + ("}" if rule[1] else "")
