"""A visit to trace: which site, which pages, and how it is left. Written as TOML."""

from __future__ import annotations

import tomllib
from pathlib import Path

from safe_exit.base.files import read_text
from safe_exit.base.places import OUR_VISIT
from safe_exit.base.problems import ContentError, Problem
from safe_exit.base.records import Model, OneLine, validate


class Visit(Model):
    """What a visitor does on one site.

    ``content`` is a content folder that is built first, or ``folder`` holds a site as
    files (with its headers in ``_headers``, where it has such a file); both are paths
    from the visit's own file. ``host`` is the name the site has, ``start`` the page
    where the visitor lands, ``links`` the ``href`` of what is followed after that.
    ``leave`` is the selector of the control, ``names`` are what betrays the site and
    ``words`` stand in the text of its pages.
    """

    name: OneLine
    host: OneLine
    content: OneLine | None = None
    folder: OneLine | None = None
    start: OneLine
    links: tuple[OneLine, ...]
    leave: OneLine
    names: tuple[OneLine, ...]
    words: tuple[OneLine, ...]

    @property
    def home(self) -> str:
        """The address of the site, without a slash at its end."""
        return f"https://{self.host}"


def load_visit(path: Path) -> Visit:
    """Read a visit. Raises `ContentError` with everything that is wrong with it."""
    where = path.as_posix()
    if not path.is_file():
        what = "there is no such visit"
        raise ContentError([Problem(where, 0, what, f"Name a file like {OUR_VISIT.as_posix()}")])
    text, problems = read_text(path, where)
    if problems:
        raise ContentError(problems)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = f"this is not valid TOML ({error})"
        raise ContentError([Problem(where, 0, what, 'Write lines like: name = "…"')]) from error
    visit, problems = validate(Visit, values, where, {})
    if visit is not None and (visit.content is None) == (visit.folder is None):
        fix = "Give one of 'content' and 'folder'"
        problems.append(Problem(where, 0, "it is not clear where the site is", fix))
    elif visit is not None and not (path.parent / (place := visit.content or "")).is_dir():
        # As with the visit to our own site, where the program is installed without it.
        fix = "Write a visit of your own, with the path from its file to the site's folder"
        problems.append(Problem(where, 0, f"there is no content folder '{place}'", fix))
    if visit is None or problems:
        raise ContentError(problems)
    return visit
