#!/bin/bash
# Lays the native library of SQLite for this platform beside the jar, because the server of the image must not unpack it to a
# read-only file system. Removes those of all platforms from the jar.
set -euo pipefail
home=$1

platform=$(java -cp "$home/smtp-fake.jar" org.sqlite.util.OSInfo)
mkdir /tmp/jar
cd /tmp/jar
jar --extract --file "$home/smtp-fake.jar"
mv "org/sqlite/native/$platform"/* "$home"
rm -r org/sqlite/native
jar --create --file "$home/smtp-fake.jar" --manifest META-INF/MANIFEST.MF -C /tmp/jar .
