package dev.cellwatch.monitor.measure;

/** Works out what goes through each channel at a moment, for the recorder. */
final class PhaseTraffic {

    /** Bytes per second of commands and answers on the bus while kernels are launched and run. */
    private static final double COMMANDS = 40e6;

    private final CellWorld world;
    private final SimulatedPhase phase;
    private final int[] users;
    private final double[] rates;
    private final double[] channels = new double[Channel.values().length];

    /**
     * @param users how many actors need what, by {@link Need}; changes all the time
     * @param rates how fast each of them gets it
     */
    PhaseTraffic(CellWorld world, SimulatedPhase phase, int[] users, double[] rates) {
        this.world = world;
        this.phase = phase;
        this.users = users;
        this.rates = rates;
    }

    void record(double seconds, CpuDemand demand, double busy) {
        double seen = busy > 0 ? busy + phase.blur * (1 - busy) : 0;
        set(Channel.KERNELS, seen);
        set(Channel.GPU_MEMORY, Math.min(1, busy * phase.memoryShare + flow(Need.LINK_IN) / 300e9));
        set(Channel.LINK_IN, flow(Need.LINK_IN) + busy * COMMANDS);
        set(Channel.LINK_OUT, flow(Need.LINK_OUT) + busy * COMMANDS / 2);
        set(Channel.CPU, demand.busyCpus());
        set(Channel.CPU_JVM, demand.ownCpus());
        double idle = world.machine().processor().cpus() - demand.busyCpus();
        int onDisk = users(Need.DISK_ANSWER) + users(Need.DISK_READ) + users(Need.DISK_WRITE);
        set(Channel.CPU_WAITING, Math.min(idle, onDisk));
        set(Channel.DISK_READ, flow(Need.DISK_READ));
        set(Channel.DISK_WRITTEN, flow(Need.DISK_WRITE) + flow(Need.DISK_WRITEBACK));
        set(Channel.NETWORK_READ, flow(Need.NETWORK_READ));
        world.recorder().during(world.time(), world.time() + seconds, channels);
    }

    private void set(Channel channel, double rate) {
        channels[channel.place()] = rate;
    }

    private int users(Need need) {
        return users[need.place()];
    }

    private double flow(Need need) {
        return users(need) * rates[need.place()];
    }
}
