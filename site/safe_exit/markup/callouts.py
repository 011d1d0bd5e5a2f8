"""A callout: ``> [!note] Title``, the spelling that code hosts' own previews know."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from safe_exit.content.dialect import CALLOUT

BEGINNING = re.compile(rf"(^|\n)[ ]{{0,3}}>[ ]?{CALLOUT.pattern}")


def draw_callout(parent: etree.Element, kind: str, title: str) -> etree.Element:
    """Add a callout to ``parent``; returns the element that its text goes into."""
    if kind == "quote":
        box = etree.SubElement(parent, "figure", {"class": "quote"})
        inner = etree.SubElement(box, "blockquote")
        if title:
            etree.SubElement(box, "figcaption").text = title
        return inner
    names = {"class": f"callout callout-{kind}", "role": "note"}
    box = etree.SubElement(parent, "div", names)
    etree.SubElement(box, "p", {"class": "callout-title"}).text = title
    return box
