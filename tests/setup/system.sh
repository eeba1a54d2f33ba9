#!/usr/bin/env bash
# system.sh: see that the programs that the browser and JavaScript tests drive are there; install what is missing.
set -euo pipefail
here=$(dirname "$0")

has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() {
  [ -n "${TIAOWEN_CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome ||
    [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] || [ -x "/Applications/Chromium.app/Contents/MacOS/Chromium" ]
}
has_firefox() {
  [ -n "${TIAOWEN_FIREFOX:-}" ] || has firefox-esr || has firefox || [ -x /Applications/Firefox.app/Contents/MacOS/firefox ]
}
# macOS and Windows always have Chinese fonts; Linux says so through fontconfig.
has_cjk_fonts() { [ "$(uname -s)" != Linux ] || { has fc-list && [ -n "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; }; }
has_node() { has node && [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 18' 2>/dev/null)" = true ]; }
# macOS has a `java` that only offers a download, so run it.
has_java() { has java && java -version >/dev/null 2>&1; }
# The Node.js inside the Python package playwright is linked against it.
has_libatomic() { [ "$(uname -s)" != Linux ] || compgen -G '/usr/lib*/libatomic.so.1' || compgen -G '/usr/lib/*/libatomic.so.1'; } >/dev/null

missing() {
  has_chromium || echo chromium
  has_firefox || echo firefox-esr
  has_cjk_fonts || echo fontconfig fonts-noto-cjk
  has_node || echo nodejs
  has npm || echo npm
  has_java || echo default-jre-headless
  has_libatomic || echo libatomic1
}

packages=$(missing | xargs)
if [ -n "$packages" ]; then
  echo "Installing for the tests: $packages"
  # shellcheck disable=SC2086  # one word a package
  bash "$here/apt.sh" $packages
fi
still=$(missing | xargs)
if [ -n "$still" ]; then
  echo "system.sh: still missing: $still" >&2
  exit 1
fi
