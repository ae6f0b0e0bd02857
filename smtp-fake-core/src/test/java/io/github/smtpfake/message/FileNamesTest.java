package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "filename=terms.pdf|terms.pdf",
                "filename=\"terms of use.pdf\"|terms of use.pdf",
                "FileName=\"a;b\\\"c.txt\"|a;b\"c.txt",
                "filename=\"=?utf-8?q?Gr=C3=BC=C3=9Fe.txt?=\"|Grüße.txt",
                "filename==?utf-8?q?Gr=C3=BC=C3=9Fe.txt?=|Grüße.txt",
                "filename=\"=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe.txt?=\"|Grüße.txt",
                "filename=\"Grüße.txt\"|Grüße.txt",
                "filename*=utf-8''Gr%C3%BC%C3%9Fe.txt|Grüße.txt",
                "filename*=UTF-8'de'Gr%c3%bc%c3%9fe%20x.txt|Grüße x.txt",
                "filename*=iso-8859-1''Gr%FC%DFe.txt|Grüße.txt",
                "filename*=''plain.txt|plain.txt",
                "filename*0=long; filename*1=name.txt|longname.txt",
                "filename*1=name.txt; filename*0=long|longname.txt",
                "filename*0=\"long \"; filename*1=\"name.txt\"|long name.txt",
                "filename*0*=utf-8''Gr%C3%BC; filename*1*=%C3%9Fe; filename*2=.txt|Grüße.txt",
                "filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9Fe.txt|Grüße.txt",
                "filename=ascii.txt; filename*=utf-8''Gr%C3%BC%C3%9Fe.txt|Grüße.txt",
                "filename*=utf-8''100%25.txt|100%.txt",
                "filename*=utf-8''bad%ZZ.txt|bad%ZZ.txt",
                "filename=report (1).pdf|report (1).pdf",
                "filename=report (1) (2).pdf|report (1) (2).pdf",
                "filename=report (1|report (1",
                "filename=report(1).pdf|report(1).pdf",
                "filename=report.pdf (a comment)|report.pdf",
                "filename=report.pdf (one) (two) ; size=1|report.pdf",
                "filename=my report.pdf|my report.pdf",
                "filename*0=\"=?UTF-8?B?UsOpc3Vtw6kg\"; filename*1=\"bG9uZy5wZGY=?=\"|Résumé long.pdf",
                "filename*0=\"=?utf-8?q?Gr=C3=BC?= =?utf-8?q?=C3=9F\"; filename*1=\"e.txt?=\"|Grüße.txt",
                "filename=a.txt; filename*=|a.txt"
            })
    void readsTheFileNameOfTheDisposition(String parameter, String name) {
        assertThat(only("Content-Type: application/x", "Content-Disposition: attachment; " + parameter)
                        .fileName())
                .contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=terms.pdf|terms.pdf",
                "name=scan (2).png|scan (2).png",
                "name*0=\"=?UTF-8?B?UsOpc3Vtw6kg\"; name*1=\"bG9uZy5wZGY=?=\"|Résumé long.pdf",
                "name=\"=?utf-8?b?R3LDvMOfZS50eHQ=?=\"|Grüße.txt",
                "name*=utf-8''Gr%C3%BC%C3%9Fe.txt|Grüße.txt",
                "name*0*=utf-8''Gr%C3%BC; name*1*=%C3%9Fe.txt|Grüße.txt"
            })
    void readsTheNameOfTheContentTypeIfTheDispositionHasNone(String parameter, String name) {
        assertThat(only("Content-Type: application/x; " + parameter, "Content-Disposition: attachment")
                        .fileName())
                .contains(name);
        assertThat(only("Content-Type: application/x; " + parameter).fileName()).contains(name);
    }

    @Test
    void readsTheFileNameOfADispositionWithoutAValue() {
        Attachment file = only("Content-Type: application/x", "Content-Disposition: filename=\"a b.pdf\"; size=3");

        assertThat(file.fileName()).contains("a b.pdf");
        assertThat(file.isInline()).isFalse();
    }

    @Test
    void prefersTheFileNameOfTheDisposition() {
        assertThat(only(
                                "Content-Type: application/x; name=type.txt",
                                "Content-Disposition: attachment; filename=disposition.txt")
                        .fileName())
                .contains("disposition.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename=\"\"",
                "filename=",
                "filename=\" \"",
                "filename*=",
                "filename*=utf-8''",
                "filename*0=\"\""
            })
    void leavesAnEmptyFileNameToTheContentType(String parameter) {
        assertThat(only("Content-Type: application/x; name=real.pdf", "Content-Disposition: attachment; " + parameter)
                        .fileName())
                .contains("real.pdf");
        assertThat(only("Content-Type: application/x; name=\"\"", "Content-Disposition: attachment; " + parameter)
                        .fileName())
                .isEmpty();
    }

    @Test
    void readsAFoldedFileName() {
        assertThat(only(
                                "Content-Type: application/x",
                                "Content-Disposition: attachment;",
                                " filename*0=\"a\";",
                                "\tfilename*1=\"b.txt\"")
                        .fileName())
                .contains("ab.txt");
    }

    @Test
    void returnsNoFileNameIfThereIsNone() {
        assertThat(only("Content-Type: application/x", "Content-Disposition: attachment")
                        .fileName())
                .isEmpty();
        assertThat(only("Content-Type: application/x").fileName()).isEmpty();
    }

    private static Attachment only(String... headers) {
        return TestMail.of(String.join("\r\n", headers), "", "x").attachments().get(0);
    }
}
