#!/bin/bash
# Collects the files that the image needs besides the JRE and the server: the libraries that all of them load, as ldd finds them on
# this platform; busybox, which contains a shell, wget and the usual commands; openssl for HTTPS, because the TLS of busybox offers no
# signature algorithm that a JVM accepts; and the commands of the image.
set -euo pipefail
root=$1
jre=$2
home=$3
sources=$(dirname "$0")

mkdir -p "$root"/{bin,usr/bin,etc,licenses,tmp}
chmod 1777 "$root/tmp"

cp "$(command -v openssl)" "$root/bin/openssl"

# The libraries of the JRE find each other; only those of the system are to be copied.
mapfile -t binaries < <(find "$jre" "$home" -name '*.so')
ldd "$jre/bin/java" "$root/bin/openssl" "${binaries[@]}" | grep -o '/[^ :]*\.so[^ :]*' | sort -u | while read -r library; do
  case $library in
  "$jre"/* | "$home"/*) ;;
  *)
    mkdir -p "$root$(dirname "$library")"
    cp --dereference "$library" "$root$library"
    ;;
  esac
done

cp "$(command -v busybox)" "$root/bin/busybox"
busybox --list | grep -vx busybox | while read -r applet; do
  ln -s busybox "$root/bin/$applet"
done
cp /usr/share/doc/busybox-static/copyright "$root/licenses/busybox"
cp /usr/share/doc/openssl/copyright "$root/licenses/openssl"

install "$sources/smtp-fake.sh" "$root/usr/bin/smtp-fake"
install "$sources/readyz.sh" "$root/usr/bin/smtp-fake-readyz"
ln -s smtp-fake "$root/usr/bin/mailpit"
ln -s usr/bin/smtp-fake "$root/mailpit"

# `--user root` works as well as `--user 0`, for which nothing needs a name.
printf '%s\n' 'root:x:0:0:root:/:/bin/sh' 'smtp-fake:x:65532:65532::/:/bin/sh' >"$root/etc/passwd"
printf '%s\n' 'root:x:0:' 'smtp-fake:x:65532:' >"$root/etc/group"
echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
