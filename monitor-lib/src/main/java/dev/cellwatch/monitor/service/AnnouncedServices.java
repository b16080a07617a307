package dev.cellwatch.monitor.service;

import dev.cellwatch.monitor.settings.EnvironmentFile;
import dev.cellwatch.monitor.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** Services that are known beside the usual: those that the launcher has announced, and on top those of the settings. */
public final class AnnouncedServices {

    /** Under this name the launcher writes them into {@code environment.json}, as the variable has them. */
    public static final String VARIABLE = "CELLWATCH_SERVICES";

    private AnnouncedServices() {}

    /** {@code NAME=URL} each. */
    public static List<String> in(Settings settings) {
        String announced = EnvironmentFile.read(settings.stateDir()).getOrDefault(VARIABLE, "");
        List<String> all = new ArrayList<>(announced.isEmpty() ? List.of() : List.of(announced.split(",")));
        all.addAll(settings.services());
        return all;
    }
}
