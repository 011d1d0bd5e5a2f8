"""The files that static hosts read."""

from __future__ import annotations

import pytest

from safe_exit.base.places import STATIC
from safe_exit.publish.hosts.netlify import LONGEST_LINE, headers_file, redirects_file
from safe_exit.web.assets import load_inline
from safe_exit.web.policy import Policy, make_policy

POLICY = make_policy(load_inline((STATIC,)))


def test_one_rule_for_every_address() -> None:
    """Rules that overlap are joined by hosts, and browsers enforce all they are sent."""
    lines = headers_file(POLICY).splitlines()
    assert [line for line in lines if not line.startswith("  ")] == ["/*"]
    assert dict(line.strip().split(": ", 1) for line in lines[1:]) == POLICY.headers


def test_no_line_is_longer_than_hosts_read() -> None:
    """A longer one would be dropped without a word."""
    assert max(map(len, headers_file(POLICY).splitlines())) < LONGEST_LINE
    long = Policy({"script-src": "x" * LONGEST_LINE}, {}, "", {}, {})
    with pytest.raises(ValueError, match="hosts drop"):
        headers_file(long)


def test_old_addresses_lead_on_and_are_not_kept() -> None:
    """302: a permanent redirect stays in the browser's cache on disk."""
    text = redirects_file({"/old/": "/new/", "/a": "/b/"}, "/docs")
    assert text.splitlines()[1:] == [
        "/docs/a /docs/b/ 302",
        "/docs/a/ /docs/b/ 302",
        "/docs/old /docs/new/ 302",
        "/docs/old/ /docs/new/ 302",
    ]
