package dev.cellwatch.environment.jupyter;

import java.security.SecureRandom;
import java.util.HexFormat;

/** What opens a JupyterLab: 48 digits that nobody can guess. */
public final class LabToken {

    private static final int BYTES = 24;

    private LabToken() {}

    public static String fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
