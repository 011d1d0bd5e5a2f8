"""A folder with a ``pack`` key: its files, their addresses, and what an editor may get wrong."""

from __future__ import annotations

import builtins
import hashlib
import html
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Pdf
from werkzeug.test import Client

from safe_exit.base.places import ROOT
from safe_exit.base.problems import DocumentError
from safe_exit.editor.preview import make_preview
from safe_exit.packs.documents import make_documents
from safe_exit.packs.manuscript import Text
from tests.conftest import TODAY, Files, Lane, page
from tests.sites.packs import AT, EDITION, PACK

Make = Callable[[Files], Lane]
NEWEST = AT.removesuffix("-1.0")
SUFFIXES = (".pdf", ".docx", ".odt", ".epub", ".zip")


def test_every_file_has_two_addresses(lane: Make) -> None:
    """One with its version, for good, and one for the newest; the bytes are the same."""
    out = lane(PACK).build()
    for suffix in SUFFIXES:
        content = (out / f"{AT}{suffix}").read_bytes()
        assert content == (out / f"{NEWEST}{suffix}").read_bytes()
        assert len(content) > 1000


def test_the_front_page_says_what_the_files_are(lane: Make) -> None:
    """Size, pages, checksum, version, how to cite it, what changed."""
    made = lane(PACK)
    out = made.build()
    shown = made.read("packs/small/index.html")
    for suffix in SUFFIXES:
        content = (out / f"{AT}{suffix}").read_bytes()
        assert hashlib.sha256(content).hexdigest() in shown
        assert f'href="/{AT}{suffix}" download' in shown
        assert f"({len(content) // 1000} KB)" in shown
    with Pdf.open(out / f"{AT}.pdf") as pdf:
        assert f"A4, {len(pdf.pages)} pages" in shown
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown)).split())
    address = "https://test-lane.example/packs/small/small-1.0.pdf"
    cite = f"Test Lane (2026) Small pack. Version 1.0, 1 May 2026. Available at: {address}"
    assert cite in words
    assert "This is the first version." in words


def test_the_checksums_verify(lane: Make) -> None:
    """In the archive, for every other file in it; as the tool for it reads them."""
    out = lane(PACK).build()
    with zipfile.ZipFile(out / f"{AT}.zip") as archive:
        assert archive.testzip() is None
        lines = archive.read("SHA256SUMS").decode().splitlines()
        sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
        names = {f"small-1.0{suffix}" for suffix in SUFFIXES[:-1]}
        assert set(archive.namelist()) == {*names, "SHA256SUMS"}
        for name in names:
            assert hashlib.sha256(archive.read(name)).hexdigest() == sums[name]
            assert archive.read(name) == (out / "packs/small" / name).read_bytes()


def test_two_machines_make_the_same(lane: Make, tmp_path: Path) -> None:
    """Whatever their clock's zone, their language, their user and the folder they work in."""
    made = lane(PACK)
    found = []
    for name, own in (
        ("one", {"TZ": "UTC", "LANG": "C.UTF-8", "HOME": "/nowhere", "USER": "one"}),
        ("two", {"TZ": "Pacific/Auckland", "LANG": "de_DE.UTF-8", "USER": "two"}),
    ):
        work = tmp_path / name
        work.mkdir()
        subprocess.run(
            [
                *(sys.executable, str(ROOT / "build.py"), "build", "--out", "public"),
                *("--content", str(made.content.resolve()), "--date", str(TODAY)),
            ],
            cwd=work,
            env={"PATH": os.environ["PATH"], **own},
            umask=0o077 if name == "two" else 0o022,
            check=True,
            capture_output=True,
        )
        found.append({s: (work / f"public/{AT}{s}").read_bytes() for s in SUFFIXES})
    assert found[0] == found[1]


def insides(content: bytes) -> dict[str, bytes]:
    """A file and all that is in it, by name."""
    if content[:2] != b"PK":
        return {"": content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            f"{name}/{inner}": text
            for name in archive.namelist()
            for inner, text in insides(archive.read(name)).items()
        }


def test_nobody_is_named_in_a_file(lane: Make) -> None:
    """No author, no machine's path, no program's user, no other day than the edition's."""
    out = lane(PACK).build()
    texts = insides((out / f"{AT}.zip").read_bytes())
    assert len(texts) > 30
    for name, content in texts.items():
        text = content.decode("utf-8", "replace")
        for tag in ("dc:creator", "meta:initial-creator", "cp:lastModifiedBy"):
            assert not re.search(rf"<{tag}[^>]*>[^<]", text), name
        for private in ("/root/", "/home/", "/tmp/", str(ROOT), "Author>", "site-packages"):
            assert private not in text, name
        days = re.findall(r"(?:created|modified|date)[^>]{0,60}>(\d{4}-\d\d-\d\d)", text)
        assert set(days) <= {"2026-05-01"}, name


EARLIER = """
  version: "1.1"
  date: 2026-05-20
  changes: [A new chapter.]
  earlier:
    - version: "1.0"
      date: 2026-05-01
      changes: [This is the first version.]"""


