"""Something worth reading or using, as `resources.yaml` holds it: an entry of the library."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from safe_exit.base.records import Check, Day, Https, Model, OneLine, PartDate

# The library's choices are made of these, nine of each at most (static/finder/). They are
# short, so that two stand side by side on a phone.
Topic = Literal[
    "Working with perpetrators",
    "Drive",
    "Engage",
    "Working remotely",
    "Risk",
    "Survivors' views",
    "Figures",
    "Law and policy",
]

Kind = Literal[
    "Explainer",
    "Guidance",
    "Tool",
    "Training",
    "Report",
    "Law or plan",
    "Article",
    "Website",
    "Service",
]

Role = Literal[
    "Programmes",
    "Support services",
    "Police and probation",
    "Social work",
    "Health and housing",
    "Policy",
    "Research",
]

TOPICS: tuple[str, ...] = get_args(Topic)

KINDS: tuple[str, ...] = get_args(Kind)

ROLES: tuple[str, ...] = get_args(Role)


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must name at least one")
    return value


class Resource(Model):
    """One entry: what it is, who it is for, and where it is.

    ``address`` is a whole address, ``page`` a page or file of the content folder, ``link``
    a name from site.toml; one of the three, or none where the address is not known. What
    a page or file of ours knows of itself (publisher, date, format, size, time to read)
    is never typed here. ``checked_on`` is the day the entry was compared with its source,
    which is ``source`` where that is another place. Neither day is shown to readers.
    """

    title: OneLine
    what: OneLine
    """One sentence."""
    topics: Annotated[tuple[Topic, ...], Check(_some)]
    kind: Kind
    roles: tuple[Role, ...] = ()
    """Whose work it is for; left out where it is for everyone's."""
    publisher: OneLine | None = None
    date: PartDate | None = None
    format: OneLine | None = None
    address: Https | None = None
    page: OneLine | None = None
    link: OneLine | None = None
    asked_for: bool = False
    """Whether it is among those that [[resources: first]] shows."""
    added_on: Day
    checked_on: Day
    review_by: Day
    source: Https | None = None
