"""The commands in the README and the guides work, on the examples that stand beside them."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
from pathlib import Path

import click
import pytest

from evidence.host import Host, read_headers
from safe_exit.base.places import ROOT
from safe_exit.cli import main
from tests.readers.documents import (
    DOCUMENTS,
    GUIDES,
    commands,
    examples,
    installing,
    mentioned,
    workshop,
)

PYTHON = Path(sys.executable).parent

# They would ask for a browser, or wait for somebody to stop them: what they are told is looked at.
WAITING = ("python build.py serve", "python build.py trace")


def run(command: str, place: Path) -> str:
    """Run a command as a shell does in the workshop; what it printed."""
    env = {**os.environ, "PATH": f"{PYTHON}{os.pathsep}{os.environ['PATH']}"}
    env.pop("PORTAL_PASSWORDS", None)
    if command.startswith("curl "):
        return asked(command, place, env)
    done = subprocess.run(command, shell=True, cwd=place, env=env, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def asked(command: str, place: Path, env: dict[str, str]) -> str:
    """The same of a command that asks the web: here every website is on loopback."""
    if not shutil.which("curl"):
        pytest.skip("there is no curl here")
    with Host(place / "public") as host:
        authority = place / "authority.pem"
        authority.write_text(ssl.DER_cert_to_PEM_cert(base64.b64decode(host.authority)))
        proxied = {"https_proxy": f"http://127.0.0.1:{host.port}", "CURL_CA_BUNDLE": str(authority)}
        done = subprocess.run(
            command, shell=True, cwd=place, env=env | proxied, capture_output=True, text=True
        )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout


def is_made(command: str) -> None:
    """Whether make knows the target, and what it is told: to run it could run this test."""
    _, *words = shlex.split(command)
    subprocess.run(["make", "--dry-run", *words], cwd=ROOT, check=True, capture_output=True)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for word in words:
        name, equals, _ = word.partition("=")
        assert not equals or f"$({name})" in makefile, command


def is_understood(words: list[str]) -> None:
    """Whether the program takes these words, without doing what they say."""
    named = words and (not words[0].startswith("-") or words[0] in ("--help", "--version"))
    rest = list(words) if named else ["build", *words]
    command: click.Command = main
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        command = command.commands[rest.pop(0)]
    with contextlib.suppress(click.exceptions.Exit):  # after --help; what is wrong raises others
        command.make_context("build.py", rest)


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if commands(name)])
def test_the_commands_of_a_document_work(name: str, tmp_path: Path) -> None:
    """One after the other, as a reader would try them, in one place."""
    place = workshop(name, tmp_path)
    for command in commands(name):
        if command in installing():
            continue  # test_wheel.py runs them
        if command.split()[0] == "make":
            is_made(command)
        elif command.startswith(WAITING):
            is_understood(shlex.split(command)[2:])
        else:
            run(command, place)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_command_that_is_named_in_passing_is_there(name: str) -> None:
    """With its options."""
    for command in mentioned(name):
        if command == "make words":
            continue  # it asks for a language first, and says so
        if command.split()[0] == "make":
            is_made(command)
        else:
            with contextlib.suppress(click.MissingParameter):  # in passing, it may be left out
                is_understood(shlex.split(re.sub(r"^(python build\.py|safe-exit)", "", command)))


@pytest.mark.parametrize("name", ["README.md", *GUIDES])
def test_no_command_hides_from_these_tests(name: str) -> None:
    """Those that stand in a block of another kind would never be run."""
    text = (ROOT / name).read_text("utf-8")
    hidden = re.findall(r"^(?:    |\$ ).*\b(?:make|python|pip|safe-exit)\b.*", text, re.MULTILINE)
    others = [e.text for e in examples(name) if e.language not in ("sh", "markdown", "text")]
    assert not hidden
    assert not re.search(r"^(make|python|pip|safe-exit) ", "".join(others), re.MULTILINE)


def test_a_host_is_asked_for_the_headers_it_was_given(tmp_path: Path) -> None:
    """What the guide for hosts compares is there to be compared."""
    place = workshop("docs/hosting.md", tmp_path)
    build, ask = (c for c in commands("docs/hosting.md") if c.startswith(("python", "curl")))
    run(build, place)
    answered = run(ask, place).splitlines()
    for header, value in read_headers(place / "public").items():
        assert f"{header}: {value}" in answered
