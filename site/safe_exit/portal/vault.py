"""Locks what is behind the portal's password: the one place that encrypts.

A file is the header, a random 96-bit IV, and AES-256-GCM of the padded content under a random
key that is made anew for each vault. The header (what this is, how often the password is hashed,
and with which salt) and the file's name are authenticated: a file that was changed, cut, or put
in another's place does not open. That key is locked in the same way for each password, under
PBKDF2-HMAC-SHA256 of it. ``static/portal/portal.js`` opens what this locks.
"""

from __future__ import annotations

import base64
import json
import os
import random
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from safe_exit.portal.passwords import Password

MAGIC = b"SXP1"

ITERATIONS = 1_000_000

KEY, SALT, IV, TAG = 32, 16, 12, 16

# The number of passwords is nobody's business: they look like a multiple of so many.
KEYS = 8

# So is the length of a short text.
SMALLEST = 32_768


@dataclass(frozen=True)
class Vault:
    """A key that exists for one build, and what opens it."""

    header: bytes
    keys: tuple[bytes, ...]
    """The key, locked with each password, among others that nothing opens."""
    _key: bytes = field(repr=False)

    def seal(self, name: str, content: bytes, about: Mapping[str, str]) -> bytes:
        """Lock a file that will be published as ``name``; ``about`` is locked with it."""
        says = json.dumps({**about, "size": len(content)}).encode()
        plain = struct.pack(">I", len(says)) + says + content
        plain = plain.ljust(padded(len(plain)), b"\0")
        return self.header + _lock(self._key, plain, self.header + name.encode())

    @property
    def door(self) -> str:
        """What the page needs to try a password, as JSON."""
        keys = [base64.b64encode(key).decode() for key in self.keys]
        return json.dumps({"header": base64.b64encode(self.header).decode(), "keys": keys})


def make_vault(passwords: Iterable[Password], iterations: int = ITERATIONS) -> Vault:
    """A vault that each of some passwords opens. Only tests ask for fewer iterations.

    One salt serves all passwords, so that a visitor's is hashed once however many there are.
    Whoever guesses can then try each guess on all of them, which is worth the
    logarithm of their number in bits: three, where there are eight.
    """
    salt, key = os.urandom(SALT), os.urandom(KEY)
    header = MAGIC + struct.pack(">I", iterations) + salt
    keys = []
    for password in passwords:
        kdf = PBKDF2HMAC(SHA256(), KEY, salt, iterations)
        keys.append(_lock(kdf.derive(password.text.encode()), key, header + b"key"))
    while not keys or len(keys) % KEYS:
        keys.append(os.urandom(IV + KEY + TAG))
    random.SystemRandom().shuffle(keys)
    return Vault(header, tuple(keys), key)


def padded(size: int) -> int:
    """The size that a content is brought to: a multiple of 32 KiB, above 256 KiB of an eighth
    of the next power of two. So there are four sizes in each doubling, and all short texts
    have the same."""
    step = max(SMALLEST, 1 << max((size - 1).bit_length() - 3, 0))
    return -(-size // step) * step


def _lock(key: bytes, content: bytes, bound: bytes) -> bytes:
    iv = os.urandom(IV)
    return iv + AESGCM(key).encrypt(iv, content, bound)
