"""Plain English: how old a reader has to be, and how long sentences are.

The reading age is the Flesch–Kincaid grade + 5. It knows nothing of meaning: it counts
words in a sentence and syllables in a word. It is measured in English only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from safe_exit.base.problems import Problem
from safe_exit.checks.phrases import check_phrases, even
from safe_exit.checks.syllables import syllables
from safe_exit.content.addresses import parent
from safe_exit.content.config import SiteConfig
from safe_exit.content.sources import UNFIT
from safe_exit.markup.sentences import Sentence, read_sentences
from safe_exit.pages.page import Page

MEASURE = "Flesch–Kincaid grade + 5"

# Of fewer words the measure says little.
FEWEST_WORDS = 100

# A sentence of a few words is hard by this measure only because one of them is long.
FEWEST_IN_A_HARD_SENTENCE = 8

HARDEST = 3


def reading_age(sentences: Iterable[Sentence], language: str) -> float | None:
    """The reading age of running text; None where there is too little, or it is not English."""
    words = [running.words for running in sentences if running.running and running.words]
    if not language.startswith("en") or sum(map(len, words)) < FEWEST_WORDS:
        return None
    return _age(words)


def _age(sentences: list[tuple[str, ...]]) -> float:
    words = [word for sentence in sentences for word in sentence]
    spoken = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59 + 5


def ages(pages: Iterable[Page], audience: str) -> dict[str, float]:
    """The reading age of every page for an audience that is long enough, by the page's name."""
    by_page = {
        page.where: reading_age(page.rendered.sentences, page.language.code)
        for page in pages
        if page.audience == audience
    }
    return {name: age for name, age in by_page.items() if age is not None}


def summary(pages: Iterable[Page], config: SiteConfig) -> Iterator[str]:
    """One line for each audience with a target: the mean of its pages, and the hardest."""
    pages = tuple(pages)
    for audience, target in config.reading_age:
        if target is not None and (by_page := ages(pages, audience)):
            mean = sum(by_page.values()) / len(by_page)
            hardest = max(by_page, key=lambda name: by_page[name])
            yield (
                f"Reading age for {audience}: {mean:.1f} on average, {target} at most is wanted. "
                f"Pages measured: {len(by_page)}. Hardest: {hardest}, {by_page[hardest]:.1f}."
            )


def check_readability(pages: Iterable[Page], config: SiteConfig) -> Iterator[Problem]:
    """Everything about the words of all pages: notes, and errors where a page asks for them.

    A site.toml that sets no age, length or phrase costs nothing.
    """
    pages = tuple(pages)
    wanted = (*dict(config.reading_age).values(), config.longest_sentence)
    if not any((*wanted, config.blame_words, config.terms)):
        return
    by_address = {page.address: page for page in pages}
    for page in pages:
        if page.path and page.meta is not UNFIT and page.language.code.startswith("en"):
            # What is not published yet may be looked at while it is being written.
            hint = bool(page.withheld) or not _plain(page, by_address)
            texts = (*_front(page), *page.rendered.sentences)
            yield from _hard(page, config, hint)
            yield from _long(page, texts, config, hint)
            yield from check_phrases(page, texts, config, hint)


def _plain(page: Page, by_address: Mapping[str, Page]) -> bool:
    """Whether the page, or the nearest above it that says anything, asks for plain English.

    Nothing is above a page of the portal.
    """
    while page.meta.plain is None and page.address != "/":
        if not (above := by_address.get(parent(page.address))):
            break
        page = above
    return bool(page.meta.plain)


def _front(page: Page) -> Iterator[Sentence]:
    """What the front matter shows to readers."""
    for key in ("title", "description", "summary", "content_note"):
        if text := getattr(page.meta, key):
            yield from read_sentences(text, page.lines.get(key, 1))


def _hard(page: Page, config: SiteConfig, hint: bool) -> Iterator[Problem]:
    target = getattr(config.reading_age, page.audience)
    if target is None:
        return
    age = reading_age(page.rendered.sentences, page.language.code)
    if age is None or round(age, 1) <= target:
        return
    ranked = sorted(
        (text for text in page.rendered.sentences if len(text.words) >= FEWEST_IN_A_HARD_SENTENCE),
        key=lambda text: -_age([text.words]),
    )
    places = ", ".join(f"line {text.line} ('{_begin(text)}')" for text in ranked[:HARDEST])
    what = f"the reading age is {age:.1f} ({MEASURE}), and {target} is the most for {page.audience}"
    fix = f"Write shorter sentences and shorter words, first on {places}"
    yield Problem(page.where, 0, what, fix, hint)


def _long(
    page: Page, texts: Iterable[Sentence], config: SiteConfig, hint: bool
) -> Iterator[Problem]:
    """Long sentences on a page for survivors, or on one that asks for plain English."""
    if config.longest_sentence is None or (page.audience != "survivors" and hint):
        return
    listed = [even(row.begins) for row in page.meta.long_sentences]
    used = set()
    for text in texts:
        if len(text.words) <= config.longest_sentence:
            continue
        if allowed := [begins for begins in listed if even(text.text).startswith(begins)]:
            used.update(allowed)
            continue
        what = f"a sentence of {len(text.words)} words begins here: '{_begin(text)}'"
        fix = "Cut it in two, or list it in 'long_sentences' with the reason"
        yield Problem(page.where, text.line, what, fix, hint)
    for index, begins in enumerate(listed):
        if begins not in used:
            line = page.lines.get(f"long_sentences.{index}", 1)
            written = page.meta.long_sentences[index].begins
            what = f"no sentence of more than {config.longest_sentence} words begins '{written}'"
            yield Problem(page.where, line, what, "Take it off the list, or mend its beginning")


def _begin(text: Sentence) -> str:
    """Enough of a sentence to find it by."""
    words = text.on_one_line.split()
    return " ".join(words[:7]) + ("…" if len(words) > 7 else "")
