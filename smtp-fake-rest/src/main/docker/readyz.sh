#!/bin/sh
# Finds the server of this container and asks it whether it is ready: `mailpit readyz` with Mailpit's options. `url` prints its
# URL instead. Like the server, it prefers our options to Mailpit's flags, these to our variables, and these to Mailpit's
# variables. Options of this command take precedence.
unset host_option http_host_option port_option root_option https_option listen_flag root_flag certificate_flag
wait=false
timeout=30s
line_end='
'
blank_line=$line_end$line_end

# Reports invalid usage.
reject() {
  printf 'mailpit readyz: %s\n' "$1" >&2
  exit 2
}

fail() {
  printf 'mailpit readyz: %s\n' "$1" >&2
  exit 1
}

is_true() {
  case $1 in
  1 | [Tt] | [Tt][Rr][Uu][Ee] | [Yy][Ee][Ss]) ;;
  *) return 1 ;;
  esac
}

is_blank() {
  case $1 in
  *[![:space:]]*) return 1 ;;
  esac
}

# Applies an option of the server that has a value.
apply() {
  case $1 in
  --host) host_option=$2 ;;
  --http-host) http_host_option=$2 ;;
  --http-port) port_option=$2 ;;
  --web-root) root_option=$2 ;;
  --listen | -l) listen_flag=$2 ;;
  --webroot) root_flag=$2 ;;
  --ui-tls-cert | --ui-ssl-cert) certificate_flag=$2 ;;
  esac
}

# Applies short flags of Mailpit without a space between them, of which only the last one has a value.
apply_short_flags() {
  letters=$1
  while [ -n "$letters" ]; do
    rest=${letters#?}
    letter=${letters%"$rest"}
    case $letter$rest in
    [dlmst]) option=-$letter ;;
    [dlmst]*) apply "-$letter" "${rest#=}" ;;
    [qv][!=]*)
      letters=$rest
      continue
      ;;
    esac
    return
  done
}

# Reads the arguments of process 1. A line break in an argument becomes a space, so that its rest is not another argument. The
# last line keeps an empty argument before it.
read_arguments_of_server() {
  option=
  while IFS= read -r argument; do
    if [ -n "$option" ]; then
      apply "$option" "$argument"
      option=
      continue
    fi
    case $argument in
    --*=*) apply "${argument%%=*}" "${argument#*=}" ;;
    --http-tls) https_option=true ;;
    # The other options without a value.
    --require-auth | --ignore-rejected-recipients | --strict | --allow-mail-before-ehlo | --allow-bare-lf) ;;
    --allow-unbracketed-paths | --allow-unknown-parameters | --allow-unpadded-base64 | --discard-content | --hide-delete-all) ;;
    --help | --version | --disable-wal | --disable-version-check | --disable-auto-vacuum | --use-message-dates) ;;
    --ignore-duplicate-ids | --quiet | --verbose | --block-remote-css-and-fonts | --allow-internal-http-requests) ;;
    --disable-link-check-rate-limit | --allow-untrusted-tls | --disable-html-check | --disable-http-compression) ;;
    --hide-delete-all-button | --send-api-auth-accept-any | --smtp-auth-accept-any | --smtp-auth-allow-insecure) ;;
    --smtp-require-starttls | --smtp-tls-required | --smtp-require-tls | --smtp-strict-rfc-headers) ;;
    --smtp-disable-rdns | --smtp-ignore-rejected-recipients | --smtp-relay-all | --enable-chaos | --tags-title-case | --tags-username) ;;
    --*) option=$argument ;;
    -*) apply_short_flags "${argument#-}" ;;
    esac
  done <<END
$(tr '\0\n' '\n ' </proc/1/cmdline && echo end)
END
}

