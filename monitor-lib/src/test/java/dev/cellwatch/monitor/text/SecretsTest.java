package dev.cellwatch.monitor.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "train --password hunter2 --epochs 3 | train --password *** --epochs 3",
                "train --api-key=abc123 x            | train --api-key=*** x",
                "env WANDB_API_KEY=abc HF_TOKEN=def python | env WANDB_API_KEY=*** HF_TOKEN=*** python",
                "java -Djavax.net.ssl.keyStorePassword=p4ss Main | java -Djavax.net.ssl.keyStorePassword=*** Main",
                "jupyter lab --IdentityProvider.token='a b c' --port 8888 | jupyter lab --IdentityProvider.token=*** --port 8888",
                "git clone https://ada:s3cret@host/x | git clone https://ada:***@host/x",
                "curl -H Authorization: Bearer abcdefghijkl | curl -H Authorization: Bearer ***",
                "push ghp_0123456789abcdefABCDEF0123456789  | push ***",
                "load hf_abcdefghijklmnopqrstuvwxyz end     | load *** end",
                "aws --secret-access-key AbC/dEf+1 s3       | aws --secret-access-key *** s3",
            })
    void what_looks_like_a_secret_is_masked(String command, String shown) {
        assertEquals(shown, Secrets.mask(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "python -m ipykernel_launcher -f /run/user/1000/kernel-4f2a.json",
                "java -Xmx4g -cp a.jar:b.jar Main --max-steps 5",
                "postgres: writer process",
                "ssh user@host ls",
                "app --no-password --verbose",
            })
    void an_ordinary_command_stays_as_it_is(String command) {
        assertEquals(command, Secrets.mask(command));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "generated 512 tokens in 3 s            | generated 512 tokens in 3 s",
                "the tokenizer: bpe                     | the tokenizer: bpe",
                "secret sauce                           | secret sauce",
                "login with password hunter2            | login with password ***",
                "the password is hunter2                | the password is ***",
                "{password=hunter2 , x=1}               | {password=*** , x=1}",
                "{\"api_key\": \"a b\", \"x\": 1} | {\"api_key\": ***, \"x\": 1}",
                "token: Bearer abcdefghijkl             | token: *** ***",
                "ran with --token abc                   | ran with --token ***",
            })
    void in_sentences_only_what_is_said_to_be_a_secret_is_masked(String text, String shown) {
        assertEquals(shown, Secrets.maskText(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password", "DB_PASSWORD", "apiKey", "api_key", "key", "sshKey", "hf_token", "Authorization"})
    void these_are_names_of_secrets(String key) {
        assertTrue(Secrets.isSecret(key, "text"), key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "monkey", "keyboard", "tokenizer", "loss", "keys_pressed"})
    void these_are_not(String key) {
        assertFalse(Secrets.isSecret(key, "text"), key);
    }

    @Test
    void a_number_of_tokens_is_no_secret_and_one_of_a_password_is() {
        assertFalse(Secrets.isSecret("max_tokens", 512));
        assertTrue(Secrets.isSecret("password", 512));
    }
}
