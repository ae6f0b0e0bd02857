#!/bin/bash
# Moves the native library of SQLite for this platform from the jar to the directory of the jar, because a container with a
# read-only root cannot unpack it. Removes the libraries of all other platforms.
set -euo pipefail
home=$1

platform=$(java -cp "$home/smtp-fake.jar" org.sqlite.util.OSInfo)
mkdir /tmp/jar
cd /tmp/jar
jar --extract --file "$home/smtp-fake.jar"
mv "org/sqlite/native/$platform"/* "$home"
rm -r org/sqlite/native
jar --create --file "$home/smtp-fake.jar" --manifest META-INF/MANIFEST.MF -C /tmp/jar .
