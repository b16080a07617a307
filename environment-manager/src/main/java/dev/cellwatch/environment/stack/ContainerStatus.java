package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Labelled;
import dev.cellwatch.environment.jupyter.LabAddress;
import dev.cellwatch.environment.jupyter.LabApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JupyterLab's container, at one moment.
 *
 * @param state what the engine says of it
 * @param lab where it answers
 * @param url its address with the token, for a person to open
 * @param demo whether its kernels show synthetic GPUs
 * @param kernels its kernels
 */
public record ContainerStatus(
        ServiceState state, LabAddress lab, String url, boolean demo, List<LabApi.Kernel> kernels) {

    /** Reads it; nothing where there is no such container. */
    public static Optional<ContainerStatus> of(Stack stack) {
        NotebookFolder folder = stack.folder().notebooks();
        if (!folder.isUsed()) {
            return Optional.empty();
        }
        LabAddress lab = folder.address();
        String url = lab.url(folder.firstPage());
        return stack.notebooks()
                .map(state -> new ContainerStatus(
                        state, lab, url, folder.read().demo(), state.runs() ? new LabApi(lab).kernels() : List.of()));
    }

    /** For a person. */
    public String text() {
        Labelled text = new Labelled();
        text.line(
                "Container",
                "JupyterLab, " + state.words() + ", " + state.since() + (demo ? ", with synthetic GPUs (DEMO)" : ""));
        if (state.runs()) {
            text.line("Address", url);
            LabApi.Kernel.tell(kernels, text);
        }
        return text.text();
    }

    /** For a program. */
    public Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("running", state.runs());
        object.put("health", state.health());
        object.put("since", state.since());
        object.put("image", state.image());
        object.put("port", lab.port());
        object.put("url", url);
        object.put("demo", demo);
        object.put("kernels", kernels);
        return object;
    }
}
