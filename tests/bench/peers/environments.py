"""An environment of its own for each program: a virtual environment, or a folder of npm's."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path


class InstallError(Exception):
    """A program could not be installed; the message says what its installer said."""


def install(kind: str, packages: tuple[str, ...], place: Path) -> None:
    """Install packages by their names with pip or npm into ``place``, unless they are there."""
    done = place / ".installed"
    if done.exists() and done.read_text("utf-8") == "\n".join(packages):
        return
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    print(f"Installing {' '.join(packages)} …", file=sys.stderr, flush=True)
    if kind == "pip":
        _run([sys.executable, "-m", "venv", str(place)], place)
        pip = [str(place / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, *packages], place)
    else:
        npm = shutil.which("npm")
        if npm is None:
            raise InstallError("Install Node.js with npm (on Debian: apt-get install npm)")
        (place / "package.json").write_text("{}\n", encoding="utf-8")
        _run([npm, "install", "--no-fund", "--no-audit", "--ignore-scripts", *packages], place)
    done.write_text("\n".join(packages), encoding="utf-8")


def _run(command: list[str], place: Path) -> None:
    done = subprocess.run(command, cwd=place, capture_output=True, text=True)
    if done.returncode:
        raise InstallError(f"{' '.join(command[:3])} …\n{done.stderr.strip()[-2_000:]}")


def version(kind: str, package: str, place: Path) -> str:
    """Which version of a package is installed in ``place``."""
    if kind == "npm":
        told = (place / "node_modules" / package / "package.json").read_text(encoding="utf-8")
        return str(json.loads(told)["version"])
    ask = f"import importlib.metadata as m; print(m.version({package!r}))"
    python = str(place / "bin" / "python")
    return subprocess.run([python, "-c", ask], capture_output=True, text=True).stdout.strip()
