package dev.cellwatch.notebook;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of this module. */
@AnalyzeClasses(packages = "dev.cellwatch.notebook", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("dev.cellwatch.(notebook.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jjava_is_known_to_one_package_alone = noClasses()
            .that()
            .resideOutsideOfPackage("..notebook.jjava..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dflib..");

    @ArchTest
    static final ArchRule native_code_and_oshi_are_the_monitor_librarys =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("com.sun.jna..", "oshi..");

    @ArchTest
    static final ArchRule no_programs_are_started_here =
            noClasses().should().dependOnClassesThat().belongToAnyOf(ProcessBuilder.class);

    @ArchTest
    static final ArchRule tablesaw_is_known_to_the_plots_alone = noClasses()
            .that()
            .resideOutsideOfPackage("..notebook.plot..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("tech.tablesaw..");

    @ArchTest
    static final ArchRule statics_are_constants =
            fields().that().areStatic().should().beFinal();
}
