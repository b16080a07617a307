package dev.cellwatch.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the documents to what they promise. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static String read(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top",
                "htop",
                "nvtop",
                "sensors",
                "iotop -o",
                "iftop -i eth0",
                "free -h",
                "df -h",
                "netstat -tulpn",
                "ss -tunlp",
                "docker ps -a",
                "docker stats --no-stream",
                "docker ps --format \"table {{.Names}}\\t{{.Status}}\\t{{.Ports}}\"",
                "gpustat",
                "glances",
                "netdata",
                "watch -n 1 nvidia-smi",
                "nvidia-smi -q",
                "nvidia-smi --query-gpu=timestamp,name,temperature.gpu,utilization.gpu,utilization.memory,memory.used,memory.total --format=csv -l 1",
                "nvidia-smi --query-gpu=timestamp,name,pci.bus_id,driver_version,pstate,temperature.gpu,utilization.gpu,utilization.memory,memory.total,memory.free,memory.used --format=csv",
                "nvidia-smi --query-gpu=utilization.gpu,memory.used,temperature.gpu --format=csv,noheader,nounits",
                "nvidia-smi dmon -s pucvmet -i 0",
                "nvidia-smi pmon -s um -o DT",
                "nvidia-smi -q -d MEMORY,UTILIZATION,TEMPERATURE,POWER,CLOCK,COMPUTE,PIDS",
                "grep \"Driver Version\"",
                "nvidia-smi --query-compute-apps=pid,used_memory,gpu_uuid --format=csv",
                "nvidia-smi nvlink -gt p",
                "nvidia-smi topo -m",
                "--gpu-reset",
                "nvprof"
            })
    void the_page_of_command_lines_names_each(String command) throws IOException {
        assertTrue(read("docs/command-lines.md").replace("\\|", "|").contains(command), command);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docs/prometheus.md | shared_buffers = 256MB",
                "docs/prometheus.md | work_mem = 16MB",
                "docs/prometheus.md | maintenance_work_mem = 128MB",
                "docs/prometheus.md | effective_cache_size = 768MB",
                "docs/prometheus.md | optimize_storage_on_create: true",
                "docs/prometheus.md | memmap_threshold: 10000",
                "docs/prometheus.md | ml_postgres",
                "docs/prometheus.md | Saiga",
                "docs/prometheus.md | project_api",
                "docs/prometheus.md | remote_write",
                "docs/monitoring.md | one developer at a notebook",
                "docs/monitoring.md | with a training of hours",
                "docs/monitoring.md | with several people, or machines",
                "docs/training.md | NDManager",
                "docs/training.md | %clear_gpu",
                "docs/training.md | %batch_size",
                "docs/training.md | Watch the heat",
                "docs/troubleshooting.md | WSL2",
                "docs/troubleshooting.md | */5 * * * *",
                "docs/troubleshooting.md | nvidia-smi topo -m",
                "docs/troubleshooting.md | which driver",
                "docs/troubleshooting.md | does memory leak",
                "docs/metrics.md | nvidia_gpu_utilization_ratio",
                "docs/custom_metrics.md | Cellwatch.counter",
                "docs/alerts.md | GPUHighTemperature",
                "docs/monitoring.md | Grafana"
            })
    void a_page_says_what_it_is_asked_for(String page, String words) throws IOException {
        assertTrue(read(page).contains(words), words);
    }

    @Test
    void every_link_between_documents_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/adr"), ROOT.resolve("notebooks"))) {
            for (Path document : documents(folder)) {
                Matcher link = LINK.matcher(Files.readString(document));
                while (link.find()) {
                    if (!Files.exists(document.resolveSibling(link.group(1)))) {
                        broken.add(document + ": " + link.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    private static List<Path> documents(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".md")).toList();
        }
    }

    @Test
    void the_readme_begins_with_a_sentence_a_picture_and_two_commands() throws IOException {
        String firstScreen = read("README.md").lines().limit(18).reduce("", (text, line) -> text + line + "\n");
        assertTrue(firstScreen.contains("<img ") && firstScreen.contains(".png"), "a picture");
        assertTrue(firstScreen.contains("bin/environment-manager"), "the first command");
        assertTrue(firstScreen.contains("bin/check"), "the second command");
        assertTrue(read("README.md").contains("## What it was run on"));
    }
}
