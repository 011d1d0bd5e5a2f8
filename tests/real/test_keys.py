"""The tables of keys in the guides are those of the program: none missing, none too many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args, get_origin

import pytest

from evidence.visit import Visit
from safe_exit.base.records import Model
from safe_exit.cli import main
from safe_exit.content.attachments import FILE_KINDS, IMAGE_KINDS
from safe_exit.content.config import ReadingAges, SiteConfig
from safe_exit.content.frontmatter import (
    Edition,
    Editions,
    FrontMatter,
    Kind,
    LongSentence,
    Review,
)
from safe_exit.content.neutral_pages import NeutralPage
from safe_exit.data.charts import Dated, Part, Roles, Source, Stretch
from safe_exit.data.hours import Hours, Opening
from safe_exit.data.tables import TABLES
from safe_exit.markup.embeds import KINDS
from safe_exit.portal.captions import Chapter
from safe_exit.portal.media import RECORDINGS
from safe_exit.portal.reading import OF_OTHER_PAGES, PortalMeta
from tests.conftest import Files, Lane, page
from tests.readers.documents import DOCUMENTS, prose, tables

# Tables of the data that have a guide of their own. The others are described among those.
ELSEWHERE = {
    "resources": ("docs/library.md", "keys"),
    "traces": ("docs/traces.md", "what-is-recorded"),
}

# Where each table of keys stands, and what it is a table of.
KEYS: dict[tuple[str, str], type[Model]] = {
    **{ELSEWHERE.get(each.name, ("docs/writing.md", each.name)): each.row for each in TABLES},
    ("docs/configuration.md", "keys"): SiteConfig,
    ("docs/configuration.md", "neutral-pages"): NeutralPage,
    ("docs/configuration.md", "reading-age"): ReadingAges,
    ("docs/packs.md", "keys"): Editions,
    ("docs/packs.md", "earlier-versions"): Edition,
    ("docs/portal.md", "keys"): PortalMeta,
    ("docs/portal.md", "chapters"): Chapter,
    ("docs/traces.md", "keys-of-a-visit"): Visit,
    ("docs/writing.md", "front-matter"): FrontMatter,
    ("docs/writing.md", "who-has-checked-a-page"): Review,
    ("docs/writing.md", "exceptions"): LongSentence,
    ("docs/writing.md", "dates"): Dated,
    ("docs/writing.md", "months"): Stretch,
    ("docs/writing.md", "roles"): Roles,
    ("docs/writing.md", "parts"): Part,
    ("docs/writing.md", "sources-of-a-chart"): Source,
    ("docs/writing.md", "hours"): Hours,
}

# What only others are made from.
SHARED = {Opening}

WRITTEN = {
    (name, table.place, table.head[0]): [(row[0], row[1]) for row in table.rows]
    for name in DOCUMENTS
    for table in tables(name)
}

ROWS = [
    (model, key.strip("`"), words)
    for (name, place), model in KEYS.items()
    for key, words in WRITTEN.get((name, place, "Key"), [])
]

NAMED = [f"{model.__name__}.{key}" for model, key, _ in ROWS]


def names(name: str, place: str, head: str) -> list[str]:
    """The first cells of a table, without the marks of code."""
    return [cell.strip("`") for cell, _ in WRITTEN[name, place, head]]


def test_every_table_of_keys_is_one_of_these() -> None:
    """So that none is left unchecked."""
    assert {(name, place) for name, place, head in WRITTEN if head == "Key"} == set(KEYS)


def test_whatever_an_editor_writes_has_a_table() -> None:
    """Every record of the program is described somewhere."""

    def below(model: type[Model]) -> Iterator[type[Model]]:
        for child in model.__subclasses__():
            yield child
            yield from below(child)

    known = {m for m in below(Model) if m.__module__.startswith(("safe_exit.", "evidence."))}
    assert known == set(KEYS.values()) | SHARED


@pytest.mark.parametrize(("name", "place"), KEYS)
def test_a_table_has_the_keys_of_the_program(name: str, place: str) -> None:
    """Each once; the portal's pages have those of other pages besides."""
    model = KEYS[name, place]
    others = set(FrontMatter.model_fields) if model is PortalMeta else set()
    assert sorted(names(name, place, "Key")) == sorted(set(model.model_fields) - others)


