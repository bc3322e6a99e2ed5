import com.adobe.epubcheck.tool.EpubChecker;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Has EPUBCheck judge several books, one after the other: it reads its schemas once, and is fast when it has warmed up.
 *
 * Arguments are options of EPUBCheck, two hyphens, and pairs of a book and the file for its answer. For each book a line is
 * printed: the status that EPUBCheck ends with, or nothing where it breaks down.
 */
public final class BookJudge {
    private BookJudge() {}

    public static void main(String[] arguments) {
        PrintStream statuses = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        List<String> options = new ArrayList<>();
        int at = 0;
        while (!arguments[at].equals("--")) {
            options.add(arguments[at++]);
        }
        for (at++; at + 1 < arguments.length; at += 2) {
            List<String> asked = new ArrayList<>(List.of(arguments[at]));
            asked.addAll(options);
            asked.addAll(List.of("--json", arguments[at + 1]));
            statuses.println(status(asked.toArray(new String[0])));
        }
        System.exit(0);
    }

    private static String status(String[] asked) {
        try {
            return Integer.toString(new EpubChecker().run(asked));
        } catch (Exception | StackOverflowError fault) {
            fault.printStackTrace();
            return "";
        }
    }
}
