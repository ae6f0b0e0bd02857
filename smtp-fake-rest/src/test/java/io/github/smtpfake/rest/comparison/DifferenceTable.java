package io.github.smtpfake.rest.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The table of docs/mailpit.md with the columns {@code name | request | difference | reason}. */
final class DifferenceTable {
    private static final Path PAGE = Path.of("../docs/mailpit.md");
    private static final List<String> COLUMNS = List.of("name", "request", "difference", "reason");

    private DifferenceTable() {}

    /** Returns the names of the table, in its order. */
    static Set<String> names() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        boolean isInTable = false;
        for (String line : Files.readAllLines(PAGE)) {
            List<String> cells = cells(line);
            if (cells.equals(COLUMNS)) {
                isInTable = true;
            } else if (!line.startsWith("|")) {
                isInTable = false;
            } else if (isInTable && !line.startsWith("| ---")) {
                require(
                        cells.size() == COLUMNS.size() && cells.stream().noneMatch(String::isEmpty),
                        "Not four cells: " + line);
                String name = cells.get(0).replace("`", "");
                require(names.add(name), "Listed twice: " + name);
            }
        }
        require(!names.isEmpty(), PAGE + " has no table with the columns " + COLUMNS);
        return names;
    }

    private static List<String> cells(String line) {
        if (!line.startsWith("| ")) {
            return List.of();
        }
        List<String> cells = new ArrayList<>();
        // A vertical bar within a cell is written with a backslash.
        for (String cell : line.substring(1).split("(?<!\\\\)\\|")) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static void require(boolean condition, String failure) {
        if (!condition) {
            throw new IllegalStateException(failure);
        }
    }
}
