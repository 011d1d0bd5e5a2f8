"""Sources → `Rendered`: the slow step, done again only for what has changed, by many hands."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, MutableMapping
from concurrent.futures import as_completed
from functools import lru_cache

from safe_exit.base.hands import Hands
from safe_exit.base.languages import Language
from safe_exit.base.places import Folders
from safe_exit.base.templates import Templates
from safe_exit.content.links import Targets
from safe_exit.content.sources import Source
from safe_exit.data.quoting import Stock
from safe_exit.markup.embeds import Embeds
from safe_exit.markup.markdown import Renderer
from safe_exit.markup.sheet import Rendered

Kept = MutableMapping[tuple[object, ...], Rendered]
"""Rendered texts from one call to the next, by all that they were made from."""

PAYS_FROM = 60
"""So many texts are rendered in the time that it takes a process to begin."""


class Rendering:
    """Renders sources, and tells ``progress`` how many there are so far.

    ``stock`` and ``targets`` are all that a text can quote and link to, ``templates`` are where
    its quotations are drawn, and ``own`` is the language of the site. A text that is in ``kept``,
    made from the same, is not rendered again.
    """

    def __init__(
        self,
        stock: Stock,
        targets: Targets,
        templates: Folders,
        own: Language,
        kept: Kept | None,
        progress: Callable[[int], None],
    ) -> None:
        self._recipe = stock, targets, templates, own
        self._renderer = make_renderer(*self._recipe)
        self._state = (
            *map(repr, (stock.today, targets, stock.data, own, *stock.worked_out)),
            *(file.content for file in targets.files.values()),
        )
        self._before: Kept = {} if kept is None else kept
        self._now: Kept = {}
        self._progress = progress
        self._told = 0

    def __call__(self, source: Source) -> Rendered:
        key = self._key(source)
        rendered = self._before.get(key) or self._renderer.render(source)
        self._now[key] = rendered
        self._tell(len(self._now))
        return rendered

    @property
    def embeds(self) -> Embeds:
        """What draws quotations, for texts that are rendered elsewhere."""
        return self._renderer.embeds

    def ahead(self, sources: Collection[Source], hands: Hands | None) -> None:
        """Render what is not kept with all hands, where there are some and it pays."""
        waiting = [source for source in sources if self._key(source) not in self._before]
        if not hands or len(waiting) < PAYS_FROM:
            return
        recipe = pickle.dumps(self._recipe)
        size = max(4, len(waiting) // (hands.count * 8))
        parts = [waiting[start : start + size] for start in range(0, len(waiting), size)]
        asked = {hands.ask(render_all, recipe, part): part for part in parts}
        done = 0
        for future in as_completed(asked):
            part = asked[future]
            self._before.update(zip(map(self._key, part), future.result(), strict=True))
            done += len(part)
            self._tell(done)

    def _tell(self, done: int) -> None:
        """What was rendered ahead is asked for once more, and counts once."""
        if done > self._told:
            self._told = done
            self._progress(done)

    def keep(self) -> None:
        """Hold on to what was asked for this time, and let go of all else."""
        self._before.clear()
        self._before.update(self._now)

    def _key(self, source: Source) -> tuple[object, ...]:
        document = source.document
        return source.path, document.body, document.body_line, source.language, self._state


def make_renderer(stock: Stock, targets: Targets, templates: Folders, own: Language) -> Renderer:
    """What renders texts that quote and link to these."""
    return Renderer(Embeds(stock, Templates(templates, own)), targets)


def render_all(recipe: bytes, sources: Iterable[Source]) -> list[Rendered]:
    """Render sources in another process; ``recipe`` is what `make_renderer` takes, pickled."""
    renderer = _renderer(recipe)
    return [renderer.render(source) for source in sources]


@lru_cache(maxsize=1)
def _renderer(recipe: bytes) -> Renderer:
    return make_renderer(*pickle.loads(recipe))
