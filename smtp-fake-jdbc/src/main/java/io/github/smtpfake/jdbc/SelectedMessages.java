package io.github.smtpfake.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/** The messages that one call changes or deletes. Each method returns their number, and the transaction then announces their ids. */
sealed interface SelectedMessages permits FewMessages, Selection {

    int delete(Transaction transaction) throws SQLException;

    /** Returns how many messages have changed. */
    int markRead(Transaction transaction, boolean read) throws SQLException;

    /** Returns how many messages have changed. */
    int retag(Transaction transaction, UnaryOperator<List<String>> change) throws SQLException;
}
