import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Test;

@SmtpFake
class SmtpFakeClass {
    @Test
    void test() {}
}
