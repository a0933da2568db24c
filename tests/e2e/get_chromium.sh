#!/bin/sh
# Finds a Chromium for the browser tests, or installs one where that is allowed. Never fails: without a browser the
# tests skip and say so.
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${MARSAD_CHROMIUM:-}" ]; then exit 0; fi
if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then root=""; elif sudo -n true 2>/dev/null; then root="sudo -n"; else root="none"; fi
  if [ "$root" != none ]; then
    echo "No Chromium found: installing Debian's package for the browser tests ..."
    $root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends chromium >/dev/null
  fi
fi
command -v chromium >/dev/null 2>&1 || echo "No Chromium: the browser tests will skip. Install the package 'chromium', or set MARSAD_CHROMIUM to a browser's path."
exit 0
