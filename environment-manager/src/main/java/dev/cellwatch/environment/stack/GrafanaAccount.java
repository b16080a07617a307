package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;

/** Who opens Grafana, kept in two files of a folder that nobody else can look into. */
final class GrafanaAccount {

    private static final String DEFAULT = "admin";
    private static final int LENGTH = 24;
    // without those that people take for one another
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Path folder;
    private final SecureRandom random;

    GrafanaAccount(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /**
     * User and password.
     *
     * @param fresh whether the password was made just now, and is to be shown this once
     */
    record Account(String user, String password, boolean fresh) {

        /** A new password, which is shown this once. */
        Optional<String> words(Path file) {
            return fresh
                    ? Optional.of(
                            "Grafana's password is " + password + " (shown this once; it is kept in " + file + ")")
                    : Optional.empty();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Account[user=" + user + "]";
        }
    }

    /** Where the password lies. */
    Path passwordFile() {
        return folder.resolve("grafana_password");
    }

    /** What was written down; empty strings where nothing was. */
    Account kept() {
        return new Account(text("grafana_user"), text("grafana_password"), false);
    }

    /** What is asked for, else what was written down, else a new one; written down before it is used. */
    Account settle(StackOptions.Login login) {
        check(login);
        Account kept = kept();
        String user = login.user().orElse(kept.user().isEmpty() ? DEFAULT : kept.user());
        boolean fresh = login.password().isEmpty() && kept.password().isEmpty();
        String password = login.password().orElse(fresh ? newPassword() : kept.password());
        Account account = new Account(user, password, fresh);
        write(account);
        return account;
    }

    /** Writes it down, for the containers and for the next start. */
    void write(Account account) {
        try {
            write("grafana_user", account.user());
            write("grafana_password", account.password());
        } catch (IOException e) {
            throw Failure.failed("Cannot write in " + folder + ": " + Failure.reason(e))
                    .because(e);
        }
    }

    /** Refuses what opens Grafana to everybody; to be called before anything is started. */
    static void check(StackOptions.Login login) {
        login.user().filter(String::isBlank).ifPresent(user -> {
            throw Failure.usage("--grafana-user must not be empty.");
        });
        login.password().filter(String::isBlank).ifPresent(password -> {
            throw Failure.usage("--grafana-password must not be empty; leave it out to have one made.");
        });
        login.password()
                .filter(DEFAULT::equals)
                .filter(password -> !login.defaultAllowed())
                .ifPresent(password -> {
                    throw Failure.usage("The password admin is what everybody tries first; it is taken only with"
                            + " --allow-default-credentials.");
                });
    }

    private void write(String name, String text) throws IOException {
        if (!text(name).equals(text)) {
            new PrivateFolder(folder).write(name, text, PrivateFolder.READABLE);
        }
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private String newPassword() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
