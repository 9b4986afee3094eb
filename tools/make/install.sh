#!/bin/sh
# Installs the dependencies when they are missing or package-lock.json has changed since. The stamp is the lock's digest: a
# switch of branches that leaves the lock as it was installs nothing.
set -eu
cd -- "$(dirname -- "$0")/../.."

stamp=node_modules/.infraforge-lock
lock=$(cksum <package-lock.json)

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$lock" ]; then exit 0; fi
# npm's own record of an installation: newer than the lock after `npm ci` or `npm install` by hand.
if [ -n "$(find node_modules/.package-lock.json -newer package-lock.json 2>/dev/null)" ]; then
  printf '%s\n' "$lock" >"$stamp"
  exit 0
fi

for program in node npm git; do
  if ! command -v "$program" >/dev/null; then
    echo "$program is missing. Install Node.js 20 or newer (it brings npm; the platform installs its own Node 24) and git, then run make up again." >&2
    exit 1
  fi
done

began=$(date +%s)
echo "· npm ci       dependencies (a minute or two)"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! npm ci --no-audit --no-fund --no-update-notifier --loglevel=error >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "npm ci failed. Check the registry (npm ping) and the disk (df -h .), then run make up again." >&2
  exit 1
fi
printf '%s\n' "$lock" >"$stamp"
echo "✓ npm ci       dependencies                          $(($(date +%s) - began)).0 s"
