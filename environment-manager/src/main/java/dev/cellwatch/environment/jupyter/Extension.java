package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cellwatch in one Jupyter: the jars of its Java kernel, and the renderer that draws the figures. */
public final class Extension {

    /** The renderer's name, as in its package.json. */
    private static final String RENDERER = "cellwatch-figure-renderer";

    /** What two launchers must not do at the same time; gives whether there was anything to do. */
    private interface Change {
        boolean make() throws IOException;
    }

    private final Layout layout;
    private final Path data;
    private final KernelSpec spec;
    private final KernelJars jars;

    /** @param data the Jupyter data folder that holds the Java kernel, {@code <prefix>/share/jupyter} */
    public Extension(Layout layout, Path data) {
        this.layout = layout;
        this.data = data;
        this.spec = new KernelSpec(data, store());
        this.jars = new KernelJars(layout.kernelJars(), store());
    }

    /**
     * Puts it in; doing it again changes nothing, and a second launcher that does it too waits.
     *
     * @param plotlyScript the {@code plotly.min.js} that the renderer loads
     */
    public void install(Path plotlyScript) {
        alone(() -> {
            requireJJava();
            FolderSwap.replace(rendererFolder(), draft -> {
                FolderSwap.copy(layout.renderer().resolve("static"), draft.resolve("static"));
                Files.copy(layout.renderer().resolve("package.json"), draft.resolve("package.json"));
                Files.copy(plotlyScript, draft.resolve("static").resolve("plotly.min.js"));
            });
            spec.wire(jars.install());
            return true;
        });
    }

    /** Fails, and says what to do, where there is no JJava kernel. */
    public void requireJJava() {
        if (!hasJJava()) {
            throw Failure.missing("There is no JJava kernel in "
                    + data.resolve("kernels").resolve("java") + ".\nInstall it there first:  pip install "
                    + Requirements.pin("jjava").orElse("jjava"));
        }
    }

    /** Removes jars of earlier builds; only while no kernel runs on them. */
    public void removeOldJars() {
        alone(() -> {
            jars.removeOthers();
            return true;
        });
    }

    /** Takes it out and puts back what was there before; gives whether there was anything to take out. */
    public boolean uninstall() {
        return alone(() -> {
            boolean was = spec.isWired() || Files.exists(rendererFolder()) || Files.exists(store());
            spec.unwire();
            FolderSwap.remove(rendererFolder());
            FolderSwap.remove(store());
            return was;
        });
    }

    /** Whether a kernel started here has Cellwatch on its class path. */
    public boolean isInKernel() {
        try {
            return spec.isWired();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether there is a JJava kernel here. */
    public boolean hasJJava() {
        try {
            return spec.isJJava();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the front end has the renderer, whole. */
    public boolean hasRenderer() {
        return Files.exists(rendererFolder().resolve("package.json"))
                && Files.exists(rendererFolder().resolve("static").resolve("plotly.min.js"));
    }

    private boolean alone(Change change) {
        ProcessLock lock = ProcessLock.take(layout.scratch().resolve("install.lock"));
        try {
            return change.make();
        } catch (IOException e) {
            throw failure(e);
        } finally {
            lock.close();
        }
    }

    private Path store() {
        return data.resolve("cellwatch");
    }

    private Path rendererFolder() {
        return data.resolve("labextensions").resolve(RENDERER);
    }

    private Failure failure(IOException cause) {
        return Failure.failed("Cannot change the Jupyter in " + data + ": " + Failure.reason(cause))
                .because(cause);
    }
}
