package io.github.smtpfake.message;

import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import java.util.List;

/** Gives stores and the other modules access to the terms of queries. */
final class QueryDoor implements QueryTerms.Door {

    @Override
    public List<Term> terms(Object query) {
        return ((MessageQuery) query).terms();
    }

    @Override
    public boolean matchesWithoutContent(Object query, Object message) {
        return ((MessageQuery) query).matchesWithoutContent((CapturedMessage) message);
    }

    @Override
    public MessageQuery query(Term term, String phrase) {
        return MessageQuery.any().and(Criterion.of(term, phrase));
    }
}
