"""Words that stand behind the password are found nowhere else: a canary for each kind."""

from __future__ import annotations

import base64
import gzip
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from safe_exit.base.places import ROOT
from safe_exit.publish.output import RECORD
from tests.conftest import TODAY, Files, Lane, page
from tests.readers.vault import content_key, open_file
from tests.sites.portal import PORTAL

Make = Callable[[Files], Lane]

# Nothing else in the world holds these.
KINDS = (
    *("text", "title", "description", "summary", "topic", "heading", "file", "content"),
    *("caption", "chapter", "label", "slides", "draft", "folder"),
)
CANARIES = {name: f"qz{name}xkv" for name in KINDS}
PASSWORD = "wombat-lintel-ochre-fjord-gasket-plinth-yodel"
WHOLE = f"{CANARIES['text']}, and a line of its own that is long enough to be told from others."

FILES: dict[str, str | bytes] = {
    "door.md": PORTAL["door.md"],
    "search.md": page(title="Search", kind="search"),
    "a-z.md": page(title="A to Z", kind="a-z"),
    "portal/q.md": page(
        f"{WHOLE}\n\n## {CANARIES['heading']}\n\n[x]({CANARIES['file']}.bin)\n",
        CANARIES["title"],
        number="1",
        summary=CANARIES["summary"],
        topics=f"[{CANARIES['topic']}]",
        date="2026-05-01",
        recording="r.webm",
        captions="r.vtt",
        slides=f"{CANARIES['slides']}.pdf",
        chapters=f'[{{at: "0:00", title: {CANARIES["chapter"]}}}]',
    ).replace("What it is for.", CANARIES["description"]),
    f"portal/{CANARIES['folder']}/d.md": page(CANARIES["draft"], number="2", draft="true"),
    f"portal/{CANARIES['file']}.bin": CANARIES["content"].encode() * 40,
    f"portal/{CANARIES['slides']}.pdf": b"%PDF-1.7",
    "portal/r.webm": bytes(300_000),
    "portal/r.vtt": f"WEBVTT\n\n00:00.000 --> 00:01.000\n{CANARIES['caption']}\n",
}


def disguises(word: str) -> Iterator[bytes]:
    """A word as it is, and as programs write it down."""
    for text in (word.encode(), word.upper().encode(), word.encode("utf-16-le")):
        yield text
        yield text.hex().encode()
    for shift in range(3):  # wherever in a longer text it stands
        encoded = base64.b64encode(bytes(shift) + word.encode())
        yield encoded[4 if shift else 0 : -4]


NEEDLES = {needle: word for word in (*CANARIES.values(), PASSWORD) for needle in disguises(word)}


def found_in(content: bytes) -> set[str]:
    """The canaries in some bytes."""
    if content[:2] == b"\x1f\x8b":
        content += gzip.decompress(content)
    return {word for needle, word in NEEDLES.items() if needle in content}


