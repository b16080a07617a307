/** Jupyter on this machine: the private environment, the kernel's wiring, the running JupyterLab. */
@NullMarked
package dev.cellwatch.environment.jupyter;

import org.jspecify.annotations.NullMarked;
