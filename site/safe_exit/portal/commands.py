"""``build.py portal``, and the vault of whoever builds: what the commands know of passwords."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from safe_exit.base.places import PASSWORDS_FILE

if TYPE_CHECKING:
    from safe_exit.portal.vault import Vault


def own_vault() -> Vault | None:
    """A vault for the passwords of the environment or of the working folder, None without any.

    Raises `SiteError` where one of them is not fit to lock anything.
    """
    from safe_exit.portal.passwords import read_passwords

    passwords = read_passwords(os.environ, Path())
    if not passwords:
        return None
    from safe_exit.portal.vault import make_vault

    return make_vault(passwords)


@click.group()
def portal() -> None:
    """The professionals' portal."""


@portal.command("new-password")
def new() -> None:
    """Make a password of words that cannot be guessed, and print it."""
    from safe_exit.portal.passwords import new_password

    click.echo(new_password())
    click.echo(f"Add it to {PASSWORDS_FILE} as a line like: spring course=…", err=True)
