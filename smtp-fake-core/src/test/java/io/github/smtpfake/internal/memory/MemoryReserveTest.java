package io.github.smtpfake.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** What happens when the heap is really full is tested by {@code SmallHeapIT} of the rest module, in separate processes. */
class MemoryReserveTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void isASixteenthOfTheHeapButNotMoreThan16MiB() {
        assertThat(MemoryReserve.size(64 * MIB)).isEqualTo(4 * MIB);
        assertThat(MemoryReserve.size(256 * MIB)).isEqualTo(16 * MIB);
        assertThat(MemoryReserve.size(8192 * MIB)).isEqualTo(16 * MIB);
    }

    @Test
    void isFreeWhileThereIsPlentyOfMemory() {
        assertThat(MemoryReserve.isFree()).isTrue();
        assertThatCode(MemoryReserve::requireFree).doesNotThrowAnyException();
        assertThat(MemoryReserve.allocateBlock(MemoryReserve.BLOCK)).hasSize(MemoryReserve.BLOCK);
    }

    @Test
    void returnsNullForABlockThatCannotBeAllocated() {
        // No JVM has arrays of this length, whatever its heap.
        assertThat(MemoryReserve.allocate(Integer.MAX_VALUE)).isNull();
        assertThat(MemoryReserve.allocateBlock(Integer.MAX_VALUE)).isNull();
    }
}
