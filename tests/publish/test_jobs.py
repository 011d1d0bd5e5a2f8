"""A site that several processes make is the one that a single process makes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safe_exit.base.problems import ContentError
from safe_exit.markup.rendering import PAYS_FROM
from safe_exit.publish.build import build_site
from tests.conftest import TODAY, Files, Lane, page
from tests.data.test_tables import FIGURE, HELPLINE
from tests.sites.packs import PACK

Make = Callable[[Files], Lane]

# Enough pages for it to pay, with all that a text can ask for, a pack and a sheet to print.
MANY: dict[str, str | bytes] = {
    **PACK,
    "data/figures.yaml": FIGURE.format(name="one", next="2027-01-01"),
    "data/helplines.yaml": HELPLINE.format(name="a"),
    "notes.md": page("Before.\n\n## Notes\n\n- one\n", kind="sheet"),
    "all.md": page("[[figures: all]]\n\n[[helpline: a]]\n"),
    **{
        f"many/page-{n}.md": page(
            f"## Part {n}\n\nIt was [[figure: one]], see [the next](page-{(n + 1) % PAYS_FROM}.md)"
            f" and [a file](f.pdf).[^1]\n\n[^1]: A note.\n",
            title=f"Page {n}",
        )
        for n in range(PAYS_FROM)
    },
    "many/f.pdf": b"%PDF-1.7",
}


def test_many_hands_make_the_same_site(lane: Make) -> None:
    """Byte for byte; and whoever waits is told how far it is."""
    site = lane(MANY)
    site.build()
    alone = site.digests()
    told: list[tuple[str, int, int]] = []
    build_site(site.content, site.out, TODAY, None, lambda *said: told.append(said), jobs=2)
    assert site.digests() == alone
    counts = [done for doing, done, _ in told if doing == "Reading"]
    assert counts == sorted(counts)
    texts = [name for name in MANY if name.endswith(".md")]
    assert counts[-1] == len(texts) + 1  # and the front page


def test_mistakes_in_what_others_render_are_told_as_ever(lane: Make) -> None:
    """All of them, in the order of files and lines."""
    broken = {f"many/page-{n}.md": page("[x](nowhere.md)\n\n[[figure: two]]\n") for n in (3, 40)}
    site = lane({**MANY, **broken})
    said = []
    for jobs in (1, 2):
        with pytest.raises(ContentError) as caught:
            build_site(site.content, site.out, TODAY, None, lambda *_: None, jobs=jobs)
        said.append(caught.value.problems)
    assert said[0] == said[1]
    assert len(said[0]) == 4
