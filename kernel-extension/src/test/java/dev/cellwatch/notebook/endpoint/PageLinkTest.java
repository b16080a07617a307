package dev.cellwatch.notebook.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.endpoint.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a notebook may be, with files as such a place has them. */
class PageLinkTest {

    private static final String KEY = "?token=abc";

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>();

    private PageLink link() {
        return PageLink.of(listening("127.0.0.1", false), KEY, surroundings());
    }

    private static Status listening(String host, boolean wide) {
        return new Status(host, 19_541, wide, 0, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    private Surroundings surroundings() {
        return new Surroundings(environment, root, "org.dflib.jjava.kernel.JJava " + root + "/runtime/kernel-abc.json");
    }

    private Path file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void jupyterRuns(String... commandLine) throws IOException {
        file("runtime/jpserver-4711.json", "{\"base_url\": \"/\", \"pid\": 4711}");
        isStartedBy(commandLine);
    }

    private void isStartedBy(String... commandLine) throws IOException {
        environment.put("JPY_PARENT_PID", "4711");
        file("proc/4711/cmdline", String.join("\0", commandLine) + "\0");
    }

    private void isInAContainer() throws IOException {
        file(".dockerenv", "");
    }

    /** The proxy as pip leaves it in the environment of that name. */
    private String environmentWithProxy(String name) throws IOException {
        file(name + "/lib/python3.11/site-packages/jupyter_server_proxy/__init__.py", "");
        return root.resolve(name).toString();
    }

    private void isInAContainerWithProxy() throws IOException {
        isInAContainer();
        String conda = environmentWithProxy("opt/conda");
        jupyterRuns(conda + "/bin/python3.11", conda + "/bin/jupyter-lab", "--ip=0.0.0.0");
    }

    @Test
    void on_the_same_machine_it_is_direct() {
        assertEquals(new PageLink(Optional.of("http://127.0.0.1:19541/?token=abc"), ""), link());
    }

    @Test
    void in_a_container_it_goes_through_the_proxy_that_the_server_has_beside_it() throws IOException {
        isInAContainerWithProxy();
        assertEquals(new PageLink(Optional.of("/proxy/19541/?token=abc"), ""), link());
    }

    @Test
    void a_kernel_that_listens_on_its_containers_name_is_reached_by_that() throws IOException {
        isInAContainerWithProxy();
        PageLink link = PageLink.of(listening("research", true), KEY, surroundings());
        assertEquals(Optional.of("/proxy/research:19541/?token=abc"), link.href());
    }

    @Test
    void a_kernel_on_the_other_loopback_is_local_too() throws IOException {
        isInAContainerWithProxy();
        PageLink link = PageLink.of(listening("[::1]", false), KEY, surroundings());
        assertEquals(Optional.of("/proxy/19541/?token=abc"), link.href());
    }

    @Test
    void without_the_proxy_a_container_has_no_link_but_what_to_do() throws IOException {
        isInAContainer();
        jupyterRuns(root + "/opt/conda/bin/jupyter-lab");
        assertTrue(link().href().isEmpty());
        assertEquals(
                "The page cannot be reached from outside this container: install jupyter-server-proxy beside JupyterLab and"
                        + " start that again.",
                link().sentence());
    }

    @Test
    void a_proxy_that_is_in_another_environment_is_none() throws IOException {
        isInAContainer();
        environmentWithProxy("home/ada/venv");
        jupyterRuns("/usr/bin/python3", root + "/opt/conda/bin/jupyter-lab");
        assertFalse(link().href().isPresent());
    }

    @Test
    void a_kernel_that_no_server_started_has_no_proxy_in_front_of_it() throws IOException {
        isInAContainer();
        isStartedBy(environmentWithProxy("venv") + "/bin/python", "-m", "nbconvert");
        assertFalse(link().href().isPresent());
    }

    @Test
    void on_a_hub_it_begins_with_the_prefix_of_its_user() throws IOException {
        environment.put("JUPYTERHUB_SERVICE_PREFIX", "/user/ada");
        environment.put("VIRTUAL_ENV", environmentWithProxy("venv"));
        jupyterRuns("jupyterhub-singleuser");
        assertEquals(Optional.of("/user/ada/proxy/19541/?token=abc"), link().href());
    }

    @Test
    void below_a_prefix_it_begins_with_that() throws IOException {
        isInAContainer();
        jupyterRuns(environmentWithProxy("venv") + "/bin/jupyter-lab");
        file("runtime/jpserver-4711.json", "{\"base_url\": \"/lab7/\", \"pid\": 4711}");
        assertEquals(Optional.of("/lab7/proxy/19541/?token=abc"), link().href());
    }

    @Test
    void over_ssh_without_the_proxy_it_says_how_to_forward_the_port() throws IOException {
        environment.put("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22");
        jupyterRuns("/usr/bin/python3", "/usr/bin/jupyter-lab");
        assertTrue(link().href().isEmpty());
        assertEquals(
                "The page is on the other end of SSH: forward its port with ssh -L 19541:127.0.0.1:19541, then open"
                        + " http://127.0.0.1:19541/?token=abc",
                link().sentence());
    }

    @Test
    void over_ssh_with_the_proxy_it_is_a_link() throws IOException {
        environment.put("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22");
        jupyterRuns(environmentWithProxy("venv") + "/bin/python", "-m", "jupyterlab");
        assertEquals(Optional.of("/proxy/19541/?token=abc"), link().href());
    }

    @Test
    void a_server_that_cannot_be_seen_is_one_without_a_proxy() throws IOException {
        isInAContainer();
        environment.put("JPY_PARENT_PID", "not a number");
        assertFalse(link().href().isPresent());
        environment.put("JPY_PARENT_PID", "99999");
        assertFalse(link().href().isPresent());
    }
}
