"""What the vault locks opens for who has a password, by another implementation, and else not."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from safe_exit.portal.passwords import Password
from safe_exit.portal.vault import ITERATIONS, KEYS, Vault, make_vault, padded
from tests.readers.vault import HEADER, IV, content_key, decrypt, open_file

FEW = 3
RIGHT, OTHER = Password("autumn", "correct horse"), Password("spring", "battery staple")

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


@pytest.fixture(scope="module")
def two() -> Vault:
    """A vault for two courses."""
    return make_vault([RIGHT, OTHER], FEW)


def test_each_password_opens_all(two: Vault) -> None:
    """The same key; no other password does."""
    keys = [content_key(two.door, password.text) for password in (RIGHT, OTHER)]
    assert keys[0] == keys[1]
    assert keys[0] is not None
    assert len(keys[0]) == 32
    for wrong in ("", "correct hors", "Correct horse", "correct horse ", RIGHT.label):
        assert content_key(two.door, wrong) is None


def test_a_revoked_password_opens_no_new_build(two: Vault) -> None:
    """Nor does the key that it gave before."""
    key = content_key(two.door, RIGHT.text)
    assert key
    later = make_vault([OTHER], FEW)
    assert content_key(later.door, RIGHT.text) is None
    assert content_key(later.door, OTHER.text)
    with pytest.raises(ValueError, match="MAC check failed"):
        open_file(key, "1.bin", later.seal("1.bin", b"x", {}))


def flip(at: int) -> Callable[[bytes], bytes]:
    """One bit of a file changed."""
    return lambda file: file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :]


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "what it is": flip(0),
    "iterations": flip(7),
    "salt": flip(HEADER - 1),
    "first of the IV": flip(HEADER),
    "last of the IV": flip(HEADER + IV - 1),
    "first of the text": flip(HEADER + IV),
    "middle": flip(20_000),
    "tag": lambda file: file[:-1] + bytes([file[-1] ^ 0x80]),
    "shorter": lambda file: file[:-1],
    "only its start": lambda file: file[:4096],
    "longer": lambda file: file + b"\0",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_a_changed_file_does_not_open(two: Vault, what: str) -> None:
    """Not one byte of it is shown."""
    key = content_key(two.door, RIGHT.text)
    assert key
    file = two.seal("1.bin", b"words", {})
    assert open_file(key, "1.bin", file)[1] == b"words"
    with pytest.raises(ValueError, match="MAC check failed"):
        open_file(key, "1.bin", DAMAGE[what](file))


def test_a_file_does_not_open_in_anothers_place(two: Vault) -> None:
    """Its name is locked with it; so is the place of the key."""
    key = content_key(two.door, RIGHT.text)
    assert key
    with pytest.raises(ValueError, match="MAC check failed"):
        open_file(key, "2.bin", two.seal("1.bin", b"words", {}))
    known = json.loads(two.door)
    header = base64.b64decode(known["header"])
    known["header"] = base64.b64encode(header[:-1] + bytes([header[-1] ^ 1])).decode()
    assert content_key(json.dumps(known), RIGHT.text) is None


def test_nothing_is_ever_the_same_twice(two: Vault) -> None:
    """Not the IV of a file, nor of a key, nor the salt, nor the key of a build."""
    files = [two.seal("1.bin", b"words", {}) for _ in range(50)]
    assert len({file[HEADER : HEADER + IV] for file in files}) == 50
    assert len({file[HEADER + IV :][:32] for file in files}) == 50
    again = make_vault([RIGHT, OTHER], FEW)
    assert again.header != two.header
    assert {*again.keys} & {*two.keys} == set()
    assert content_key(again.door, RIGHT.text) != content_key(two.door, RIGHT.text)
    assert len({key[:IV] for key in two.keys}) == KEYS


@pytest.mark.parametrize(("passwords", "keys"), [(1, 8), (7, 8), (8, 8), (9, 16)])
def test_how_many_passwords_there_are_is_hidden(passwords: int, keys: int) -> None:
    """Keys that nothing opens look like the others, and stand among them."""
    made = make_vault([Password(str(n), f"secret {n}") for n in range(passwords)], FEW)
    assert len(made.keys) == keys
    assert {len(key) for key in made.keys} == {IV + 32 + 16}
    places = set()
    for _ in range(40):
        one = make_vault([RIGHT], 1)
        opener = hashlib.pbkdf2_hmac("sha256", RIGHT.text.encode(), one.header[8:], 1)
        places.add([_opens(opener, key, one.header) for key in one.keys].index(True))
    assert len(places) > 3


def _opens(opener: bytes, locked: bytes, header: bytes) -> bool:
    try:
        decrypt(opener, locked[:IV], locked[IV:], header + b"key")
    except ValueError:
        return False
    return True


def test_a_password_is_hashed_a_million_times_unless_a_test_asks_for_less() -> None:
    """OWASP asks for 600,000."""
    made = make_vault([RIGHT])
    assert int.from_bytes(made.header[4:8], "big") == ITERATIONS == 1_000_000
    assert len(made.header[8:]) == 16
    assert content_key(made.door, RIGHT.text)


def test_sizes_tell_little(two: Vault) -> None:
    """All short texts have the same; what is longer has one of four sizes in each doubling."""
    assert len({len(two.seal("1.bin", b"x" * n, {"name": "y" * n})) for n in (0, 9, 5000)}) == 1
    sizes = [padded(n) for n in range(0, 300_000, 1000)] + [padded(n << 20) for n in range(1, 33)]
    assert all(a <= b for a, b in pairwise(sizes))
    for n in (1, 32_768, 32_769, 262_144, 262_145, 5_000_000, 23_999_999):
        assert n <= padded(n) <= max(32_768, n + 32_768, int(n * 1.25))
    assert len({padded(n) for n in range((1 << 22) + 1, 1 << 23, 10_007)}) == 4


def test_no_secret_shows_in_a_traceback(two: Vault) -> None:
    """Neither password nor key stands in how they are written out."""
    said = repr(two) + repr(RIGHT)
    key: Any = content_key(two.door, RIGHT.text)
    assert RIGHT.text not in said
    assert repr(key)[2:-1] not in said
    assert key.hex() not in said
