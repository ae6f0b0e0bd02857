package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.internal.MailpitSetting.Support;
import io.github.smtpfake.testing.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MailpitSettingTest {
    private static final Path PAGE = Path.of("..", "docs", "mailpit.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    /** A line of Mailpit's help: {@code -q, --quiet[=true|false]   Quiet logging}. */
    private static final Pattern HELP =
            Pattern.compile("(?m)^ +(?:(-[a-z]), )?(--[a-z0-9-]+)(\\[=true\\|false])?(?: (?:string|int))?  ");

    @Test
    void hasARowOfThePageForEachSettingWithAnEquivalent() throws Exception {
        List<List<String>> expected = new ArrayList<>();
        for (MailpitSetting setting : MailpitSetting.values()) {
            if (setting.support() == Support.OPTIONS || setting.support() == Support.WITHOUT_OPTION) {
                expected.add(Stream.concat(setting.variables().stream(), setting.flags().stream())
                        .toList());
            }
        }

        assertThat(rows().stream().map(row -> codes(row[1] + row[2])))
                .as("the names in docs/mailpit.md")
                .containsExactlyElementsOf(expected);
    }

    @Test
    void namesTheSameOptionsAsThePage() throws Exception {
        for (String[] row : rows()) {
            MailpitSetting setting = MailpitSetting.ofVariable(codes(row[1]).get(0));
            Set<String> options = new HashSet<>(codes(row[3]));
            options.removeIf(code ->
                    Stream.of(Option.values()).noneMatch(option -> option.flag().equals(code)));

            assertThat(setting).isNotNull();
            assertThat(options)
                    .as("%s in docs/mailpit.md", setting)
                    .containsExactlyInAnyOrderElementsOf(
                            setting.options().stream().map(Option::flag).toList());
        }
    }

    @Test
    void namesTheSettingsWithoutAnEquivalentOnThePage() throws Exception {
        assertThat(codes(section("### Not needed"))).containsExactlyElementsOf(names(Support.NOT_NEEDED));
        assertThat(codes(section("### Ignored")))
                .filteredOn(code -> !code.equals(MailpitConfiguration.PREFIX))
                .containsExactlyElementsOf(names(Support.NONE));
    }

    @Test
    void hasNoNameTwice() {
        List<String> names = new ArrayList<>();
        for (MailpitSetting setting : MailpitSetting.values()) {
            names.addAll(setting.variables());
            names.addAll(setting.flags());
        }

        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void knowsEachFlagInTheHelpOfMailpit() throws Exception {
        String help = Program.mailpit().run("--help").succeeded().output();
        TreeMap<String, String> flags = new TreeMap<>();
        Matcher line = HELP.matcher(help);
        while (line.find()) {
            flags.put(line.group(2), line.group(1) + " " + (line.group(3) != null));
        }

        TreeMap<String, String> known = new TreeMap<>();
        Set<String> former = new TreeSet<>();
        for (MailpitSetting setting : MailpitSetting.values()) {
            String letter = setting.flags().stream()
                    .filter(flag -> flag.length() == 2)
                    .findFirst()
                    .orElse(null);
            for (String flag : setting.flags()) {
                if (flags.containsKey(flag)) {
                    known.put(flag, letter + " " + setting.isSwitch());
                } else if (flag.length() > 2) {
                    former.add(flag);
                }
            }
        }
        assertThat(flags).hasSizeGreaterThan(60);
        assertThat(known).isEqualTo(flags);
        assertThat(former)
                .as("the flags that Mailpit accepts but no longer shows")
                .containsExactly(
                        "--db-file",
                        "--disable-html-check",
                        "--smtp-ssl-cert",
                        "--smtp-ssl-key",
                        "--smtp-tls-required",
                        "--ui-ssl-cert",
                        "--ui-ssl-key");
    }

    @Test
    void knowsNoVariableThatMailpitDoesNotRead() throws Exception {
        String program = Files.readString(Program.mailpit().executable(), StandardCharsets.ISO_8859_1);

        for (MailpitSetting setting : MailpitSetting.values()) {
            assertThat(setting.variables())
                    .as("%s in the program", setting)
                    .allMatch(variable -> program.contains(variable.replace("*", "")));
        }
    }

    private static List<String> names(Support support) {
        return Stream.of(MailpitSetting.values())
                .filter(setting -> setting.support() == support)
                .flatMap(setting -> Stream.concat(setting.variables().stream(), setting.flags().stream()))
                .toList();
    }

    private static List<String[]> rows() throws Exception {
        return section("## Variables and flags")
                .lines()
                .filter(line -> line.startsWith("| `MP_"))
                .map(line -> line.split("\\|"))
                .toList();
    }

    private static String section(String heading) throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(heading + "\n");
        assertThat(begin).as(heading).isNotNegative();
        int end = page.indexOf("\n#", begin + heading.length());
        return page.substring(begin, end < 0 ? page.length() : end);
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(match -> group(match)).toList();
    }

    private static String group(MatchResult match) {
        return match.group(1);
    }
}
