import java.io.File;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.processor.reports.enums.JobEndStatus;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Judges PDF files by veraPDF's engine and prints one JSON value a line.
 *
 * Arguments come in pairs: the profiles to judge by, joined by commas (3a,ua1), and the file. The first line gives the
 * engine's version; then comes a line for each file and profile; the last line says that all of them have been judged.
 *
 * The profiles are read with the JDK's own XML parser: the engine's loader needs a JAXB implementation, and a jar that
 * carries the engine for other ends need not have one.
 */
public final class PdfJudge {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/";
    private static final String RELEASE = "/org/verapdf/release/validation-model.properties";
    /** How many failed checks of one rule are looked at for messages; all of them are counted. */
    private static final int SHOWN = 3;

    private PdfJudge() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream answer = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Locale.setDefault(Locale.ROOT);
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        answer.println(object("version", version()));
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        int judged = 0;
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            for (String name : arguments[i].split(",")) {
                if (!profiles.containsKey(name)) {
                    profiles.put(name, profile(name));
                }
                answer.println(judge(new File(arguments[i + 1]), name, profiles.get(name)));
                judged++;
            }
        }
        answer.println(object("judged", judged));
        // The engine may leave threads behind.
        System.exit(0);
    }

    private static String version() throws Exception {
        Properties properties = new Properties();
        try (InputStream stream = PdfJudge.class.getResourceAsStream(RELEASE)) {
            if (stream != null) {
                properties.load(stream);
            }
        }
        return properties.getProperty("verapdf.release.version", "");
    }

    private static String judge(File file, String name, ValidationProfile profile) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, -1, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getJobEndStatus() != JobEndStatus.NORMAL) {
                return object("file", file.getPath(), "profile", name, "fault", "ended as " + result.getJobEndStatus());
            }
            return object("file", file.getPath(), "profile", name, "compliant", result.isCompliant(), "rules", failed(result));
        } catch (ModelParsingException | EncryptedPdfException unreadable) {
            return object("file", file.getPath(), "profile", name, "unreadable", String.valueOf(unreadable.getMessage()));
        } catch (Exception | StackOverflowError | OutOfMemoryError fault) {
            return object("file", file.getPath(), "profile", name, "fault", fault.toString());
        }
    }

    private static List<Raw> failed(ValidationResult result) {
        Map<RuleId, List<TestAssertion>> shown = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                List<TestAssertion> known = shown.computeIfAbsent(assertion.getRuleId(), id -> new ArrayList<>());
                if (known.size() < SHOWN) {
                    known.add(assertion);
                }
            }
        }
        List<Raw> rules = new ArrayList<>();
        for (Map.Entry<RuleId, List<TestAssertion>> entry : shown.entrySet()) {
            RuleId id = entry.getKey();
            List<Raw> checks = new ArrayList<>();
            for (TestAssertion assertion : entry.getValue()) {
                checks.add(new Raw(object("message", assertion.getErrorMessage(), "context", assertion.getLocation().getContext())));
            }
            rules.add(new Raw(object(
                    "specification", id.getSpecification().getId(),
                    "clause", id.getClause(),
                    "test", id.getTestNumber(),
                    "description", entry.getValue().get(0).getMessage(),
                    "count", result.getFailedChecks().getOrDefault(id, entry.getValue().size()),
                    "checks", checks)));
        }
        return rules;
    }

    // Profiles

    private static String resource(String name) {
        switch (name) {
            case "ua1":
                return "PDFUA-1.xml";
            case "ua2":
                return "PDFUA-2-ISO32005.xml";
            case "wt1a":
                return "WTPDF-1-0-Accessibility.xml";
            case "wt1r":
                return "WTPDF-1-0-Reuse.xml";
            default:
                return "PDFA-" + name.toUpperCase(Locale.ROOT) + ".xml";
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        Element root;
        try (InputStream stream = PdfJudge.class.getResourceAsStream(PROFILES + resource(name))) {
            if (stream == null) {
                throw new IllegalArgumentException("the engine has no profile " + name);
            }
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
        TreeSet<Rule> rules = new TreeSet<>(Comparator.comparing(Rule::getRuleId, PdfJudge::compare));
        for (Element rule : children(child(root, "rules"), "rule")) {
            if (!rules.add(rule(rule))) {
                throw new IllegalStateException("the profile " + name + " has two rules of one number");
            }
        }
        if (rules.isEmpty()) {
            throw new IllegalStateException("the profile " + name + " has no rules");
        }
        TreeSet<Variable> variables = new TreeSet<>(Comparator.comparing(Variable::getName));
        for (Element variable : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        Element details = child(root, "details");
        return Profiles.profileFromSortedValues(
                PDFAFlavour.valueOf(root.getAttribute("flavour")),
                Profiles.profileDetailsFromValues(
                        text(details, "name"), text(details, "description"), details.getAttribute("creator"), new Date(0)),
                text(root, "hash"), rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String named = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), named, null));
        }
        List<Reference> references = new ArrayList<>();
        for (Element reference : children(child(rule, "references"), "reference")) {
            references.add(Profiles.referenceFromValues(reference.getAttribute("specification"), reference.getAttribute("clause")));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), references);
    }

    private static int compare(RuleId one, RuleId other) {
        int order = one.getSpecification().compareTo(other.getSpecification());
        order = order != 0 ? order : one.getClause().compareTo(other.getClause());
        return order != 0 ? order : Integer.compare(one.getTestNumber(), other.getTestNumber());
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        if (parent != null) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element && node.getNodeName().equals(name)) {
                    found.add((Element) node);
                }
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String name) {
        Element found = child(parent, name);
        return found == null ? "" : found.getTextContent();
    }

    // JSON

    /** A value that is JSON already. */
    private static final class Raw {
        private final String json;

        private Raw(String json) {
            this.json = json;
        }
    }

    private static String object(Object... pairs) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < pairs.length; i += 2) {
            out.append(i == 0 ? "" : ", ").append(value(pairs[i])).append(": ").append(value(pairs[i + 1]));
        }
        return out.append("}").toString();
    }

    private static String value(Object value) {
        if (value instanceof Raw) {
            return ((Raw) value).json;
        }
        if (value instanceof List) {
            List<String> values = new ArrayList<>();
            for (Object item : (List<?>) value) {
                values.add(value(item));
            }
            return "[" + String.join(", ", values) + "]";
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        StringBuilder out = new StringBuilder("\"");
        for (char c : value.toString().toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