@pytest.mark.parametrize(("model", "key", "words"), ROWS, ids=NAMED)
def test_a_key_is_called_needed_where_it_is(model: type[Model], key: str, words: str) -> None:
    """And nowhere else."""
    field = model.model_fields.get(key)
    assert field is not None
    assert words.endswith(" Needed.") == field.is_required()


@pytest.mark.parametrize(("model", "key", "words"), ROWS, ids=NAMED)
def test_every_word_that_a_key_can_have_is_named(model: type[Model], key: str, words: str) -> None:
    """Where there is a choice."""
    if (model, key) != (FrontMatter, "kind"):  # which has a table of its own
        field = model.model_fields.get(key)
        assert field is not None
        assert {f"`{word}`" for word in choices(field.annotation)} <= set(
            re.findall("`[^`]+`", words)
        )


def choices(annotation: Any) -> Iterator[str]:
    """The words that a type can have: 'open', 'closed', 'unknown'."""
    for part in get_args(annotation):
        if get_origin(annotation) is Literal:
            yield str(part)
        else:
            yield from choices(part)


def test_the_kinds_of_page_are_those_of_the_program() -> None:
    """None missing, none too many."""
    assert sorted(names("docs/writing.md", "kinds-of-page", "`kind`")) == sorted(get_args(Kind))


Make = Callable[[Files], Lane]


def advice(site: Lane) -> set[str]:
    """What the program itself says can be written in place of the one mistake of a site."""
    (problem,) = site.problems()
    return set(problem.how_to_fix.removeprefix("Use one of: ").split(", "))


def test_every_embed_is_described(lane: Make) -> None:
    """Every kind, and every name that is no row of a table."""
    cells = names("docs/writing.md", "what-a-page-takes-by-name", "You write")
    written = [re.match(r"\[\[(\w+): ([\w.]+)", cell) for cell in cells]
    pairs = {(found[1], found[2]) for found in written if found}
    assert len(pairs) == len(cells)
    assert {kind for kind, _ in pairs} == advice(lane({"a.md": page("[[nothing: x]]\n")}))
    for kind, known in ((kind, how.names) for kind, (how, _) in KINDS.items() if how.names):
        assert {name for other, name in pairs if other == kind} == set(known)


def test_every_box_is_described(lane: Make) -> None:
    """None missing, none too many."""
    cells = names("docs/writing.md", "boxes", "You write")
    boxes = {cell.removeprefix("> ").partition("]")[0] + "]" for cell in cells}
    assert boxes == advice(lane({"a.md": page("> [!nothing] X\n> Y\n")}))


@pytest.mark.parametrize(
    ("name", "place", "cell", "known"),
    [
        ("docs/writing.md", "text", "[text](file.pdf)", FILE_KINDS),
        ("docs/writing.md", "text", "![what it shows](boat.svg)", IMAGE_KINDS),
        ("docs/portal.md", "keys", "recording", RECORDINGS),
    ],
)
def test_every_kind_of_file_is_named(name: str, place: str, cell: str, known: Any) -> None:
    """Of what lies beside pages."""
    head = "Key" if place == "keys" else "You write"
    (words,) = (words for first, words in WRITTEN[name, place, head] if first == f"`{cell}`")
    assert set(re.findall(r"`(\.\w+)`", words)) == set(known)


def test_the_portals_guide_names_the_keys_that_do_nothing_there() -> None:
    """They are refused."""
    (sentence,) = re.findall(r"are refused:\n(.*?)\.", prose("docs/portal.md"), re.DOTALL)
    assert sorted(re.findall(r"`(\w+)`", sentence)) == sorted(OF_OTHER_PAGES)


def test_every_option_of_a_build_is_described() -> None:
    """In the guide for hosts."""
    options = [param.opts[0] for param in main.commands["build"].params]
    assert names("docs/hosting.md", "the-smallest-example", "Option") == options
