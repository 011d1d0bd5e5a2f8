"""Phrases that a site does not use: those that blame, and other words for what it has a term for.

They are looked for wherever words reach somebody: pages, packs, the portal and its captions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from safe_exit.base.problems import Problem
from safe_exit.content.config import SiteConfig
from safe_exit.markup.sentences import Sentence
from safe_exit.pages.page import Page


def check_phrases(
    page: Page, texts: tuple[Sentence, ...], config: SiteConfig, hint: bool
) -> Iterator[Problem]:
    """What a page says that it should not; ``hint`` where blame is to be pointed out only.

    A page may name phrases in ``quoted_words`` in order to speak about them.
    """
    quoted = {even(words): index for index, words in enumerate(page.meta.quoted_words)}
    used = set()
    for line, phrase, what, fix in _places(texts, config):
        used.add(even(phrase))
        if even(phrase) not in quoted:
            fix += "; or, to speak about these words, list them in 'quoted_words'"
            term = phrase in config.terms and not page.withheld
            yield Problem(page.where, line, what, fix, hint and not term)
    for words, index in quoted.items():
        if words not in used:
            what = f"'{page.meta.quoted_words[index]}' need not be in 'quoted_words'"
            fix = "Take it off: the page does not hold it, or site.toml does not list it"
            yield Problem(page.where, page.lines.get(f"quoted_words.{index}", 1), what, fix)


def check_texts(
    texts: Iterable[tuple[str, list[tuple[int, str]]]], folder: str, config: SiteConfig
) -> Iterator[Problem]:
    """The same of files beside the pages: the path of each, and its lines with their numbers.

    ``folder`` is the content folder in messages.
    """
    for path, lines in texts:
        # One text, as a sentence may go on from one caption to the next.
        whole = Sentence("\n".join(" ".join(said.split()) for _, said in lines), 1, running=False)
        for place, _, what, fix in _places([whole], config):
            yield Problem(f"{folder}/{path}", lines[place - 1][0], what, fix)


def _places(texts: Iterable[Sentence], config: SiteConfig) -> Iterator[tuple[int, str, str, str]]:
    """Each place: its line, the phrase, what is wrong with it, and how to mend it."""
    texts = tuple(texts)
    whole = "\n".join(even(text.text) for text in texts)
    for phrase, instead in (*config.blame_words.items(), *config.terms.items()):
        words = even(phrase)
        if words not in whole:
            continue
        if phrase in config.terms:
            what, fix = f"this site has another word for '{phrase}'", f"Write '{instead}'"
        else:
            what, fix = f"'{phrase}' can blame the wrong person, or hide what was done", instead
        pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)".replace(r"\ ", r"\s+"))
        for text in texts:
            for place in pattern.finditer(text.text.lower().replace("’", "'")):
                yield text.line + text.text.count("\n", 0, place.start()), phrase, what, fix


def even(text: str) -> str:
    """Text that can be compared: one case, one kind of apostrophe, single spaces."""
    return " ".join(text.lower().replace("’", "'").split())
