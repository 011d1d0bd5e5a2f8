"""Nikola: pages only, one theme of one template, and no plugins for what a blog has."""

from pathlib import Path

BLOG_AUTHOR = "Nobody"
BLOG_TITLE = "Generated"
BLOG_EMAIL = "nobody@generated.example"
BLOG_DESCRIPTION = "Made to be measured."
SITE_URL = "https://generated.example/"
DEFAULT_LANG = "en"
TRANSLATIONS = {"en": ""}
TIMEZONE = "UTC"
THEME = "minimal"
POSTS: tuple[tuple[str, str, str], ...] = ()
PAGES = (("pages/*.md", "", "page.tmpl"),)
COMPILERS = {"markdown": (".md",)}
MARKDOWN_EXTENSIONS = ["markdown.extensions.extra", "markdown.extensions.toc"]
PRETTY_URLS = STRIP_INDEXES = True
COPY_SOURCES = GENERATE_RSS = GENERATE_ATOM = USE_BUNDLES = False
FILES_FOLDERS: dict[str, str] = {}
IMAGE_FOLDERS: dict[str, str] = {}
GALLERY_FOLDERS: dict[str, str] = {}
LISTINGS_FOLDERS: dict[str, str] = {}
DISABLED_PLUGINS = [
    "classify_archive",
    "classify_authors",
    "classify_categories",
    "classify_indexes",
    "classify_page_index",
    "classify_tags",
    "copy_assets",
    "create_bundles",
    "render_galleries",
    "render_listings",
    "render_sources",
    "robots",
    "scale_images",
    "sitemap",
]
SECTIONS = sorted(int(path.name[8:]) for path in Path("pages").glob("section-*"))
NAVIGATION_LINKS = {
    "en": tuple((f"/section-{number}/", f"Section {number}") for number in SECTIONS)
}