def test_an_earlier_version_stays(lane: Make) -> None:
    """Its archive at its address; its other files lead to the page that offers it."""
    old = (lane(PACK).build() / f"{AT}.zip").read_bytes()
    made = lane({"packs/small/index.md": page(pack=EARLIER), f"{AT}.zip": old})
    out = made.build()
    assert (out / f"{AT}.zip").read_bytes() == old
    assert (out / f"{NEWEST}-1.1.zip").read_bytes() == (out / f"{NEWEST}.zip").read_bytes() != old
    assert "/packs/small/small-1.0.pdf /packs/small/ 302" in made.read("_redirects")
    shown = made.read("packs/small/index.html")
    assert shown.index("A new chapter.") < shown.index("This is the first version.")
    assert f'href="/{AT}.zip" download' in shown


def fixed(**keys: str) -> str:
    """The key with something else in it."""
    known = {"version": '"1.0"', "date": "2026-05-01", "changes": "[New.]"} | keys
    return "".join(f"\n  {key}: {value}" for key, value in known.items() if value)


MISTAKES: dict[str, tuple[Files, str]] = {
    "no version": ({"packs/small/index.md": page(pack=fixed(version=""))}, "version"),
    "a number": ({"packs/small/index.md": page(pack=fixed(version="1.0"))}, "version"),
    "a word": ({"packs/small/index.md": page(pack=fixed(version="first"))}, "write it like 1.0"),
    "no changes": ({"packs/small/index.md": page(pack=fixed(changes="[]"))}, "one sentence"),
    "unknown": ({"packs/small/index.md": page(pack=fixed(verson='"1"'))}, "verson"),
    "on a page": ({"help.md": page(pack=EDITION)}, "only a folder can be a pack"),
    "at the top": ({"index.md": page(pack=EDITION)}, "only a folder can be a pack"),
    "alone": ({"other/index.md": page(pack=EDITION)}, "the pack has no chapters"),
    "nested": (
        {"packs/small/in/index.md": page(), "packs/small/in/a.md": page(title="In")},
        "the folder /packs/small/in/ lies inside a pack",
    ),
    "a file of its own": (
        {f"{NEWEST}.pdf": b"%PDF", "a.md": page("[x](packs/small/small.pdf)")},
        f"the build makes the file {NEWEST}.pdf itself",
    ),
    "not kept": (
        {"packs/small/index.md": page(pack=EARLIER)},
        f"version 1.0 is not kept: there is no {AT}.zip",
    ),
    "out of order": (
        {"packs/small/index.md": page(pack=EARLIER.replace('"1.1"', '"0.9"'))},
        "comes after version 0.9",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_has_a_file_and_a_line(lane: Make, mistake: str) -> None:
    """And what to do; nothing is published."""
    files, what = MISTAKES[mistake]
    made = lane({**PACK, **files})
    found = [problem for problem in made.problems() if what in problem.what + problem.how_to_fix]
    assert found, [str(problem) for problem in made.problems()]
    assert all(problem.path.startswith("content/") for problem in found)
    if mistake != "nested" and "index.md" in found[0].path:
        assert found[0].line > 1
    assert not made.out.exists()


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the libraries of the system that WeasyPrint needs."""
    real = builtins.__import__

    def missing(name: str, *rest: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0': no such file\nAdditionally, …")
        return real(name, *rest)

    make_documents.cache_clear()
    monkeypatch.setattr(builtins, "__import__", missing)


@pytest.mark.usefixtures("no_pango")
def test_without_pango_the_build_says_what_to_install(lane: Make) -> None:
    """One line with a command, no traceback, and what was published stays."""
    made = lane(PACK)
    said = made.run("build", "--date", str(TODAY), "--jobs", "1")  # pango is missing here alone
    assert said.exit_code == 1
    assert "content/packs/small/index.md:4: its PDF cannot be made" in said.stderr
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in said.stderr
    assert "Traceback" not in said.stderr
    assert not made.out.exists()


@pytest.mark.usefixtures("no_pango")
def test_checking_and_looking_need_no_documents(lane: Make) -> None:
    """Only the pack's own page and its files do; there the preview says what is missing."""
    made = lane(PACK)
    assert made.run("check", "--content", "content", "--date", str(TODAY)).exit_code == 0
    client = Client(make_preview(made.content, TODAY))
    assert client.get("/packs/small/talk/").status_code == 200
    for address in ("/packs/small/", f"/{AT}.pdf"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "apt-get install" in answer.text


def test_what_weasyprint_only_logs_stops_the_build() -> None:
    """A link that leads nowhere on paper, above all; with the pack's file and line."""
    lost = '<html lang="en"><title>X</title><p><a href="#lost">x</a></p>'
    text = Text("x", "X", "X.", "en", "x", "1.0", TODAY, lost, "", "content/x/index.md", 3)
    with pytest.raises(DocumentError, match=r"x/index\.md:3: its PDF does not come out"):
        make_documents(text)


def test_chapters_stand_in_their_order(lane: Make) -> None:
    """Behind the front page, each with its place in the book."""
    (pack,) = lane(PACK).load().packs
    assert [page.meta.title for page in pack.pages] == [
        "Small pack",
        "Talking & listening",
        "Sheet",
    ]
