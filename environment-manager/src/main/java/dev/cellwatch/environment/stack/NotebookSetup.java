package dev.cellwatch.environment.stack;

import java.nio.file.Path;

/**
 * How JupyterLab's container is to be, or was, started.
 *
 * @param work the folder of this machine that its JupyterLab shows
 * @param port where it listens on this machine
 * @param gpu what its kernels have as {@code CELLWATCH_GPU}
 * @param image which image it is made from
 */
record NotebookSetup(Path work, int port, String gpu, String image) {

    boolean demo() {
        return gpu.equals("demo");
    }
}
