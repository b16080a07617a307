package dev.cellwatch.monitor.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Services that are known beside the usual: those that the launcher has announced, and on top those of the settings. */
public final class AnnouncedServices {

    /** Under this name the launcher writes them into {@code environment.json}, as the variable has them. */
    public static final String VARIABLE = "CELLWATCH_SERVICES";

    private AnnouncedServices() {}

    /** {@code NAME=URL} each. */
    public static List<String> in(Settings settings) {
        List<String> all = new ArrayList<>(written(settings.stateDir().resolve("environment.json")));
        all.addAll(settings.services());
        return all;
    }

    private static List<String> written(Path file) {
        try {
            String text = new ObjectMapper()
                    .readTree(Files.readAllBytes(file))
                    .path(VARIABLE)
                    .asText();
            return text.isEmpty() ? List.of() : List.of(text.split(","));
        } catch (IOException e) {
            return List.of(); // no launcher has written it, or not whole
        }
    }
}
