"""A fresh profile for Firefox that reaches for nothing but the websites of a `Host`."""

from __future__ import annotations

import json
from pathlib import Path

from evidence.host import Host

# Nothing that Firefox does by itself may reach for the network, or into the profile.
QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.activity-stream.feeds.topsites": False,
    "browser.newtabpage.enabled": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "browser.topsites.contile.enabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.connection.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.trr.mode": 5,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
    # The settings that test tools like would hide what a visitor's Firefox does.
    "remote.prefs.recommended": False,
}


def write_profile(folder: Path, host: Host, script: bool) -> None:
    """Make a profile in ``folder`` for which ``host`` is every website.

    Without ``script`` no page may run any.
    """
    folder.mkdir(parents=True, exist_ok=True)
    proxy = {
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": host.port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": host.port,
        "javascript.enabled": script,
    }
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});"
        for name, value in {**QUIET, **proxy}.items()
    ]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
