"""Who stands behind the site and its pages: who runs it, and who has checked them."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from safe_exit.content.config import SiteConfig
from safe_exit.pages.page import Page
from safe_exit.pages.sections import Sections

NOBODY = "(no owner)"


def needs_review(page: Page, sections: Sections) -> bool:
    """Whether readers act on a page, so that it says who has checked it, and who has not:
    those for survivors, the front page, what is in a pack, and the page about the site.
    """
    above = (*sections.crumbs(page), page)
    return (
        page.audience == "survivors"
        or page.address == sections.root
        or page.meta.kind == "about"
        or any(each.meta.pack for each in above)
    )


def unreviewed(pages: Collection[Page]) -> Iterator[str]:
    """For editors: the pages that nobody has checked, by owner. Translations have their own key."""
    by_owner: dict[str, list[str]] = {}
    sections = Sections(pages)
    for page in (each for each in pages if each.path and not each.language.folder):
        if needs_review(page, sections) and not page.meta.reviewed_by:
            by_owner.setdefault(page.meta.owner or NOBODY, []).append(page.path)
    if by_owner:
        count = sum(map(len, by_owner.values()))
        yield f"Checked by no survivor, practitioner or other reader yet (reviewed_by): {count}"
    for owner, paths in sorted(by_owner.items()):
        yield f"  {owner}: {', '.join(sorted(paths))}"


def unsigned(config: SiteConfig) -> str:
    """What a site keeps from its readers about who runs it; '' where it says so."""
    missing = [] if config.owner else ["who runs it (owner)"]
    if not config.links.get("contact"):
        missing.append("how to reach them (contact, under [links])")
    if not missing:
        return ""
    return (
        f"NOT SIGNED: this site does not say {' or '.join(missing)}. Its readers are told so.\n"
        "Fill it in in site.toml before you publish for anyone who may need to trust it."
    )
