package dev.cellwatch.notebook.jjava;

import dev.cellwatch.Cellwatch;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.notebook.endpoint.BackgroundStart;
import dev.cellwatch.notebook.live.CellNotes;
import dev.cellwatch.notebook.magic.CellMagic;
import dev.cellwatch.notebook.magic.Completion;
import dev.cellwatch.notebook.magic.Magic;
import dev.cellwatch.notebook.magic.MagicContext;
import dev.cellwatch.notebook.magic.MagicException;
import dev.cellwatch.notebook.magic.MagicRunner;
import dev.cellwatch.notebook.magic.Magics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * What JJava finds in the jar: registers the magics. It runs while the kernel starts, so it only notes names; whatever
 * costs time is loaded by the first magic that needs it. It never throws, because that would keep the kernel from
 * starting.
 */
public final class CellwatchExtension implements Extension {

    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    private final Clock clock = Clock.systemUTC();
    private final Magics magics = new Magics(Cellwatch::monitor, this::endpoint, clock);
    private final AtomicBoolean limitsTold = new AtomicBoolean();

    @Override
    public void install(BaseKernel kernel) {
        try {
            quietenLogging();
            magics.all().forEach(magic -> register(magic, kernel));
            magics.overCells().forEach(magic -> register(magic, kernel));
            new FacadeImport(kernel, ahead(kernel)).beforeTheNextCell();
        } catch (RuntimeException | LinkageError unknownJJava) {
            System.err.println("Cellwatch could not be added to this kernel: " + unknownJJava.getMessage());
        }
    }

    /** What stands before the kernel's own answers, as soon as it waits for requests; tells whether it does. */
    private BooleanSupplier ahead(BaseKernel kernel) {
        ArgumentCompletion completion =
                new ArgumentCompletion((code, at) -> Completion.at(at, code, magics.all(), context(kernel)));
        BackgroundStart start = new BackgroundStart(this::endpoint);
        start.begin();
        Optional<CellWatch> cells = CellWatch.of(
                kernel, new CellNotes(Cellwatch::monitor, Cellwatch::isTraced, clock), start::firstCellRan);
        return () -> {
            Optional<JupyterConnection> connection = KernelConnection.find();
            connection.ifPresent(completion::standBefore);
            connection.ifPresent(met -> cells.ifPresent(watch -> watch.standBefore(met)));
            return connection.isPresent();
        };
    }

    private Endpoint endpoint() {
        return Cellwatch.endpoint(magics.plots());
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        magics.close();
        Cellwatch.close();
    }

    private void register(Magic magic, BaseKernel kernel) {
        kernel.getMagicsRegistry().registerLineMagic(magic.name(), (caller, args) -> {
            run(magic, kernel, args);
            return null;
        });
    }

    private void register(CellMagic magic, BaseKernel kernel) {
        kernel.getMagicsRegistry().registerCellMagic(magic.name(), (caller, args, body) -> {
            CellCode code = new CellCode(kernel, body);
            run(magic.over(code::run), kernel, args);
            return code.value();
        });
    }

    /** Tablesaw brings SLF4J, which would complain into whichever cell runs that nobody reads its log. */
    private static void quietenLogging() {
        if (System.getProperty(SLF4J_VERBOSITY) == null) {
            System.setProperty(SLF4J_VERBOSITY, "ERROR");
        }
    }

    private void run(Magic magic, BaseKernel kernel, List<String> args) {
        try {
            MagicRunner.run(magic, context(kernel), args);
        } catch (MagicException mistake) {
            CellFailure.say(kernel, mistake.getMessage());
        }
    }

    private MagicContext context(BaseKernel kernel) {
        return new MagicContext(new KernelDisplay(kernel, limitsTold), Cellwatch::monitor, clock);
    }
}
