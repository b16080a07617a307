package dev.cellwatch.monitor;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.jvm.JvmMetric;
import java.util.List;
import java.util.stream.Stream;

/** The walls of this module (docs/adr and CONTRIBUTING name the reasons). */
@AnalyzeClasses(packages = "dev.cellwatch.monitor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("dev.cellwatch.(monitor.*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule native_code_is_reached_from_the_gpu_probe_and_the_account_of_malloc_alone = noClasses()
            .that()
            .resideOutsideOfPackage("..monitor.gpu.nvml..")
            .and()
            .haveNameNotMatching(".*\\.jvm\\.NativeHeap(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule oshi_is_known_to_the_host_probe_alone = noClasses()
            .that()
            .resideOutsideOfPackage("..monitor.host..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("oshi..");

    @ArchTest
    static final ArchRule programs_are_started_in_one_package = noClasses()
            .that()
            .resideOutsideOfPackage("..monitor.host..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class)
            .orShould()
            .callMethodWhere(target(owner(type(Runtime.class))).and(target(name("exec"))));

    @ArchTest
    static final ArchRule nothing_knows_notebooks = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.dflib..", "tech.tablesaw..", "dev.cellwatch.notebook..");

    @ArchTest
    static final ArchRule prometheus_is_known_to_the_exposition_alone = noClasses()
            .that()
            .resideOutsideOfPackage("..monitor.exposition..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prometheus..");

    @ArchTest
    static final ArchRule opentelemetry_is_known_to_traces_alone = noClasses()
            .that()
            .resideOutsideOfPackage("..monitor.trace..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opentelemetry..", "okhttp3..");

    @ArchTest
    static final ArchRule nobody_is_shown_opentelemetry = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(resideInAPackage("io.opentelemetry.."))
            .orShould()
            .haveRawParameterTypes(anyElementThat(resideInAPackage("io.opentelemetry..")));

    /** Private fields and package-private constructors may: a notebook sees neither. */
    @ArchTest
    static final ArchRule nobody_is_shown_the_prometheus_client = noMethods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .should()
            .haveRawReturnType(resideInAPackage("io.prometheus.."))
            .orShould()
            .haveRawParameterTypes(anyElementThat(resideInAPackage("io.prometheus..")));

    @ArchTest
    static final ArchRule samples_know_neither_who_reads_nor_who_makes_them = noClasses()
            .that()
            .resideInAPackage("..monitor.metric..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..monitor.sampling..", "..monitor.history..", "..monitor.gpu..", "..monitor.host..");

    @ArchTest
    static final ArchRule producers_do_not_know_the_history = noClasses()
            .that()
            .resideInAnyPackage("..monitor.gpu..", "..monitor.host..", "..monitor.jvm..", "..monitor.sampling..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..monitor.history..");

    @ArchTest
    static final ArchRule statics_are_constants =
            fields().that().areStatic().should().beFinal();

    /** A row that is in no sample would stand in the documents, and never be told. */
    @ArchTest
    static void every_row_of_host_and_jvm_is_read_by_somebody(JavaClasses all) {
        List<String> unread = Stream.of(HostMetric.class, JvmMetric.class)
                .flatMap(rows -> all.get(rows).getFields().stream()
                        .filter(field -> field.getRawType().isEquivalentTo(rows))
                        .filter(field -> field.getAccessesToSelf().stream().noneMatch(access -> reads(access, rows))))
                .map(JavaField::getName)
                .toList();
        assertEquals(List.of(), unread);
    }

    private static boolean reads(JavaFieldAccess access, Class<?> rows) {
        JavaClass reader = access.getOriginOwner();
        return !reader.isEquivalentTo(rows) && reader.getPackageName().equals(rows.getPackageName());
    }
}
