"""The security headers, as data, once.

The preview sends them through Talisman, ``<meta>`` carries what it can, and
``hosting`` writes them down for the host. Nobody keeps a second copy.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from safe_exit.web.assets import Inline, source_hash

# What a document may be told in <meta>, per the Content Security Policy standard:
# frame-ancestors, report-uri and sandbox are ignored there.
NOT_IN_META = ("frame-ancestors",)

DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)

# What an extra script may use besides, on the pages that carry it: the portal fetches what is
# locked from our own host, and plays recordings that it has opened in memory.
GRANTS: Mapping[str, Mapping[str, str]] = {
    "portal": {"connect-src": "'self'", "media-src": "blob:"},
}

TWO_YEARS = 63_072_000


@dataclass(frozen=True)
class Policy:
    """One policy for every address: a page, a list, a file, or nothing found."""

    content_security: dict[str, str]
    permissions: dict[str, str]
    before_meta: str
    """The source of the style that stands before ``<meta>``, which does not bind it."""
    extras: Mapping[str, Mapping[str, str]]
    """What the scripts need that only some pages carry: name → directive → source."""
    extra_styles: Mapping[str, str]
    """The hashes of the styles that only some pages carry, by name."""
    hsts_seconds: int = TWO_YEARS
    frame_options: str = "DENY"
    referrer: str = "no-referrer"

    @property
    def inline(self) -> frozenset[str]:
        """The hashes of every inline text that some page may carry."""
        known = f"{self.content_security['script-src']} {self.content_security['style-src']}"
        return frozenset(known.split())

    @property
    def extra(self) -> dict[str, str]:
        """Headers that Talisman does not know."""
        return {
            # Page text never reaches a disk cache. It stays out of Back by other means.
            "Cache-Control": "no-store",
            "Cross-Origin-Embedder-Policy": "require-corp",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            # Brave then offers a visit that leaves no history.
            "Request-OTR": "1",
            # Reading a page must not look up the names of the sites it links to.
            "X-DNS-Prefetch-Control": "off",
        }

    @property
    def headers(self) -> dict[str, str]:
        """Every header with its exact value, in alphabetical order."""
        known = {
            "Content-Security-Policy": _join(self.content_security),
            "Permissions-Policy": ", ".join(f"{k}={v}" for k, v in self.permissions.items()),
            "Referrer-Policy": self.referrer,
            "Strict-Transport-Security": f"max-age={self.hsts_seconds}; includeSubDomains",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": self.frame_options,
        }
        return dict(sorted((known | self.extra).items()))

    def meta(self, scripts: Collection[str] = (), styles: Collection[str] = ()) -> str:
        """The part that holds inside a page, for a host that sends no headers of ours.

        ``scripts`` and ``styles`` name those of the extra ones that the page carries: the
        header has to know them all, and here each page forbids the ones that are not its own.
        """
        known = {k: v for k, v in self.content_security.items() if k not in NOT_IN_META}
        kept = {directive: sources.split() for directive, sources in known.items()}
        kept["style-src"].remove(self.before_meta)
        for name, needed in self.extras.items():
            for directive, source in needed.items() if name not in scripts else ():
                kept[directive].remove(source)
        for name, source in self.extra_styles.items():
            if name not in styles:
                kept["style-src"].remove(source)
        return _join({directive: " ".join(sources) for directive, sources in kept.items()})


def make_policy(inline: Inline) -> Policy:
    """Everything off, then what the pages need: their own inline texts and pictures."""
    extras = {
        name: {"script-src": source_hash(text), **GRANTS.get(name, {})}
        for name, text in inline.extra_scripts.items()
    }
    content_security = {
        "default-src": "'none'",
        "script-src": " ".join(inline.script_hashes),
        "style-src": " ".join(inline.style_hashes),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    for name in extras:
        content_security |= GRANTS.get(name, {})
    return Policy(
        content_security,
        dict.fromkeys(DENIED_FEATURES, "()"),
        before_meta=inline.style_hashes[0],
        extras=extras,
        extra_styles={name: source_hash(text) for name, text in inline.extra_styles.items()},
    )


def _join(directives: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items() if value)
