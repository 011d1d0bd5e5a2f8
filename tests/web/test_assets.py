"""Sources become what stands in every page."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from rcssmin import cssmin

from safe_exit.base.places import STATIC
from safe_exit.web.assets import (
    COMPONENTS,
    EARLY_STYLES,
    PAGE_STYLES,
    Inline,
    load_inline,
    source_hash,
)

DOCUMENTS = ("packs/epub.css", "packs/paper.css", "packs/sheet.css")


def test_the_hash_is_the_one_browsers_compute() -> None:
    """CSP level 2: sha256 of the text between the tags, base64."""
    digest = base64.b64encode(hashlib.sha256("é".encode()).digest()).decode()
    assert source_hash("é") == f"'sha256-{digest}'"


def everything(inline: Inline) -> list[str]:
    """All that a page carries inside itself."""
    texts = [inline.early_style, inline.page_style, inline.early_script, inline.page_script]
    return [*texts, *inline.extra_scripts.values(), *inline.extra_styles.values()]


def test_comments_stay_at_home() -> None:
    """Readable sources, small pages."""
    inline = load_inline((STATIC,))
    for text in everything(inline):
        assert "/*" not in text.replace("/* @__PURE__ */", "")  # the minifier's own
        assert "//" not in text


def test_no_source_asks_for_anything_else() -> None:
    """No font, no picture, no import: a page is one response."""
    ours = "".join(everything(load_inline((STATIC,))))
    for word in ("url(", "@import", "XMLHttp", "import(", "sendBeacon", "WebSocket"):
        assert word not in ours
    # The portal fetches what is locked; MiniSearch calls a method of its own maps by this name.
    fetching = {path.parent.name for path in STATIC.rglob("*.js") if "fetch" in path.read_text()}
    assert fetching == {"portal", "vendor"}


def test_nothing_is_stored() -> None:
    """Neither cookie nor storage nor worker, whoever writes the script next.

    What stands in ``history.state`` is an hour of the clock, beside an address that the
    browser keeps anyway; an address is never written into history (finding 2).
    """
    inline = load_inline((STATIC,))
    script = "".join(everything(inline))
    for word in ("cookie", "Storage", "indexedDB", "caches", "serviceWorker", "pushState"):
        assert word not in script
    assert script.count("replaceState") == script.count("history.replaceState(Date.now(),``)") == 1


def test_the_control_keeps_its_budget() -> None:
    """At most 1.5 KB after gzip, script and style together."""
    inline = load_inline((STATIC,))
    styles = "".join(str(cssmin(path.read_text())) for path in (STATIC / "leave").glob("*.css"))
    control = inline.early_script + inline.page_script + styles
    assert len(gzip.compress(control.encode(), 9)) <= 1_536


def test_a_style_that_would_be_read_as_markup_is_refused(tmp_path: Path) -> None:
    """It stands inside SVG, where < begins a tag."""
    shutil.copytree(STATIC, tmp_path / "static")
    path = tmp_path / "static" / "base" / "text.css"
    path.write_text(path.read_text() + "\na::before { content: '<' }")
    with pytest.raises(ValueError, match="markup"):
        load_inline((tmp_path / "static",))


def luminance(colour: str) -> float:
    """Relative luminance of a #rgb or #rrggbb colour, by WCAG 2's definition."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_has_seven_to_one_on_every_ground(scheme: int) -> None:
    """WCAG's AAA, in light and in dark: what tokens.css and the accessibility page say."""
    colours: dict[str, str] = {}
    for name in ("base/early.css", "base/tokens.css"):
        roots = re.findall(r":root \{(.*?)\}", (STATIC / name).read_text())
        colours.update(re.findall(r"--([a-z]+): (#[0-9a-f]+)", roots[scheme]))
    pairs = [
        (text, ground) for text in ("ink", "soft", "link") for ground in ("paper", "card", "tint")
    ]
    for text, ground in [*pairs, ("paper", "leave"), ("paper", "link")]:
        light, dark = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 7, (text, ground)


def test_styles_speak_of_where_lines_start_and_end() -> None:
    """Not of left and right: a page may be written either way."""
    sides = r"(margin|padding|border)-(left|right)|[;{](left|right):|text-align:(left|right)"
    inline = load_inline((STATIC,))
    for style in (inline.early_style, inline.page_style, *inline.extra_styles.values()):
        assert not re.search(sides, style)
        for four in re.findall(r"(?:margin|padding|inset|border-width):([^;}(]+)", style):
            values = four.split()
            assert len(values) < 4 or values[1] == values[3], four


def test_every_style_is_used() -> None:
    """A sheet that nobody lists would be written for nothing."""
    found = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.css")}
    extra = {source for component in COMPONENTS.values() for source in component.sources}
    assert found == {*EARLY_STYLES, *PAGE_STYLES, *extra, *DOCUMENTS}


def test_a_page_carries_the_styles_of_what_it_shows() -> None:
    """And no other; the portal's holds what may come later, so that it needs none beside it."""
    inline = load_inline((STATIC,))
    assert inline.styles_of("<p class=meta>") == ()
    assert inline.styles_of('<ul class="helplines"><li class="helpline"></ul>') == ("helplines",)
    assert inline.styles_of('<div class="text chart-bars"></div>') == ("charts",)
    assert inline.styles_of('<p class="figure"></p><p class="chart"></p>') == ("charts",)
    assert inline.styles_of('<div class="helpline-finder"><p class="helpline">') == ("finder",)
    assert inline.styles_of("<pre>x</pre>") == ("code",)
    assert inline.styles_of('<div class="portal"><div class="chart"></div></div>') == ("portal",)
    assert inline.without("portal").styles_of('<p class="portal"></p>') == ()
