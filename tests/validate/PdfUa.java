import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF whether files are PDF/UA-1. Exit code: how many are not. See validate.py. */
public class PdfUa {
  public static void main(String[] names) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour wanted = PDFAFlavour.PDFUA_1;
    int bad = 0;
    for (String name : names) {
      try (FileInputStream file = new FileInputStream(name);
           PDFAParser parser = Foundries.defaultInstance().createParser(file, wanted)) {
        PDFAValidator validator = Foundries.defaultInstance().createValidator(wanted, false);
        ValidationResult result = validator.validate(parser);
        TreeMap<String, Integer> found = new TreeMap<>();
        for (TestAssertion check : result.getTestAssertions()) {
          found.merge(check.getRuleId().getClause() + " " + check.getMessage(), 1, Integer::sum);
        }
        found.forEach((what, often) -> System.out.println("  " + often + " times: " + what));
        bad += result.isCompliant() ? 0 : 1;
        String said = result.isCompliant() ? "PDF/UA-1" : "not PDF/UA-1";
        System.out.println("veraPDF: " + name + ": " + said + " in " + result.getTotalAssertions() + " checks");
      }
    }
    System.exit(bad);
  }
}
