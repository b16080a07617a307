package dev.cellwatch.environment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of this module. */
@AnalyzeClasses(packages = "dev.cellwatch.environment", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("dev.cellwatch.(environment.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule programs_are_started_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("..environment.process..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class);

    @ArchTest
    static final ArchRule the_only_exit_is_in_main =
            noClasses().that().doNotHaveSimpleName("Main").should().callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule native_code_and_oshi_are_the_monitor_librarys = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.jna..", "oshi..", "org.dflib..", "tech.tablesaw..");

    @ArchTest
    static final ArchRule statics_are_constants =
            fields().that().areStatic().should().beFinal();
}
