package io.github.smtpfake.rest.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CutListsTest {

    @Test
    void cutsOnlyListsThatAreTooLongAndCountsThem() {
        CutLists lists = new CutLists();
        List<String> shortList = Collections.nCopies(CutLists.MOST, "x");

        assertThat(lists.cut("headers", shortList)).isSameAs(shortList);
        assertThat(lists.counts()).isEmpty();
        assertThat(lists.cut("links", Collections.nCopies(CutLists.MOST + 1, "x")))
                .hasSize(CutLists.MOST);
        assertThat(lists.counts()).isEqualTo(Map.of("links", CutLists.MOST + 1));
    }
}
