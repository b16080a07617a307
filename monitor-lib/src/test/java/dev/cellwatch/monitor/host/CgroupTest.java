package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupTest {

    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Cgroup cgroup() {
        Cgroup cgroup = new Cgroup(root.resolve("proc"), root.resolve("cg"));
        cgroup.refresh();
        return cgroup;
    }

    @Test
    void the_leaf_group_of_version_2_tells_the_limits() throws Exception {
        write("proc/self/cgroup", "0::/user.slice/kernel.scope\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/user.slice/kernel.scope/memory.max", "2000\n");
        write("cg/user.slice/kernel.scope/memory.current", "900\n");
        write("cg/user.slice/kernel.scope/memory.stat", "anon 500\ninactive_file 300\nactive_file 100\n");
        write("cg/user.slice/kernel.scope/cpu.max", "150000 100000\n");
        write("cg/user.slice/kernel.scope/cpu.stat", "usage_usec 77\nuser_usec 70\n");
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.of(2000), cgroup.memoryLimit());
        assertEquals(OptionalLong.of(600), cgroup.memoryUsed());
        assertEquals(OptionalDouble.of(1.5), cgroup.cpuLimit());
        assertEquals(OptionalLong.of(77_000), cgroup.cpuNanos());
    }

    @Test
    void a_tighter_limit_further_up_holds_and_its_group_is_the_one_whose_use_counts() throws Exception {
        write("proc/self/cgroup", "0::/pod/box\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/pod/memory.max", "1000\n");
        write("cg/pod/memory.current", "950\n");
        write("cg/pod/box/memory.max", "max\n");
        write("cg/pod/box/memory.current", "10\n");
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.of(1000), cgroup.memoryLimit());
        assertEquals(OptionalLong.of(950), cgroup.memoryUsed());
    }

    @Test
    void a_container_that_sees_its_group_as_the_root_reads_it_there() throws Exception {
        write("proc/self/cgroup", "0::/../../docker/0123abcd\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/memory.max", "4096\n");
        write("cg/memory.current", "1024\n");
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.of(4096), cgroup.memoryLimit());
        assertEquals(OptionalLong.of(1024), cgroup.memoryUsed());
    }

    @Test
    void no_limit_is_an_absence() throws Exception {
        write("proc/self/cgroup", "0::/a\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/a/memory.max", "max\n");
        write("cg/a/cpu.max", "max 100000\n");
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.empty(), cgroup.memoryLimit());
        assertEquals(OptionalDouble.empty(), cgroup.cpuLimit());
        assertEquals(OptionalLong.empty(), cgroup.memoryUsed());
        assertEquals(OptionalLong.empty(), cgroup.cpuNanos());
    }

    @Test
    void version_1_serves_where_version_2_has_no_controllers() throws Exception {
        write("proc/self/cgroup", "4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/\n");
        write("cg/memory/docker/abc/memory.limit_in_bytes", "5000\n");
        write("cg/memory/docker/abc/memory.usage_in_bytes", "4000\n");
        write("cg/memory/docker/abc/memory.stat", "cache 1\ntotal_inactive_file 1500\n");
        write("cg/cpu,cpuacct/docker/abc/cpu.cfs_quota_us", "50000\n");
        write("cg/cpu,cpuacct/docker/abc/cpu.cfs_period_us", "100000\n");
        write("cg/cpu,cpuacct/docker/abc/cpuacct.usage", "123456789\n");
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.of(5000), cgroup.memoryLimit());
        assertEquals(OptionalLong.of(2500), cgroup.memoryUsed());
        assertEquals(OptionalDouble.of(0.5), cgroup.cpuLimit());
        assertEquals(OptionalLong.of(123456789), cgroup.cpuNanos());
    }

    @Test
    void version_1_writes_no_limit_as_a_huge_number() throws Exception {
        write("proc/self/cgroup", "4:memory:/\n3:cpu:/\n");
        write("cg/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("cg/cpu/cpu.cfs_quota_us", "-1\n");
        write("cg/cpu/cpu.cfs_period_us", "100000\n");
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.empty(), cgroup.memoryLimit());
        assertEquals(OptionalDouble.empty(), cgroup.cpuLimit());
    }

    @Test
    void a_system_without_control_groups_has_no_limits() {
        Cgroup cgroup = cgroup();
        assertEquals(OptionalLong.empty(), cgroup.memoryLimit());
        assertEquals(OptionalDouble.empty(), cgroup.cpuLimit());
    }

    @Test
    void a_container_shows_its_own_memory_and_not_the_nodes() throws Exception {
        write("proc/self/cgroup", "0::/\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/memory.max", "800\n");
        write("cg/memory.current", "300\n");
        FakeMachine node = new FakeMachine();
        Sample.Builder sample = Sample.at(1, Subject.HOST);
        new MemoryCollector(node, cgroup()).read(1, sample, other -> {});
        Sample read = sample.build();
        assertEquals(OptionalDouble.of(800), read.get(HostMetric.MEMORY_TOTAL));
        assertEquals(OptionalDouble.of(300), read.get(HostMetric.MEMORY_USED));
        assertEquals(OptionalDouble.of(400), read.get(HostMetric.MEMORY_AVAILABLE));
    }

    @Test
    void a_limit_above_the_machines_memory_is_none() throws Exception {
        write("proc/self/cgroup", "0::/\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/memory.max", "5000\n");
        write("cg/memory.current", "300\n");
        Sample.Builder sample = Sample.at(1, Subject.HOST);
        new MemoryCollector(new FakeMachine(), cgroup()).read(1, sample, other -> {});
        assertEquals(OptionalDouble.of(1000), sample.build().get(HostMetric.MEMORY_TOTAL));
    }

    @Test
    void cpu_use_is_told_against_the_limit() throws Exception {
        write("proc/self/cgroup", "0::/\n");
        write("cg/cgroup.controllers", "cpu memory\n");
        write("cg/cpu.max", "200000 100000\n");
        write("cg/cpu.stat", "usage_usec 1000000\n");
        CgroupCollector collector = new CgroupCollector(cgroup());
        collector.read(10_000, Sample.at(10_000, Subject.HOST), other -> {});
        write("cg/cpu.stat", "usage_usec 6000000\n");
        Sample.Builder sample = Sample.at(15_000, Subject.HOST);
        collector.read(15_000, sample, other -> {});
        assertEquals(0.5, sample.build().get(HostMetric.CGROUP_CPU_USAGE).orElseThrow(), 1e-9);
    }
}
