package dev.cellwatch.monitor.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs one phase: from event to event, with all that is shared divided anew among those who need it in between. */
final class PhaseRun {

    private static final int NEEDS = Need.values().length;
    /** Less than this is nothing: a nanosecond of work. */
    private static final double NOTHING = 1e-9;

    private final CellWorld world;
    private final SimulatedPhase phase;
    private final GpuStream gpu = new GpuStream();
    private final TrainingThread training;
    private final Actor[] actors;
    private final int[] users = new int[NEEDS];
    private final double[] rates = new double[NEEDS];
    private final CpuDemand demand = new CpuDemand();
    private final PhaseTraffic traffic;

    PhaseRun(CellWorld world, SimulatedPhase phase) {
        this.world = world;
        this.phase = phase;
        BatchQueue queue = new BatchQueue();
        training = new TrainingThread(world, phase, queue, gpu);
        List<Actor> all = new ArrayList<>(List.of(training, world.writeback()));
        for (int i = 0; i < phase.workers; i++) {
            all.add(new LoaderThread(phase, queue));
        }
        if (phase.copiesAhead && phase.workers > 0) {
            all.add(new CopyEngine(phase, queue));
        }
        actors = all.toArray(new Actor[0]);
        traffic = new PhaseTraffic(world, phase, users, rates);
    }

    /** Runs it as long as the phase says. */
    Outcome run() {
        training.until(Integer.MAX_VALUE, world.time() + phase.seconds);
        return simulate();
    }

    /** Runs so many batches, however long that takes. */
    Outcome run(int batches) {
        training.until(batches, Double.POSITIVE_INFINITY);
        return simulate();
    }

    private Outcome simulate() {
        double begin = world.time();
        double pausedBefore = world.heap().pausedSeconds();
        settle();
        while (!training.finished()) {
            allot();
            double seconds = untilNext();
            if (world.recorder().listens()) {
                traffic.record(seconds, demand, gpu.busy());
            }
            advance(seconds);
            settle();
        }
        return new Outcome(
                world.time() - begin, training.batches(), world.heap().pausedSeconds() - pausedBefore);
    }

    /** Lets everybody go on who can, until nobody can. */
    private void settle() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Actor actor : actors) {
                if (actor.left <= 0) {
                    moved |= actor.next();
                }
            }
        }
    }

    private void count() {
        Arrays.fill(users, 0);
        demand.clear();
        for (Actor actor : actors) {
            if (actor.left > 0) {
                users[actor.need.place()]++;
            }
            if (actor.threads > 0) {
                demand.add(actor);
            }
        }
        demand.settle(world);
    }

    private void allot() {
        count();
        set(Need.SLEEP, world.speeds().waits());
        set(Need.CPU, demand.rate() * world.speeds().cpu());
        allotInput(world.machine(), world.speeds().input());
        double link =
                world.machine().link().rate(phase.pageable) * world.speeds().link();
        set(Need.LINK_IN, link);
        set(Need.LINK_OUT, link);
        double launched = training.launching() ? training.kernelsPerLaunch() * rates[Need.CPU.place()] : 0;
        gpu.allot(
                launched,
                world.board().speed(phase.computeShare) * world.speeds().gpu());
    }

    private void allotInput(SimulatedMachine machine, double faster) {
        int onDisk = users(Need.DISK_READ) + users(Need.DISK_WRITE) + users(Need.DISK_WRITEBACK);
        double disk = machine.disk().rate(onDisk) * faster;
        set(Need.DISK_READ, disk);
        set(Need.DISK_WRITE, disk);
        set(Need.DISK_WRITEBACK, disk);
        set(Need.DISK_ANSWER, faster / machine.disk().latency());
        set(Need.NETWORK_ANSWER, faster / machine.network().latency());
        set(Need.NETWORK_READ, machine.network().rate(users(Need.NETWORK_READ)) * faster);
    }

    private void set(Need need, double rate) {
        rates[need.place()] = rate;
    }

    private int users(Need need) {
        return users[need.place()];
    }

    private double untilNext() {
        double seconds = Math.min(world.untilTick(), gpu.next(training.mark()));
        for (Actor actor : actors) {
            double rate = rates[actor.need.place()];
            if (rate > 0) {
                seconds = Math.min(seconds, actor.left / rate);
            }
        }
        seconds = Math.min(seconds, world.heap().pauseLeft(world.time()));
        double garbage = demand.garbage() * rates[Need.CPU.place()];
        return garbage > 0 ? Math.min(seconds, world.heap().room() / garbage) : seconds;
    }

    private void advance(double seconds) {
        for (Actor actor : actors) {
            double rate = rates[actor.need.place()];
            if (rate > 0) {
                actor.left -= rate * seconds;
                if (actor.left <= rate * NOTHING) {
                    actor.left = 0;
                }
            }
        }
        gpu.advance(seconds);
        world.advance(seconds, gpu.busy(), phase);
        world.heap().allocate(demand.garbage() * rates[Need.CPU.place()] * seconds, world.time());
    }

    /**
     * How a phase went.
     *
     * @param seconds how long it took
     * @param batches how many it did
     * @param paused seconds of it in which the collector stopped the program
     */
    record Outcome(double seconds, int batches, double paused) {}
}
