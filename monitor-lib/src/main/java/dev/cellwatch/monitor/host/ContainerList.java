package dev.cellwatch.monitor.host;

import java.util.List;
import java.util.Optional;

/**
 * The containers of this machine, or why there are none to show.
 *
 * @param reason one sentence for people where Docker could not be asked; absent where it answered
 */
public record ContainerList(List<Container> containers, Optional<String> reason) {

    public ContainerList {
        containers = List.copyOf(containers);
    }

    static ContainerList without(String reason) {
        return new ContainerList(List.of(), Optional.of(reason));
    }
}
