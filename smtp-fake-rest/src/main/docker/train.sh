#!/bin/bash
# Starts the server, sends it a message, reads it over HTTP, and ends it: the JVM caches what it has loaded for that.
set -euo pipefail
java=$1
home=$2

talk() {
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  cat >&3
  cat <&3
  exec 3>&-
}

mkfifo /tmp/started
"$java" "@$home/java.options" -XX:AOTCacheOutput="$home/smtp-fake.aot" -jar "$home/smtp-fake.jar" >/tmp/started &
server=$!
exec 4</tmp/started
# Two addresses, printed when mail is accepted.
read -r smtp <&4
read -r http <&4
echo "$smtp, $http"

printf '%s\r\n' 'EHLO build.test' 'MAIL FROM:<a@build.test>' 'RCPT TO:<b@build.test>' 'DATA' \
  'From: a@build.test' 'To: b@build.test' 'Subject: =?utf-8?q?Hell=C3=B6?=' '' 'Text' '.' 'QUIT' | talk 1025 | grep 'queued as'
for path in /readyz /api/messages /api/messages/latest /api/info; do
  printf '%s\r\n' "GET $path HTTP/1.1" 'Host: localhost' 'Connection: close' '' | talk 8025 | grep '^HTTP/1.1 200'
done

kill "$server"
wait "$server" || [ $? -eq 143 ]
test -s "$home/smtp-fake.aot"
