"""HTML → safe HTML by a short allow-list: the one place that knows bleach.

This is the second wall. The first is that raw HTML is off in Markdown, the third
is the Content-Security-Policy. Nothing the first wall lets through should ever
need changing here, so a change is reported, and the build refuses it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bleach.sanitizer import Cleaner

from safe_exit.base.html_reader import HtmlReader

TEXT_TAGS = frozenset(
    {
        "a",
        "abbr",
        "blockquote",
        "br",
        "code",
        "em",
        "hr",
        "img",
        "p",
        "pre",
        "span",
        "strong",
        "sup",
    }
    | {"h2", "h3", "h4", "h5", "h6", "li", "ol", "ul", "dd", "dl", "dt"}
    | {"div", "figcaption", "figure", "section", "table", "tbody", "td", "th", "thead", "tr"}
)

# Class names our own Markdown extensions write, and what is drawn of any table. Each table names
# its own; there are no others: a class of the layout inside a page's text could imitate the
# Leave control or hide it.
CLASSES = (
    r"button|download|meta|callout|callout-title|callout-(note|safety)|quote|scroll|left|center|"
    r"right|tel|footnote|footnote-(ref|backref)|language-[\w-]+"
)

ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir"},
    "a": {"href", "hreflang", "title", "rel", "download", "data-leave"},
    "abbr": {"title"},
    "div": {"role", "tabindex", "aria-label", "aria-labelledby"},
    "figure": {"aria-labelledby"},
    "img": {"src", "alt", "title"},
    "li": {"data-a", "data-b", "data-c"},
    "ol": {"start"},
    "section": {"aria-labelledby"},
    "th": {"colspan", "scope"},
}

LINKS = re.compile(r"(https?://|mailto:|tel:|sms:|/(?!/)|#)", re.IGNORECASE)

IMAGES = re.compile(r"data:image/(png|jpeg|webp|avif|svg\+xml);base64,")

# `javascript:` and its kin are refused twice: here, and by LINKS.
PROTOCOLS = frozenset({"https", "http", "mailto", "tel", "sms", "data"})


def _allowed(tag: str, name: str, value: str, classes: re.Pattern[str]) -> bool:
    """Whether a tag may carry an attribute with this value."""
    if name not in ATTRIBUTES["*"] and name not in ATTRIBUTES.get(tag, ()):
        return False
    match name:
        case "class":
            return all(classes.fullmatch(word) for word in value.split())
        case "href":
            return bool(LINKS.match(value))
        case "src":
            return bool(IMAGES.match(value))
        case "role":
            return value in {"note", "group"}
        case "tabindex":
            return value == "0"
    return True


@dataclass(frozen=True)
class Sanitized:
    """Safe HTML, and each thing that had to be taken out of it to make it so."""

    html: str
    removed: tuple[str, ...]


class Sanitizer:
    """Holds a bleach cleaner: making one is slow, and one may not be shared by threads.

    ``classes`` are patterns for the names of classes that may stand beside `CLASSES`.
    """

    def __init__(self, classes: Iterable[str] = ()) -> None:
        known = re.compile("|".join((CLASSES, *classes)))
        self._cleaner = Cleaner(
            tags=TEXT_TAGS,
            attributes=lambda tag, name, value: _allowed(tag, name, value, known),
            protocols=PROTOCOLS,
        )

    def __call__(self, html: str) -> Sanitized:
        """Clean a fragment of HTML and say what was removed or moved, as short quotes of it."""
        clean = str(self._cleaner.clean(html))
        if clean == html:  # as a rule: Python-Markdown and bleach spell HTML alike
            return Sanitized(clean, ())
        before, after = _tokens(html), _tokens(clean)
        if before == after:
            return Sanitized(clean, ())
        gone = Counter(before)
        gone.subtract(after)
        removed = tuple(token for token, count in gone.items() if count > 0)
        return Sanitized(clean, removed or ("tags that do not nest",))


class _Tokens(HtmlReader):
    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[str] = []

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        self.tokens.append(f"<{tag}>")
        self.tokens += [f'{name}="{value}"' for name, value in attributes.items()]

    def end(self, tag: str) -> None:
        self.tokens.append(f"</{tag}>")

    def comment(self, text: str) -> None:
        self.tokens.append("<!--")


def _tokens(html: str) -> list[str]:
    """Tags and attributes in reading order: what two spellings of one page share."""
    reader = _Tokens()
    reader.read(html)
    return reader.tokens
