package org.wirelab.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/// All classes of the three modules, without their tests.
final class Wirelab {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.wirelab");

    private Wirelab() {}

    /// A rule about a package that does not exist yet holds.
    static void obeys(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
