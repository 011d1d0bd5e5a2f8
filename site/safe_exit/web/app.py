"""The application factory: checked content in, a Flask app with the policy on it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response
from flask_talisman import Talisman
from markupsafe import Markup

from safe_exit.base.hands import Hands
from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.places import Folders
from safe_exit.base.problems import SiteError
from safe_exit.base.templates import Templates
from safe_exit.data.helplines import emergency
from safe_exit.pages.screens import View
from safe_exit.portal.vault import Vault
from safe_exit.web.assets import Inline
from safe_exit.web.content import Content
from safe_exit.web.policy import Policy, make_policy
from safe_exit.web.views import make_blueprint, make_views


@dataclass(frozen=True)
class Site:
    """A site that answers: the app, what answers at each of its addresses, and its policy."""

    app: Flask
    views: dict[str, View]
    policy: Policy


def create_app(
    content: Content,
    inline: Inline,
    templates: Folders,
    vault: Vault | None = None,
    hands: Hands | None = None,
) -> Site:
    """The whole site as an app.

    Without a ``vault`` the portal is no part of it; see `safe_exit.portal.vault.make_vault`.
    ``hands`` begin at once with documents; without them those are made when they are asked for.
    """
    if not (vault and content.portal.pages):
        inline, vault = inline.without("portal"), None
    policy = make_policy(inline)
    known = {
        **_inline_texts(inline, policy),
        "site": content.config,
        "safety_page": _safety_page(content),
        "emergency": emergency(content.data),
        "leads_to": lambda address: content.config.prefix + address,
        "canonical": lambda address: content.config.base_url + address.lstrip("/"),
    }
    rendering = Templates(templates, content.languages[""], known)
    views = make_views(content, rendering, vault, hands)
    app = _bare_app(policy)
    app.register_blueprint(make_blueprint(content, views))
    return Site(app, views, policy)


def _inline_texts(inline: Inline, policy: Policy) -> dict[str, object]:
    """What the head of a page is made of: our own sources and checked text go in as they are."""
    return {
        "policy_meta": lambda scripts, styles: Markup(policy.meta(scripts, styles)),
        "styles_of": inline.styles_of,
        "early_style": Markup(inline.early_style),
        "page_style": Markup(inline.page_style),
        "extra_styles": {name: Markup(text) for name, text in inline.extra_styles.items()},
        "early_script": Markup(inline.early_script),
        "page_script": Markup(inline.page_script),
        "extra_scripts": {name: Markup(text) for name, text in inline.extra_scripts.items()},
    }


def _safety_page(content: Content) -> Callable[[Language], str | None]:
    """The address of the page on leaving safely in a language, or else in the site's own."""
    addresses = {page.address for page in content.pages}
    own = content.config.safety_page

    def safety_page(language: Language) -> str | None:
        wanted = (f"/{language.folder}{own}", own) if language.folder else (own,)
        return next((address for address in wanted if address in addresses), None)

    return safety_page


def problem_view(inline: Inline, templates: Folders) -> Callable[[SiteError], tuple[str, int]]:
    """What there is to mend, as a page in place of the one that was asked for."""
    rendering = Templates(templates, known=_inline_texts(inline, make_policy(inline)))

    def show(error: SiteError) -> tuple[str, int]:
        values = {"problems": error.problems}
        return rendering.render("layout/problems.html", ENGLISH, values), 500

    return show


def create_problem_app(error: SiteError, inline: Inline, templates: Folders) -> Flask:
    """An app that answers every address with a readable list of what to mend."""
    app = _bare_app(make_policy(inline))
    show = problem_view(inline, templates)

    @app.get("/", defaults={"address": ""})
    @app.get("/<path:address>")
    def answer(address: str) -> tuple[str, int]:
        return show(error)

    return app


def _bare_app(policy: Policy) -> Flask:
    app = Flask("safe_exit", static_folder=None, template_folder=None)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    install_policy(app, policy)
    return app


def install_policy(app: Flask, policy: Policy) -> None:
    """Put the policy on every response: by Talisman what it knows, the rest beside it."""
    Talisman(
        app,
        # The preview is plain http on loopback; hosts redirect to https themselves.
        force_https=False,
        content_security_policy=policy.content_security,
        permissions_policy=policy.permissions,
        frame_options=policy.frame_options,
        referrer_policy=policy.referrer,
        strict_transport_security_max_age=policy.hsts_seconds,
    )

    @app.after_request
    def add(response: Response) -> Response:
        response.headers.update(policy.extra)
        return response
