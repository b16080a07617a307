package dev.cellwatch.monitor.service;

/**
 * How a service is.
 *
 * @param name what it is called
 * @param well whether it is as it should be; one that nobody has configured may be absent
 * @param words its status code, that it is not there, or what is the matter
 */
public record ServiceAnswer(String name, boolean well, String words) {

    /** {@code qdrant: 200}, {@code saiga: Error - nobody listens there}. */
    public String line() {
        return name + ": " + words;
    }

    static ServiceAnswer absent(String name) {
        return new ServiceAnswer(name, true, "not there");
    }

    static ServiceAnswer trouble(String name, String what) {
        return new ServiceAnswer(name, false, "Error - " + what);
    }
}
