#!/bin/sh
# Asks a server with TLS whether it is ready. Ignores the certificate, because the request contains no secret. The TLS of wget is
# a process that outlives wget; here each process waits for those that it has started.
case $1 in
https://*)
  endpoint=${1#https://}
  path=/${endpoint#*/}
  endpoint=${endpoint%%/*}
  host=${endpoint%:*}
  host=${host#[}
  answer=$(REQUEST_PATH=$path nc "${host%]}" "${endpoint##*:}" -e "$0" connected 2>&1) || exit 1
  case $answer in
  'HTTP/1.1 200'*) echo ready ;;
  *)
    echo "$1 answered: $answer" >&2
    exit 1
    ;;
  esac
  ;;
connected)
  # The connection is the standard input and output of this process.
  exec 3<&0
  printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$REQUEST_PATH" | ssl_client -s3 >&2
  ;;
esac
