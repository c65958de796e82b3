import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Judges PDF files by veraPDF. Arguments: flavours joined by a comma (ua1,3a), then files.
 * Prints one line a file and flavour, and one a broken rule, fields parted by tabs:
 * PASS|FAIL flavour file checks; RULE flavour file clause-test count message.
 */
public class VeraCheck {
  private static final int MOST_FAILURES = 1000;

  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int at = 1; at < arguments.length; at++) {
      for (String name : arguments[0].split(",")) {
        judge(PDFAFlavour.byFlavourId(name), arguments[at]);
      }
    }
  }

  private static void judge(PDFAFlavour flavour, String file) throws Exception {
    if (flavour == PDFAFlavour.NO_FLAVOUR) {
      throw new IllegalArgumentException("no such flavour");
    }
    PDFAValidator validator =
        Foundries.defaultInstance().createValidator(flavour, MOST_FAILURES, false, false, false);
    try (PDFAParser parser =
        Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS" : "FAIL";
      print(verdict, flavour.getId(), file, String.valueOf(result.getTotalAssertions()));
      Map<String, Integer> counts = new TreeMap<>();
      Map<String, String> messages = new TreeMap<>();
      for (TestAssertion test : result.getTestAssertions()) {
        if (test.getStatus() == TestAssertion.Status.FAILED) {
          String rule = test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber();
          counts.merge(rule, 1, Integer::sum);
          messages.putIfAbsent(rule, test.getMessage() + " @ " + test.getLocation().getContext());
        }
      }
      for (Map.Entry<String, Integer> rule : counts.entrySet()) {
        String message = messages.get(rule.getKey());
        print("RULE", flavour.getId(), file, rule.getKey(), rule.getValue().toString(), message);
      }
    }
  }

  private static void print(String... fields) {
    for (int at = 0; at < fields.length; at++) {
      fields[at] = fields[at].replaceAll("\\s+", " ");
    }
    System.out.println(String.join("\t", fields));
  }
}
