#!/bin/sh
# The command of the image: smtp-fake or, in the place of Mailpit, mailpit. Without a command it starts the server.
case ${1-} in
readyz)
  # Needs no JVM, because a health check runs every few seconds in the memory of the server.
  exec /usr/bin/smtp-fake-readyz "$@"
  ;;
'' | -*) options=java.options ;;
wait | export | import | health)
  options=client.options
  # The arguments of the server also say where it is, but the JVM of a command does not see them.
  export SMTP_FAKE_URL="${SMTP_FAKE_URL:-$(/usr/bin/smtp-fake-readyz url)}"
  ;;
*) options=client.options ;;
esac
exec /opt/jre/bin/java "@/opt/smtp-fake/$options" -XX:AOTCache=/opt/smtp-fake/smtp-fake.aot \
  -jar /opt/smtp-fake/smtp-fake.jar "$@"
