#!/bin/sh
# Asks the server of this container whether it is ready: `mailpit readyz` with Mailpit's options. The variables of the server
# and the arguments of process 1 say where the server is; options of this command take precedence.
listen=${MP_UI_BIND_ADDR:-:8025}
host=${SMTP_FAKE_HOST:-${listen%:*}}
http_host=${SMTP_FAKE_HTTP_HOST-}
port=${SMTP_FAKE_HTTP_PORT:-${listen##*:}}
root=${SMTP_FAKE_WEB_ROOT:-${MP_WEBROOT-}}
certificate=${MP_UI_TLS_CERT:-${MP_UI_SSL_CERT-}}
https=${SMTP_FAKE_HTTP_TLS:-${certificate:+true}}
wait=false
timeout=30s

fail() {
  echo "mailpit readyz: $1" >&2
  exit 1
}

is_true() {
  case $1 in
  1 | [Tt] | [Tt][Rr][Uu][Ee] | [Yy][Ee][Ss]) ;;
  *) return 1 ;;
  esac
}

# Applies an option of the server or of this command that has a value.
apply() {
  case $1 in
  --listen | -l) http_host=${2%:*} port=${2##*:} ;;
  --host) host=$2 ;;
  --http-host) http_host=$2 ;;
  --http-port) port=$2 ;;
  --webroot | --web-root) root=$2 ;;
  --ui-tls-cert | --ui-ssl-cert) https=true ;;
  --timeout) timeout=$2 ;;
  esac
}

read_arguments_of_server() {
  previous=
  while IFS= read -r argument; do
    case $argument in
    --http-tls) https=true ;;
    --*=* | -l=*) apply "${argument%%=*}" "${argument#*=}" ;;
    -l?*) apply -l "${argument#-l}" ;;
    *) apply "$previous" "$argument" ;;
    esac
    previous=$argument
  done <<END
$(tr '\0' '\n' </proc/1/cmdline)
END
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
    -h | --help)
      echo "Usage: mailpit readyz [--wait] [--timeout 30s] [-l|--listen HOST:PORT] [--webroot PATH] [--https]"
      exit 0
      ;;
    --wait) wait=true ;;
    --wait=*) wait=${1#*=} ;;
    --https) https=true ;;
    --https=*) https=${1#*=} ;;
    --listen=* | -l=* | --webroot=* | --timeout=*) apply "${1%%=*}" "${1#*=}" ;;
    --listen | -l | --webroot | --timeout)
      [ $# -gt 1 ] || fail "the option $1 needs a value"
      apply "$1" "$2"
      shift
      ;;
    *) fail "unknown option $1" ;;
    esac
    shift
  done
}

# Prints a duration such as 1m30s or 500ms in hundredths of a second.
hundredths() {
  echo "$1" | awk '
    !/^([0-9]+([.][0-9]*)?(h|m|s|ms))+$/ { exit 1 }
    {
      while (match($0, /^[0-9.]+/)) {
        number = substr($0, 1, RLENGTH)
        $0 = substr($0, RLENGTH + 1)
        sum += number * (/^h/ ? 360000 : /^ms/ ? 0.1 : /^m/ ? 6000 : 100)
        sub(/^[a-z]+/, "")
      }
      printf "%d\n", sum
    }'
}

find_server() {
  host=${http_host:-$host}
  case $host in
  # The address of all interfaces is that of no server.
  '' | 0.0.0.0 | :: | '[::]') host=127.0.0.1 ;;
  '['*) ;;
  *:*) host="[$host]" ;;
  esac
  path=$(echo "/$root/readyz" | tr -s /)
}

# Asks once, and prints the answer if it is positive. The process that asks replaces this one, so that no child of it outlives a
# health check that Docker ends: the server is process 1, and would never remove it.
ask() {
  if is_true "$https"; then
    # The TLS of busybox offers no signature algorithm that the JVM of the server accepts.
    exec /opt/jre/bin/java @/opt/smtp-fake/client.options -XX:AOTCache=/opt/smtp-fake/smtp-fake.aot \
      -jar /opt/smtp-fake/smtp-fake.jar readyz --https --listen "$host:$port" --webroot "$root"
  fi
  exec wget -q -Y off -O - "http://$host:$port$path"
}

# Sets `now` to the time since the start of the machine in hundredths of a second.
read_clock() {
  read -r now _ </proc/uptime
  now=${now%.*}${now#*.}
}

wait_until_ready() {
  limit=$(hundredths "$timeout") || fail "--timeout must be a duration such as 30s or 1m30s, not $timeout"
  read_clock
  deadline=$((now + limit))
  until (ask) 2>/dev/null; do
    read_clock
    [ "$now" -lt "$deadline" ] || fail "the server at $host:$port was not ready within $timeout"
    sleep 0.1
  done
}

read_arguments_of_server
shift
read_arguments "$@"
find_server
if is_true "$wait"; then
  wait_until_ready
else
  ask
fi
