package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.jupyter.Extension;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PrivateVenv;
import dev.cellwatch.environment.jupyter.Requirements;
import java.util.List;

/** The private JupyterLab, its Java kernel, and the renderer of the figures. */
final class JupyterChecks {

    private static final String PREPARE = "Run: environment-manager up";

    private final Layout layout;
    private final boolean ready;
    private final Extension extension;

    JupyterChecks(Machine machine) {
        this.layout = machine.layout();
        this.ready = new PrivateVenv(layout, machine.programs(), machine.console()).isReady();
        this.extension = new Extension(layout, layout.venvData());
    }

    List<Finding> findings() {
        return List.of(jupyter(), kernel(), renderer());
    }

    private Finding jupyter() {
        return ready
                ? Finding.ok("Jupyter", "JupyterLab " + Requirements.version("jupyterlab") + " in " + layout.venv())
                : Finding.warn("Jupyter", "is not prepared yet; the first start does that.", PREPARE);
    }

    private Finding kernel() {
        if (!extension.hasJJava()) {
            return notYet("Java kernel");
        }
        return extension.isInKernel()
                ? Finding.ok("Java kernel", "JJava " + Requirements.version("jjava") + " with Cellwatch in it")
                : Finding.fail("Java kernel", "is there, but Cellwatch is not in it.", PREPARE);
    }

    private Finding renderer() {
        return extension.hasRenderer() ? Finding.ok("Renderer", "is in JupyterLab") : notYet("Renderer");
    }

    private Finding notYet(String subject) {
        return ready
                ? Finding.fail(subject, "is not in " + layout.venvData() + ".", PREPARE)
                : Finding.warn(subject, "is not there yet; the first start puts it in.", PREPARE);
    }
}
