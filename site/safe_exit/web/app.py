"""The application factory: checked content in, a Flask app with the policy on it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, g, render_template
from flask_babel import Babel, Domain
from flask_talisman import Talisman
from jinja2 import FileSystemLoader, StrictUndefined
from markupsafe import Markup

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.places import Folders
from safe_exit.base.problems import Problem, SiteError
from safe_exit.base.templates import dial, unbroken
from safe_exit.pages.screens import View
from safe_exit.portal.vault import Vault
from safe_exit.web.assets import Inline
from safe_exit.web.content import Content
from safe_exit.web.policy import Policy, make_policy
from safe_exit.web.views import make_blueprint, make_views


def create_app(
    content: Content, inline: Inline, templates: Folders, vault: Vault | None = None
) -> Flask:
    """The whole site as an app. ``app.extensions['views']`` maps every address it has,
    ``app.extensions['policy']`` is its policy.

    Without a ``vault`` the portal is no part of it; see `safe_exit.portal.vault.make_vault`.
    """
    if not (vault and content.portal.pages):
        inline, vault = inline.without("portal"), None
    app = _bare_app(inline, templates)
    views: dict[str, View] = make_views(content, vault)
    app.extensions["views"] = views
    app.register_blueprint(make_blueprint(content, views))
    app.jinja_env.globals.update(
        site=content.config,
        safety_page=_safety_page(content),
        emergency=content.data.emergency,
        leads_to=lambda address: content.config.prefix + address,
        canonical=lambda address: content.config.base_url + address.lstrip("/"),
    )
    return app


def _safety_page(content: Content) -> Callable[[Language], str | None]:
    """The address of the page on leaving safely in a language, or else in the site's own."""
    addresses = {page.address for page in content.pages}
    own = content.config.safety_page

    def safety_page(language: Language) -> str | None:
        wanted = (f"/{language.folder}{own}", own) if language.folder else (own,)
        return next((address for address in wanted if address in addresses), None)

    return safety_page


def create_problem_app(problems: tuple[Problem, ...], inline: Inline, templates: Folders) -> Flask:
    """An app that answers every address with a readable list of what to mend."""
    app = _bare_app(inline, templates)

    @app.get("/", defaults={"address": ""})
    @app.get("/<path:address>")
    def show(address: str) -> tuple[str, int]:
        return show_problems(SiteError(problems))

    return app


def show_problems(error: SiteError) -> tuple[str, int]:
    """What there is to mend, as a page in place of the one that was asked for."""
    return render_template("problems.html", problems=error.problems), 500


def _bare_app(inline: Inline, templates: Folders) -> Flask:
    app = Flask("safe_exit", static_folder=None, template_folder=None)
    app.jinja_loader = FileSystemLoader(templates)
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    policy = make_policy(inline)
    app.extensions["policy"] = policy
    install_policy(app, policy)
    # Our own sources and checked text go in as they are; everything else is escaped.
    app.jinja_env.globals.update(
        policy_meta=lambda scripts, styles: Markup(policy.meta(scripts, styles)),
        styles_of=inline.styles_of,
        early_style=Markup(inline.early_style),
        page_style=Markup(inline.page_style),
        extra_styles={name: Markup(text) for name, text in inline.extra_styles.items()},
        early_script=Markup(inline.early_script),
        page_script=Markup(inline.page_script),
        extra_scripts={name: Markup(text) for name, text in inline.extra_scripts.items()},
    )
    app.jinja_env.filters.update(dial=dial, unbroken=unbroken)
    _Words(app, locale_selector=lambda: str(_language().locale))
    return app


class _Catalogues(Domain):  # type: ignore[misc]
    """The catalogue of the page in hand, which content has read and checked."""

    def get_translations(self) -> Any:
        return _language().words


class _Words(Babel):  # type: ignore[misc]
    domain_instance = _Catalogues()


def _language() -> Language:
    language: Language = g.get("language", ENGLISH)
    return language


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
