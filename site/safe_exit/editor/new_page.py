"""A first version of a page, with every line its section needs."""

from __future__ import annotations

import json
from pathlib import Path

from safe_exit.base.problems import ContentError, Problem
from safe_exit.content.addresses import address_of
from safe_exit.content.neutral_pages import telling_word
from safe_exit.web.content import Content


def write_page(
    folder: Path,
    content: Content,
    section: str,
    title: str,
    *,
    name: str | None = None,
    tab_title: str | None = None,
) -> Path:
    """Write a draft into ``folder/section`` and return its path.

    The file's name comes from the title unless ``name`` is given. Raises
    `ContentError` where a page is already there, or where a page for survivors
    would carry a telling name.
    """
    front = "" if section in (".", "") else section.strip("/") + "/"
    try:
        stem = address_of(f"{(name or title).replace('/', '-')}.md").strip("/")
        address = address_of(f"{front}{stem}.md")
    except ValueError as error:
        what, fix = f"a page called '{name or title}' {error}", "Choose another --name"
        raise ContentError([Problem(folder.as_posix(), 0, what, fix)]) from error
    path = folder / f"{front}{stem}.md"
    survivors = any(
        page.audience == "survivors" and page.is_front and address.startswith(page.address)
        for page in content.pages
    )
    where = path.as_posix()
    problems = []
    if path.exists() or any(page.address == address for page in content.pages):
        what = f"there is already a page at {address}"
        problems.append(Problem(where, 0, what, "Choose another title, or a --name"))
    if survivors and tab_title is None:
        what = "a page for survivors needs a quiet title for the browser's tab"
        problems.append(Problem(where, 0, what, 'Add --tab-title "Information" or the like'))
    for option, text in (("--name", address), ("--tab-title", tab_title or "")):
        if survivors and (word := telling_word(text, content.config.telling_words)):
            what = f"'{text}' holds '{word}', and browsers keep it"
            problems.append(Problem(where, 0, what, f"Choose a quieter {option}"))
    if problems:
        raise ContentError(problems)
    lines = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        'description: "One sentence that says what the page is for."',
        *([f"tab_title: {json.dumps(tab_title, ensure_ascii=False)}"] if tab_title else []),
        "draft: true",
        "---",
        "",
        "Begin here. Headings start with ##.",
        "",
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
