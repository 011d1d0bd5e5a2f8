"""The vault and the other implementation, each by answers that are known."""

from __future__ import annotations

import hashlib
import os
import random

import pytest

from safe_exit.portal.passwords import Password
from safe_exit.portal.vault import ITERATIONS, make_vault
from tests.readers.vault import content_key, decrypt, open_file

# From "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega, appendix B: cases 13, 14, 16.
# Key, IV, plain text, what is authenticated beside it, cipher text, tag.
GCM = [
    ("00" * 32, "00" * 12, "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
    (
        *("00" * 32, "00" * 12, "00" * 16, "", "cea7403d4d606b6e074ec5d3baf39d18"),
        "d0d1c8a799996bf0265b98b5d48ab919",
    ),
    (
        "feffe9928665731c6d6a8f9467308308" * 2,
        "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b",
    ),
]


@pytest.mark.parametrize(("key", "iv", "plain", "bound", "cipher", "tag"), GCM)
def test_the_other_implementation_is_right(
    key: str, iv: str, plain: str, bound: str, cipher: str, tag: str
) -> None:
    """By the published cases; and it refuses another tag."""
    known = [bytes.fromhex(part) for part in (key, iv, cipher + tag, bound)]
    assert decrypt(*known) == bytes.fromhex(plain)
    known[2] = known[2][:-1] + bytes([known[2][-1] ^ 1])
    with pytest.raises(ValueError, match="MAC check failed"):
        decrypt(*known)


def test_the_other_hash_is_right() -> None:
    """RFC 7914, section 11: its second case, as far as our keys go."""
    made = hashlib.pbkdf2_hmac("sha256", b"Password", b"NaCl", 80_000)
    assert made.hex() == "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"


class Stream:
    """Bytes that look random and are the same each time, in place of the system's."""

    def __init__(self, seed: str) -> None:
        self.made = random.Random(seed)

    def __call__(self, size: int) -> bytes:
        return self.made.randbytes(size)


# Seed, password, iterations, name, content → the header, the key as it is locked, and the SHA-256
# of the file. They hold as long as the format does; static/portal/README.md describes it.
KNOWN = [
    (
        "a",
        "correct horse",
        1,
        "0.bin",
        b"",
        "53585031000000014abaa345d4d093813ef93c11ddf3d59b",
        "b267ae8e8a23ad62af7266f88625f7fa1eb6b1f8d6c11c5dee60fcdc9244a6740881fce22f85d7b2e19ad2fc42b9351ff0569da38878f39c2ce794d3",
        "cbcdcbd04ad424c22e35f830c56b969528dface3be389f249c48b7ec0d058b88",
    ),
    (
        "b",
        "p\u00e4ssword = 1",
        1000,
        "12.bin",
        "Ärger".encode() * 9000,
        "53585031000003e835520ab957ce99eb6927581384e4558d",
        "cd187ba5365add93fef581b6505cc12ff3fdd33b2e55a02c49c5032495a32b013fc5baba88590c89c874b03030defcd6b96aba0ef3788ae3f6aea21f",
        "4b22fed62b41590c9cdd97a37bfbacde50f3dfac8f0cae3ede22af9bf9813dab",
    ),
    (
        "c",
        "plank-otter-vanish",
        ITERATIONS,
        "3.bin",
        b"<h1>x</h1>",
        "53585031000f42405a8caf7d16444236423fed1aa0d1cad6",
        "2efe641331e6df5f1e6e394c9a0467e36f92df8afee065f5962b38ffcf8a600df57a01e5b259edb04d1831add4bedfad7ddf757afcecb3f7845fa363",
        "d54520df4377714a3089ea9b8786843342de253223c7ce7f554580701f6b7e13",
    ),
]


@pytest.mark.parametrize(
    ("seed", "password", "iterations", "name", "content", "header", "key", "digest"),
    KNOWN,
    ids=["empty", "long", "as published"],
)
def test_known_answers(
    monkeypatch: pytest.MonkeyPatch,
    seed: str,
    password: str,
    iterations: int,
    name: str,
    content: bytes,
    header: str,
    key: str,
    digest: str,
) -> None:
    """Locked by the build as ever, and opened by the other implementation."""
    monkeypatch.setattr(os, "urandom", Stream(seed))
    made = make_vault([Password("x", password)], iterations)
    file = made.seal(name, content, {"type": "text/vtt"})
    assert made.header.hex() == header
    assert key in [locked.hex() for locked in made.keys]
    assert hashlib.sha256(file).hexdigest() == digest
    found = content_key(made.door, password)
    assert found is not None
    about, opened = open_file(found, name, file)
    assert opened == content
    assert about == {"type": "text/vtt", "size": len(content)}
