"""Our build beside those of others. Run by hand: ``make bench``, on Linux.

Installs each program into an environment of its own, writes the same pages for each, and
measures in turn: a full build, a build after one page's words have changed, and one where nothing
has. Prints the tables. ``--write`` keeps what was measured in ``tests/bench/results/speed.json``
and writes from it ``speed.md`` and ``speed.svg`` beside it, and the tables of ``docs/speed.md``.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "site"))
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from evidence.trace import system
from safe_exit import __version__
from safe_exit.base.places import ROOT
from tests.bench.peers import corpus
from tests.bench.peers.environments import InstallError, install, version
from tests.bench.peers.measure import CommandError, measure
from tests.bench.peers.programs import PEERS, Program, programs
from tests.bench.peers.report import RESULTS, Measured, keep, kept, tables, write

KINDS = ("full", "edit", "nothing")
EDITED = "section-0/page-1"
PLOT = ("matplotlib",)


class OutputError(Exception):
    """A program did not write what it should have."""


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def check(program: Program, site: Path, addresses: Sequence[str], words: str) -> None:
    """Whether every page was written, and the last edit is on its page."""
    out = site / program.out
    missing = [to for to in addresses if not (out / to / "index.html").is_file()]
    if missing:
        raise OutputError(f"{program.name} has not written {len(missing)} pages: {missing[:5]}")
    if words not in (out / EDITED / "index.html").read_text(encoding="utf-8"):
        raise OutputError(f"{program.name} has not taken up the edit of {EDITED}")


def prepare(count: int, chosen: Sequence[Program], cache: Path, place: Path) -> list[str]:
    """Write the site of each program below ``place``; the addresses of its pages."""
    pages = [*corpus.pages(count)]
    for program in chosen:
        program.prepare(place / program.folder, pages, cache / program.folder)
    return [page.address for page in pages]


def compare(count: int, runs: int, chosen: Sequence[Program], cache: Path) -> Iterator[Measured]:
    """Measure all with so many pages, in turn; after each turn, all that was measured by then."""
    found: dict[str, dict[str, list[list[float]]]] = {
        program.name: {kind: [] for kind in KINDS} for program in chosen
    }
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        place = Path(made)
        addresses = prepare(count, chosen, cache, place)
        load = os.getloadavg()[0]
        for run in range(runs):
            for program in chosen:
                site = place / program.folder
                words = f"Words that were edited {run + 1} times."
                for kind in KINDS:
                    if kind == "full":
                        program.forget(site)
                    elif kind == "edit":
                        with program.source(site, EDITED).open("a", encoding="utf-8") as file:
                            file.write(f"\n{words}\n")
                    command = program.command(cache / program.folder)
                    cost = measure(command, site, place / "log")
                    check(program, site, addresses, words if kind != "full" else "<")
                    found[program.name][kind].append([round(part, 3) for part in cost])
                    say(
                        f"{count:,} pages, run {run + 1}: {program.name}, {kind}: {cost.wall:.2f} s"
                    )
            yield Measured(
                pages=count,
                day=datetime.date.today().isoformat(),
                machine=machine(),
                load=round(load, 2),
                versions=versions(chosen, cache),
                runs=found,
            )


def machine() -> str:
    """What the programs ran on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{system()}, {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB"


def versions(chosen: Sequence[Program], cache: Path) -> list[str]:
    """What was measured, and what runs it."""
    told = [f"Safe Exit {__version__}", f"Python {platform.python_version()}"]
    for program in chosen:
        for package in program.packages:
            name = package.partition("[")[0]
            told.append(f"{name} {version(program.kind, name, cache / program.folder)}")
        if program.kind == "npm":
            node = subprocess.run(["node", "--version"], capture_output=True, text=True)
            told.append(f"Node.js {node.stdout.strip().lstrip('v')}")
    return told


def draw(cache: Path) -> None:
    """Plot what is kept, by a library in an environment of its own."""
    install("pip", PLOT, cache / "plot")
    script = Path(__file__).with_name("plot.py")
    words = [str(RESULTS / "speed.json"), str(RESULTS / "speed.svg")]
    subprocess.run([str(cache / "plot" / "bin" / "python"), str(script), *words], check=True)


def options() -> argparse.Namespace:
    """What was asked for."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000], metavar="PAGES")
    asked.add_argument("--runs", type=int, default=5, help="of each, in turn")
    asked.add_argument("--cache", type=Path, help="where programs are installed, and stay")
    names = [program.name for program in PEERS]
    asked.add_argument("--only", nargs="+", choices=names, default=names, help="of the others")
    asked.add_argument("--write", action="store_true", help="keep what was measured")
    asked.add_argument("--draw", action="store_true", help="only write anew what is made of it")
    return asked.parse_args()


def main() -> None:
    """Print the comparison, and keep it where that is asked for."""
    asked = options()
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        cache = (asked.cache or Path(place)).resolve()
        if cache.is_relative_to(ROOT):
            sys.exit("--cache is a folder outside this repository")
        chosen = [one for one in programs() if not one.kind or one.name in asked.only]
        try:
            for program in [] if asked.draw else chosen:
                if program.kind:
                    install(program.kind, program.packages, cache / program.folder)
            for count in [] if asked.draw else sorted(asked.sizes):
                for measured in compare(count, asked.runs, chosen, cache):
                    if asked.write:
                        keep(measured)
                print(tables([measured]))
            if asked.write or asked.draw:
                write(kept())
                draw(cache)
        except (InstallError, CommandError, OutputError) as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()
