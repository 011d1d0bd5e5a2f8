"""Where Leave goes: which pages of other websites will do, and why others will not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from safe_exit.base.plain_yaml import KeyPath, Lines
from safe_exit.base.problems import Fault, Problem
from safe_exit.base.records import Model, OneLine

# Why a page may give a visit away → the sites that are known for it, with all that is
# below them. A * stands for a country's ending: com, de, co.uk. The list is never
# complete: only a phone with the app on it can show what that app takes over.
REASONS_AGAINST = {
    "a search page can show or suggest what was searched for before": (
        "ask.com baidu.com bing.com dogpile.com duckduckgo.com ecosia.org kagi.com metager.de "
        "metager.org mojeek.com naver.com qwant.com search.aol.com search.brave.com seznam.cz "
        "sogou.com startpage.com swisscows.com ya.ru yahoo.* yandex.*"
    ),
    "it shows past searches to whoever is signed in, and phones may open an app instead": (
        "goo.gl google.*"
    ),
    "phones may open its app instead, and the tab in the browser stays as it was": (
        "airbnb.* amazon.* apps.apple.com bbc.co.uk bbc.com booking.com discord.com ebay.* "
        "etsy.com facebook.com fb.com imdb.com instagram.com itunes.apple.com linkedin.com "
        "maps.apple.com messenger.com music.apple.com netflix.com pinterest.* "
        "podcasts.apple.com redd.it reddit.com snapchat.com soundcloud.com spotify.com t.me "
        "theguardian.com threads.com threads.net tiktok.com tripadvisor.* twitch.tv twitter.com "
        "wa.me whatsapp.com wikipedia.org x.com youtu.be youtube.com"
    ),
}

# Stricter about the host than urlsplit, which reads '\' and '%' otherwise than browsers do.
_ADDRESS = re.compile(
    r"https://(?P<user>[^\s/?#\\]*@)?(?P<host>\[[0-9a-f:.]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)*)\.?"
    r"(?::\d{1,5})?(?:/[^\s?#]*)?(?P<rest>[?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)

_ELSEWHERE = "Choose a page of another site that nobody would wonder about"


class NeutralPage(Model):
    """A page of another site that the Leave control opens, and its title for the tab.

    ``accepted_because`` is why this page is right although `REASONS_AGAINST` has
    one. The address is sound only once `check_neutral_pages` has found nothing.
    """

    address: OneLine  # not Https: more than that is asked of it, and told, below
    title: OneLine
    accepted_because: OneLine | None = None


def check_neutral_pages(
    pages: Sequence[NeutralPage],
    base_url: str,
    telling_words: Iterable[str],
    path: str,
    lines: Lines,
) -> Iterator[Problem]:
    """Yield all that makes these pages a wrong place to leave to.

    ``base_url`` is our own; ``path`` names the file they stand in, ``lines`` where its
    keys are. That a page answers, and that no app takes it over, is not tried here.
    """
    key: KeyPath = ("neutral_pages",)
    if not 1 <= len(pages) <= 2:
        what = f"there are {len(pages)} neutral pages"
        yield Problem(path, lines.get(key, 1), what, "Name one or two")
    own = _bare(urlsplit(base_url).hostname or "")
    words, seen = tuple(telling_words), set[str]()
    for index, page in enumerate(pages):
        for fault in (*_address(page, own, seen), *_title(page, words)):
            # Written as inline tables the pages have no lines of their own.
            yield fault.at(path, lines.get((*key, index, fault.key), lines.get(key, 1)))


def telling_word(text: str, words: Iterable[str]) -> str | None:
    """The first telling word in what a browser shows; words count from their beginning."""
    for word in words:
        if re.search(rf"(?<![a-z]){re.escape(word.lower())}", text.lower()):
            return word
    return None


def _address(page: NeutralPage, own: str, seen: set[str]) -> Iterator[Fault]:
    """What is wrong with where a page is; ``seen`` are the hosts of those before it."""
    match = _ADDRESS.fullmatch(page.address)
    if match is None:
        what = "'address' must be a whole address that begins with https://"
        fix = "Write it like https://www.example.org/, the host in plain letters from a to z"
        yield Fault(what, fix, "address")
        return
    page_at, host = f"the neutral page {page.address}", _bare(match["host"])
    if match["user"]:
        what = "the address of a neutral page holds a user name or a password"
        yield Fault(what, "Leave out the '@' and all that stands before it", "address")
    if match["rest"]:
        mark = match["rest"][0]  # what follows '?' is sent there, and histories keep both
        what = f"{page_at} has a '{mark}', and what follows can say something of us or our readers"
        yield Fault(what, f"End the address before the '{mark}'", "address")
    last = host.rpartition(".")[2]
    # Browsers read any host that ends in a number as an IP address: 127.1, 0x7f.1.
    if host.startswith("[") or re.fullmatch(r"\d+|0x[0-9a-f]*", last):
        yield Fault(
            f"{page_at} is at a number, not at the name of a website", _ELSEWHERE, "address"
        )
    elif last in (host, "localhost"):
        yield Fault(
            f"{page_at} is on one computer or network, not on the web", _ELSEWHERE, "address"
        )
    if host == own:
        yield Fault(f"{page_at} is on this very site", _ELSEWHERE, "address")
    elif host.endswith(f".{own}") or own.endswith(f".{host}"):
        yield Fault(f"{page_at} shares its name with this site ({own})", _ELSEWHERE, "address")
    if host in seen:
        what = f"{page_at} is on the same site as the one before: if that fails, so does this"
        yield Fault(what, "Choose a page of another site, or keep only the first", "address")
    seen.add(host)
    why = _against(host)
    if why and not page.accepted_because:
        fix = 'Choose another page, or say why this one is right: accepted_because = "…"'
        yield Fault(f"{page_at} may give a visit away: {why}", fix, "address")
    elif page.accepted_because and not why:
        fix = "Remove accepted_because; it answers only for pages of search engines and apps"
        yield Fault(f"there is nothing to accept about {page_at}", fix, "accepted_because")


def _title(page: NeutralPage, words: Sequence[str]) -> Iterator[Fault]:
    """The tab shows it while the page is being left, so it has to be quiet."""
    if word := telling_word(page.title, words):
        what = f"the neutral page's title '{page.title}' holds '{word}', and the tab shows it"
        yield Fault(what, "Choose a quieter title", "title")


def _against(host: str) -> str | None:
    """Why a host is known to give visits away, or None."""
    for why, sites in REASONS_AGAINST.items():
        for site in sites.split():
            pattern = re.escape(site).replace(r"\*", r"(?:com?\.)?[a-z]{2,3}")
            if re.fullmatch(rf"(?:.+\.)?{pattern}", host):
                return why
    return None


def _bare(host: str) -> str:
    """A host as it is compared: 'www.' makes no other site, and a last dot changes nothing."""
    return host.lower().rstrip(".").removeprefix("www.")
