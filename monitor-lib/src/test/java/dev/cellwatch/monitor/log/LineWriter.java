package dev.cellwatch.monitor.log;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** A program that writes numbered lines until it is ended, and tells each that is written. */
final class LineWriter {

    private LineWriter() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream told = System.out;
        String filler = "x".repeat(Integer.parseInt(arguments[2]));
        LineFile file = new LineFile(Path.of(arguments[0]), Long.parseLong(arguments[1]));
        for (int i = 0; ; i++) {
            try {
                file.append("{\"n\":" + i + ",\"filler\":\"" + filler + "\"}");
                told.println(i);
            } catch (IOException full) {
                told.println("failed: " + full.getMessage());
                return;
            }
        }
    }
}
