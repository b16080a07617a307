package dev.cellwatch.monitor.jvm;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Structure;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What this process has taken with {@code malloc} and not given back, by the C library's own account: the arrays of
 * native engines such as PyTorch's, and the JVM's own. The GNU library tells it from 2.33 (2021) on; elsewhere, and
 * where another allocator stands in its place, it is not known or does not move.
 */
final class NativeHeap {

    private static final String SYMBOL = "mallinfo2";

    private final @Nullable Function account = find();

    /** Bytes in use; it locks each arena for as long as its free pieces are counted, some microseconds. */
    OptionalLong used() {
        if (account == null) {
            return OptionalLong.empty();
        }
        Account now = (Account) account.invoke(Account.class, new Object[0]);
        return OptionalLong.of(now.inArenas + now.mapped);
    }

    private static @Nullable Function find() {
        try {
            return Native.SIZE_T_SIZE == Long.BYTES ? NativeLibrary.getProcess().getFunction(SYMBOL) : null;
        } catch (LinkageError notGnuOrNoNativeAccess) {
            return null;
        }
    }

    /** {@code struct mallinfo2}: ten sizes, in this order. */
    @Structure.FieldOrder({
        "arenas",
        "freePieces",
        "smallPieces",
        "maps",
        "mapped",
        "unused",
        "small",
        "inArenas",
        "free",
        "top"
    })
    @SuppressWarnings("unused") // the library fills all of them
    public static final class Account extends Structure implements Structure.ByValue {
        public long arenas;
        public long freePieces;
        public long smallPieces;
        public long maps;
        public long mapped;
        public long unused;
        public long small;
        public long inArenas;
        public long free;
        public long top;
    }
}
