import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Judges the files named on standard input by one profile: a line for each broken rule, then one for the file. */
public class Verapdf {
    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        String resource = "org/verapdf/pdfa/validation/" + arguments[0] + ".xml";
        ValidationProfile profile =
                Profiles.profileFromXml(Verapdf.class.getClassLoader().getResourceAsStream(resource));
        PDFAFlavour flavour = profile.getPDFAFlavour();
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        for (String name; (name = names.readLine()) != null; ) {
            final String file = name;
            try (FileInputStream input = new FileInputStream(file);
                    PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
                ValidationResult result = validator.validate(parser);
                Map<String, Integer> broken = new TreeMap<>();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                        broken.merge(rule + "\t" + assertion.getMessage(), 1, Integer::sum);
                    }
                }
                broken.forEach((rule, count) -> System.out.println(file + "\tbroken\t" + rule + "\tx" + count));
                System.out.println(file + "\t" + (result.isCompliant() ? "passed" : "failed"));
            } catch (Exception fault) {
                System.out.println(file + "\tbroken\t" + fault + "\t" + fault.getCause());
            }
        }
    }
}
