"""What the vault locks opens for who has a password, by another implementation, and else not."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from safe_exit.portal.passwords import Password
from safe_exit.portal.vault import ITERATIONS, KEYS, Vault, make_vault, padded
from tests.readers.vault import HEADER, IV, content_key, decrypt, open_file

FEW = 3
RIGHT, OTHER = Password("autumn", "correct horse"), Password("spring", "battery staple")


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
