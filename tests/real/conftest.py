"""The real content, for what is asked of it alone."""

from __future__ import annotations

import pytest

from safe_exit.web.content import Content
from tests.conftest import real_content


@pytest.fixture(scope="session")
def content() -> Content:
    """The real content folder."""
    return real_content()
