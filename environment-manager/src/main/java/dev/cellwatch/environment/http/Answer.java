package dev.cellwatch.environment.http;

/**
 * What a server answered.
 *
 * @param status its status, such as 200
 * @param body what stands below it
 */
public record Answer(int status, String body) {

    public boolean ok() {
        return status == 200;
    }
}
