package dev.cellwatch.environment.jupyter;

import java.nio.file.Path;

/**
 * Where things are.
 *
 * @param root the project's folder
 * @param state the state folder of this user
 */
public record Layout(Path root, Path state) {

    public Path venv() {
        return root.resolve(".venv");
    }

    /** The interpreter of the private environment. */
    public Path python() {
        return venv().resolve("bin").resolve("python");
    }

    /** Jupyter's data folder of the private environment: kernels and front-end extensions. */
    public Path venvData() {
        return venv().resolve("share").resolve("jupyter");
    }

    public Path quickStart() {
        return Path.of("notebooks", "01-quickstart.ipynb");
    }

    /** Where the build puts what a kernel has on its class path. */
    public Path kernelJars() {
        return root.resolve("kernel-extension").resolve("target").resolve("kernel");
    }

    /** The source of the front-end extension that draws figures. */
    public Path renderer() {
        return root.resolve("kernel-extension").resolve("figure-renderer");
    }

    /** What the launcher itself leaves behind that a clean build may take away: locks and logs. */
    public Path scratch() {
        return root.resolve("environment-manager").resolve("target");
    }

    /** State of the running JupyterLab; for this user alone. */
    public Path jupyterState() {
        return state.resolve("jupyter");
    }
}
