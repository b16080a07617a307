package dev.cellwatch.monitor.trace;

import java.io.IOException;
import java.io.InputStream;

/** Loads our classes once more, and finds nothing of OpenTelemetry. */
final class WithoutOpenTelemetry extends ClassLoader {

    WithoutOpenTelemetry(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("io.opentelemetry.")) {
            throw new ClassNotFoundException(name);
        }
        if (!name.startsWith("dev.cellwatch.")) {
            return super.loadClass(name, resolve);
        }
        Class<?> known = findLoadedClass(name);
        return known == null ? again(name) : known;
    }

    private Class<?> again(String name) throws ClassNotFoundException {
        try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = code.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
