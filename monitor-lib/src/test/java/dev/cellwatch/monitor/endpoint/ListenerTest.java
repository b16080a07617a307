package dev.cellwatch.monitor.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static String host(String bind, int... number) throws UnknownHostException {
        byte[] bytes = new byte[number.length];
        for (int i = 0; i < number.length; i++) {
            bytes[i] = (byte) number[i];
        }
        return new Listener(bind, InetAddress.getByAddress(bind, bytes)).host();
    }

    @Test
    void a_containers_name_is_announced_and_not_the_number_that_it_has_this_time() throws UnknownHostException {
        assertEquals("research", host("research", 172, 17, 0, 2));
    }

    @Test
    void everything_else_is_announced_by_its_number() throws UnknownHostException {
        assertEquals("10.0.0.7", host("10.0.0.7", 10, 0, 0, 7));
        assertEquals("10.0.0.7", host("lab-1.example.org", 10, 0, 0, 7));
        assertEquals("127.0.0.1", host("localhost", 127, 0, 0, 1));
        assertEquals("127.0.0.1", host("0.0.0.0", 0, 0, 0, 0));
    }
}
