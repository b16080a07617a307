package dev.cellwatch.notebook.jjava;

import dev.cellwatch.Cellwatch;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.notebook.endpoint.BackgroundStart;
import dev.cellwatch.notebook.live.CellNotes;
import dev.cellwatch.notebook.magic.Completion;
import dev.cellwatch.notebook.magic.Magic;
import dev.cellwatch.notebook.magic.MagicContext;
import dev.cellwatch.notebook.magic.MagicException;
import dev.cellwatch.notebook.magic.MagicRunner;
import dev.cellwatch.notebook.magic.Magics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * What JJava finds in the jar: registers the magics. It runs while the kernel starts, so it only notes names; whatever
 * costs time is loaded by the first magic that needs it. It never throws, because that would keep the kernel from
 * starting.
 */
public final class CellwatchExtension implements Extension {

    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean limitsTold = new AtomicBoolean();
    private @Nullable Magics magics;

    @Override
    public void install(BaseKernel kernel) {
        try {
            quietenLogging();
            Magics.LINES.forEach(name -> registerLine(name, kernel));
            Magics.OVER_CELLS.forEach(name -> registerLine(name, kernel));
            Magics.OVER_CELLS.forEach(name -> registerOverCell(name, kernel));
            new FacadeImport(kernel, new Requests(() -> meetings(kernel))).beforeTheNextCell();
        } catch (RuntimeException | LinkageError unknownJJava) {
            System.err.println("Cellwatch could not be added to this kernel: " + unknownJJava.getMessage());
        }
    }

    /** What stands before the kernel's own answers. */
    private List<Consumer<JupyterConnection>> meetings(BaseKernel kernel) {
        BackgroundStart start = new BackgroundStart(this::endpoint);
        start.begin();
        List<Consumer<JupyterConnection>> all = new ArrayList<>();
        all.add(
                new ArgumentCompletion((code, at) -> Completion.at(at, code, magics().all(), context(kernel)))
                        ::standBefore);
        CellWatch.of(kernel, new CellNotes(Cellwatch::monitor, Cellwatch::isTraced, clock), start::firstCellRan)
                .ifPresent(cells -> all.add(cells::standBefore));
        return all;
    }

    private synchronized Magics magics() {
        Magics made = magics;
        if (made == null) {
            made = new Magics(Cellwatch::monitor, this::endpoint, clock);
            magics = made;
        }
        return made;
    }

    private Endpoint endpoint() {
        return Cellwatch.endpoint(magics().plots());
    }

    @Override
    public synchronized void uninstall(BaseKernel kernel) {
        if (magics != null) {
            magics.close();
        }
        Cellwatch.close();
    }

    private void registerLine(String name, BaseKernel kernel) {
        kernel.getMagicsRegistry().registerLineMagic(name, (caller, args) -> {
            run(magics().line(name), kernel, args);
            return null;
        });
    }

    private void registerOverCell(String name, BaseKernel kernel) {
        kernel.getMagicsRegistry().registerCellMagic(name, (caller, args, body) -> {
            CellCode code = new CellCode(kernel, body);
            run(magics().overCell(name).over(code::run), kernel, args);
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
