"""The app → files in a folder: the one place that knows Frozen-Flask."""

from __future__ import annotations

import mimetypes
import warnings
from pathlib import Path

from flask_frozen import Freezer

from safe_exit.web.app import Site
from safe_exit.web.content import Progress
from safe_exit.web.views import addresses

# As hosts name it. Python knows it only from a file that not every system has.
mimetypes.add_type("application/atom+xml", ".atom")


def freeze_site(site: Site, folder: Path, base_url: str, progress: Progress) -> None:
    """Ask the site for each of its addresses once, and write what it answers into ``folder``.

    ``base_url`` is where the site will live. A redirect, an answer that is not a
    page, and whatever Frozen-Flask or Python warns of are errors and are raised.
    """
    app = site.app
    app.config.update(
        # Frozen-Flask takes a relative folder to be inside our package.
        FREEZER_DESTINATION=str(folder.resolve()),
        FREEZER_BASE_URL=base_url,
        FREEZER_REDIRECT_POLICY="error",
        FREEZER_REMOVE_EXTRA_FILES=False,
    )
    # log_url_for would note every link of every page, and grow with their square.
    freezer = Freezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    freezer.register_generator(lambda: addresses(site.views))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for done, _page in enumerate(freezer.freeze_yield(), start=1):
            progress("Writing", done, len(site.views))
