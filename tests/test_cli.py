"""The command line as a person meets it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from safe_exit.base.places import ROOT
from tests.conftest import SITE_TOML, Files, Lane, page
from tests.sites.portal import PORTAL

Make = Callable[[Files], Lane]


def test_building_is_what_happens_without_a_command(lane: Make) -> None:
    """And it says what it built, and how to look at it."""
    result = lane({}).run()
    assert result.exit_code == 0
    assert re.match(
        r"Built 2 pages \([\d,]+ bytes in \d+ files\) in [\d.]+ s into public/", result.stdout
    )
    assert "make serve" in result.stdout
    assert result.stderr.startswith("NOT SIGNED: ")  # and nothing else
    assert result.stderr.count("\n") == 2
    assert Path("public/index.html").is_file()


def test_options_work_without_the_command_too(lane: Make) -> None:
    """python build.py --content DIR --out DIR."""
    site = lane({})
    site.content.rename("words")
    assert site.run("--content", "words", "--out", "there").exit_code == 0
    assert Path("there/index.html").is_file()


def test_another_base_url(lane: Make) -> None:
    """For a trial on another host."""
    lane({}).run("build", "--base-url", "https://trial.example/x")
    assert "https://trial.example/x/" in Path("public/sitemap.xml").read_text()


def test_the_day_can_be_given(lane: Make) -> None:
    """To see what will be there next week."""
    site = lane({"a.md": page(publish_on="2030-01-01")})
    site.run("--date", "2029-12-31")
    assert not Path("public/a").exists()
    site.run("--date", "2030-01-01")
    assert Path("public/a/index.html").is_file()


@pytest.mark.parametrize(
    "arguments", [["--colour"], ["--date", "soon"], ["frobnicate"], ["serve", "--port", "99999"]]
)
def test_wrong_usage_ends_with_two(lane: Make, arguments: list[str]) -> None:
    """Apart from an author's mistake, which ends with one."""
    assert lane({}).run(*arguments).exit_code == 2


def test_help_is_worth_reading(lane: Make) -> None:
    """Every command, with an example of the usual ones."""
    text = lane({}).run("--help").stdout
    for word in ("build", "serve", "check", "new", "python build.py serve", "file:line"):
        assert word in text
    for command in ("build", "serve", "check", "new"):
        assert "--content" in lane({}).run(command, "--help").stdout


def test_check_reads_everything_and_builds_nothing(lane: Make) -> None:
    """Notes for editors are shown, and do not fail it."""
    result = lane({"a.md": page("## One\n\n#### Two\n")}).run("check")
    assert result.exit_code == 0
    assert "content/a.md: note: the heading 'Two' skips a level" in result.stderr
    assert "Checked 3 pages: all is well." in result.stdout
    assert not Path("public").exists()


def test_check_fails_on_a_mistake(lane: Make) -> None:
    """With the same words as a build."""
    result = lane({"a.md": page("[x](nowhere.md)\n")}).run("check")
    assert result.exit_code == 1
    assert "content/a.md:5: there is no page or file" in result.stderr


def test_new_begins_a_page_that_builds(lane: Make) -> None:
    """A draft with every line its section needs."""
    site = lane({})
    result = site.run("new", "help", 'Where to "turn": a list')
    assert result.exit_code == 0
    assert "Wrote content/help/where-to-turn-a-list.md as a draft" in result.stdout
    assert site.run("check").exit_code == 0
    assert "/help/where-to-turn-a-list/" in {p.address for p in site.load(drafts=True).pages}


def test_new_never_writes_over_a_page(lane: Make) -> None:
    """Nothing is lost."""
    site = lane({"about.md": page("Precious.\n")})
    result = site.run("new", ".", "About")
    assert result.exit_code == 1
    assert "there is already a page at /about/" in result.stderr
    assert "Precious." in (site.content / "about.md").read_text()


def test_new_in_a_survivors_section_asks_for_quiet_names(lane: Make) -> None:
    """The title on the page may say what it is; address and tab may not."""
    toml = SITE_TOML + 'telling_words = ["abus"]\n'
    front = page(audience="survivors", tab_title="Info")
    site = lane({"site.toml": toml, "help/index.md": front})
    result = site.run("new", "help", "Is this abuse?")
    assert result.exit_code == 1
    assert "needs a quiet title for the browser's tab" in result.stderr
    assert "'/help/is-this-abuse/' holds 'abus'" in result.stderr
    result = site.run(
        "new", "help", "Is this abuse?", "--name", "questions", "--tab-title", "Questions"
    )
    assert result.exit_code == 0
    assert site.run("check").exit_code == 0


@pytest.mark.parametrize("title", ["☂", "../x", "data"])
def test_new_refuses_a_title_without_an_address(lane: Make, title: str) -> None:
    """And says how to give it one."""
    result = lane({}).run("new", ".", title)
    assert result.exit_code == 1
    assert "Choose another --name" in result.stderr


def test_a_portal_without_a_password_says_where_to_begin(
    lane: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a checkout there is a guide beside the program; where it is installed there is none."""
    site = lane(PORTAL)
    told = site.run().stdout
    assert "no passwords are set (docs/portal.md).\n" in told
    assert "Make one: python build.py portal new-password\n" in told
    monkeypatch.setattr("sys.argv", ["/somewhere/bin/safe-exit"])
    told = site.run().stdout
    assert "no passwords are set.\nMake one: safe-exit portal new-password\n" in told


def test_a_port_in_use_is_told(lane: Make) -> None:
    """With a way out."""
    site = lane({})
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = site.run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "cannot be used" in result.stderr
    assert "--port 0" in result.stderr


def loaded_by(site: Lane, *arguments: str) -> set[str]:
    """The libraries that a command has imported, in a process of its own."""
    code = f"import sys; sys.argv[1:] = {arguments!r}\nfrom safe_exit.cli import main\n"
    code += "try: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "site")}
    done = subprocess.run(
        command, env=environment, cwd=site.content.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return {name for name in done.stderr.split() if "." not in name}


def test_no_command_imports_what_only_others_need(lane: Make) -> None:
    """Help comes at once, and who checks waits neither for Flask nor for what makes documents."""
    site = lane({})
    assert {"click", "sys"} < loaded_by(site, "--help")
    for command in ("--help", "--version"):
        loaded = loaded_by(site, command)
        assert not loaded & {"flask", "pydantic", "markdown", "bleach", "jinja2", "zxcvbn"}
    assert not loaded_by(site, "check") & {"flask", "flask_frozen", "weasyprint", "cryptography"}
