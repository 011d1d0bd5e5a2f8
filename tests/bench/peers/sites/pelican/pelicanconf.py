"""Pelican: pages only, no feeds or lists, and its cache on, as it recommends for speed."""

from pathlib import Path

HERE = Path(__file__).parent

SITENAME = "Generated"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
ARTICLE_PATHS: list[str] = []
PAGE_PATHS = [""]
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.toc": {}},
    "output_format": "html5",
}
SECTIONS = sorted(int(path.name[8:]) for path in (HERE / "content").glob("section-*"))
MENUITEMS = [(f"Section {number}", f"/section-{number}/") for number in SECTIONS]
