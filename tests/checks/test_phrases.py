"""Words that a site does not use, wherever somebody would read or hear them."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import SITE_TOML, Files, Lane, page

Make = Callable[[Files], Lane]

TOML = (
    SITE_TOML
    + """
[blame_words]
"losing your temper" = "Ask what they decided to do"
[terms]
"e-mail" = "email"
"""
)


def test_one_word_for_one_thing(lane: Make) -> None:
    """On every page, for whomever it is; where the word is part of a name it can be listed."""
    site = lane({"site.toml": TOML, "a.md": page("Write an E-mail\nor an e-mail.\n")})
    told = [(problem.line, problem.what) for problem in site.problems()]
    what = "this site has another word for 'e-mail'"
    assert told == [(5, what), (6, what)]
    quoted = page("Write an e-mail.\n", quoted_words="[e-mail]")
    assert lane({"site.toml": TOML, "a.md": quoted}).problems() == []
    idle = page("Write an email.\n", quoted_words="[e-mail]")
    (problem,) = lane({"site.toml": TOML, "a.md": idle}).problems()
    assert problem.what == "'e-mail' need not be in 'quoted_words'"


def test_what_is_said_in_a_recording_is_read_too(lane: Make) -> None:
    """On the line of its caption, also where the phrase goes on in the next one; and text files."""
    captions = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nWhen were you closest to losing\n\n"
        "00:02.000 --> 00:03.000\nyour temper?\n"
    )
    site = lane(
        {
            "site.toml": TOML,
            "portal/a.vtt": captions,
            "portal/b.txt": "One.\nSend an e-mail.\n",
        }
    )
    told = {(p.path, p.line) for p in site.problems() if "word" in p.what or "blame" in p.what}
    assert told == {("content/portal/a.vtt", 3), ("content/portal/b.txt", 2)}
