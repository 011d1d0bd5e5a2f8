"""The security headers, to the letter."""

from __future__ import annotations

from safe_exit.web.assets import Inline
from safe_exit.web.policy import make_policy

POLICY = make_policy(Inline("a", "b", "c", "d"))


def test_everything_is_off_but_our_own_inline_texts() -> None:
    """By hash: a nonce in a frozen page is public, and unsafe-inline is no policy."""
    assert POLICY.headers["Content-Security-Policy"] == (
        "default-src 'none'; "
        "script-src 'sha256-Ln0sA6lQeuJl7PW1NWiFpTOTogKdJBOUmXJloaJa78Y=' "
        "'sha256-GKw+c0PwFokMUQ6T+TUmEWnZ4/VlQ2Qpgw+vCTT0+OQ='; "
        "style-src 'sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=' "
        "'sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0='; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def test_the_other_headers() -> None:
    """Exact text: a typing mistake in a header is silent in a browser."""
    rest = dict(POLICY.headers)
    del rest["Content-Security-Policy"]
    features = rest.pop("Permissions-Policy")
    assert "camera=(), " in features
    assert all(part.endswith("=()") for part in features.split(", "))
    assert rest == {
        "Cache-Control": "no-store",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "Request-OTR": "1",
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "X-DNS-Prefetch-Control": "off",
        "X-Frame-Options": "DENY",
    }


def test_a_page_carries_what_a_page_can() -> None:
    """frame-ancestors is ignored in <meta>, and browsers say so in the console."""
    assert "frame-ancestors" not in POLICY.meta()
    assert POLICY.meta().startswith("default-src 'none'; script-src 'sha256-")


def test_the_early_style_needs_no_hash_in_the_page() -> None:
    """It stands before <meta>, which binds only what follows it; each byte there counts."""
    early, page = make_policy(Inline("a", "b", "c", "d")).content_security["style-src"].split()
    assert early not in POLICY.meta()
    assert page in POLICY.meta()


def test_a_script_of_some_pages_is_allowed_on_those_alone() -> None:
    """The header is the same everywhere and knows it; every other page forbids it itself."""
    policy = make_policy(Inline("a", "b", "c", "d", {"search": "e", "hours": "f"}))
    search, hours = (policy.extras[name]["script-src"] for name in ("search", "hours"))
    assert search in policy.headers["Content-Security-Policy"]
    assert search in policy.meta({"search"})
    assert hours not in policy.meta({"search"})
    assert policy.meta() == POLICY.meta()


def test_the_portal_may_fetch_from_our_own_host_and_play_what_it_has_opened() -> None:
    """No other page may; a site without the portal does not say a word of it."""
    policy = make_policy(Inline("a", "b", "c", "d", {"search": "e", "portal": "f"}))
    granted = "; connect-src 'self'; media-src blob:"
    assert policy.headers["Content-Security-Policy"].endswith(granted)
    assert policy.meta({"portal"}).endswith(granted)
    for scripts in ((), {"search"}):
        assert "connect-src" not in policy.meta(scripts)
        assert "media-src" not in policy.meta(scripts)
    assert "connect-src" not in POLICY.headers["Content-Security-Policy"]
