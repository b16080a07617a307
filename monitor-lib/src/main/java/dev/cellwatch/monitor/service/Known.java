package dev.cellwatch.monitor.service;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Services by their names, in the order in which they came. */
final class Known {

    private final Map<String, ServiceAddress> services = new LinkedHashMap<>();

    Known(List<ServiceAddress> first) {
        first.forEach(this::put);
    }

    void put(ServiceAddress service) {
        services.put(service.name(), service);
    }

    Optional<ServiceAddress> get(String name) {
        return Optional.ofNullable(services.get(name));
    }

    Set<String> names() {
        return services.keySet();
    }

    List<ServiceAddress> all() {
        return List.copyOf(services.values());
    }
}
