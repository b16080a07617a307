package dev.cellwatch.environment.alert;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files into which a user writes secrets, one each.
 *
 * @param folder where they are; nobody else can look into it
 */
public record SecretFiles(Path folder) {

    /** The file of a receiver, which need not be there. */
    Path file(Receiver receiver) {
        return folder.resolve(receiver.secret());
    }

    /** What stands in it, without what an editor puts around it; empty where there is no file. */
    String text(Receiver receiver) {
        try {
            return Files.readString(file(receiver)).strip();
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw Failure.failed("Cannot read " + Failure.reason(e)).because(e);
        }
    }
}
