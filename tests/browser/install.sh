#!/bin/sh
# A Chromium for the tests: the one that is there, else Debian's, else Playwright's own.
# Usage: install.sh PLAYWRIGHT
set -eu
for name in chromium chromium-browser; do
	if command -v "$name" >/dev/null; then exit 0; fi
done
if command -v apt-get >/dev/null; then
	if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
	if $as_root true 2>/dev/null; then
		echo "Installing Debian's Chromium for the tests"
		export DEBIAN_FRONTEND=noninteractive
		if $as_root apt-get update -qq &&
			$as_root apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core \
				>/dev/null; then
			exit 0
		fi
	fi
fi
exec "$1" install chromium
