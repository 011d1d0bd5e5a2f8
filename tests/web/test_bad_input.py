"""What editors and disks do to a build: told in one line each, and nothing is published.

Each test spoils a site that has been built once, builds again from the command line,
and looks at the sentence, the exit code and the checksums of what was published.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safe_exit.base.places import ROOT
from tests.conftest import Files, Lane, page

Make = Callable[[Files], Lane]

FIGURE = """share:
  value: "81%"
  says: of those asked
  counted: people asked
  when: April 2018
  publisher: P
  caveat: few were asked.
  checked_on: 2026-01-01
  next_check: 2030-01-01
"""

# An @ stands for the folder a case is put in: none when it is alone.
MISTAKES: dict[str, tuple[Files, str]] = {
    "broken YAML": (
        {"@a.md": "---\ntitle: A: B\ndescription: C\n---\n"},
        "content/@a.md:2: this is not valid YAML (mapping values are not allowed here). "
        "Put text that begins with * or holds a colon, # or quote between double quotes.",
    ),
    "missing title": (
        {"@a.md": "---\ndescription: C\n---\n"},
        "content/@a.md:2: 'title' is missing. Add a line 'title: …'.",
    ),
    "unknown key": (
        {"@a.md": page(sumary="x")},
        "content/@a.md:4: 'sumary' is not a key that is known here. Did you mean 'summary'?",
    ),
    "wrong date": (
        {"@a.md": page(review_by="31.5.2026")},
        "content/@a.md:4: 'review_by' is not a date; write it like 2026-05-31. Change the value.",
    ),
    "two pages with one address": (
        {"@a.md": page(), "@A.md": page()},
        "content/@a.md: @a.md and @A.md differ only in capital letters and have the same "
        "address /@a/. Rename one of the two.",
    ),
    "link to a page that is not there": (
        {"@a.md": page("Text.\n\n[x](nowhere-at-all.md)\n")},
        "content/@a.md:7: there is no page or file '@nowhere-at-all.md' to link to. "
        "Check the spelling, or take the link out.",
    ),
    "link to an anchor that is not there": (
        {"@a.md": page("## One\n\n[x](#two)\n")},
        "content/@a.md:7: the link to '#two' names a heading that is not in @a.md. "
        "Its headings are: #one.",
    ),
    "image without alt text": (
        {"@a.md": page("![](boat.svg)\n"), "@boat.svg": "<svg/>"},
        "content/@a.md:5: the image 'boat.svg' has no text for those who cannot see. "
        "Say what it shows: ![what it shows](file).",
    ),
    "undefined footnote": (
        {"@a.md": page("\nText[^1].\n")},
        "content/@a.md:6: the footnote [^1] has no text. Add a line at the end: [^1]: the note.",
    ),
    "figure without source": (
        {"data/figures.yaml": FIGURE},
        "content/data/figures.yaml:1: 'source' is missing. Add a line 'source: …'.",
    ),
    "file that is not UTF-8": (
        {"@a.md": page("One\nTwo caf\xe9\n").encode("latin-1")},
        "content/@a.md:6: the file is not UTF-8 text. Save the file again with the encoding UTF-8.",
    ),
}


def put(kind: str, folder: str) -> tuple[Files, str]:
    """A case in a folder of its own: its files, and the line it is told in."""
    files, told = MISTAKES[kind]
    return {name.replace("@", folder): text for name, text in files.items()}, told.replace(
        "@", folder
    )


@pytest.fixture
def built(lane: Make) -> Lane:
    """A site that was published once."""
    site = lane({})
    site.build()
    return site


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_one_line_and_stops_the_build(built: Lane, kind: str) -> None:
    """With file, line, what is wrong and how to mend it; the last good site stays."""
    files, told = put(kind, "")
    before = built.digests()
    built.write(files)
    result = built.run("build")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [told, "", "1 thing to mend. Nothing was published."]
    assert result.stdout == ""
    assert built.digests() == before


def test_all_mistakes_are_told_in_one_run(built: Lane) -> None:
    """Eleven kinds at once, each as clear as it is alone."""
    before = built.digests()
    expected = set()
    for number, kind in enumerate(MISTAKES):
        files, told = put(kind, f"m{number}/")
        built.write(files)
        expected.add(told)
    result = built.run()
    assert result.exit_code == 1
    assert set(result.stderr.splitlines()[:-2]) == expected
    assert built.digests() == before


def test_a_broken_row_is_told_once_and_not_again_by_every_page_that_uses_it(built: Lane) -> None:
    """The pages are right: it is the row that is wrong."""
    uses = "[[figure: share]]\n\nIt is [[figure: share]].\n"
    built.write({"data/figures.yaml": FIGURE, "a.md": page(uses)})
    result = built.run()
    assert result.stderr.splitlines()[:-2] == [MISTAKES["figure without source"][1]]


def test_an_empty_folder(built: Lane) -> None:
    """Says what makes a folder a site."""
    before = built.digests()
    shutil.rmtree(built.content)
    built.content.mkdir()
    result = built.run()
    assert result.exit_code == 1
    assert "content: there is no page here. Write a first page, index.md" in result.stderr
    assert "content/site.toml: there is no site.toml here" in result.stderr
    assert built.digests() == before


def test_an_output_folder_that_is_not_ours(built: Lane) -> None:
    """Not one file of it is touched."""
    Path("photos").mkdir()
    Path("photos/a.jpg").write_text("x")
    result = built.run("--out", "photos")
    assert result.exit_code == 1
    assert "photos: this folder holds files that no build made. Choose another" in result.stderr
    assert Path("photos/a.jpg").read_text() == "x"


NO_ROOM = """
import os, resource, sys
limit = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv = ["build.py", "build"]
sys.path.insert(0, {source!r})
from safe_exit.cli import main
main()
"""

FULL_DISK = """
set -e
mount -t tmpfs -o size=256k tmpfs "$1"
cp -r content "$1/content"
cd "$1"
"$2" "$3" build
before=$(find public -type f -exec sha256sum {} + | sort)
head -c 1000000 /dev/zero > filler 2>/dev/null || true
set +e
"$2" "$3" build
code=$?
set -e
test "$before" = "$(find public -type f -exec sha256sum {} + | sort)"
test "$(ls -A)" = "content
filler
public"
exit $code
"""


BUILD = (sys.executable, ROOT / "build.py")
UNSHARE = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]


def test_a_file_that_may_not_grow_leaves_the_site_alone(built: Lane) -> None:
    """The system stops the write half-way, as a quota does; works on every system."""
    before = built.digests()
    program = NO_ROOM.format(source=str(ROOT / "site"))
    done = subprocess.run(
        [sys.executable, "-c", program, "2000"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("public: there is no room left on the disk for the new site.")
    assert "Traceback" not in done.stderr
    assert built.digests() == before
    assert not list(Path().glob(".public*"))


def may_mount() -> bool:
    """Whether this user may mount a small disk: root, or with Linux's user namespaces."""
    if sys.platform != "linux":
        return False
    return subprocess.run([*UNSHARE, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(
    not may_mount(), reason="needs root or user namespaces; the test above does not"
)
def test_no_room_on_the_disk(built: Lane) -> None:
    """A real disk of 256 KB, filled to the brim."""
    Path("disk").mkdir()
    done = subprocess.run(
        [*UNSHARE, "sh", "-c", FULL_DISK, "sh", *map(str, (Path("disk").resolve(), *BUILD))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "public: there is no room left on the disk for the new site. Free some" in done.stderr
    assert "Traceback" not in done.stderr
