import java.io.FileInputStream;
import java.util.HashSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** Holds files against PDF/A-2a and PDF/UA-1. Ends with 1 where one fails. */
public class Judge {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    boolean all = true;
    for (String file : files) {
      for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1}) {
        all &= passes(file, flavour);
      }
    }
    System.exit(all ? 0 : 1);
  }

  private static boolean passes(String file, PDFAFlavour flavour) throws Exception {
    var foundry = Foundries.defaultInstance();
    try (var parser = foundry.createParser(new FileInputStream(file), flavour);
        var validator = foundry.createValidator(flavour, false)) {
      var result = validator.validate(parser);
      System.out.println((result.isCompliant() ? "passes " : "FAILS  ") + flavour + "  " + file);
      var told = new HashSet<Object>();
      for (var assertion : result.getTestAssertions()) {
        var rule = assertion.getRuleId();
        if (assertion.getStatus() != TestAssertion.Status.FAILED || !told.add(rule)) continue;
        System.out.println("  " + rule.getClause() + "-" + rule.getTestNumber() + " " + assertion.getMessage());
        System.out.println("    " + assertion.getLocation().getContext());
      }
      return result.isCompliant();
    }
  }
}
