"""The portal's passwords: where they come from, and whether they can be guessed.

The one place that knows zxcvbn and xkcdpass. No message holds a password, or a line that
could be one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xkcdpass import xkcd_password
from zxcvbn import zxcvbn

from safe_exit.base.files import read_text
from safe_exit.base.places import PASSWORDS_FILE, program
from safe_exit.base.problems import Problem, SiteError

VARIABLE = "PORTAL_PASSWORDS"

FEWEST_BITS = 80
"""Whoever takes the files can guess as fast as they can pay for, for as long as they like."""

# Of the 7,776 of the Electronic Frontier Foundation's long list: 90 bits, by chance alone.
WORDS = 7

# zxcvbn's time grows with the square of the length; what comes after only adds to the strength.
LOOKED_AT = 72


@dataclass(frozen=True)
class Password:
    """A password and who has it. The label is for those who run the site, and not published."""

    label: str
    text: str = field(repr=False)


def read_passwords(environment: Mapping[str, str], folder: Path) -> tuple[Password, ...]:
    """The passwords of the environment, else those of the file in a folder; () without either.

    Raises `SiteError` with every line that is no password, or one that can be guessed.
    """
    problems: list[Problem] = []
    where, text = VARIABLE, environment.get(VARIABLE, "")
    if not text.strip() and (folder / PASSWORDS_FILE).is_file():
        where = PASSWORDS_FILE
        text, problems = read_text(folder / PASSWORDS_FILE, PASSWORDS_FILE)
    passwords: dict[str, Password] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        label, equals, secret = (part.strip() for part in line.partition("="))
        if not line.strip() or line.strip().startswith("#"):
            continue
        if not (label and equals and secret):
            what = "this line is not of the form label=password"
            problems.append(Problem(where, number, what, "Write who has it, =, and the password"))
            continue
        secret = normal(secret)
        if label in passwords or secret in {other.text for other in passwords.values()}:
            what = f"'{label}' has the label or the password of a line above"
            problems.append(Problem(where, number, what, "Give each its own, to revoke it by"))
        elif (bits := strength(secret, label)) < FEWEST_BITS:
            what = f"the password '{label}' can be guessed ({bits:.0f} bits, {FEWEST_BITS} needed)"
            fix = f"Make one with: {program()} portal new-password"
            problems.append(Problem(where, number, what, fix))
        passwords.setdefault(label, Password(label, secret))
    if problems:
        raise SiteError(problems)
    return tuple(passwords.values())


def normal(password: str) -> str:
    """A password as it counts: letters with accents in one way, no space around it.

    The page does the same with what is typed (``static/portal/portal.js``).
    """
    return unicodedata.normalize("NFC", password).strip()


def strength(password: str, *known: str) -> float:
    """How hard a password is to guess, in bits, as zxcvbn estimates it.

    ``known`` are words that whoever guesses would try first.
    """
    guesses = zxcvbn(password[:LOOKED_AT], user_inputs=[word for word in known if word])["guesses"]
    return math.log2(guesses)


def new_password() -> str:
    """A password of words, chosen by the system's own randomness."""
    words = xkcd_password.generate_wordlist(
        wordfile=xkcd_password.locate_wordfile("eff-long"), min_length=1, max_length=99
    )
    while True:
        made = str(xkcd_password.generate_xkcdpassword(words, numwords=WORDS, delimiter="-"))
        # As a rule the first one will do: the least that was seen in thousands had 110 bits.
        if re.fullmatch(r"[a-z-]+", made) and strength(made) >= FEWEST_BITS:
            return made
