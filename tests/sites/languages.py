"""Sites in other languages for tests, with catalogues made from the program's own words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection

from flask.testing import FlaskClient

from safe_exit.base.places import STATIC, TEMPLATES
from safe_exit.base.problems import Problem
from safe_exit.content.catalogues import CATALOGUE, interface_words
from safe_exit.web.app import create_app
from safe_exit.web.assets import load_inline
from tests.conftest import Lane, page

REVIEWED = {"translation_reviewed_by": "A reader", "translation_reviewed_on": "2026-05-01"}

LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz?", "ابتثجحخدذرزسشصضطظعغفقكلمنه؟")
MARKS = re.compile(r"(%\(\w+\)s|%s|\{.*?\}|\[\[.*?\]\]|\]\(.*?\)|\[!\w+\]|`.*?`|\[\^\d\])")


def catalogue(
    translate: Callable[[str], str] = str.upper,
    waiting: Collection[str] = (),
    without: Collection[str] = (),
) -> str:
    """A catalogue of all the interface's words; some may wait for a review, or be missing."""
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n']
    for word in sorted(interface_words((TEMPLATES,)) - set(without)):
        flag = "#, fuzzy\n" if word in waiting else ""
        said = "".join(
            part if MARKS.fullmatch(part) else translate(part) for part in MARKS.split(word)
        )
        entries.append(f"{flag}msgid {_quoted(word)}\nmsgstr {_quoted(said)}\n")
    return "\n".join(entries)


def _quoted(word: str) -> str:
    return json.dumps(word, ensure_ascii=False)


def in_arabic(text: str) -> str:
    """English words in Arabic letters; what is not a word stays as it is."""
    return "".join(
        part if MARKS.fullmatch(part) else part.lower().translate(LETTERS)
        for part in MARKS.split(text)
    )


ARABIC_TEXT = in_arabic(
    """> [!safety] Could someone notice this?
> Yes. A call stays in the list of calls. Ring [[phone: line]] from another phone.

## In danger now {#now}

Call [[phone: line]], then wait. The word `register` is sent as it is[^1].

1. First one thing
2. Then another
    - and a small one inside it

[[helplines: all]]

[[finder: helplines]]

## What stays behind {#behind}

| Browser | What it keeps |
|---|---:|
| One | Every address of the last 24 hours |
| Another | [[phone: line]] |

Term
:   Its meaning, which is long enough to be broken into two lines on a narrow screen

> [!quote] Somebody
> A sentence that somebody said.

## More {#more}

[[figure: share]]

In a sentence it is [[figure: share]]. See [The other page](../../help/numbers.md#one) too.

[^1]: A note at the foot of the page.
"""
)
HELPLINES = """line:
  name: A line for everyone
  who_for: Anyone, at any time.
  group: all
  helps: [anyone]
  number: 0808 2000 247
  text_number: 07860 077333
  email: help@line.example
  website: https://www.line.example/
  always_open: true
  checked_on: 2026-01-01
  source: https://www.line.example/
urgent:
  name: In danger
  who_for: Anyone, now.
  helps: [anyone]
  group: all
  number: "999"
  emergency: true
  checked_on: 2026-01-01
  source: https://www.line.example/
other:
  name: Another line
  who_for: Men, by day.
  helps: [men]
  group: other
  nations: [Wales]
  number: 0808 80 10 800
  hours:
    - { days: [mon, tue, wed], opens: "10:00", closes: "20:30" }
  note: It is closed at night.
  checked_on: 2026-01-01
  source: https://www.line.example/
"""
FIGURES = """share:
  value: 81%
  says: of those asked thought so
  counted: people asked
  when: April 2018
  publisher: A publisher
  source: https://www.line.example/
  caveat: few were asked.
  checked_on: 2026-01-01
  next_check: 2027-01-01
"""
TOML = """name = "Harbour Lane"
base_url = "https://harbour-lane.example/"
safety_page = "/help/numbers/"
"""
# A site in English with pages in Arabic letters, which are written from right to left.
ARABIC_SITE = {
    "site.toml": TOML,
    "data/helplines.yaml": HELPLINES,
    "data/figures.yaml": FIGURES,
    "index.md": page(title="Home", tab_title="Home"),
    "help/index.md": page(audience="survivors", title="Help", tab_title="Information"),
    "help/numbers.md": page("## One\n\nText.\n", title="Numbers", tab_title="Numbers"),
    f"ar/{CATALOGUE}": catalogue(in_arabic),
    "ar/index.md": page(
        in_arabic("A text.\n"), title=in_arabic("Home"), tab_title=in_arabic("Home"), **REVIEWED
    ),
    "ar/help/index.md": page(
        in_arabic("A text.\n"), title=in_arabic("Help"), tab_title=in_arabic("Pages"), **REVIEWED
    ),
    "ar/help/numbers.md": page(
        ARABIC_TEXT,
        title=in_arabic("Numbers to ring"),
        tab_title=in_arabic("Numbers"),
        summary=in_arabic("People who will listen."),
        reviewed_on="2026-04-01",
        **REVIEWED,
    ),
}

INLINE = load_inline((STATIC,))
QUIET = {"tab_title": "Info"}

# Three pages, and all of them in Welsh: words of the interface are written in capitals.
WELSH: dict[str, str | bytes] = {
    "index.md": page(title="Home"),
    "help/index.md": page(audience="survivors", **QUIET),
    "help/talk.md": page("## One\n", title="Talking", **QUIET),
    f"cy/{CATALOGUE}": catalogue(),
    "cy/index.md": page(title="Hafan", **REVIEWED),
    "cy/help/index.md": page(**QUIET, **REVIEWED),
    "cy/help/talk.md": page("## One\n", title="Siarad", **QUIET, **REVIEWED),
}
DRAFT = page("## One\n", title="Siarad", **QUIET)


def client(site: Lane, drafts: bool = False) -> FlaskClient:
    """A test client for a site as of today."""
    return create_app(site.load(drafts=drafts), INLINE, (TEMPLATES,)).app.test_client()


def problems(site: Lane) -> list[Problem]:
    """What a build has to say that is no hint."""
    return [problem for problem in site.problems() if not problem.hint]
