import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends generated mails over several sessions, without pipelining. */
final class MailSender {
    private static final int SESSIONS = 10;

    private MailSender() {}

    /** Returns when the server has accepted every mail. They arrive roughly in the order of their numbers. */
    static void send(int port, Mails mails) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        try {
            Callable<Void> session = () -> {
                try (SmtpConnection smtp = new SmtpConnection(port)) {
                    for (int number = next.getAndIncrement(); number < mails.count(); number = next.getAndIncrement()) {
                        smtp.send(mails.mail(number));
                    }
                }
                return null;
            };
            List<Callable<Void>> sessions = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                sessions.add(session);
            }
            for (Future<Void> done : threads.invokeAll(sessions)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A session failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
