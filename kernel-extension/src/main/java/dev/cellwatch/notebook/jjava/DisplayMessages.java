package dev.cellwatch.notebook.jjava;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.Json;
import dev.cellwatch.notebook.display.JsonText;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.Header;

/** Bundles as messages: written by ourselves, or as JJava's own objects where it has to write them. */
final class DisplayMessages {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DISPLAY_ID = "display_id";
    /** What a content holds besides its data. */
    private static final int ROOM = 200;

    /** Message ids are this and a number. */
    private static final String KERNEL = UUID.randomUUID().toString();

    private static final AtomicLong COUNT = new AtomicLong();

    private DisplayMessages() {}

    /** The content of {@code display_data} and {@code update_display_data}. */
    static String content(Bundle bundle, String displayId) {
        JsonText json = new JsonText(length(bundle) + ROOM);
        json.open('{').key("data").open('{');
        for (Map.Entry<String, Object> form : bundle.data().entrySet()) {
            json.key(form.getKey());
            if (form.getValue() instanceof Json ready) {
                json.raw(ready.text());
            } else {
                json.text(form.getValue().toString());
            }
        }
        json.close('}').key("metadata").raw("{}");
        json.key("transient").open('{').key(DISPLAY_ID).text(displayId).close('}');
        return json.close('}').toString();
    }

    private static int length(Bundle bundle) {
        int length = 0;
        for (Object form : bundle.data().values()) {
            String text = form.toString();
            length += text.length() + text.length() / 8; // some letters are escaped
        }
        return length;
    }

    /** The same for JJava's own way. */
    static DisplayData data(Bundle bundle, String displayId) {
        DisplayData data = new DisplayData();
        bundle.data().forEach((type, form) -> data.putData(type, form instanceof Json json ? parsed(json) : form));
        // not setDisplayId: its return type differs between versions of JJava
        data.putTransientData(DISPLAY_ID, displayId);
        return data;
    }

    private static Object parsed(Json json) {
        try {
            return JSON.readValue(json.text(), Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A bundle holds text that is no JSON", e);
        }
    }

    /** The header of a new message of that type, in the session of another. */
    static String header(String type, Header<?> session) {
        return header(KERNEL + '_' + COUNT.incrementAndGet(), date(LocalDateTime.now(ZoneOffset.UTC)), type, session);
    }

    /** A moment as the protocol writes it; an Instant says the same through a formatter, which takes far longer. */
    static String date(LocalDateTime utc) {
        String text = utc.truncatedTo(ChronoUnit.MILLIS).toString();
        return text + (text.length() == "2026-01-02T03:04".length() ? ":00Z" : "Z");
    }

    /** A header as it is. */
    static String header(Header<?> header) {
        return header(
                header.getId(),
                header.getTimestamp().getDateString(),
                header.getType().getName(),
                header);
    }

    private static String header(String id, String date, String type, Header<?> session) {
        JsonText json = new JsonText(2 * ROOM);
        json.open('{').key("msg_id").text(id);
        json.key("username").text(session.getUsername());
        json.key("session").text(session.getSessionId());
        json.key("date").text(date);
        json.key("msg_type").text(type);
        return json.key("version").text(session.getVersion()).close('}').toString();
    }
}
