// java -cp VERAPDF Standard.java PDF…: what veraPDF says against each being PDF/A-3a and PDF/UA-1, a line each.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class Standard {
  /** As many faults of one kind are enough. */
  private static final int MOST = 3;

  public static void main(String[] files) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
        for (String fault : faults(file, flavour)) {
          System.out.println(file + "\t" + flavour + ": " + fault);
        }
      }
    }
  }

  private static List<String> faults(String file, PDFAFlavour flavour) throws Exception {
    try (InputStream in = new FileInputStream(file);
        PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(flavour, MOST, false, false, false)) {
      ValidationResult result = validator.validate(parser);
      if (result.isCompliant()) {
        return List.of();
      }
      List<String> said =
          result.getTestAssertions().stream()
              .filter(it -> it.getStatus() != TestAssertion.Status.PASSED)
              .map(it -> it.getRuleId().getClause() + ": " + it.getMessage().replace('\n', ' '))
              .distinct()
              .toList();
      return said.isEmpty() ? List.of("it does not comply") : said;
    }
  }
}
