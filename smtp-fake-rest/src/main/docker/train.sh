#!/bin/bash
# Creates the AOT cache: starts the server, sends a message, reads it over HTTP and stops the server. The JVM writes the
# classes that it has loaded to the cache.
set -euo pipefail
java=$1
home=$2

exchange() {
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  cat >&3
  cat <&3
  exec 3>&-
}

mkfifo /tmp/started
"$java" "@$home/java.options" -XX:AOTCacheOutput="$home/smtp-fake.aot" -jar "$home/smtp-fake.jar" >/tmp/started &
server=$!
exec 4</tmp/started
# The server prints its two addresses once it accepts mail.
read -r smtp <&4
read -r http <&4
echo "$smtp, $http"

printf '%s\r\n' 'EHLO build.test' 'MAIL FROM:<a@build.test>' 'RCPT TO:<b@build.test>' 'DATA' \
  'From: a@build.test' 'To: b@build.test' 'Subject: =?utf-8?q?Hell=C3=B6?=' '' 'Text' '.' 'QUIT' | exchange 1025 | grep 'queued as'
for path in /readyz /api/messages /api/messages/latest /api/info; do
  printf '%s\r\n' "GET $path HTTP/1.1" 'Host: localhost' 'Connection: close' '' | exchange 8025 | grep '^HTTP/1.1 200'
done

kill "$server"
wait "$server" || [ $? -eq 143 ]
test -s "$home/smtp-fake.aot"
