"""What an editor writes in a link → the address a browser follows."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from safe_exit.base.languages import Language
from safe_exit.base.problems import AuthorError
from safe_exit.content.attachments import Attachment

PLAIN_SCHEMES = ("https", "http", "mailto", "tel", "sms")


@dataclass(frozen=True)
class Targets:
    """Everything a page can link to. Paths are relative to the content folder."""

    pages: Mapping[str, str]
    """'help/numbers.md' → '/help/numbers/'."""
    languages: Mapping[str, Language] = field(default_factory=dict)
    """Of each page."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Pages that are not published, and why: 'is a draft'."""
    files: Mapping[str, Attachment] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """``[links]`` of site.toml."""
    prefix: str = ""
    """The path the whole site lives under, without a slash at the end."""

    def address(self, page: str) -> str:
        """The whole address of a page that can be linked to, from the top of the host."""
        return self.prefix + self.pages[page]

    def file_address(self, file: str) -> str:
        """The whole address of a file that can be linked to."""
        return f"{self.prefix}/{quote(file)}"


@dataclass(frozen=True)
class Resolved:
    """Where a link leads. ``page`` and ``fragment`` are set for links to our own pages."""

    href: str
    page: str | None = None
    fragment: str = ""
    file: Attachment | None = None

    @property
    def foreign(self) -> bool:
        """Whether following the link asks another site."""
        return self.href.startswith(("http:", "https:"))


def resolve(written: str, page: str, targets: Targets) -> Resolved:
    """Resolve a link as it is written in ``page``. Raises `AuthorError`."""
    written = written.strip()
    if written.startswith("#"):
        return Resolved(written, page, unquote(written[1:]))
    if match := re.match(r"([a-z][a-z0-9+.-]*):", written, re.IGNORECASE):
        if match[1].lower() in PLAIN_SCHEMES:
            return Resolved(written)
        what = f"the link to '{written}' has a kind that is not allowed here"
        raise AuthorError(what, f"Links begin with one of: {', '.join(PLAIN_SCHEMES)}")
    if not written or written.startswith("//"):
        what = f"the link to '{written}' leads nowhere"
        raise AuthorError(what, "Write a page like ../help/numbers.md or a whole https:// address")
    path, _, fragment = written.partition("#")
    path = inside(unquote(path), page)
    if path in targets.pages:
        return Resolved(
            targets.address(path) + (f"#{fragment}" if fragment else ""), path, unquote(fragment)
        )
    if path in targets.withheld:
        what = f"the link to '{written}' leads to a page that {targets.withheld[path]}"
        raise AuthorError(what, "Take the link out, or publish that page")
    if path in targets.files:
        return Resolved(targets.file_address(path), file=targets.files[path])
    raise AuthorError(f"there is no page or file '{path}' to link to", _advice(path, targets))


def inside(path: str, page: str) -> str:
    """A path as written in ``page``, from the top of the content folder. Raises `AuthorError`."""
    folder = "" if path.startswith("/") else posixpath.dirname(page)
    joined = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if joined.startswith(".."):
        raise AuthorError(f"'{path}' leads out of the content folder", "Link to a page inside it")
    return joined


def _advice(path: str, targets: Targets) -> str:
    for guess in (f"{path}.md", f"{path}/index.md"):
        if guess in targets.pages:
            return f"Links are written to files: write /{guess}"
    known = {posixpath.splitext(name)[0]: name for name in (*targets.pages, *targets.files)}
    near = difflib.get_close_matches(posixpath.splitext(path)[0], known, n=1)
    if near:
        return f"Did you mean /{known[near[0]]}?"
    return "Check the spelling, or take the link out"
