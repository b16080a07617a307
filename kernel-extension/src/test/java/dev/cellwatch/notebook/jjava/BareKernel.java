package dev.cellwatch.notebook.jjava;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/** A kernel without a front end and without an output channel, as a version of JJava that we do not know would look. */
final class BareKernel extends BaseKernel {

    final List<DisplayData> displayed = new ArrayList<>();
    Runnable code = () -> {};

    @SuppressWarnings("NullAway") // JJava allows for a kernel without a history
    BareKernel(String version, @Nullable MagicsRegistry magics) {
        super(
                "bare",
                version,
                new LanguageInfo.Builder("Java").build(),
                List.of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                new MagicParser("(?<=(?:^|=))\\s*%", "%%", new MagicTranspiler()),
                magics,
                true,
                new StringStyler.Builder().build());
    }

    @Override
    public void display(DisplayData data) {
        displayed.add(data);
    }

    @Override
    public @Nullable Object evalRaw(String source) {
        code.run();
        return null;
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        return null;
    }

    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        return null;
    }

    @Override
    public String isComplete(String code) {
        return IS_COMPLETE_MAYBE;
    }
}
