"""Sources → `Rendered`: the slow step, done again only for what has changed."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping

from safe_exit.content.sources import Source
from safe_exit.markup.markdown import Renderer
from safe_exit.markup.sheet import Rendered

Kept = MutableMapping[tuple[object, ...], Rendered]
"""Rendered texts from one call to the next, by all that they were made from."""


class Rendering:
    """Renders sources, one after the other, and tells ``progress`` how many there are so far.

    ``state`` is everything beside its own words that a text can be made from; a text that is
    in ``kept`` with the same state is not rendered again.
    """

    def __init__(
        self,
        renderer: Renderer,
        state: tuple[object, ...],
        kept: Kept | None,
        progress: Callable[[int], None],
    ) -> None:
        self._renderer = renderer
        self._state = state
        self._before: Kept = {} if kept is None else kept
        self._now: Kept = {}
        self._progress = progress

    def __call__(self, source: Source) -> Rendered:
        document = source.document
        key = (source.path, document.body, document.body_line, self._state)
        rendered = self._before.get(key) or self._renderer.render(source)
        self._now[key] = rendered
        self._progress(len(self._now))
        return rendered

    def keep(self) -> None:
        """Hold on to what was asked for this time, and let go of all else."""
        self._before.clear()
        self._before.update(self._now)
