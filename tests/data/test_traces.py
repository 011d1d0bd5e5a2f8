"""Visits, what is found on a disk, and how it is told."""

from __future__ import annotations

import datetime
import sqlite3
from pathlib import Path

import lz4.block
import pytest

from evidence.browser import MissingBrowserError, find
from evidence.disk import CHAIN_END, addresses, history, holding
from evidence.table import as_text, as_yaml
from evidence.visit import load_visit
from safe_exit.base.places import OUR_VISIT
from safe_exit.base.problems import ContentError
from safe_exit.content.folder import read_folder
from safe_exit.data.tables import load_data
from safe_exit.data.traces import COUNTS, QUESTIONS, TRACES, Trace, answer

TRACE = Trace(
    engine="Browser",
    version="1.2",
    system="Linux",
    on=datetime.date(2026, 5, 31),
    pages=4,
    shown=0,
    listed=("Information", "Weather"),
    told=0,
    tabs=3,
    covered=17,
)
VISIT = """name = "There"
host = "there.example"
folder = "pages"
start = "/"
links = ["/a/"]
leave = "#out"
names = ["there"]
words = ["some words"]
"""


def test_the_committed_visits_can_be_read() -> None:
    """Each of them, as it is."""
    for path in OUR_VISIT.parent.glob("*.toml"):
        assert load_visit(path).links


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (VISIT.replace("folder", "place"), "'place' is not"),
        (VISIT.replace('folder = "pages"\n', ""), "it is not clear where the site is"),
        (VISIT + 'content = "c"\n', "it is not clear where the site is"),
        (VISIT.replace("folder", "content"), "there is no content folder 'pages'"),
        (VISIT.replace('leave = "#out"\n', ""), "'leave'"),
        ("name = ", "this is not valid TOML"),
    ],
)
def test_a_visit_with_a_mistake_is_told_in_words(tmp_path: Path, text: str, told: str) -> None:
    """Never a traceback."""
    path = tmp_path / "visit.toml"
    path.write_text(text)
    with pytest.raises(ContentError) as caught:
        load_visit(path)
    assert told in str(caught.value)
    assert "visit.toml" in str(caught.value)


def test_a_visit_that_is_not_there_is_told_too(tmp_path: Path) -> None:
    """With one that is."""
    with pytest.raises(ContentError, match="there is no such visit"):
        load_visit(tmp_path / "none.toml")


def test_chromium_lists_the_ends_of_chains(tmp_path: Path) -> None:
    """What its history page asks for: no subframe, and of a chain of redirects the last."""
    path = tmp_path / "Default" / "History"
    path.parent.mkdir()
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE urls (id, url, title)")
    database.execute("CREATE TABLE visits (url, transition, visit_time)")
    rows = {"first": 1, "last": 1 | CHAIN_END, "frame": 3 | CHAIN_END, "typed": 1 | CHAIN_END}
    for number, (name, transition) in enumerate(rows.items()):
        database.execute("INSERT INTO urls VALUES (?, ?, ?)", (number, name, name.title()))
        database.execute("INSERT INTO visits VALUES (?, ?, ?)", (number, transition, number))
    database.commit()
    database.close()
    assert list(history(tmp_path)) == [("last", "Last"), ("typed", "Typed")]
    assert list(addresses(tmp_path)) == list(rows)


def test_words_are_found_in_every_form(tmp_path: Path) -> None:
    """UTF-8, UTF-16 as Windows and browsers write it, and Firefox's packed session files."""
    packed = lz4.block.compress(b"a" * 500 + b"hidden words" + b"a" * 500)
    (tmp_path / "one").write_bytes(b"\0\xffsome hidden words\0")
    (tmp_path / "two").write_bytes("hidden words".encode("utf-16-le"))
    (tmp_path / "three_123456789012.jsonlz4").write_bytes(b"mozLz40\0" + packed)
    (tmp_path / "four").write_bytes(b"hidden, words")
    assert holding(tmp_path, ["hidden words"]) == ["one", "three_….jsonlz4", "two"]


def test_every_question_has_an_answer_in_words() -> None:
    """What was not looked at is said as well."""
    told = {name: answer(TRACE, name) for name in QUESTIONS}
    assert told["listed"] == "2: Information, Weather"
    assert told["naming"] == "not looked at"
    assert told["covered"] == "17 ms"
    assert answer(TRACE.model_copy(update={"covered": None}), "covered") == "never"


def test_the_table_and_the_data_say_the_same(tmp_path: Path) -> None:
    """What is written can be read again, value by value."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "traces.yaml").write_text(as_yaml({"one": TRACE}), encoding="utf-8")
    data, problems = load_data(read_folder(tmp_path, "content"))
    assert problems == []
    assert data.rows(TRACES) == {"one": TRACE}
    text = as_text([TRACE])
    assert all(question % COUNTS in text for question in QUESTIONS.values())
    assert "Browser 1.2  17 ms" in text


def test_a_browser_that_is_missing_is_told_with_what_installs_it(tmp_path: Path) -> None:
    """And one that was installed in another way is found."""
    with pytest.raises(MissingBrowserError, match="make browsers"):
        find("no-such-program", otherwise=str(tmp_path / "none"))
    (tmp_path / "browser").write_text("")
    assert find("no-such-program", otherwise=str(tmp_path / "browser")).endswith("browser")
