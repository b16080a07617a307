package dev.cellwatch.environment.engine;

/** Why no containers can be started here. */
public enum Lack {
    NOT_INSTALLED(
            "There is no container engine here: neither docker nor podman is on the PATH.",
            "Install Docker Engine with its compose plugin: https://docs.docker.com/engine/install/"),
    NO_PERMISSION(
            "Docker is there, but its socket is closed to this user.",
            "Join its group, then log in again:  sudo usermod -aG docker \"$USER\""),
    NOT_RUNNING(
            "Docker is installed, but its engine does not answer.",
            "Start it:  sudo systemctl start docker  (or start Docker Desktop), then look at: docker info"),
    TOO_OLD(
            "The container engine is older than " + Engine.OLDEST + ", which is the oldest that will do.",
            "Upgrade Docker Engine: https://docs.docker.com/engine/install/"),
    COMPOSE_MISSING(
            "The engine is there, but its compose plugin (docker compose) is not.",
            "Install it:  sudo apt-get install docker-compose-plugin  (or docker-compose-v2)"),
    COMPOSE_V1(
            "Only version 1 of docker-compose is here, which is no longer maintained and cannot read these files.",
            "Install version 2, the plugin:  sudo apt-get install docker-compose-plugin  (or docker-compose-v2)"),
    COMPOSE_TOO_OLD(
            "The compose plugin is older than " + Engine.OLDEST_COMPOSE + ", which is the oldest that will do.",
            "Upgrade it:  sudo apt-get install docker-compose-plugin  (or docker-compose-v2)"),
    PODMAN_COMPOSE(
            "Podman is here without docker-compose 2, which \"podman compose\" needs to read these files.",
            "Install docker-compose 2 beside it; podman-compose alone does not do.");

    private final String sentence;
    private final String advice;

    Lack(String sentence, String advice) {
        this.sentence = sentence;
        this.advice = advice;
    }

    /** What is the matter, in one sentence. */
    public String sentence() {
        return sentence;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
