import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A server that stores messages and lists them over HTTP; {@code --stores} names the constants in lower case. */
enum StoreProduct {
    MEMORY("smtp-fake, in memory", StoreApi.NATIVE, StoreApi.MAILPIT) {
        @Override
        List<String> command(Programs programs, StoreServer.Place place, List<String> javaOptions) {
            return smtpFake(programs, place, javaOptions, "memory");
        }
    },
    SQLITE("smtp-fake, SQLite", StoreApi.NATIVE, StoreApi.MAILPIT) {
        @Override
        List<String> command(Programs programs, StoreServer.Place place, List<String> javaOptions) {
            return smtpFake(programs, place, javaOptions, "sqlite:" + place.database());
        }
    },
    MAILPIT("Mailpit", StoreApi.MAILPIT) {
        @Override
        List<String> command(Programs programs, StoreServer.Place place, List<String> javaOptions) {
            return List.of(
                    programs.mailpit().toString(),
                    "--smtp",
                    "127.0.0.1:" + place.smtpPort(),
                    "--listen",
                    "127.0.0.1:" + place.httpPort(),
                    "--database",
                    place.database().toString(),
                    // All messages stay.
                    "--max",
                    "0");
        }
    };

    /** The standalone jar of smtp-fake, and the binary of Mailpit. */
    record Programs(Path jar, Path mailpit) {}

    private final String title;
    private final List<StoreApi> apis;

    StoreProduct(String title, StoreApi... apis) {
        this.title = title;
        this.apis = List.of(apis);
    }

    static StoreProduct named(String name) {
        return Arrays.stream(values())
                .filter(product -> product.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown store: " + name));
    }

    String title() {
        return title;
    }

    List<StoreApi> apis() {
        return apis;
    }

    /**
     * Returns the command that starts the server.
     *
     * @param javaOptions options of the JVM, which a server without a JVM ignores
     */
    abstract List<String> command(Programs programs, StoreServer.Place place, List<String> javaOptions);

    private static List<String> smtpFake(
            Programs programs, StoreServer.Place place, List<String> javaOptions, String store) {
        List<String> command = new ArrayList<>(List.of(Child.javaCommand()));
        command.addAll(Child.javaOptions());
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", programs.jar().toString()));
        command.addAll(List.of("--smtp-port", "" + place.smtpPort(), "--http-port", "" + place.httpPort()));
        // All messages stay.
        command.addAll(List.of("--max-messages", "2000000", "--max-store-size", "16GiB"));
        if (!store.equals("memory")) {
            command.addAll(List.of("--store", store));
        }
        return command;
    }
}
