package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.process.Invocation;
import java.nio.file.Path;

/** How JupyterLab is started: on the loopback address, with a token, apart from the user's other Jupyter settings. */
public final class LabCommandLine {

    // a session of its own: closing the terminal or Ctrl+C in it does not end the server
    private static final String OWN_SESSION = "import os, sys; os.setsid(); os.execv(sys.argv[1], sys.argv[1:])";

    /** JJava's variable. */
    static final String JVM_OPTIONS = "JJAVA_JVM_OPTS";

    /** Without it a JVM from 24 on writes four lines into the cell in which JNA is loaded. */
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private final Layout layout;
    private final Path javaHome;
    private final String path;
    private final String jvmOptions;

    /**
     * Command lines on this machine.
     *
     * @param javaHome the JDK that kernels run on
     * @param path where programs are looked for
     * @param jvmOptions what kernels' JVMs are started with besides
     */
    public LabCommandLine(Layout layout, Path javaHome, String path, String jvmOptions) {
        this.layout = layout;
        this.javaHome = javaHome;
        this.path = path;
        this.jvmOptions = (jvmOptions + " " + NATIVE_ACCESS).strip();
    }

    public Invocation detached(int port, boolean demo) {
        String python = layout.python().toString();
        Invocation server = PythonSearch.clean(python).and("-c", OWN_SESSION, python);
        return settings(server, port, demo);
    }

    public Invocation attached(int port, boolean demo) {
        return settings(PythonSearch.clean(layout.python().toString()), port, demo);
    }

    private Invocation settings(Invocation server, int port, boolean demo) {
        return kernels(server, demo)
                .and("-m", "jupyterlab", "--no-browser", "--ServerApp.answer_yes=True")
                .and("--ServerApp.allow_root=True") // usual in containers, and the address is loopback with a token
                .and("--ServerApp.ip=127.0.0.1", "--ServerApp.port=" + port, "--ServerApp.port_retries=0")
                .and("--ServerApp.root_dir=" + layout.root())
                .with(
                        "JUPYTER_TOKEN_FILE",
                        layout.jupyterState().resolve("lab.token").toString())
                .without("JUPYTER_TOKEN")
                .in(layout.root());
    }

    /** What kernels find in their environment, whoever starts them. */
    public Invocation kernels(Invocation program, boolean demo) {
        Path own = layout.jupyterState();
        Invocation withJava = program.with("JAVA_HOME", javaHome.toString())
                .with("PATH", javaHome.resolve("bin") + ":" + path) // JJava starts whatever java comes first
                .with(JVM_OPTIONS, jvmOptions)
                // a user's own settings could open the address to the network or hide the private kernel
                .with("JUPYTER_CONFIG_DIR", own.resolve("config").toString())
                .with("JUPYTER_DATA_DIR", own.resolve("data").toString())
                .with("JUPYTER_RUNTIME_DIR", own.resolve("runtime").toString())
                .with("JUPYTER_PREFER_ENV_PATH", "1")
                .without("JUPYTER_PATH")
                .without("JUPYTER_CONFIG_PATH");
        return demo ? withJava.with("CELLWATCH_GPU", "demo") : withJava;
    }
}
