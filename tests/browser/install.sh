#!/bin/sh
# The browsers, and a screen with a keyboard, for the tests and for `make trace`: those that
# are there, else Debian's, else Playwright's Chromium and Firefox (WebKitGTK is for Linux).
# Usage: install.sh PLAYWRIGHT
set -eu
is_there() {
	for name in "$@"; do
		if command -v "$name" >/dev/null; then return 0; fi
	done
	return 1
}
wanted=""
is_there chromium chromium-browser || wanted="$wanted chromium"
is_there firefox-esr firefox || wanted="$wanted firefox-esr"
if [ "$(uname)" = Linux ]; then
	is_there WebKitWebDriver || wanted="$wanted webkit2gtk-driver"
	is_there Xvfb || wanted="$wanted xvfb"
	is_there xdotool || wanted="$wanted xdotool"
fi
if [ -z "$wanted" ]; then exit 0; fi
if command -v apt-get >/dev/null; then
	if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
	if $as_root true 2>/dev/null; then
		echo "Installing for the tests:$wanted"
		export DEBIAN_FRONTEND=noninteractive
		if $as_root apt-get update -qq &&
			$as_root apt-get install -qq -y --no-install-recommends $wanted fonts-dejavu-core \
				>/dev/null; then
			exit 0
		fi
	fi
fi
is_there chromium chromium-browser || "$1" install chromium
is_there firefox-esr firefox || "$1" install firefox
