/** A project whose tests are a module, as those of an application that uses jlink may be. */
// JUnit and AssertJ read the test classes by reflection.
open module org.example.shop {
    requires io.github.smtpfake;
    requires io.github.smtpfake.junit5;
    // AssertJ needs it for soft assertions, but does not require it.
    requires net.bytebuddy;
    requires org.assertj.core;
    requires org.junit.jupiter.api;
    requires org.junit.platform.launcher;
}
