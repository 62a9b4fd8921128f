#!/bin/sh
# Brings Chromium and a font with Vietnamese letters, where the machine has neither.
set -eu
if command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 ||
   command -v google-chrome >/dev/null 2>&1; then
    echo "Chromium is there."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Please install Chromium with your system's package manager." >&2
    exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
