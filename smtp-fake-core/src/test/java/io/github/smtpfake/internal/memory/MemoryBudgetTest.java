package io.github.smtpfake.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.testing.TimeLimit;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    private static final long MIB = 1024 * 1024;

    private final MemoryBudget impatient = new MemoryBudget(1_000, Duration.ZERO);

    @Test
    void leavesMemoryForTheJvmAndItsCollector() {
        assertThat(MemoryBudget.capacity(16 * MIB)).isEqualTo(4 * MIB);
        assertThat(MemoryBudget.capacity(64 * MIB)).isEqualTo(40 * MIB);
        assertThat(MemoryBudget.capacity(256 * MIB)).isEqualTo(196 * MIB);
        assertThat(MemoryBudget.capacity(8192 * MIB)).isEqualTo(7140 * MIB);
    }

    @Test
    void reservesNoMoreThanThereIs() {
        try (Reservation first = impatient.reserve(600);
                Reservation second = impatient.newReservation()) {
            assertThat(second.tryGrow(401)).isFalse();
            assertThat(second.tryGrow(400)).isTrue();
            assertThat(second.tryGrow(1)).isFalse();
            assertThat(impatient.free()).isZero();
            first.shrinkTo(500);
            assertThat(impatient.free()).isEqualTo(100);
            assertThat(first.bytes()).isEqualTo(500);
        }
        assertThat(impatient.free()).isEqualTo(1_000);
    }

    @Test
    void saysHowMuchIsNeededAndFree() {
        try (Reservation reservation = reserveElsewhere(impatient, 700)) {
            assertThatThrownBy(() -> impatient.reserve(301))
                    .isInstanceOf(NotEnoughMemoryError.class)
                    .hasMessage("This needs 301 bytes of memory, but of 1000 only 300 are free now")
                    .satisfies(error -> assertThat(error.getStackTrace()).isEmpty());
            assertThatThrownBy(() -> reservation.grow(301)).isInstanceOf(NotEnoughMemoryError.class);
            assertThat(reservation.bytes()).isEqualTo(700);
        }
    }

    @Test
    void saysWhetherTheSameWouldFitLater() {
        MemoryAccount store = impatient.newAccount();
        store.add(500);

        try (Reservation reservation = reserveElsewhere(impatient, 400)) {
            assertThatThrownBy(() -> impatient.reserve(200))
                    .isInstanceOfSatisfying(
                            NotEnoughMemoryError.class,
                            error -> assertThat(error.isLasting()).isFalse());
            assertThatThrownBy(() -> reservation.grow(200))
                    .isInstanceOfSatisfying(
                            NotEnoughMemoryError.class,
                            error -> assertThat(error.isLasting()).isTrue())
                    .hasMessage("This needs 600 bytes of memory, but of 1000 stored mail occupies 500");
        }
        store.add(-500);
    }

    @Test
    void rejectsAtOnceWhatNeverFits() {
        MemoryBudget patient = new MemoryBudget(1_000, Duration.ofDays(1));

        assertThatThrownBy(() -> patient.reserve(1_001)).isInstanceOf(NotEnoughMemoryError.class);
    }

    /** The task keeps its first reservation while it waits for the second. */
    @Test
    void rejectsAtOnceWhatNeverFitsBesideAnotherReservationOfTheTask() {
        MemoryBudget patient = new MemoryBudget(1_000, Duration.ofDays(1));
        Reservation first = patient.newReservation();
        first.growWhenFree(600);

        try (Reservation second = patient.newReservation()) {
            assertThatThrownBy(() -> second.growWhenFree(401))
                    .isInstanceOfSatisfying(
                            NotEnoughMemoryError.class,
                            error -> assertThat(error.isLasting()).isTrue())
                    .hasMessage("This needs 1001 bytes of memory, but of 1000 stored mail occupies 0");
            second.growWhenFree(400);
            assertThatThrownBy(() -> second.growWhenFree(1)).isInstanceOf(NotEnoughMemoryError.class);
        }
        first.close();
        assertThat(patient.reserve(1_000).bytes()).isEqualTo(1_000);
    }

    @Test
    void countsAReservationForTheThreadThatContinuesItsTask() {
        Reservation continued = reserveElsewhere(impatient, 300);
        Reservation moved = reserveElsewhere(impatient, 300);
        assertThat(isLasting(701)).isFalse();

        continued.grow(1);
        assertThat(isLasting(700)).isTrue();
        assertThat(isLasting(699)).isFalse();
        moved.moveTo(continued);
        assertThat(isLasting(400)).isTrue();
        assertThat(isLasting(399)).as("fits").isFalse();
        CompletableFuture.runAsync(continued::close).join();
        assertThat(isLasting(1_000)).as("fits").isFalse();
    }

    private boolean isLasting(long bytes) {
        try (Reservation reservation = impatient.newReservation()) {
            reservation.growWhenFree(bytes);
            return false;
        } catch (NotEnoughMemoryError e) {
            return e.isLasting();
        }
    }

    private static Reservation reserveElsewhere(MemoryBudget budget, long bytes) {
        return CompletableFuture.supplyAsync(() -> budget.reserve(bytes)).join();
    }

    @Test
    void waitsUntilOthersGiveMemoryBack() throws Exception {
        MemoryBudget patient = new MemoryBudget(1_000, Duration.ofDays(1));
        Reservation first = patient.reserve(1_000);
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Reservation> second = CompletableFuture.supplyAsync(() -> {
            started.countDown();
            return patient.reserve(500);
        });
        TimeLimit.await(started);

        first.close();

        assertThat(TimeLimit.get(second).bytes()).isEqualTo(500);
    }

    @Test
    void doesNotWaitOnAThreadThatMustNot() {
        MemoryBudget patient = new MemoryBudget(1_000, Duration.ofDays(1));
        Reservation first = patient.reserve(1_000);

        Patience.forbid();
        Patience.forbid();
        Patience.allow();
        try {
            assertThatThrownBy(() -> patient.reserve(500)).isInstanceOf(NotEnoughMemoryError.class);
        } finally {
            Patience.allow();
        }

        assertThat(Patience.isAllowed()).isTrue();
        first.close();
    }

    @Test
    void leavesRoomForOthersBesideWhatIsKept() {
        MemoryAccount store = impatient.newAccount();
        MemoryAccount other = impatient.newAccount();
        store.add(500);

        assertThat(other.hasRoom(250)).isTrue();
        assertThat(other.hasRoom(251)).isFalse();
        assertThat(store.hasRoom(251)).isFalse();
        assertThat(impatient.free()).isEqualTo(500);
        store.add(-100);
        assertThat(other.hasRoom(350)).isTrue();
        assertThat(store.bytes()).isEqualTo(400);
        assertThat(impatient.free()).isEqualTo(600);
    }

    /** Tests start thousands of servers in a JVM, and never say when they need the mail of one no longer. */
    @Test
    void givesBackWhatAForgottenOwnerKeeps() throws Exception {
        MemoryAccount used = impatient.newAccount();
        used.add(100);
        WeakReference<MemoryAccount> forgotten = forgottenAccount();
        TimeLimit.until("the owner to be collected", () -> {
            System.gc();
            return forgotten.get() == null;
        });

        assertThat(impatient.newReservation().tryGrow(900)).isTrue();
        assertThat(impatient.free()).isZero();
        assertThat(used.bytes()).isEqualTo(100);
    }

    private WeakReference<MemoryAccount> forgottenAccount() {
        MemoryAccount account = impatient.newAccount();
        account.add(800);
        return new WeakReference<>(account);
    }

    @Test
    void startsTheActionsOfAllServersOnceWhenItFills() {
        List<Runnable> started = new ArrayList<>();
        MemoryBudget budget = new MemoryBudget(1_000, Duration.ZERO, started::add);
        Runnable first = () -> {};
        Runnable stopped = () -> started.clear();
        Runnable second = () -> started.remove(0);
        budget.whenFilling(first);
        budget.whenFilling(stopped);
        budget.whenFilling(second);
        budget.cancelWhenFilling(stopped);

        Reservation reservation = budget.reserve(125);
        reservation.grow(1);
        assertThat(started).isEmpty();
        reservation.grow(1);
        reservation.grow(1);
        assertThat(started).containsExactly(first, second);
    }

    @Test
    void keepsAnActionForWhichNoThreadCouldStart() {
        List<Runnable> attempts = new ArrayList<>();
        MemoryBudget budget = new MemoryBudget(1_000, Duration.ZERO, action -> {
            attempts.add(action);
            if (attempts.size() == 1) {
                throw new OutOfMemoryError("simulated");
            }
        });
        Runnable action = () -> {};
        budget.whenFilling(action);
        Reservation reservation = budget.reserve(500);

        assertThat(reservation.tryGrow(1)).isTrue();
        reservation.grow(1);
        reservation.grow(1);
        assertThat(attempts).containsExactly(action, action);
    }

    @Test
    void givesBackOnceWhatSeveralThreadsFindForgotten() throws Exception {
        for (int i = 0; i < 5; i++) {
            MemoryBudget budget = new MemoryBudget(1_000, Duration.ZERO);
            forget(budget.newAccount());
            System.gc();
            CountDownLatch begin = new CountDownLatch(1);
            List<CompletableFuture<MemoryAccount>> finders = new ArrayList<>();
            for (int j = 0; j < 4; j++) {
                finders.add(CompletableFuture.supplyAsync(() -> {
                    begin.countDown();
                    return budget.newAccount();
                }));
            }
            TimeLimit.await(begin);
            for (CompletableFuture<MemoryAccount> finder : finders) {
                TimeLimit.get(finder);
            }
            assertThat(budget.newReservation().tryGrow(1_001)).isFalse();
        }
    }

    private static void forget(MemoryAccount account) {
        account.add(800);
    }

    @Test
    void movesAndOverdrawsReservations() {
        Reservation full = impatient.reserve(1_000);
        Reservation other = impatient.newReservation();
        other.overdraw(200);
        assertThat(impatient.free()).isZero();

        full.moveTo(other);
        assertThat(full.bytes()).isZero();
        assertThat(other.bytes()).isEqualTo(1_200);
        full.close();
        other.close();
        assertThat(impatient.free()).isEqualTo(1_000);
    }

    /** The collector may not have found it yet. */
    @Test
    void looksForForgottenOwnersBeforeItRejects() {
        MemoryAccount used = impatient.newAccount();
        forgottenAccount();

        assertThat(impatient.newReservation().tryGrow(900)).isTrue();
        assertThat(used.bytes()).isZero();
    }
}
