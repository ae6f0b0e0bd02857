package io.github.smtpfake.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testcontainers.utility.DockerImageName;

class ServerImageTest {

    @ParameterizedTest
    @CsvSource({
        "smtp-fake, smtp-fake:1.2",
        "smtp-fake:latest, smtp-fake:latest",
        "registry.example.org/mail/smtp-fake, registry.example.org/mail/smtp-fake:1.2",
        "registry.example.org:5000/smtp-fake, registry.example.org:5000/smtp-fake:1.2",
        "registry.example.org:5000/smtp-fake:7, registry.example.org:5000/smtp-fake:7",
        "smtp-fake@sha256:ab12, smtp-fake@sha256:ab12"
    })
    void addsTheVersionOnlyWhereATagIsMissing(String image, String expected) {
        assertThat(ServerImage.parse(image, "1.2").asCanonicalNameString()).isEqualTo(expected);
    }

    @Test
    void defaultImageReplacesMailpit() {
        DockerImageName image = SmtpFakeContainer.defaultImage();

        assertThat(image.getRepository()).isEqualTo("smtp-fake");
        assertThat(image.isCompatibleWith(DockerImageName.parse("axllent/mailpit")))
                .isTrue();
    }

    @Test
    void writesIpv6AddressesInBrackets() {
        assertThat(ServerImage.uri("localhost", 8025)).hasToString("http://localhost:8025");
        assertThat(ServerImage.uri("::1", 8025)).hasToString("http://[::1]:8025");
    }
}