def found_below(folder: Path) -> dict[str, set[str]]:
    """The canaries in a folder, in files and in names, while things come and go in it."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            try:
                content = path.read_bytes() if name in files else b""
            except OSError:
                continue  # gone again
            if words := found_in(content) | found_in(name.encode()):
                found[str(path)] = words
    return found


class Run:
    """A build as a person starts it, whose every place is watched while it runs."""

    def __init__(self, made: Lane, place: Path, *arguments: str, password: str = PASSWORD) -> None:
        temporary = place / "temporary"
        temporary.mkdir(exist_ok=True)
        self.seen: dict[str, set[str]] = {}
        over = threading.Event()

        def watch() -> None:
            while not over.is_set():
                self.seen |= found_below(temporary) | self._beside(made)

        own = {"PORTAL_PASSWORDS": f"{CANARIES['label']}={password}"} if password else {}
        names = {"TMPDIR": str(temporary), "HOME": str(temporary), "PATH": os.environ["PATH"]}
        watching = threading.Thread(target=watch)
        watching.start()
        try:
            self.done = subprocess.run(
                [
                    *(sys.executable, str(ROOT / "build.py"), *arguments),
                    *("--content", "content", "--date", str(TODAY)),
                ],
                env=names | own,
                cwd=place,
                capture_output=True,
                check=False,
            )
        finally:
            over.set()
            watching.join()
        self.seen |= found_below(temporary) | self._beside(made)
        self.said = self.done.stdout + self.done.stderr

    def _beside(self, made: Lane) -> dict[str, set[str]]:
        """In the output, what is on its way there, and whatever else lies about."""
        below: dict[str, set[str]] = {}
        for name in os.listdir(made.out.parent):
            if name not in ("content", "temporary"):
                below |= found_below(made.out.parent / name)
        return below


def test_the_words_are_where_we_look_for_them(lane: Make, tmp_path: Path) -> None:
    """The search finds each of them in the content itself."""
    made = lane(FILES)
    found = set().union(*found_below(made.content.resolve()).values())
    assert found == {*CANARIES.values()} - {CANARIES["label"]}
    for disguise in disguises(CANARIES["text"]):
        assert found_in(b"before" + disguise + b"after")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.gz").write_bytes(gzip.compress(CANARIES["text"].encode()))
    assert found_below(tmp_path / "other")


def test_nothing_of_it_is_published_or_left_behind(lane: Make, tmp_path: Path) -> None:
    """Not in the output, the record, a temporary file at any time, nor in what is printed."""
    made = lane(FILES)
    run = Run(made, tmp_path, "build", "--out", "public")
    assert run.done.returncode == 0, run.said
    assert run.seen == {}
    assert found_in(run.said) == set()
    # It is there all the same, for who has the password.
    door = made.read("door/index.html")
    key = content_key(door.split('id="portal-door">')[1].split("</script>")[0], PASSWORD)
    assert key
    files = sorted(path.name for path in (made.out / "door").glob("*.bin"))
    assert len(files) == 6
    opened = {
        name: open_file(key, name, (made.out / "door" / name).read_bytes()) for name in files[:2]
    }
    assert CANARIES["title"].encode() in opened["0.bin"][1]
    assert WHOLE.encode() in opened["1.bin"][1]


def test_no_list_names_even_its_files(lane: Make, tmp_path: Path) -> None:
    """Sitemap, search, A to Z, headers and redirects; the door is not to be indexed. The record
    has their numbers and the digests of what is locked, as of every file that is published.
    """
    made = lane(FILES)
    assert Run(made, tmp_path, "build", "--out", "public").done.returncode == 0
    for path in made.out.rglob("*"):
        if path.is_file() and path.suffix != ".bin" and path.name != RECORD:
            assert not re.search(r"\d\.bin", path.read_text("utf-8")), path
    assert "door" not in made.read("sitemap.xml")
    assert '<meta name="robots" content="noindex' in made.read("door/index.html")


def test_without_passwords_it_is_left_out(lane: Make, tmp_path: Path) -> None:
    """One line says so, and nothing is there, not even locked."""
    made = lane(FILES)
    run = Run(made, tmp_path, "build", "--out", "public", password="")
    assert run.done.returncode == 0
    assert b"The portal is left out: no passwords are set" in run.said
    assert run.seen == {}
    assert found_in(run.said) == set()
    assert list(made.out.rglob("*.bin")) == []
    assert "connect-src" not in made.read("_headers")


@pytest.mark.parametrize("password", [PASSWORD, "", "weak"])
def test_a_build_that_fails_leaves_nothing(lane: Make, tmp_path: Path, password: str) -> None:
    """Its message names files to the editor; no password, and no words of a page."""
    broken = {**FILES, "portal/z.md": page("[x](nowhere.md)", number="3", colour="x")}
    made = lane(broken)
    run = Run(made, tmp_path, "build", "--out", "public", password=password)
    assert run.done.returncode == 1
    assert b"Traceback" not in run.said
    assert run.seen == {}
    assert found_in(run.said) & {PASSWORD, CANARIES["text"], CANARIES["content"]} == set()
    assert not made.out.exists()


def test_checking_reads_it_and_writes_nothing(lane: Make, tmp_path: Path) -> None:
    """As an editor does all day."""
    run = Run(lane(FILES), tmp_path, "check")
    assert run.done.returncode == 0, run.said
    assert run.seen == {}
    assert found_in(run.said) & {PASSWORD, CANARIES["text"], CANARIES["content"]} == set()


def test_a_weak_password_stops_the_build(lane: Make, tmp_path: Path) -> None:
    """Before anything is written; it is not repeated."""
    made = lane(FILES)
    run = Run(made, tmp_path, "build", "--out", "public", password="Sommer2026!")
    assert run.done.returncode == 1
    assert b"can be guessed" in run.said
    assert b"Sommer" not in run.said
    assert b"python build.py portal new-password" in run.said
    assert not made.out.exists()
