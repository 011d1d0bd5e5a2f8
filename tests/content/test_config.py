"""site.toml: the site as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from safe_exit.content.config import SiteConfig, load_config
from safe_exit.content.folder import read_folder

GOOD = 'name = "Lane"\nbase_url = "https://lane.example/docs"\n'


def read(tmp_path: Path, text: str | bytes) -> tuple[SiteConfig | None, list[str]]:
    """Load a site.toml and give its problems as text."""
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "site.toml").write_bytes(raw)
    config, problems = load_config(read_folder(tmp_path, "content"))
    return config, [str(problem) for problem in problems]


def test_a_name_and_an_address_are_enough(tmp_path: Path) -> None:
    """Everything else has a default that works."""
    config, problems = read(tmp_path, GOOD)
    assert config is not None
    assert not problems
    assert config.base_url == "https://lane.example/docs/"
    assert config.prefix == "/docs"
    assert len(config.neutral_pages) == 2


def test_the_command_line_can_move_the_site(tmp_path: Path) -> None:
    """--base-url wins over the file."""
    (tmp_path / "site.toml").write_text(GOOD)
    config, _ = load_config(read_folder(tmp_path), base_url="https://other.example")
    assert config is not None
    assert (config.base_url, config.prefix) == ("https://other.example/", "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('name = "A', "content/site.toml:1: this is not valid TOML"),
        ('name = "A"', "content/site.toml:1: 'base_url' is missing"),
        (
            GOOD + '[links]\nx = "ftp://a"',
            "content/site.toml:4: 'x' must begin with https:// or mailto:",
        ),
        (
            GOOD + '[[neutral_pages]]\naddress = "https://w.example/"\ntitle = "T"\nwhy = "x"',
            "content/site.toml:6: 'why' is not a key that is known here",
        ),
        (GOOD + 'nmae = "x"', "content/site.toml:3: 'nmae' is not a key that is known here"),
        (b'name = "\xff"', "content/site.toml:1: the file is not UTF-8 text"),
    ],
)
def test_mistakes_have_their_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    """tomllib does not say where a key stands; we do."""
    config, problems = read(tmp_path, text)
    assert config is None
    assert problems[0].startswith(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("neutral_pages = []", "content/site.toml:3: there are 0 neutral pages. Name one or two."),
        (
            '[[neutral_pages]]\naddress = "https://lane.example/x"\ntitle = "T"',
            "content/site.toml:4: the neutral page https://lane.example/x is on this very site",
        ),
        (
            '[[neutral_pages]]\naddress = "http://w.example/"\ntitle = "T"',
            "content/site.toml:4: 'address' must be a whole address that begins with https://",
        ),
    ],
)
def test_a_wrong_neutral_page_hides_no_other_mistake(tmp_path: Path, text: str, told: str) -> None:
    """It is told, and the rest is there to check the pages against."""
    config, problems = read(tmp_path, GOOD + text)
    assert config is not None
    assert len(problems) == 1
    assert problems[0].startswith(told)


def test_a_folder_without_site_toml_says_what_is_needed(tmp_path: Path) -> None:
    """The first thing anyone pointing at the wrong folder sees."""
    config, problems = load_config(read_folder(tmp_path, "content"))
    assert config is None
    assert "not a content folder" in str(problems[0])
