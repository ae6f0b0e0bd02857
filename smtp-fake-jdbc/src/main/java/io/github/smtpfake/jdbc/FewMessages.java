package io.github.smtpfake.jdbc;

import io.github.smtpfake.jdbc.Ledger.Messages;
import io.github.smtpfake.store.StoreListener;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Messages that one call selects by a few ids. They are in memory, because a {@link Selection} in a temporary table needs
 * several times as many statements.
 *
 * @param condition decides about every row
 */
record FewMessages(SqlText condition) implements SelectedMessages {
    private static final int MOST = 100;

    private record Row(long number, String id, boolean isRead, Messages totals) {}

    /** Returns the messages of a plan; empty if they may be many, or SQL does not decide about them. */
    static Optional<SelectedMessages> of(QueryPlan plan) {
        boolean areFew = plan.query().ids().filter(ids -> ids.size() <= MOST).isPresent();
        return areFew && plan.isExact(true) ? Optional.of(new FewMessages(plan.matches())) : Optional.empty();
    }

    /** Returns the messages, oldest first. */
    private List<Row> rows(Database database) throws SQLException {
        SqlText select = SqlText.of("SELECT m.number, m.id, m.is_read, " + Messages.COLUMNS + " FROM message m WHERE ")
                .then(condition)
                .then(" ORDER BY m.number");
        List<Row> found = new ArrayList<>();
        try (Database.Query query = database.prepare(select);
                ResultSet rows = query.rows()) {
            while (rows.next()) {
                found.add(new Row(rows.getLong(1), rows.getString(2), rows.getBoolean(3), Messages.read(rows, 4)));
            }
        }
        return found;
    }

    private static void announce(
            Transaction transaction, List<Row> changed, BiConsumer<StoreListener, List<String>> event) {
        if (!changed.isEmpty()) {
            List<String> ids = changed.stream().map(Row::id).toList();
            transaction.announce(listener -> event.accept(listener, ids));
        }
    }

    @Override
    public int delete(Transaction transaction) throws SQLException {
        Messages removed = Messages.NONE;
        List<Row> rows = rows(transaction.database());
        for (Row row : rows) {
            Selection.deleteRows(transaction, row.number);
            removed = removed.plus(row.totals);
        }
        transaction.setLedger(transaction.ledger().deleted(removed));
        announce(transaction, rows, StoreListener::removed);
        return rows.size();
    }

    @Override
    public int markRead(Transaction transaction, boolean read) throws SQLException {
        List<Row> changed = new ArrayList<>();
        for (Row row : rows(transaction.database())) {
            if (row.isRead != read) {
                transaction
                        .database()
                        .update("UPDATE message SET is_read = ? WHERE number = ?", read ? 1 : 0, row.number);
                changed.add(row);
            }
        }
        Ledger ledger = transaction.ledger();
        transaction.setLedger(ledger.withUnread(ledger.unread() + (read ? -changed.size() : changed.size())));
        announce(transaction, changed, (listener, ids) -> listener.markedRead(ids, read));
        return changed.size();
    }

    @Override
    public int retag(Transaction transaction, UnaryOperator<List<String>> change) throws SQLException {
        List<Row> changed = new ArrayList<>();
        for (Row row : rows(transaction.database())) {
            if (Tags.change(transaction, row.number, change)) {
                changed.add(row);
            }
        }
        announce(transaction, changed, StoreListener::retagged);
        return changed.size();
    }
}
