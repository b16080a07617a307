package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrafanaAccountTest {

    private static final StackOptions.Login NONE = new StackOptions.Login(Optional.empty(), Optional.empty(), false);

    @TempDir
    Path state;

    private GrafanaAccount accounts;

    @BeforeEach
    void prepare() {
        accounts = new GrafanaAccount(state.resolve("secrets"), new SecureRandom());
    }

    private static StackOptions.Login password(String password, boolean allowed) {
        return new StackOptions.Login(Optional.empty(), Optional.of(password), allowed);
    }

    @Test
    void a_password_of_24_characters_is_made_once_and_shown_once() {
        GrafanaAccount.Account first = accounts.settle(NONE);
        assertTrue(first.password().matches("[a-zA-Z2-9]{24}"));
        assertTrue(first.words(accounts.passwordFile()).orElseThrow().contains(first.password()));
        GrafanaAccount.Account second = accounts.settle(NONE);
        assertEquals(first.password(), second.password());
        assertEquals(Optional.empty(), second.words(accounts.passwordFile()));
    }

    @Test
    void nobody_else_comes_as_far_as_the_password() throws IOException {
        accounts.settle(NONE);
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("secrets"))));
    }

    @Test
    void a_password_of_ones_own_replaces_the_one_before() throws IOException {
        accounts.settle(NONE);
        accounts.settle(new StackOptions.Login(Optional.of("ada"), Optional.of("correct horse"), false));
        assertEquals("correct horse", Files.readString(accounts.passwordFile()));
        assertEquals("ada", accounts.kept().user());
    }

    @Test
    void an_empty_password_and_the_default_one_are_refused_in_a_sentence() {
        Failure empty = assertThrows(Failure.class, () -> GrafanaAccount.check(password("", false)));
        assertEquals("--grafana-password must not be empty; leave it out to have one made.", empty.getMessage());
        Failure usual = assertThrows(Failure.class, () -> GrafanaAccount.check(password("admin", false)));
        assertTrue(usual.getMessage().endsWith("only with --allow-default-credentials."), usual.getMessage());
        GrafanaAccount.check(password("admin", true));
    }

    @Test
    void no_password_is_in_what_a_log_could_show() {
        GrafanaAccount.Account account = accounts.settle(password("correct horse", false));
        assertFalse((account + " " + password("correct horse", false)).contains("correct"));
    }
}
