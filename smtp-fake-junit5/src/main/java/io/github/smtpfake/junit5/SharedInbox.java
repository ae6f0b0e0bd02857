package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.message.MessageQuery;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Detects that the inbox of a test may contain, or contains, mail of tests that use the server at the same time. */
final class SharedInbox {
    private static final int SHOWN = 5;
    private static final String FIX = "Send the mail of each test to inbox.uniqueAddress() and read"
            + " inbox.recipient(address), or restrict the inbox to a user or an EHLO name that only this test uses.";

    private SharedInbox() {}

    /** Fails or warns if the declaration asks for it and other tests may fill the inbox. */
    static void beforeRead(ScopeOwner owner, MessageQuery query) {
        ConcurrentInbox reaction = owner.declared().settings().concurrentInbox();
        if (reaction == ConcurrentInbox.IGNORE
                || !ServerAccess.identities(query).isEmpty()
                || !owner.mayShareServer()) {
            return;
        }
        String problem = "the inbox of " + query(query)
                + " may contain mail of tests that run concurrently on this server. " + FIX
                + " Or give each test a separate server with @SmtpFake(lifecycle = ServerLifecycle.PER_METHOD).";
        if (reaction == ConcurrentInbox.FAIL) {
            throw ConfigurationErrors.at(owner.where(), problem);
        }
        if (owner.isFirstWarning()) {
            Logger log = System.getLogger(SharedInbox.class.getName());
            log.log(Level.WARNING, owner.where() + ": " + problem);
        }
    }

    private static String query(MessageQuery query) {
        return query.size() == 0 ? "all messages" : "messages " + query;
    }

    /** Records what the test reads, so that a concurrent test that reads the same can name it. */
    static void afterRead(ScopeOwner owner, MessageQuery query) {
        Optional<TestRun> run = owner.run();
        if (run.isPresent() && owner.isConcurrencyEnabled()) {
            owner.runs().reads(run.get(), ServerAccess.identities(query));
        }
    }

    /** Names the tests whose mail may be in the result, unless nothing has arrived. */
    static List<String> notes(ScopeOwner owner, MessageQuery query, AwaitResult result) {
        if (result.clients() == 0) {
            return List.of();
        }
        // The inbox of a class belongs to all of its tests, and any of them may be reading it.
        Optional<TestRun> reader = owner.run().or(() -> owner.runs().ofCurrentThread());
        List<TestRun> tests = reader.isPresent() ? owner.runs().concurrentWith(reader.get()) : severalRunning(owner);
        List<String> identities = ServerAccess.identities(query);
        if (identities.isEmpty()) {
            return tests.isEmpty() ? List.of() : notRestricted(reader.isPresent(), tests);
        }
        List<TestRun> readers = owner.runs().readersOf(identities, tests);
        return readers.isEmpty() ? List.of() : sameMail(reader.isPresent(), identities, readers);
    }

    /** Returns the running tests, one of which reads the inbox in another thread; empty if there is only that one. */
    private static List<TestRun> severalRunning(ScopeOwner owner) {
        List<TestRun> running = owner.runs().running();
        return running.size() > 1 ? running : List.of();
    }

    private static List<String> notRestricted(boolean areOthers, List<TestRun> tests) {
        List<String> note = new ArrayList<>();
        note.add("This inbox is not restricted to an address, user or EHLO name, and " + subject(areOthers, tests)
                + " used the server at the same time:");
        addNames(tests, note);
        note.add(FIX);
        return note;
    }

    /** Returns the tests as the subject of a sentence, without calling the test that reads another one. */
    private static String subject(boolean areOthers, List<TestRun> tests) {
        if (!areOthers) {
            return tests.size() == 1 ? "this test" : "these tests";
        }
        return tests.size() == 1 ? "another test" : tests.size() + " other tests";
    }

    private static List<String> sameMail(boolean areOthers, List<String> identities, List<TestRun> readers) {
        List<String> note = new ArrayList<>();
        String subject = subject(areOthers, readers);
        note.add(subject.substring(0, 1).toUpperCase(Locale.ROOT) + subject.substring(1) + " also read mail for "
                + String.join(", ", identities) + " at the same time:");
        addNames(readers, note);
        note.add("Use a different address, user or EHLO name in each test, such as inbox.uniqueAddress().");
        return note;
    }

    private static void addNames(List<TestRun> tests, List<String> note) {
        for (TestRun test : tests.subList(0, Math.min(tests.size(), SHOWN))) {
            note.add("  " + test.name());
        }
        if (tests.size() > SHOWN) {
            note.add("  … and " + (tests.size() - SHOWN) + " more");
        }
    }
}
