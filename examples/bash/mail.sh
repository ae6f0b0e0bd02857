#!/usr/bin/env bash
# Sends a mail with curl, waits for it, and checks its code. jq is not needed.
set -euo pipefail

http=${SMTP_FAKE_URL:-http://localhost:8025}
smtp=smtp://${SMTP_HOST:-localhost}:${SMTP_PORT:-1025}
ada=ada-$RANDOM$RANDOM@example.org

curl --silent --show-error "$smtp" --mail-from shop@example.org --mail-rcpt "$ada" --upload-file - <<MAIL
From: shop@example.org
To: $ada
Subject: Welcome

Your code is 482913.
MAIL

# With --fail-with-body, curl fails if no such mail arrives in time, and prints what arrived instead.
mail=$(curl --fail-with-body --silent "$http/api/messages/latest?recipient=$ada&subject=welcome&wait=10s")
[[ $mail == *'"codes":["482913"]'* ]] || {
  echo "Expected the code 482913, but got $mail" >&2
  exit 1
}
echo "received the code 482913 at $ada"
