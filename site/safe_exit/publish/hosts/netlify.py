"""The policy and the old addresses, in the files that static hosts read."""

from __future__ import annotations

from collections.abc import Mapping

from safe_exit.web.policy import Policy

# What Cloudflare Pages and Netlify take; a longer line is dropped without a word.
LONGEST_LINE = 2_000


def headers_file(policy: Policy) -> str:
    """``_headers``, as Cloudflare Pages and Netlify read it.

    There is one rule. Rules that overlap would have their values joined, and a
    browser enforces every policy it is sent; and only ``/*`` also covers addresses
    where nothing is found.
    """
    lines = ["/*", *(f"  {name}: {value}" for name, value in policy.headers.items())]
    for line in lines:
        if len(line) > LONGEST_LINE:
            raise ValueError(f"hosts drop a header of {len(line)} characters: {line[:60]}…")
    return "\n".join(lines) + "\n"


def redirects_file(aliases: Mapping[str, str], prefix: str) -> str:
    """``_redirects``: old addresses to new ones, with and without the last slash.

    302 and not 301: a permanent redirect is kept in the browser's cache on disk,
    with the old address in it, for as long as the browser likes.
    """
    lines = ["# From the aliases in the pages' front matter."]
    for old, new in sorted(aliases.items()):
        plain = old.rstrip("/")
        lines += [f"{prefix}{plain} {prefix}{new} 302", f"{prefix}{plain}/ {prefix}{new} 302"]
    return "".join(f"{line}\n" for line in lines)
