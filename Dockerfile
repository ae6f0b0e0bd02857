# Builds the image from the packaged jar:  mvn -q -DskipTests package && docker build -t smtp-fake .

# A release names the same image by its digest.
ARG BASE_IMAGE=eclipse-temurin:25-jdk

FROM ${BASE_IMAGE} AS build

# Reinstalls what the base image has without the copyright file.
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends --reinstall busybox-static openssl

# Includes only the modules that the server uses; jdk.charsets, as mail uses many charsets; java.sql for --store; java.management
# for the HTTP connector. In some builds of the JDK, cacerts is a link to a file of the system that may be missing, but jlink
# requires it.
RUN cacerts=$(readlink -m "$JAVA_HOME/lib/security/cacerts") \
 && mkdir -p "$(dirname "$cacerts")" \
 && touch "$cacerts" \
 && jlink --add-modules java.base,java.xml,java.sql,java.management,jdk.charsets \
      --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --output /opt/jre

COPY smtp-fake-rest/target/smtp-fake.jar smtp-fake-rest/src/main/docker/*.options /opt/smtp-fake/
COPY smtp-fake-rest/src/main/docker/*.sh /tmp/
# In a checkout made with the umask 077, the user of the server could not read its files.
RUN chmod -R go=rX /opt/smtp-fake \
 && bash /tmp/keep-native-library.sh /opt/smtp-fake \
 && bash /tmp/train.sh /opt/jre/bin/java /opt/smtp-fake \
 && bash /tmp/make-root.sh /root-of-image /opt/jre /opt/smtp-fake \
 && mkdir /data


# Contains no distribution, only what make-root.sh has collected.
FROM scratch

COPY --from=build /root-of-image /
COPY --from=build /opt/jre /opt/jre
COPY --from=build /opt/smtp-fake /opt/smtp-fake
# A new named volume that is mounted here belongs to the user of the server, so that --store can write to it.
COPY --from=build --chown=65532:65532 /data /data

# A numeric user id, so that Kubernetes can verify that it is not root. The server writes nothing but the file of --store.
USER 65532:65532
EXPOSE 1025 8025
ENV SMTP_FAKE_HOST=0.0.0.0
# With an arena for each thread, libc keeps more of the memory that compilers of the JVM have used.
ENV MALLOC_ARENA_MAX=1
# Starts the server directly, because a shell would delay it. `docker exec` has the command smtp-fake for the same.
ENTRYPOINT ["/opt/jre/bin/java", "@/opt/smtp-fake/java.options", "-XX:AOTCache=/opt/smtp-fake/smtp-fake.aot", "-jar", "/opt/smtp-fake/smtp-fake.jar"]
# Mailpit's own check, which needs no JVM.
HEALTHCHECK --interval=2s --timeout=5s --start-period=1s CMD ["/mailpit", "readyz"]

# Last, because another revision must not build the rest again.
ARG BASE_IMAGE
ARG VERSION=unknown
ARG REVISION=unknown
ARG SOURCE=https://github.com/smtpfake/smtp-fake
LABEL org.opencontainers.image.title="smtp-fake" \
      org.opencontainers.image.description="A fake SMTP server that captures what an application really sent" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.url="${SOURCE}" \
      org.opencontainers.image.documentation="${SOURCE}#readme" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
