package dev.cellwatch.notebook.memory;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The reflective way to a framework in the notebook's class loader. Nothing is initialised that was not before, until a
 * static member is used. What a version of the framework does not have is an {@link IllegalStateException}.
 */
final class Framework {

    private final ClassLoader loader;

    Framework(ClassLoader loader) {
        this.loader = loader;
    }

    boolean has(String type) {
        try {
            Class.forName(type, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    Class<?> type(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException absent) {
            throw new IllegalStateException("this version has no " + name, absent);
        }
    }

    /** Calls a static method with these arguments of exactly these types. */
    @Nullable
    Object call(String type, String method, Class<?>[] types, Object... args) {
        try {
            Method found = type(type).getDeclaredMethod(method, types);
            found.setAccessible(true);
            return found.invoke(null, args);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(type + "." + method + " failed: " + failed.getCause(), failed);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("this version has no " + type + "." + method, absent);
        }
    }

    /** Calls a public method without arguments on an object. */
    @Nullable
    Object ask(Object object, String type, String method) {
        try {
            return type(type).getMethod(method).invoke(object);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(method + " failed: " + failed.getCause(), failed);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("this version has no " + type + "." + method, absent);
        }
    }

    /** Reads a field that the type declares; the object is null for a static one. */
    @Nullable
    Object read(@Nullable Object object, String type, String name) {
        try {
            Field field = type(type).getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException absent) {
            throw new IllegalStateException("this version has no " + type + "." + name, absent);
        }
    }
}
