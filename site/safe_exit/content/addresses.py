"""File paths → addresses: lower case, plain letters, a slash at the end."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Mapping

from safe_exit.base.problems import Problem

NOT_FOUND = "404.md"

# Made by the build itself, or read by hosts.
RESERVED = frozenset({"404", "404.html", "sitemap.xml", "robots.txt", "data"})


def parent(address: str) -> str:
    """The address above one: '/help/numbers/' → '/help/' → '/'."""
    return address.rstrip("/").rpartition("/")[0] + "/"


def section_of(path: str) -> str:
    """The folder a page lies in, '' at the top: 'help/numbers.md' → 'help'."""
    return posixpath.dirname(path)


def address_of(path: str) -> str:
    """The address of a page: 'Help/Phone numbers.md' → '/help/phone-numbers/'.

    Raises ValueError, with the end of a sentence, for a path that can have none.
    """
    if path == NOT_FOUND:
        return "/404.html"
    stem = path[: -len(".md")]
    parts = stem.split("/")
    if parts[-1].lower() == "index":
        parts.pop()
    words = [_word(part) for part in parts]
    if any(".." in part for part in parts):
        raise ValueError("has '..' in its name")
    if not all(words):
        raise ValueError("has a name without any letter or digit from a to z and 0 to 9")
    if words and (words[0] in RESERVED or words[0].startswith("_")):
        raise ValueError(f"has a reserved name: '{words[0]}' is used by the site itself")
    return "/" + "".join(f"{word}/" for word in words)


def _word(part: str) -> str:
    plain = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9._]+", "-", plain.lower()).strip("-.")


def alias_fault(alias: str) -> str | None:
    """What is wrong with an old address, as the end of a sentence; None if it is right."""
    if not re.fullmatch(r"/[^\s?#]*", alias):
        return "must begin with a slash and hold no space, ? or #"
    if ".." in alias or "//" in alias or "*" in alias or ":" in alias:
        return "may not hold .. or // or * or :"
    if alias.strip("/").split("/")[0] in RESERVED:
        return "is an address the site itself uses"
    return None


def clashes(addresses: Iterable[tuple[str, str]], folder: str) -> list[Problem]:
    """A problem for every file whose address another file already has.

    ``addresses`` are (path, address) pairs, ``folder`` the content folder's name in
    messages. Each message names both files.
    """
    first: dict[str, str] = {}
    problems = []
    for path, address in addresses:
        if address in first:
            other = first[address]
            case = path.lower() == other.lower()
            why = "differ only in capital letters and " if case else ""
            what = f"{path} and {other} {why}have the same address {address}"
            problems.append(Problem(f"{folder}/{path}", 0, what, "Rename one of the two"))
        first.setdefault(address, path)
    return problems


def alias_problems(
    aliases: Iterable[tuple[str, int, str]], addresses: Mapping[str, str], folder: str
) -> list[Problem]:
    """Problems with old addresses: malformed, still in use, or claimed by two pages.

    ``aliases`` are (path, line, alias) rows; ``addresses`` maps address → path.
    """
    problems = []
    claimed: dict[str, str] = {}
    for path, line, alias in aliases:
        where = f"{folder}/{path}"
        if fault := alias_fault(alias):
            problems.append(Problem(where, line, f"the alias '{alias}' {fault}", "Change it"))
            continue
        key = alias if alias.endswith("/") else f"{alias}/"
        other = addresses.get(key) or claimed.get(key)
        if other:
            what = f"the alias '{alias}' of {path} is already an address of {other}"
            problems.append(Problem(where, line, what, "Remove it from one of the two"))
        claimed.setdefault(key, path)
    return problems
