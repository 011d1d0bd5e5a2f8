#!/bin/sh
# The libraries that WeasyPrint needs of the system, where they are missing and apt may be used.
# Elsewhere nothing happens here: the build says what to install.
set -eu
wanted="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
command -v apt-get >/dev/null || exit 0
# shellcheck disable=SC2086  # the names are words
if dpkg -s $wanted >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ]; then as_root=""; else as_root="sudo -n"; fi
$as_root true 2>/dev/null || exit 0
echo "Installing for the documents of packs: $wanted"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq &&
	$as_root apt-get install -qq -y --no-install-recommends $wanted >/dev/null ||
	echo "They could not be installed; the build will say what to do."
