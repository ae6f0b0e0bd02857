package io.github.smtpfake.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.smtpfake.testing.cycle.First;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassCyclesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackagesOf(First.class);

    @Test
    void countsNestedClassesAsTheirTopLevelClassAndLeavesSealedFamiliesOut() {
        assertThat(ClassCycles.find(CLASSES, type -> false))
                .containsExactly(Set.of(
                        "io.github.smtpfake.testing.cycle.First",
                        "io.github.smtpfake.testing.cycle.Second",
                        "io.github.smtpfake.testing.cycle.Third"));
    }

    @Test
    void listsTheClassesOfEachCycleThatIsTooLong() {
        assertThatThrownBy(() -> ClassCycles.check(CLASSES, 2))
                .isInstanceOf(AssertionError.class)
                .hasMessage("""
                        Expected no cycle of more than 2 classes within a package, but found:
                          3 classes:
                            io.github.smtpfake.testing.cycle.First
                            io.github.smtpfake.testing.cycle.Second
                            io.github.smtpfake.testing.cycle.Third""");
        assertThatCode(() -> ClassCycles.check(CLASSES, 3)).doesNotThrowAnyException();
    }

    @Test
    void leavesGivenFamiliesOut() {
        assertThat(ClassCycles.find(CLASSES, type -> !type.getSimpleName().equals("Third")))
                .isEmpty();
    }
}
