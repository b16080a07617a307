package dev.cellwatch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Cellwatch runs where no framework for training is: each is known to one package, which nothing else needs. */
@AnalyzeClasses(packages = "dev.cellwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class FrameworksTest {

    @ArchTest
    static final ArchRule djl_is_known_to_its_listener_alone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cellwatch.djl..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.djl..", "dev.cellwatch.djl..");

    @ArchTest
    static final ArchRule dl4j_is_known_to_its_listener_alone = noClasses()
            .that()
            .resideOutsideOfPackage("dev.cellwatch.dl4j..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "dev.cellwatch.dl4j..");

    @ArchTest
    static final ArchRule listeners_know_runs_and_no_notebook = noClasses()
            .that()
            .resideInAnyPackage("dev.cellwatch.djl..", "dev.cellwatch.dl4j..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.cellwatch.notebook..");
}