# Sets host, port, root and https as the server does.
find_settings() {
  # An empty flag or variable of Mailpit sets nothing, but a flag hides the variable.
  listen_variable=${MP_UI_BIND_ADDR-}
  certificate=${MP_UI_TLS_CERT-}
  if is_blank "$certificate"; then certificate=${MP_UI_SSL_CERT-}; fi
  root_variable=${MP_WEBROOT-}
  if [ -n "${listen_flag+given}" ]; then listen_variable=; fi
  if [ -n "${certificate_flag+given}" ]; then certificate=$certificate_flag; fi
  if [ -n "${root_flag+given}" ]; then root_variable=; fi

  host=${host_option-${SMTP_FAKE_HOST-}}
  port=8025
  if ! is_blank "$listen_variable"; then
    port=${listen_variable##*:}
    if [ -z "$host" ]; then host=${listen_variable%:*}; fi
  fi
  host=${SMTP_FAKE_HTTP_HOST:-$host}
  port=${SMTP_FAKE_HTTP_PORT:-$port}
  if ! is_blank "${listen_flag-}"; then
    port=${listen_flag##*:}
    if [ -z "${host_option-}" ]; then host=${listen_flag%:*}; fi
  fi
  host=${http_host_option-$host}
  port=${port_option-$port}

  if ! is_blank "$root_variable"; then root=$root_variable; else root=; fi
  root=${SMTP_FAKE_WEB_ROOT-$root}
  if ! is_blank "${root_flag-}"; then root=$root_flag; fi
  root=${root_option-$root}

  https=${https_option-false}
  if is_true "${SMTP_FAKE_HTTP_TLS-}" || ! is_blank "$certificate"; then https=true; fi
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
    -h | --help)
      usage
      exit 0
      ;;
    --wait) wait=true ;;
    --wait=*) wait=${1#*=} ;;
    --https) https=true ;;
    --https=*) https=${1#*=} ;;
    --listen=* | --webroot=* | --timeout=*) apply_own "${1%%=*}" "${1#*=}" ;;
    --listen | -l | --webroot | --timeout)
      [ $# -gt 1 ] || reject "the option $1 needs a value"
      apply_own "$1" "$2"
      shift
      ;;
    -l?*)
      listen=${1#-l}
      apply_own -l "${listen#=}"
      ;;
    *) reject "unknown option $1" ;;
    esac
    shift
  done
}

usage() {
  echo "Usage: mailpit readyz [--wait] [--timeout 30s] [-l|--listen HOST:PORT] [--webroot PATH] [--https]"
}

# Applies an option of this command that has a value.
apply_own() {
  case $1 in
  --listen | -l) host=${2%:*} port=${2##*:} ;;
  --webroot) root=$2 ;;
  --timeout) timeout=$2 ;;
  esac
}

# Prints a duration such as 1m30s or 500ms in hundredths of a second.
hundredths() {
  case $1 in
  *[!0-9.hms]*) return 1 ;;
  esac
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

# Sets `path` to the web root without empty segments, `.` and `..`, as the server reads it; empty for the root.
normalize_root() {
  path=
  rest=$root/
  while [ -n "$rest" ]; do
    segment=${rest%%/*}
    rest=${rest#*/}
    case $segment in
    '' | .) ;;
    ..) path=${path%/*} ;;
    *) path=$path/$segment ;;
    esac
  done
}

locate() {
  case $host in
  # 0.0.0.0 is not an address to connect to.
  '' | 0.0.0.0 | :: | '[::]') host=127.0.0.1 ;;
  '['*) ;;
  *:*) host="[$host]" ;;
  esac
  normalize_root
  if is_true "$https"; then url=https://$host:$port$path; else url=http://$host:$port$path; fi
}

# Asks once, and prints the answer if it is positive. The process that asks replaces this one, so that no child of it outlives a
# health check that Docker ends: the server is process 1, and would never remove it. It has no time limit, because the wget of
# Debian's static busybox crashes with -T; Docker ends a check that does not end.
ask() {
  if is_true "$https"; then
    ask_over_tls
  else
    exec wget -q -Y off -O - "$url/readyz"
  fi
}

# Asks over HTTPS, and accepts any certificate, as Mailpit does: it sends no secret. It does not use wget, which would leave its
# process of openssl behind.
ask_over_tls() {
  answer=$(printf 'GET %s/readyz HTTP/1.0\r\nHost: %s:%s\r\n\r\n' "$path" "$host" "$port" |
    openssl s_client -quiet -connect "$host:$port" 2>/dev/null)
  answer=$(printf '%s' "$answer" | tr -d '\r')
  [ -n "$answer" ] || fail "no answer from $url"
  case $answer in
  'HTTP/1.'[01]' 200'*) printf '%s\n' "${answer##*"$blank_line"}" ;;
  *) fail "$url answered ${answer%%"$line_end"*}" ;;
  esac
}

# Sets `now` to the time since the start of the machine in hundredths of a second.
read_clock() {
  read -r now _ </proc/uptime
  now=${now%.*}${now#*.}
}

wait_until_ready() {
  read_clock
  deadline=$((now + limit))
  until (ask) 2>/dev/null; do
    read_clock
    [ "$now" -lt "$deadline" ] || fail "the server at $host:$port was not ready within $timeout"
    sleep 0.1
  done
}

case ${1-} in
readyz | url) ;;
*)
  usage >&2
  exit 2
  ;;
esac
read_arguments_of_server
find_settings
command=$1
shift
read_arguments "$@"
limit=$(hundredths "$timeout") || reject "--timeout must be a duration such as 30s or 1m30s, not $timeout"
locate
if [ "$command" = url ]; then
  printf '%s\n' "$url"
elif is_true "$wait"; then
  wait_until_ready
else
  ask
fi
